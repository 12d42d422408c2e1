import { z } from "zod";
import { pageArg, partyArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import type { Party } from "../core/election.ts";
import { depositLine, lostDeposit, type Outcome, type CandidateResult } from "../core/outcome.ts";
import { fullName } from "../core/story.ts";
import { end, start } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { seatList, soFar } from "../views/seat-list.ts";
import { int, many } from "../views/words.ts";

/** Pounds (Representation of the People Act 1985). */
const deposit = 500;

export default defineCommand({
  name: "deposits",
  summary: "The deposits a party lost, the fewest votes first",
  examples: ["/deposits lib dem", "/deposits conservative"],
  asks: { title: "Lost deposits", submit: "Show" },
  args: z.object({ party: partyArg(), page: pageArg() }),
  audience: "channel",
  role: "anyone",
  reads: true,
  run({ party: words, page }, context) {
    const party = chooseParty(context, words, "deposits");
    const declared = context.results.all.filter(({ state }) => state === "declared");
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
      notes: [`A deposit is lost at ${depositLine}% of the valid vote or less.`],
      ask: { command: "deposits", args: { party: party.short } },
      page,
    });
  },
});

const losers = ({ lines }: Outcome, party: Party): CandidateResult[] =>
  lines.filter((line) => line.party === party && lostDeposit(line));
