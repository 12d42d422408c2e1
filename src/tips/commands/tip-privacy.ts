import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { closedReply } from "../views/source.ts";
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
    // To somebody who is shown safer ways alone, nothing is told of a way that they do not have.
    run: (_, context) =>
      (line.mayRead(context.asker) ? undefined : closedReply(line, context)) ?? whoSeesReply(line, context),
  });
