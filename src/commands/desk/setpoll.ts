import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import type { Desk } from "../../core/desk/desk.ts";
import { isOfHouse } from "../../core/election.ts";
import { UserError } from "../../core/errors.ts";
import { exitPollContest } from "../../core/exit-poll.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import { propose } from "../../views/desk/propose.ts";
import { readPoll } from "../../views/exit-poll.ts";

const pattern = "/setpoll WHO MADE IT AND FOR WHOM = a party and its seats; another; others and theirs";

export default (desk: Desk) =>
  defineCommand({
    name: "setpoll",
    summary: "Enters, corrects or takes back the exit poll, for a second editor to confirm",
    examples: ["/setpoll Ipsos for BBC, ITV and Sky = Labour 410; Conservative 131; others 109"],
    asks: { title: "Enter the exit poll", submit: "Enter" },
    args: z.object({
      by: hinted(
        z
          .string()
          .trim()
          .max(120, "say it in a few words")
          .regex(/^(?!because\b)/i, "say who")
          .optional(),
        {
          label: "by",
          about: "who made it and for whom",
        },
      ),
      seats: hinted(z.string().max(2_000, "that is too long").optional(), {
        label: "seats",
        about: "a party and its seats on each line; the rest as others",
        long: true,
        after: "=",
      }),
      reason: hinted(z.string().trim().min(3, "say why").max(300, "say it in a sentence").optional(), {
        label: "reason",
        about: "why the poll does not stand: to take it back",
        long: true,
        after: "because",
      }),
    }),
    audience: "asker",
    role: "editor",
    needs: isOfHouse,
    async run({ by, seats: typed, reason }, context) {
      const at = atDesk(desk, context);
      const { results } = desk.history();
      if (context.now < new Date(results.election.pollsClose))
        throw new UserError(
          "too-early",
          "Polls are open: an exit poll is entered when they have closed, and not before.",
        );
      const stands = results.exitPoll;
      if (reason !== undefined) {
        if (!stands) throw new UserError("too-early", "No exit poll stands: there is nothing to take back.");
        return propose(context, at, "retract", { contest: exitPollContest, how: reason });
      }
      if (typed === undefined || by === undefined || by === "")
        throw new UserError("usage", `Say who made it and for whom, and each party’s seats: ${pattern}`, [], typed);
      const votes = readPoll(typed, context);
      return propose(context, at, stands ? "correct" : "declare", { contest: exitPollContest, votes, how: by });
    },
  });
