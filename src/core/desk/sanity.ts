/**
 * The one judge of figures that could be a result and look like a slip: a digit too many or too few, noughts for blanks, rows or
 * columns that have slid. Its limits are a little beyond the utmost of the general elections of 2019 and 2024 and of the
 * by-elections since, so that none of these is doubted; whatever it doubts, an editor may still let through.
 */

export interface Given {
  readonly lines: readonly Line[];
  /** Infinite where it is not known. */
  readonly electorate: number;
  readonly rejected?: number;
  readonly isByElection: boolean;
  /** The last result on the same boundaries; without it only what needs no comparison is judged. */
  readonly previous?: {
    /** Absent where only the votes are known. */
    readonly electorate?: number | undefined;
    readonly valid: number;
    readonly votes: Readonly<Record<string, number>>;
  };
  readonly parties: readonly { readonly id: string; readonly kind: string }[];
}

interface Line {
  readonly party: string;
  readonly votes: number;
}

/** Percentages and percentage points; `same` is in votes, the gains are in points of misplaced votes. */
const limits = {
  noughts: 2,
  /** A party that had such a share before has a vote at least. */
  nought: 1,
  same: 4_000,
  winner: 90,
  /** Rejected papers in a hundred valid ones. */
  rejected: 5,
  turnout: { general: { least: 35, most: 88 }, byElection: { least: 15, most: 85 } },
  change: { down: 20, downAtByElection: 35, up: 8 },
  moved: 62,
  /** With one of the two of a party that had next to nothing: `stranger`. */
  swap: { known: 64, stranger: 40 },
  slid: 50,
  digitTooMany: 18,
  digitTooFew: 50,
  /** A party that had so much keeps that part of it, the largest first. */
  collapse: [
    { from: 8, to: 0.19 },
    { from: 5, to: 0.14 },
    { from: 3, to: 0.09 },
  ],
  /** A party that had next to nothing. */
  rise: { from: 5, to: 48 },
} as const;

/** @returns sentences without an end, none for figures that look like a result */
export function insane(given: Given): readonly string[] {
  const { lines, electorate, rejected = 0, isByElection } = given;
  const sum = sumOf(lines);
  if (sum === 0) return [];
  const noughts = lines.filter(({ votes }) => votes === 0).length;
  const sorted = lines.map(({ votes }) => votes).toSorted((a, b) => b - a);
  // A tie for the first place says who won by lot: nobody copies that.
  const twice = sorted
    .slice(1)
    .find((votes, i) => votes >= limits.same && votes !== sorted[0] && votes === sorted[i + 2]);
  const most = (100 * (sorted[0] ?? 0)) / sum;
  const turnout = (100 * sum) / electorate;
  const { least, most: utmost } = limits.turnout[isByElection ? "byElection" : "general"];
  return [
    ...(noughts >= limits.noughts ? [`${noughts} candidates have no votes at all`] : []),
    ...(twice === undefined ? [] : [`two candidates have ${twice} votes each`]),
    ...(most > limits.winner && lines.length > 1 ? [`one candidate has ${points(most)} of the votes`] : []),
    ...(isFinite(electorate) && (turnout < least || turnout > utmost) ? [`turnout would be ${points(turnout)}`] : []),
    ...(rejected * 100 > sum * limits.rejected
      ? [`${rejected.toLocaleString("en-GB")} rejected papers are more than one in ${100 / limits.rejected}`]
      : []),
    ...compared(given, turnout),
  ];
}

const points = (n: number): string => `${n.toFixed(1)}%`;
const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, { votes }) => sum + votes, 0);

type Compared = Given & { readonly previous: NonNullable<Given["previous"]> };

function compared(given: Given, turnout: number): readonly string[] {
  const { previous, isByElection } = given;
  if (!previous || !hasPrevious(given)) return [];
  const before = turnoutBefore(given, turnout);
  const change = turnout - before;
  const isFar =
    change > limits.change.up || change < -(isByElection ? limits.change.downAtByElection : limits.change.down);
  const { moved, tooMany, tooFew, swap, slid } = misplaced(given);
  const isNought = given.lines.some(({ party, votes }) => votes === 0 && shareBefore(party, previous) >= limits.nought);
  return [
    ...(isNought ? ["a party that had votes before would have none"] : []),
    ...(isFar ? [`turnout would be ${points(turnout)}, against ${points(before)} before`] : []),
    ...(isByElection ? [] : shifts(given)),
    ...(moved > limits.moved && !isByElection ? [`${points(moved)} of the votes would have moved`] : []),
    ...(swap > 1 ? ["two candidates' votes would fit better the other way round"] : []),
    ...(slid > limits.slid && !isByElection && given.lines.length > 2
      ? ["everybody's votes would fit better a row further"]
      : []),
    ...(tooMany > limits.digitTooMany ? ["one candidate's votes would fit better without their first digit"] : []),
    ...(tooFew > limits.digitTooFew && !isByElection
      ? ["one candidate's votes would fit better with a digit more"]
      : []),
  ];
}

