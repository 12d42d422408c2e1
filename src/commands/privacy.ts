import { z } from "zod";
import { defineCommand } from "../core/command.ts";
import { note, text } from "../views/answer.ts";

const kept = "Nothing about you: no name, no account, no question. Answers come from public figures held here.";
const postcode = "A postcode is not looked up and not kept. History at a prompt lives in memory and ends with it.";
const platform =
  "Where you ask through a chat platform, that platform sees your question and your account, under its own rules.";

export default defineCommand({
  name: "privacy",
  summary: "What is kept when you ask, and who can see it",
  examples: ["/privacy"],
  args: z.object({}),
  audience: "asker",
  role: "anyone",
  run() {
    return {
      summary: `What is kept when you ask? ${kept} ${postcode} ${platform}`,
      card: { title: "What is kept when you ask", blocks: [text(kept), text(postcode), note(platform)] },
    };
  },
});
