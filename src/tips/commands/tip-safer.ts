import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { saferReply } from "../views/source.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  defineCommand({
    name: "tip safer",
    summary: "Safer ways to reach the newsroom, without this bot or this platform",
    examples: ["/tip safer"],
    args: z.object({}),
    audience: "asker",
    secret: true,
    role: "anyone",
    run(_, context) {
      return saferReply(line.words(context.asker.place, context.whoCanSee).safer);
    },
  });