/** The Speaker stands without the usual parties, so that such a seat has nothing to compare. */
function hasPrevious(given: Given): given is Compared {
  const { previous, lines, parties } = given;
  if (!previous || previous.valid <= 0 || previous.electorate === 0) return false;
  const speakers = new Set(parties.filter(({ kind }) => kind === "speaker").map(({ id }) => id));
  return ![...lines.map(({ party }) => party), ...Object.keys(previous.votes)].some((party) => speakers.has(party));
}

function shifts({ lines, previous, parties }: Compared): readonly string[] {
  const independents = new Set(parties.filter(({ kind }) => kind === "independents").map(({ id }) => id));
  const sum = sumOf(lines);
  const fallen = lines.some(({ party, votes }) => {
    const [share, before] = [(100 * votes) / sum, shareBefore(party, previous)];
    const kept = limits.collapse.find(({ from }) => before >= from);
    return !independents.has(party) && kept !== undefined && share < before * kept.to;
  });
  const risen = lines.some(
    ({ party, votes }) =>
      !independents.has(party) &&
      shareBefore(party, previous) < limits.rise.from &&
      (100 * votes) / sum > limits.rise.to,
  );
  return [
    ...(fallen ? ["a party would have lost nearly all that it had"] : []),
    ...(risen ? ["a party that had next to nothing would have won nearly half"] : []),
  ];
}

const shareBefore = (party: string, { votes, valid }: Compared["previous"]): number =>
  (100 * (votes[party] ?? 0)) / valid;

/** The usual change of turnout, in points, between two elections of late. */
const usualChange = -4;

/** Turnout tells nothing, and counts as usual, if an electorate is not known, now or then. */
const turnoutBefore = ({ previous, electorate }: Pick<Compared, "previous" | "electorate">, now: number): number =>
  previous.electorate === undefined || !isFinite(electorate)
    ? now - usualChange
    : (100 * previous.valid) / previous.electorate;

/** The distance of the figures from the last ones, and how much nearer one slip put right would bring them; `swap` in its limit. */
function misplaced({ lines, electorate, previous, parties, isByElection }: Compared) {
  const free = new Set(parties.filter(({ kind }) => kind !== "party").map(({ id }) => id));
  const isStranger = new Set(
    lines.flatMap(({ party }) => (!free.has(party) && shareBefore(party, previous) === 0 ? [party] : [])),
  );
  const before = new Map(Object.keys(previous.votes).map((party) => [party, shareBefore(party, previous)]));
  const last = turnoutBefore({ previous, electorate }, (100 * sumOf(lines)) / electorate);
  const distance = (votes: readonly number[]): { readonly shares: number; readonly all: number } => {
    const sum = votes.reduce((all, some) => all + some, 0);
    const now = new Map<string, number>();
    for (const [i, { party }] of lines.entries()) now.set(party, (now.get(party) ?? 0) + (100 * (votes[i] ?? 0)) / sum);
    let shares = 0;
    for (const [party, share] of now) shares += Math.abs(share - (before.get(party) ?? 0));
    for (const [party, share] of before) if (!now.has(party)) shares += share;
    return { shares, all: shares + 2 * Math.abs((100 * sum) / electorate - last - usualChange) };
  };
  const own = lines.map(({ votes }) => votes);
  const { shares, all } = distance(own);
  let [swap, tooMany, tooFew] = [0, 0, 0];
  for (const [i, votes] of own.entries()) {
    for (const other of own.slice(0, i).keys()) {
      const swapped = own.with(i, own[other] ?? 0).with(other, votes);
      const pair = [lines[i]?.party ?? "", lines[other]?.party ?? ""];
      const isOdd =
        pair.filter((party) => isStranger.has(party)).length === 1 && !pair.some((party) => free.has(party));
      const most = limits.swap[isOdd && !isByElection ? "stranger" : "known"];
      swap = Math.max(swap, (shares - distance(swapped).shares) / most);
    }
    if (votes >= 1_000) tooMany = Math.max(tooMany, all - distance(own.with(i, Number(String(votes).slice(1)))).all);
    for (let digit = 1; digit <= 9; digit += 1) {
      const more = Number(`${digit}${votes}`);
      if (more < electorate) tooFew = Math.max(tooFew, all - distance(own.with(i, more)).all);
    }
  }
  const slid = [1, -1].map((by) => shares - distance(own.map((_, i) => own.at((i + by) % own.length) ?? 0)).shares);
  return { moved: shares / 2, swap, slid: Math.max(...slid), tooMany, tooFew };
}
