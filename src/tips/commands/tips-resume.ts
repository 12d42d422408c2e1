import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { text } from "../../views/answer.ts";
import { editorOf, denied } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

const words = "The tip line takes tips again.";

export default (line: TipLine) =>
  defineCommand({
    name: "tips resume",
    summary: "Opens a paused tip line again",
    examples: ["/tips resume"],
    args: z.object({}),
    audience: "asker",
    secret: true,
    role: "editor",
    denied: denied(line, "resume"),
    async run(_, context) {
      const me = editorOf(context);
      await line.pause(me, false);
      return { summary: words, card: { title: "The tip line", blocks: [text(words)] } };
    },
  });
