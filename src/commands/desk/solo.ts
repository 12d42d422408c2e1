import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { text } from "../../views/answer.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import type { Desk } from "../../core/desk/desk.ts";

/** Milliseconds: a night. For longer it has to be allowed again. */
const lasts = 12 * 60 * 60 * 1_000;

export default (desk: Desk) =>
  defineCommand({
    name: "solo",
    summary: "Allows one editor alone to confirm what they entered, for twelve hours; or ends it",
    examples: ["/solo on", "/solo off"],
    args: z.object({ switch: hinted(z.enum(["on", "off"]), { label: "on or off", about: "on or off" }) }),
    asks: { title: "Working alone", submit: "Save" },
    audience: "asker",
    role: "manager",
    async run({ switch: to }, context) {
      const { me } = atDesk(desk, context);
      // Else an editor who runs a channel could allow it to themselves.
      if (context.asker.listed !== "manager")
        throw new UserError("forbidden", "Only a manager whom the newsroom’s list names may allow that, or end it.");
      const until = new Date(context.now.getTime() + lasts);
      await (to === "on" ? desk.allowSolo(me, until) : desk.allowSolo(me));
      const title = to === "on" ? "One editor alone may confirm" : "Two editors again";
      const block =
        to === "on"
          ? text(
              "Until ",
              { time: until },
              ". What is entered so is marked as one editor’s, in the log and at the desk.",
            )
          : text("Nobody confirms what they entered themselves.");
      return { summary: `${title}.`, card: { title, blocks: [block] }, data: { solo: to === "on" } };
    },
  });
