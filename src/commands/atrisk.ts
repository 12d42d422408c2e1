import { isOfHouse } from "../core/election.ts";
import { z } from "zod";
import { pageArg, partyArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { longDay } from "../core/story.ts";
import { end, start } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { lastSince } from "../views/by-election.ts";
import { theBefore } from "../views/before.ts";
import { byElectionsCredit, crediting, previousCredit } from "../views/credits.ts";
import { seatList, soFar } from "../views/seat-list.ts";
import { int, many, needed } from "../views/words.ts";

export default defineCommand({
  name: "atrisk",
  summary: "The seats a party holds most narrowly, and against whom",
  examples: ["/atrisk labour", "/atrisk plaid cymru"],
  args: z.object({ party: partyArg(), page: pageArg() }),
  asks: { title: "Seats at risk" },
  audience: "channel",
  role: "anyone",
  needs: isOfHouse,
  reads: true,
  run({ party: words, page }, context) {
    const party = chooseParty(context, words, "atrisk");
    const { results } = context;
    const { election } = results;
    const declared =
      results.complete || results.known.some(({ winner, majority }) => winner?.party === party && majority);
    const seats = declared
      ? results.all
          .filter(({ winner, majority }) => winner?.party === party && majority)
          .toSorted((a, b) => (a.majority?.points ?? 0) - (b.majority?.points ?? 0))
      : results.all
          .filter(({ standing, previous }) => !standing && previous?.winner.party === party)
          .toSorted((a, b) => (a.previous?.majority.points ?? 0) - (b.previous?.majority.points ?? 0));
    const since = seats.flatMap(({ seat }) => lastSince(seat.code, results)?.words ?? []);
    const on = declared ? soFar(context) : ` on ${theBefore(election)}`;
    const list = seatList(context, {
      title: `${party.short}: ${many(seats.length, "seat")} by how narrowly held${on}`,
      colour: party.colour,
      seats,
      head: [start("Seat"), start("Over"), end("Majority"), end("Swing")],
      row: ({ seat, second, majority, previous }) => [
        seat.name,
        (declared ? second : previous?.lines[1])?.party.abbreviation ?? "",
        int((declared ? majority : previous?.majority)?.votes ?? 0),
        needed(((declared ? majority : previous?.majority)?.points ?? 0) / 2),
      ],
      none: `It holds none${on}.`,
      notes: [
        "Swing: the points that would lose the seat to the party in second place, rounded up.",
        ...(declared ? [] : [`None that it holds has declared: this is by ${theBefore(election)}.`]),
        ...(results.complete
          ? [`As elected on ${longDay(election.date)}; changes of party since are not followed.`]
          : []),
        ...(since.length > 0 ? [`By-elections since: ${since.join("; ")}.`] : []),
      ],
      ask: { command: "atrisk", args: { party: party.short } },
      page,
    });
    return crediting(
      list,
      declared ? undefined : previousCredit(context),
      since.length > 0 ? byElectionsCredit(context) : undefined,
    );
  },
});
