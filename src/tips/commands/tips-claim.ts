import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { actedReply, caseArg, denied, editorOf } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  defineCommand({
    name: "tips claim",
    summary: "Takes a case up, so that others see whose it is",
    examples: ["/tips claim K7PQ2M"],
    args: z.object({ case: caseArg() }),
    asks: { title: "A case of the tip line", submit: "Claim" },
    audience: "asker",
    secret: true,
    role: "editor",
    denied: denied(line, "claim"),
    async run({ case: number }, context) {
      const me = editorOf(context);
      return actedReply(await line.act("claim", number, me), number, "It is yours.");
    },
  });
