import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import { numberArg, settledReply } from "../../views/desk/settled.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "confirm",
    summary: "Confirms what another editor entered: it is then told",
    examples: ["/confirm 12"],
    args: z.object({ draft: numberArg("draft") }),
    asks: { title: "Confirm a draft", submit: "Confirm" },
    audience: "asker",
    role: "editor",
    async run({ draft }, context) {
      const { me } = atDesk(desk, context);
      return settledReply(await desk.confirm(draft, me, context.now), desk.history());
    },
  });
