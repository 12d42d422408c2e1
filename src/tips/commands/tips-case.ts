import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { atTips, caseArg, caseReply, denied } from "../views/editors.ts";

export default defineCommand({
  name: "tips case",
  summary: "One case: its state, its age and whose it is, with what can be done",
  examples: ["/tips case K7PQ2M"],
  args: z.object({ case: caseArg() }),
  audience: "asker",
  role: "editor",
  denied: denied("case"),
  async run({ case: number }, context) {
    const found = await atTips(context).line.case(number);
    if (!found) throw new UserError("not-found", "No case has that number.", ["/tips list"]);
    return caseReply(found);
  },
});
