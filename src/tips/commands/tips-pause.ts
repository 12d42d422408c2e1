import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { text } from "../../views/answer.ts";
import { editorOf, denied } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

const words =
  "Paused: nothing new is taken. Sources are told kindly, and shown the safer ways. What waits is relayed, and codenames work.";

export default (line: TipLine) =>
  defineCommand({
    name: "tips pause",
    summary: "Pauses the whole tip line: sources are told so, and where else to go",
    examples: ["/tips pause"],
    args: z.object({}),
    audience: "asker",
    secret: true,
    role: "editor",
    denied: denied(line, "pause"),
    async run(_, context) {
      const me = editorOf(context);
      await line.pause(me, true);
      return { summary: words, card: { title: "The tip line", blocks: [text(words)] } };
    },
  });
