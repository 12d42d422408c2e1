import { z } from "zod";
import { optionalParty, pageArg } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import type { Party } from "../core/election.ts";
import { depositLine, lostDeposit, type Outcome, type CandidateResult } from "../core/outcome.ts";
import type { Reply } from "../core/reply.ts";
import { fullName } from "../core/story.ts";
import { answer, end, note, paged, start, text } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { seatList, soFar } from "../views/seat-list.ts";
import { int, many } from "../views/words.ts";

/** Pounds (Representation of the People Act 1985). */
const deposit = 500;
const rule = `A deposit is lost at ${depositLine}% of the valid vote or less.`;

export default defineCommand({
  name: "deposits",
  summary: "The deposits a party lost, the fewest votes first; without one, how many each lost",
  examples: ["/deposits lib dem", "/deposits"],
  asks: { title: "Lost deposits", submit: "Show" },
  args: z.object({ party: optionalParty(), page: pageArg() }),
  audience: "channel",
  role: "anyone",
  reads: true,
  run({ party: words, page }, context) {
    const declared = context.results.all.filter(({ state }) => state === "declared");
    if (words === undefined) return byParty(declared, page, context);
    const party = chooseParty(context, words, "deposits");
    const stood = declared.reduce((sum, { lines }) => sum + lines.filter((line) => line.party === party).length, 0);
    const lost = declared
      .flatMap((outcome) => losers(outcome, party).map((line) => ({ outcome, line })))
      .toSorted((a, b) => (a.line.share ?? 0) - (b.line.share ?? 0));
    const lineAt = (place: number): CandidateResult | undefined => lost[place - 1]?.line;
    return seatList(context, {
      title: `${party.short}: ${many(lost.length, "deposit")} lost${soFar(context)}`,
      colour: party.colour,
      seats: lost.map(({ outcome }) => outcome),
      head: [start("Seat"), start("Candidate"), end("Votes"), end("%")],
      row: ({ seat }, place) => {
        const line = lineAt(place);
        return [seat.name, line ? fullName(line) : "", int(line?.votes ?? 0), (line?.share ?? 0).toFixed(1)];
      },
      lead: `${int(lost.length)} of ${many(stood, "candidate")}, £${int(lost.length * deposit)} in all.`,
      none: stood === 0 ? "No candidate’s votes are known." : `None of ${many(stood, "candidate")}${soFar(context)}.`,
      notes: [rule],
      ask: { command: "deposits", args: { party: party.short } },
      page,
    });
  },
});

/** The parties that lost any, the most first. */
function byParty(declared: readonly Outcome[], page: number, context: Context): Reply {
  const lines = declared.flatMap((outcome) => outcome.lines.filter(({ votes }) => votes !== undefined));
  const parties = [...Map.groupBy(lines, ({ party }) => party)]
    .map(([party, stood]) => ({ party, stood: stood.length, lost: stood.filter(lostDeposit).length }))
    .filter(({ lost }) => lost > 0)
    .toSorted((a, b) => b.lost - a.lost || b.stood - a.stood);
  const lost = parties.reduce((sum, one) => sum + one.lost, 0);
  const shown = paged(parties, page, { command: "deposits", args: {} }, 15);
  const title = `${many(lost, "deposit")} lost${soFar(context)}`;
  const all = `${int(lost)} of ${many(lines.length, "candidate")}, £${int(lost * deposit)} in all.`;
  const most = shown.items.slice(0, 3).map(({ party, lost: of }) => `${party.short} ${int(of)}`);
  return answer(
    context,
    [`${title}: ${all}`, ...(lost > 0 ? [`${shown.first === 1 ? "Most" : shown.says}: ${most.join(", ")}.`] : [])].join(
      " ",
    ),
    {
      title,
      blocks: [
        text(lines.length === 0 ? "No candidate’s votes are known." : all),
        ...(lost > 0
          ? [
              {
                kind: "table",
                head: [start("Party"), end("Lost"), end("Candidates")],
                rows: shown.items.map(({ party, lost: of, stood }) => [party.short, int(of), int(stood)]),
              } as const,
            ]
          : []),
        ...(shown.says ? [note(shown.says)] : []),
        note(rule),
      ],
      actions: shown.more,
    },
    { lost, candidates: lines.length, parties: shown.items.map(({ party, ...of }) => ({ party: party.id, ...of })) },
  );
}

const losers = ({ lines }: Outcome, party: Party): CandidateResult[] =>
  lines.filter((line) => line.party === party && lostDeposit(line));
