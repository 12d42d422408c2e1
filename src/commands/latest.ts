import { z } from "zod";
import { pageArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import type { Outcome } from "../core/outcome.ts";
import { toldAt } from "../core/results.ts";
import { end, start } from "../views/answer.ts";
import { lateWords } from "../views/expected.ts";
import { seatList } from "../views/seat-list.ts";
import { changeOfHands, int, many } from "../views/words.ts";

export default defineCommand({
  name: "latest",
  summary: "The newest declarations",
  examples: ["/latest", "/latest 2"],
  asks: { title: "The newest results", submit: "Show" },
  args: z.object({ page: pageArg() }),
  audience: "channel",
  role: "anyone",
  reads: true,
  run({ page }, context) {
    const { known, election } = context.results;
    const { publisher, times } = election;
    const by = [...new Set(known.map(sourceOf))];
    const own = known.some((outcome) => sourceOf(outcome) === publisher.name && !outcome.standing?.declared);
    const late = times ? lateWords(times) : "later than the declaration";
    return seatList(context, {
      title: `The newest of ${many(known.length, "declaration")}`,
      seats: known,
      head: [end("Time"), start("Seat"), start(""), end("Majority"), ...(by.length > 1 ? [start("By")] : [])],
      row: (outcome) => [
        time(toldAt(outcome), election.timeZone),
        outcome.seat.name,
        changeOfHands(outcome),
        outcome.majority ? int(outcome.majority.votes) : "called",
        ...(by.length > 1 ? [sourceOf(outcome)] : []),
      ],
      brief: (outcome) => `${outcome.seat.name}, ${changeOfHands(outcome)} (${sourceOf(outcome)})`,
      none: "No seat has declared.",
      notes: [
        ...(by.length === 1 ? [`All by ${by[0] === publisher.name ? `the ${publisher.name}` : by[0]}.`] : []),
        ...(own ? [`Times are when the ${publisher.name} recorded the result, ${late}.`] : []),
      ],
      ask: { command: "latest", args: {} },
      page,
    });
  },
});

/** The source of the word that stands. */
const sourceOf = ({ standing }: Outcome): string => standing?.declaration.source.name ?? "";

function time(at: number, timeZone: string): string {
  return new Date(at).toLocaleTimeString("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone });
}
