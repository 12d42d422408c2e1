import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { openHere } from "../views/place.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  defineCommand({
    name: "tip open",
    summary: "Opens the newsroom’s tip line in this channel",
    examples: ["/tip open"],
    args: z.object({}),
    audience: "asker",
    secret: true,
    role: "manager",
    run: (_, context) => openHere(line, context, true),
  });
