import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { text } from "../../views/answer.ts";
import { atTips, denied } from "../views/editors.ts";

const words = "The tip line takes tips again.";

export default defineCommand({
  name: "tips resume",
  summary: "Opens a paused tip line again",
  examples: ["/tips resume"],
  args: z.object({}),
  audience: "asker",
  role: "editor",
  denied: denied("resume"),
  async run(_, context) {
    const { line, me } = atTips(context);
    await line.pause(me, false);
    return { summary: words, card: { title: "The tip line", blocks: [text(words)] } };
  },
});
