import { z } from "zod";
import { pageArg, partyArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { end, start } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { seatList, soFar } from "../views/seat-list.ts";
import { int, many, one, subject } from "../views/words.ts";

export default defineCommand({
  name: "second",
  summary: "Where a party came second, the nearest miss first",
  examples: ["/second reform", "/second green 2"],
  args: z.object({ party: partyArg(), page: pageArg() }),
  asks: { title: "Second places" },
  audience: "channel",
  role: "anyone",
  reads: true,
  run({ party: words, page }, context) {
    const party = chooseParty(context, words, "second");
    const seats = context.results.all
      .filter(({ second, state }) => state === "declared" && second?.party === party)
      .toSorted((a, b) => (a.majority?.points ?? 0) - (b.majority?.points ?? 0));
    return seatList(context, {
      title: `${subject(party)} came second in ${many(seats.length, "seat")}${soFar(context)}`,
      colour: party.colour,
      seats,
      head: [start("Seat"), start("To"), end("Behind"), end("Points")],
      row: ({ seat, winner, majority }) => [
        seat.name,
        winner?.party.abbreviation ?? "",
        int(majority?.votes ?? 0),
        one(majority?.points ?? 0),
      ],
      none: `Nowhere${soFar(context)}.`,
      notes: ["Nearest in points first."],
      ask: { command: "second", args: { party: party.short } },
      page,
    });
  },
});
