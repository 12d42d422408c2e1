import { z } from "zod";
import { defineCommand } from "../core/command.ts";
import { note, text } from "../views/answer.ts";

const kept = "Nothing about you: no name, no account, no question. Answers come from public figures held here.";
const counted =
  "So that nobody drowns a channel, questions are counted for a minute under a mark that cannot be turned back into you and is gone when I stop.";
const followed =
  "If you /follow something in a direct message, that conversation’s id and what you follow are kept, and what I told you there, until you /unfollow.";
const postcode = "A postcode is not looked up and not kept.";

export default defineCommand({
  name: "privacy",
  summary: "What is kept when you ask, and who can see it",
  examples: ["/privacy"],
  args: z.object({}),
  audience: "asker",
  role: "anyone",
  run(_, { whoCanSee }) {
    const seen = whoCanSee.join(" ");
    return {
      summary: `What is kept when you ask? ${kept} ${counted} ${followed} ${postcode} ${seen}`.trim(),
      card: {
        title: "What is kept when you ask",
        blocks: [text(kept), text(counted), text(followed), text(postcode), ...whoCanSee.map((line) => note(line))],
      },
    };
  },
});
