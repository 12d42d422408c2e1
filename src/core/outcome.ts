/**
 * The arithmetic of one seat, once, in UK usage. Shares, changes, turnout, majorities and swings are in percentage
 * points (0-100), unrounded. Shares are of valid votes; turnout is valid votes over the electorate.
 */
import type { Before, Candidate, Party, Seat } from "./election.ts";
import type { Standing } from "./standing.ts";

/** A candidate who polls no more than this share of the valid vote loses the deposit (Parliamentary Elections Rules, 53). */
export const depositLine = 5;

export interface CandidateResult {
  readonly candidate: Candidate;
  readonly party: Party;
  readonly votes?: number;
  readonly share?: number;
  /** On the party's previous share; absent where it had none. */
  readonly change?: number;
}

export interface PreviousLine {
  readonly party: Party;
  readonly votes: number;
  readonly share: number;
}

export interface Swing {
  readonly from: Party;
  readonly to: Party;
  /** Never negative. */
  readonly points: number;
}

export interface Outcome {
  readonly seat: Seat;
  /** The day of the by-election; absent for the election itself. */
  readonly byElection?: string;
  /** The votes are being counted again. */
  readonly recount?: true;
  /** `called`: the winner is known, the votes are not. */
  readonly state: "undeclared" | "called" | "declared";
  /** Every candidate: most votes first; before that by the party's previous share. */
  readonly lines: readonly CandidateResult[];
  /** Absent before a call, and in a tie until the lot is drawn. */
  readonly winner?: CandidateResult;
  readonly second?: CandidateResult;
  /** The top two have equal votes: the winner, if there is one, was drawn by lot. */
  readonly tie: boolean;
  readonly valid?: number;
  readonly rejected?: number;
  readonly turnout?: number;
  readonly majority?: { readonly votes: number; readonly points: number };
  /** Against the previous winner's party; absent where the seat is new. */
  readonly result?: { readonly kind: "gain" | "hold"; readonly to: Party; readonly from: Party };
  readonly swing?: Swing;
  /** Absent where the seat is new. */
  readonly previous?: Previous;
  readonly standing?: Standing;
}

export interface Previous {
  /** The election that it is the result of, where that is known. */
  readonly on?: Before;
  /** Most votes first; the votes that the pack sums as `others` are left out. */
  readonly lines: readonly PreviousLine[];
  readonly winner: PreviousLine;
  readonly majority: { readonly votes: number; readonly points: number };
  /** Absent where the electorate is not known. */
  readonly turnout?: number;
}

type PartyOf = (id: string) => Party;

/** The last election on this seat's boundaries. @param on that election, unless the seat names its own */
export function previousOf(seat: Seat, party: PartyOf, on?: Before): Previous | undefined {
  if (!seat.previous) return undefined;
  const { valid, electorate, votes } = seat.previous;
  const own = seat.previous.on ?? on;
  const lines = Object.entries(votes)
    .filter(([id]) => id !== "others")
    .map(([id, count]) => ({ party: party(id), votes: count, share: percent(count, valid) }))
    .toSorted((a, b) => b.votes - a.votes);
  const [winner, second] = lines;
  if (!winner) throw new RangeError(`${seat.code} has no previous votes`);
  const ahead = winner.votes - (second?.votes ?? 0);
  return {
    ...(own && { on: own }),
    lines,
    winner,
    majority: { votes: ahead, points: percent(ahead, valid) },
    ...(electorate !== undefined && { turnout: percent(valid, electorate) }),
  };
}

/** Independents are not a party, so one independent's share says nothing of another's. */
export function previousShare(previous: Previous | undefined, party: Party): number | undefined {
  return party.kind === "independents" ? undefined : previous?.lines.find((line) => line.party === party)?.share;
}

/** The swing from the previous winner that would have brought a party level. Undefined where it had no share. */
export function swingNeeded(previous: Previous | undefined, party: Party): number | undefined {
  const share = previousShare(previous, party);
  return share === undefined || !previous ? undefined : (previous.winner.share - share) / 2;
}

/**
 * The outcome of one contest.
 * @param candidates the seat's, all of them
 * @param standing what stands for it; undefined while nothing does
 */
