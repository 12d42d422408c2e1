import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import { looked, numberArg, settledReply } from "../../views/desk/settled.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "confirm",
    summary: "Confirms what another editor entered: it is then told",
    examples: ["/confirm 12"],
    args: z.object({
      draft: numberArg("draft"),
      looked: hinted(z.literal(looked, `say ${looked} where you have looked at an old draft again`).optional(), {
        label: looked,
        about: "said of an old draft, once you have looked at it again",
        carried: true,
      }),
    }),
    asks: { title: "Confirm a draft", submit: "Confirm" },
    audience: "asker",
    role: "editor",
    async run({ draft, looked: has }, context) {
      const { me } = atDesk(desk, context);
      return settledReply(await desk.confirm(draft, me, context.now, has !== undefined), desk.history());
    },
  });
