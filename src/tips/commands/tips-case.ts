import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { editorOf, caseArg, caseReply, denied } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  defineCommand({
    name: "tips case",
    summary: "One case: its state, its age and whose it is, with what can be done",
    examples: ["/tips case K7PQ2M"],
    args: z.object({ case: caseArg() }),
    audience: "asker",
    secret: true,
    role: "editor",
    denied: denied(line, "case"),
    async run({ case: number }, context) {
      editorOf(context);
      const found = await line.case(number);
      if (!found) throw new UserError("not-found", "No case has that number.", ["/tips list"]);
      return caseReply(found);
    },
  });
