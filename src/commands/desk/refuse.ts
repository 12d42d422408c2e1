import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import { numberArg, settledReply } from "../../views/desk/settled.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "refuse",
    summary: "Refuses what was entered, or takes back one’s own, before it is told",
    examples: ["/refuse 12"],
    args: z.object({ draft: numberArg("draft") }),
    asks: { title: "Refuse a draft", submit: "Refuse" },
    audience: "asker",
    role: "editor",
    async run({ draft }, context) {
      const { me } = atDesk(desk, context);
      return settledReply(await desk.refuse(draft, me, context.now), desk.history());
    },
  });
