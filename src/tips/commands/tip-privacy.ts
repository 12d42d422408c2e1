import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { whoSeesReply } from "../views/who.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  defineCommand({
    name: "tip privacy",
    summary: "Who can see what of a tip, and what is kept of it",
    examples: ["/tip privacy"],
    args: z.object({}),
    audience: "asker",
    secret: true,
    role: "anyone",
    run: (_, context) => whoSeesReply(line, context),
  });
