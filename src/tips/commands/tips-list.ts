import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { tipStates } from "../tip-line.ts";
import { editorOf, denied, listReply } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  defineCommand({
    name: "tips list",
    summary: "Cases of the tip line, with their age in days and who has claimed them",
    examples: ["/tips list", "/tips list relayed"],
    args: z.object({
      state: hinted(z.enum(tipStates).optional(), { label: "state", about: "cases in one state alone" }),
    }),
    audience: "asker",
    secret: true,
    role: "editor",
    denied: denied(line, "list"),
    async run({ state }, context) {
      editorOf(context);
      return listReply(await line.cases(), state);
    },
  });
