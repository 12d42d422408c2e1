/** Target lists: the seats that each party could win, those that need the smallest swing first. */
import {
  madeFrom,
  type Candidate,
  type ElectionFacts,
  type Member,
  type Party,
  type Seat,
} from "../../core/election.ts";

type Targets = ElectionFacts["targets"];

const leastTargets = 3;
/** A share of a nation's votes at the last election, from which a party has a list: it may win something. */
const leastShare = 0.02;

export interface Contest {
  readonly seats: readonly Seat[];
  readonly parties: readonly Party[];
  readonly candidates: readonly Candidate[];
  readonly members: readonly Member[];
}

/** @returns a list for each party that may win something, the seats that need the smallest swing first */
export function targetLists(contest: Contest): Targets["lists"] {
  return contest.parties
    .filter((party) => party.kind === "party" && fights(party.id, contest.seats))
    .map((party) => ({ party: party.id, seats: rank(party.id, contest) }))
    .filter((list) => list.seats.length >= leastTargets);
}

export function rank(party: string, { seats, candidates, members }: Contest): string[] {
  const stands = new Set(candidates.filter((one) => one.party === party).map((one) => one.seat));
  const gained = new Set(
    members
      .filter(({ byElection, electedAs }) => byElection?.gainedFrom !== undefined && electedAs === party)
      .map((member) => member.seat.code),
  );
  return seats
    .filter((seat) => stands.has(seat.code) && !madeFrom(seat).some(({ code, kept }) => kept > 0.5 && gained.has(code)))
    .flatMap((seat) => {
      const swing = swingNeeded(party, seat);
      return swing === undefined ? [] : [{ code: seat.code, swing }];
    })
    .toSorted((a, b) => a.swing - b.swing || order(a.code, b.code))
    .map(({ code }) => code);
}

/** Undefined where the party won, has no previous share, or the Speaker won. */
function swingNeeded(party: string, { previous }: Seat): number | undefined {
  if (!previous) return undefined;
  const own = previous.votes[party];
  const [winner, most] = Object.entries(previous.votes).reduce((best, next) => (next[1] > best[1] ? next : best));
  if (own === undefined || winner === party || winner === "speaker") return undefined;
  return (most - own) / previous.valid / 2;
}

function fights(party: string, seats: readonly Seat[]): boolean {
  return [...new Set(seats.map((seat) => seat.nation))].some((nation) => {
    const there = seats.filter((seat) => seat.nation === nation);
    const own = there.reduce((sum, seat) => sum + (seat.previous?.votes[party] ?? 0), 0);
    return own / there.reduce((sum, seat) => sum + (seat.previous?.valid ?? 0), 0) >= leastShare;
  });
}

/** Orders by code unit: the same on every machine, whatever its locale. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