export function outcomeOf(
  seat: Seat,
  candidates: readonly Candidate[],
  party: PartyOf,
  standing?: Standing,
  previous: Previous | undefined = previousOf(seat, party),
): Outcome {
  const bare = candidates.map((candidate) => ({ candidate, party: party(candidate.party) }));
  const before = (line: CandidateResult): number => previousShare(previous, line.party) ?? -1;
  const unranked = bare.toSorted((a, b) => before(b) - before(a));
  const base = { seat, ...(previous && { previous }), tie: false, lines: unranked };
  if (!standing) return { ...base, state: "undeclared" };

  const { votes, winner: named, rejected } = standing.declaration;
  if (!votes) {
    const winner = unranked.find((line) => line.candidate.id === named);
    const result = winner && changeOfHands(previous, winner);
    return { ...base, state: "called", standing, ...(winner && { winner }), ...(result && { result }) };
  }

  const valid = Object.values(votes).reduce((sum, count) => sum + count, 0);
  const lines = bare
    .map((line) => withVotes(line, votes[line.candidate.id] ?? 0, valid, previousShare(previous, line.party)))
    // The lot decides between equals; otherwise the pack's order stands.
    .toSorted((a, b) => b.votes - a.votes || Number(b.candidate.id === named) - Number(a.candidate.id === named));
  const [first, second] = lines;
  const tie = first !== undefined && second !== undefined && first.votes === second.votes;
  const winner = tie && first.candidate.id !== named ? undefined : first;
  const ahead = first && first.votes - (second?.votes ?? 0);
  const result = winner && changeOfHands(previous, winner);
  const swing = result && previous && swingOf(result, lines, previous);
  return {
    seat,
    ...(previous && { previous }),
    standing,
    state: "declared",
    lines,
    tie,
    valid,
    ...(seat.electorate !== undefined && { turnout: percent(valid, seat.electorate) }),
    ...(rejected !== undefined && { rejected }),
    ...(winner && { winner }),
    ...(second && { second }),
    ...(ahead !== undefined && { majority: { votes: ahead, points: percent(ahead, valid) } }),
    ...(result && { result }),
    ...(swing && { swing }),
  };
}

/** The swing from the previous winner's party to another, whoever won: a target's "swing achieved". */
export function swingAchieved(outcome: Outcome, to: Party): number | undefined {
  const { previous } = outcome;
  return previous && butler(outcome.lines, previous.winner.party, to);
}

export const lostDeposit = (line: CandidateResult): boolean => line.share !== undefined && line.share <= depositLine;

/** Whether every candidate has the same votes in both. */
export function sameFigures(a: Outcome, b: Outcome): boolean {
  const votes = new Map(b.lines.map((line) => [line.candidate.id, line.votes]));
  return a.lines.every(({ candidate, votes: some }) => votes.get(candidate.id) === some);
}

/** Percentage points; zero of nothing is zero. */
export const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

function withVotes(
  line: CandidateResult,
  votes: number,
  valid: number,
  before: number | undefined,
): CandidateResult & { votes: number } {
  const share = percent(votes, valid);
  return { ...line, votes, share, ...(before !== undefined && { change: share - before }) };
}

export function changeOfHands(previous: Previous | undefined, winner: CandidateResult): Outcome["result"] {
  if (!previous) return undefined;
  const from = previous.winner.party;
  return { kind: from === winner.party ? "hold" : "gain", to: winner.party, from };
}

/** In a gain between the party that lost the seat and the one that won it, in a hold between the top two. */
function swingOf(
  { kind, from, to }: NonNullable<Outcome["result"]>,
  lines: readonly CandidateResult[],
  previous: Previous,
): Swing | undefined {
  if (to.kind === "speaker" || previous.winner.party.kind === "speaker") return undefined;
  const rival = kind === "gain" ? from : lines.find((line) => line.party !== to)?.party;
  const points = rival && butler(lines, rival, to);
  if (rival === undefined || points === undefined) return undefined;
  return points < 0 ? { from: to, to: rival, points: -points } : { from: rival, to, points };
}

/** Half the difference of two parties' changes; undefined where either has no change to speak of. */
function butler(lines: readonly CandidateResult[], from: Party, to: Party): number | undefined {
  const fell = lines.find((line) => line.party === from)?.change;
  const rose = lines.find((line) => line.party === to)?.change;
  return fell === undefined || rose === undefined ? undefined : (rose - fell) / 2;
}
