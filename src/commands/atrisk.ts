import { isOfHouse } from "../core/election.ts";
import { z } from "zod";
import { pageArg, partyArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { end, start } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { seatList, soFar } from "../views/seat-list.ts";
import { int, many, one } from "../views/words.ts";

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
    const seats = context.results.all
      .filter(({ winner, majority }) => winner?.party === party && majority)
      .toSorted((a, b) => (a.majority?.points ?? 0) - (b.majority?.points ?? 0));
    return seatList(context, {
      title: `${party.short}: ${many(seats.length, "seat")} by how narrowly held${soFar(context)}`,
      colour: party.colour,
      seats,
      head: [start("Seat"), start("Over"), end("Majority"), end("Swing")],
      row: ({ seat, second, majority }) => [
        seat.name,
        second?.party.abbreviation ?? "",
        int(majority?.votes ?? 0),
        one((majority?.points ?? 0) / 2),
      ],
      none: `It holds none${soFar(context)}.`,
      notes: ["Swing: the points that would lose the seat to the party in second place."],
      ask: { command: "atrisk", args: { party: party.short } },
      page,
    });
  },
});
