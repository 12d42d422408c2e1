import { z } from "zod";
import { defineCommand } from "../core/command.ts";
import { atDesk } from "../views/desk/at-desk.ts";
import { numberArg, settledReply } from "../views/desk/settled.ts";

export default defineCommand({
  name: "refuse",
  summary: "Refuses what was entered, or takes back one’s own, before it is told",
  examples: ["/refuse 12"],
  args: z.object({ draft: numberArg("draft") }),
  asks: { title: "Refuse a draft", submit: "Refuse" },
  audience: "asker",
  role: "editor",
  async run({ draft }, context) {
    const { desk, me } = atDesk(context);
    return settledReply(await desk.refuse(draft, me, context.now), desk.history());
  },
});
