import { z } from "zod";
import { defineCommand } from "../core/command.ts";
import { filterArg } from "../core/seats/filter-arg.ts";
import { everything } from "../core/seats/filter.ts";
import { filterWords, readPossible } from "../core/seats/read-filter.ts";
import { seatsOf } from "../core/seats/seats.ts";
import { tally } from "../core/tally.ts";
import { mapPicture } from "../pictures/index.ts";
import { answer, button, note } from "../views/answer.ts";
import { inWords, knownWords, lineWords, stateTable } from "../views/state.ts";
import { many } from "../views/words.ts";
import { upper } from "../core/text.ts";

export default defineCommand({
  name: "map",
  summary: "A map, one hexagon a seat: of all seats, or of those that a filter asks for",
  examples: ["/map", "/map labour gains and wales", "/map scotland"],
  asks: { title: "The map", submit: "Show" },
  args: z.object({ filter: filterArg() }),
  audience: "channel",
  role: "anyone",
  reads: true,
  needs: ({ seats }) => seats.some(({ hex }) => hex),
  run({ filter: words }, context) {
    const { results } = context;
    const { lookup, election } = results;
    const filter = words === undefined ? everything : readPossible(words, context, "/map");
    const said = filterWords(filter, lookup);
    const isAll = filter.is === "everything";
    const seats = isAll ? results.all : seatsOf(filter, results);
    const counted = tally(seats);
    const known = counted.known === 0 ? "none has declared" : knownWords(counted).toLowerCase();
    const title = isAll ? `${upper(election.name)}: the map` : `${many(seats.length, "seat")}: ${said}`;
    const line = isAll ? lineWords(counted, lookup) : "";
    const state = counted.known === 0 ? "" : `${inWords(counted)}.`;
    return answer(
      context,
      [`${title}; ${known}.`, state, line].filter((part) => part !== "").join(" "),
      {
        title,
        blocks: [
          note(`${upper(known)}. ${line}`.trim()),
          mapPicture(context, filter),
          ...(counted.known > 0 && lookup.isHouse ? [stateTable(counted, 8)] : []),
        ],
        actions: [
          ...(isAll ? [] : [button("The seats as a list", "seats", { filter: said })]),
          button("State of the parties", "results"),
        ],
      },
      {
        filter: said,
        seats: seats.map(({ seat, winner, result }) => ({
          code: seat.code,
          name: seat.name,
          hex: seat.hex ?? null,
          winner: winner?.party.id ?? null,
          gain: result?.kind === "gain",
        })),
      },
    );
  },
});
