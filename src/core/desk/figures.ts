/** Figures as people type them: one text, a line a candidate. Tolerant of how a line is written, strict about numbers. */
import { labelOf, type Ballot } from "./ballot.ts";
import { gather } from "./gather.ts";
import { judge } from "./judge.ts";
import { isTied, written, type Figures, type ReadFigures } from "./votes.ts";

/**
 * Votes for every candidate, or a call: one line that says "won" and no votes. Of a tie the line that says "lot" was drawn.
 * @returns figures, or all that is wrong with the text
 */
export function readFigures(text: string, ballot: Ballot): ReadFigures {
  const gathered = gather(text, ballot);
  return gathered.faults.length > 0 ? { kind: "faults", faults: gathered.faults } : judge(gathered, ballot);
}

/** "Dan Norris (Labour): 20,739" and so on, in the order of the ballot paper; figures only where they are known. */
export function prefill({ standing }: Ballot, { votes, winner, rejected }: Figures = {}): string {
  const lines = standing.map((one) => {
    const { id } = one.candidate;
    const isWinner = winner === id;
    // Sources may name the winner of any result; only a tie's was drawn.
    const lot = isWinner && isTied(Object.values(votes ?? {})) ? " lot" : "";
    return `${labelOf(one)}: ${votes ? `${written(votes[id] ?? 0)}${lot}` : isWinner ? "won" : ""}`;
  });
  return [...lines, `Rejected: ${rejected === undefined ? "" : written(rejected)}`].join("\n");
}
