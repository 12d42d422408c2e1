import { z } from "zod";
import { pageArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { toldAt } from "../core/results.ts";
import { end, start } from "../views/answer.ts";
import { seatList } from "../views/seat-list.ts";
import { changeOfHands, int, many } from "../views/words.ts";

export default defineCommand({
  name: "latest",
  summary: "The newest declarations",
  examples: ["/latest", "/latest 2"],
  args: z.object({ page: pageArg() }),
  audience: "channel",
  role: "anyone",
  reads: true,
  run({ page }, context) {
    const { known, election } = context.results;
    const recorded = known.some(({ standing }) => !standing?.declared);
    return seatList(context, {
      title: `The newest of ${many(known.length, "declaration")}`,
      seats: known,
      head: [end("Time"), start("Seat"), start(""), end("Majority")],
      row: (outcome) => [
        time(toldAt(outcome), election.timeZone),
        outcome.seat.name,
        changeOfHands(outcome),
        outcome.majority ? int(outcome.majority.votes) : "called",
      ],
      brief: (outcome) => `${outcome.seat.name}, ${changeOfHands(outcome)}`,
      none: "No seat has declared.",
      notes:
        recorded && known.length > 0
          ? [`Times are when the ${election.publisher.name} recorded the result, later than the declaration.`]
          : [],
      ask: { command: "latest", args: {} },
      page,
    });
  },
});

function time(at: number, timeZone: string): string {
  return new Date(at).toLocaleTimeString("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone });
}
