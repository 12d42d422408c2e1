/** Figures as people type them: tolerant of how a line is written, strict about what can be a result of a contest. */
import type { Lookup } from "../lookup.ts";
import type { Outcome } from "../outcome.ts";
import { listed, upper } from "../text.ts";
import { labelOf, type Ballot } from "./ballot.ts";
import { unpasted } from "./pasted.ts";
import { insane } from "./sanity.ts";
import { gather, type Fault, type Gathered } from "./lines.ts";

/** A contest's figures as they are known at the desk. */
export interface Figures {
  /** By candidate id, all of them; absent while only the winner is known. */
  readonly votes?: Readonly<Record<string, number>> | undefined;
  /** A call's winner, or a tie's by lot; votes tell every other. */
  readonly winner?: string | undefined;
  readonly rejected?: number | undefined;
}

export type ReadFigures =
  | { readonly kind: "figures"; readonly figures: Figures }
  | { readonly kind: "faults"; readonly faults: readonly Fault[] };

/**
 * Figures are votes for every candidate, or a call: one line that says "won", and no votes. A tie's winner has "lot".
 * @returns figures, or all that is wrong with the text
 */
export function readFigures(text: string, ballot: Ballot): ReadFigures {
  const gathered = gather(unpasted(text, [ballot.year]), ballot);
  if (gathered.faults.length > 0) return { kind: "faults", faults: gathered.faults };
  const isCall = gathered.votes.size === 0 && gathered.marks.length > 0;
  const faults = isCall ? callFaults(gathered) : resultFaults(gathered, ballot);
  return faults.length > 0 ? { kind: "faults", faults } : { kind: "figures", figures: figuresOf(gathered, isCall) };
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

/** A tie for the most votes. */
export function isTied(votes: readonly number[]): boolean {
  const [first, second] = votes.toSorted((a, b) => b - a);
  return first !== undefined && first === second;
}

const written = (n: number): string => n.toLocaleString("en-GB");

function figuresOf({ votes, marks, rejected }: Gathered, isCall: boolean): Figures {
  const [mark] = marks;
  const winner = mark && (isCall || isTied([...votes.values()])) ? { winner: mark.id } : {};
  if (isCall) return winner;
  return { votes: Object.fromEntries(votes), ...winner, ...(rejected !== undefined && { rejected }) };
}

function callFaults({ marks, rejected }: Gathered): readonly Fault[] {
  const lots = marks.filter(({ how }) => how === "lot");
  return [
    ...lots.map(({ line }) => ({ line, says: "A lot is drawn between equal votes: give the votes too." })),
    ...second(marks),
    ...(rejected === undefined ? [] : [{ says: "Rejected papers are known with the votes, not before." }]),
  ];
}

function resultFaults({ votes, marks, rejected = 0 }: Gathered, { standing, electorate }: Ballot): readonly Fault[] {
  if (votes.size === 0) return [{ says: "Nobody has a figure." }];
  const missing = standing.filter(({ candidate }) => !votes.has(candidate.id)).map(({ name }) => name);
  if (missing.length > 0) return [{ says: `There is no figure for ${listed(missing)}.` }, ...second(marks)];
  const counts = [...votes.values()];
  const valid = counts.reduce((sum, some) => sum + some, 0);
  const papers = valid + rejected;
  const most = Math.max(...counts);
  const entitled = `${written(electorate)} people are entitled to vote there.`;
  return [
    ...(valid === 0 ? [{ says: "There are no votes at all." }] : []),
    ...(valid > electorate ? [{ says: `That is ${written(valid)} votes, and ${entitled}` }] : []),
    ...(valid <= electorate && papers > electorate
      ? [{ says: `With the rejected that is ${written(papers)} papers, and ${entitled}` }]
      : []),
    ...second(marks),
    ...marks.flatMap(({ line, id, how }) => {
      if (votes.get(id) !== most) return [{ line, says: "Someone else has more votes." }];
      return how === "lot" && !isTied(counts) ? [{ line, says: "A lot is drawn only between equal votes." }] : [];
    }),
  ];
}

const second = ([, ...others]: Gathered["marks"]): readonly Fault[] =>
  others.map(({ line }) => ({ line, says: "Only one can have won." }));

/**
 * Oddities of figures that could be right, for the second editor's eyes: those that would hold a source's figures back, and a tie
 * without a lot.
 * @returns sentences
 */
export function oddities(
  { seat, lines, previous, byElection, valid, rejected, tie, winner }: Outcome,
  lookup: Lookup,
): readonly string[] {
  if (valid === undefined) return [];
  const parties = [...lines, ...(previous?.lines ?? [])].map(({ party }) => party);
  // Rows slide in the order in which they were typed, which is the ballot paper's.
  const rank = new Map(lookup.candidates(seat.code).map(({ id }, i) => [id, i]));
  const onPaper = lines.toSorted((a, b) => (rank.get(a.candidate.id) ?? 0) - (rank.get(b.candidate.id) ?? 0));
  const reasons = insane({
    lines: onPaper.map(({ party, votes = 0 }) => ({ party: party.id, votes })),
    electorate: seat.electorate ?? Infinity,
    parties,
    isByElection: byElection !== undefined || !lookup.isHouse,
    ...(rejected !== undefined && { rejected }),
    ...(seat.previous && { previous: seat.previous }),
  });
  return [
    ...reasons.map((reason) => `${upper(reason)}: is a figure wrong?`),
    ...(tie && !winner ? ["Two have equal votes, and no lot is given: nobody has won yet."] : []),
  ];
}
