import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import { numberArg } from "../../views/desk/settled.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "dismiss",
    summary: "Lays aside what a source said that fits nothing, once it has been seen to",
    examples: ["/dismiss 3"],
    args: z.object({ item: numberArg("item") }),
    asks: { title: "Lay an item aside", submit: "Lay aside" },
    audience: "asker",
    role: "editor",
    async run({ item }, context) {
      const { me } = atDesk(desk, context);
      if (!(await desk.dismiss(item, me, context.now)))
        throw new UserError("not-found", "That is not there any more: somebody has seen to it.", ["/desk"]);
      return { summary: `Laid aside: number ${item} of what was quarantined.`, data: { dismissed: item } };
    },
  });
