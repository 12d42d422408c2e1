import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { tipStates } from "../tip-line.ts";
import { atTips, denied, listReply } from "../views/editors.ts";

export default defineCommand({
  name: "tips list",
  summary: "Cases of the tip line, with their age in days and who has claimed them",
  examples: ["/tips list", "/tips list relayed"],
  args: z.object({
    state: hinted(z.enum(tipStates).optional(), { label: "state", about: "cases in one state alone" }),
  }),
  audience: "asker",
  role: "editor",
  denied: denied("list"),
  async run({ state }, context) {
    return listReply(await atTips(context).line.cases(), state);
  },
});
