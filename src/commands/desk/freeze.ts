import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { button, text } from "../../views/answer.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "freeze",
    summary: "Stops every post everywhere, at once",
    examples: ["/freeze"],
    args: z.object({}),
    audience: "asker",
    role: "editor",
    async run(_, context) {
      const { me } = atDesk(desk, context);
      await desk.freeze(me, context.now);
      const said =
        "Every post is stopped, everywhere. What comes in is kept, and told when two of the desk let the posts go on.";
      return {
        summary: said,
        card: { title: "Frozen", blocks: [text(said)], actions: [button("Unfreeze", "unfreeze")] },
        data: { frozen: true },
      };
    },
  });
