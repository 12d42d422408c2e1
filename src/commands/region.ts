import { isOfHouse } from "../core/election.ts";
import { theBefore } from "../views/before.ts";
import { z } from "zod";
import { pageArg, regionArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { tally } from "../core/tally.ts";
import { answer, button, end, note, paged, start, text } from "../views/answer.ts";
import { chooseArea, inArea } from "../views/area.ts";
import { areaName } from "../views/area-name.ts";
import { inWords, knownWords, stateTable, tallyData } from "../views/state.ts";
import { changeOfHands, int, many, pc } from "../views/words.ts";

export default defineCommand({
  name: "region",
  summary: "A nation or region: seats, changes, shares",
  examples: ["/region scotland", "/region yorkshire", "/region south west 2"],
  args: z.object({ region: regionArg(), page: pageArg() }),
  audience: "channel",
  role: "anyone",
  needs: isOfHouse,
  reads: true,
  run({ region: words, page }, context) {
    const area = chooseArea(context, words, "region");
    const name = areaName(area);
    const outcomes = context.results.all.filter((outcome) => inArea(outcome.seat, area));
    const counted = tally(outcomes);
    const moved = outcomes
      .filter(({ result }) => result?.kind === "gain")
      .toSorted((a, b) => (b.swing?.points ?? 0) - (a.swing?.points ?? 0));
    const shown = paged(moved, page, { command: "region", args: { region: name } }, 8);
    const rows = shown.items.map((outcome) => [
      outcome.seat.name,
      changeOfHands(outcome),
      outcome.majority ? int(outcome.majority.votes) : "",
    ]);
    return answer(
      context,
      `${name}: ${knownWords(counted).toLowerCase()}. ${counted.known > 0 ? `${inWords(counted)}. ` : ""}${many(moved.length, "seat")} changed hands.`,
      {
        title: `${name}: ${knownWords(counted).toLowerCase()}`,
        ...(counted.parties[0]?.seats ? { colour: counted.parties[0].party.colour } : {}),
        blocks: [
          ...(page === 1 && counted.known > 0 ? [stateTable(counted, 10)] : []),
          ...(page === 1 && counted.declared > 0
            ? [text(`Turnout ${pc(counted.turnout)} (valid votes over electorate).`)]
            : []),
          text(
            moved.length === 0
              ? "No seat has changed hands."
              : `${many(moved.length, "seat")} changed hands, the biggest swing first.`,
          ),
          ...(rows.length > 0
            ? [{ kind: "table" as const, head: [start("Seat"), start(""), end("Majority")], rows }]
            : []),
          ...(shown.says ? [note(shown.says)] : []),
          note(`Changes are on ${theBefore(context.results.election)}.`),
        ],
        actions: [
          ...shown.more,
          button("Map", "map", { filter: name }),
          ...(counted.known < counted.of ? [button("Still to come", "left", { region: name })] : []),
        ],
      },
      {
        area: name,
        ...tallyData(counted),
        changedHands: moved.map(({ seat, result }) => ({
          code: seat.code,
          name: seat.name,
          from: result?.from.id,
          to: result?.to.id,
        })),
      },
    );
  },
});
