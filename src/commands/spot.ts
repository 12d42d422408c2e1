import { z } from "zod";
import { hinted } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import type { Seat } from "../core/election.ts";
import type { Action, Reply } from "../core/reply.ts";
import { mostRead, namedIn } from "../core/seats/named-in.ts";
import { brief, listed } from "../core/text.ts";
import { answer, button, note, text } from "../views/answer.ts";
import { roughHour } from "../views/expected.ts";
import { changeOfHands, int, many } from "../views/words.ts";

/** Seats with a line of their own, and others that a menu offers. */
const most = { lines: 10, offered: 25 } as const;
/** Seats of unclear words that are named; of more only their number is said. */
const few = 4;

export default defineCommand({
  name: "spot",
  summary: "The constituencies that a text names",
  examples: ["/spot Bath and North East Somerset, says the editor of Clacton MP news"],
  args: z.object({
    text: hinted(z.string().trim().min(1, "say which text"), {
      label: "text",
      about: "a text in which constituencies are named",
      long: true,
    }),
  }),
  asks: { title: "Which seats are in this?" },
  onMessage: { label: "Which seats are in this?", argument: "text" },
  audience: "asker",
  role: "anyone",
  reads: true,
  run({ text: words }, context) {
    const { sure, unclear, isCut } = namedIn(words, context.results.election);
    const title =
      sure.length === 0
        ? "No constituency is named for certain"
        : `${many(sure.length, "constituency", "constituencies")} named`;
    const doubts = unclear.map((one) => doubt(one.words, one.seats));
    const offered = [...new Set([...sure, ...unclear.flatMap(({ seats }) => seats)])];
    const lines = sure.slice(0, most.lines);
    const more = sure.length - lines.length;
    return answer(
      context,
      [`${title}${sure.length > 0 ? `: ${listed(lines.map(({ name }) => name))}` : ""}.`, ...doubts].join(" "),
      {
        title,
        blocks: [
          ...lines.map((seat) => text({ bold: seat.name }, ` ${standsAs(seat, context)}`)),
          ...(more > 0 ? [note(`${many(more, "other")} below.`)] : []),
          ...(doubts.length > 0 ? [note(doubts.slice(0, most.lines).join(" "))] : []),
          ...(isCut ? [note(`Only the first ${int(mostRead)} characters were read.`)] : []),
        ],
        actions: offered.slice(0, most.offered).map((seat): Action => button(seat.name, "seat", { place: seat.name })),
        choose: "Show a constituency",
      },
      { seats: sure.map(({ code }) => code), unclear: unclear.map(({ seats }) => seats.map(({ code }) => code)) },
    ) satisfies Reply;
  },
});

/** "LAB GAIN FROM CON, majority 5,319"; "not declared, about 4am" */
function standsAs(seat: Seat, { results }: Context): string {
  const outcome = results.outcome(seat.code);
  if (!outcome.standing) {
    const hour = roughHour(seat, results.election);
    return `not declared${hour === undefined ? "" : `, perhaps about ${hour}`}`;
  }
  return `${changeOfHands(outcome)}${outcome.majority ? `, majority ${int(outcome.majority.votes)}` : ""}`;
}

function doubt(words: string, seats: readonly Seat[]): string {
  const names =
    seats.length > few
      ? `one of ${seats.length} constituencies`
      : listed(
          seats.map(({ name }) => name),
          "or",
        );
  return `“${brief(words)}” may be ${names}, or something else.`;
}
