/** Target lists: the seats that each party could win, those that need the smallest swing first. */
import type { Candidate, ElectionFacts, Member, Party, Seat } from "../../src/core/election.ts";
import { order } from "./candidates.ts";
import { InputError } from "./table.ts";

type Targets = ElectionFacts["targets"];

const leastTargets = 3;
/** A share of a nation's votes at the last election, from which a party has a list: it may win something. */
const leastShare = 0.02;

const rule =
  "Seats that the party stands in and did not win at the 2019 notional result, ranked by the swing needed from 2019: " +
  "half the gap between the notional winner's share and the party's own. Left out are the Speaker's seat and seats " +
  "where most people of a former seat live that the party gained at a by-election since 2019. Equal swings stand in " +
  "order of the seats' codes. A party has a list if it had at least 2% of the notional vote in one of the four nations and has " +
  "at least 3 targets.";

/** Ranks in LabourList's target list, as published on 5 July 2024, which found the rule. */
const publishedLabourRanks = { E14001394: 164, E14001413: 170 };

export interface Contest {
  readonly seats: readonly Seat[];
  readonly parties: readonly Party[];
  readonly candidates: readonly Candidate[];
  readonly members: readonly Member[];
}

export function buildTargets(contest: Contest): Targets {
  const lists = contest.parties
    .filter((party) => party.kind === "party" && fights(party.id, contest.seats))
    .map((party) => ({ party: party.id, seats: rank(party.id, contest) }))
    .filter((list) => list.seats.length >= leastTargets);
  const labour = lists.find((list) => list.party === "lab")?.seats ?? [];
  for (const [code, published] of Object.entries(publishedLabourRanks)) {
    const ours = labour.indexOf(code) + 1;
    if (ours !== published)
      throw new InputError(`targets.ts: ${code} is Labour's target ${ours}, published as ${published}`);
  }
  return { rule, lists };
}

export function rank(party: string, { seats, candidates, members }: Contest): string[] {
  const stands = new Set(candidates.filter((one) => one.party === party).map((one) => one.seat));
  const gained = new Set(
    members
      .filter(({ byElection, electedAs }) => byElection?.gainedFrom !== undefined && electedAs === party)
      .map((member) => member.seat.code),
  );
  return seats
    .filter((seat) => stands.has(seat.code) && !seat.from.some(({ code, kept }) => kept > 0.5 && gained.has(code)))
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
