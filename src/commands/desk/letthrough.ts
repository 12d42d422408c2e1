import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import type { Desk } from "../../core/desk/desk.ts";
import { UserError } from "../../core/errors.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import { numberArg } from "../../views/desk/settled.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "letthrough",
    summary: "Lets figures of a source through that looked like a slip, and are right",
    examples: ["/letthrough 3"],
    args: z.object({ item: numberArg("item") }),
    asks: { title: "Let figures through", submit: "Let through" },
    audience: "asker",
    role: "editor",
    async run({ item }, context) {
      const { me } = atDesk(desk, context);
      if (!(await desk.letThrough(item, me, context.now)))
        throw new UserError("not-found", "No doubted figures wait under that number: somebody has seen to them.", [
          "/desk",
        ]);
      return { summary: `Let through: number ${item} is told as its source said it.`, data: { letThrough: item } };
    },
  });
