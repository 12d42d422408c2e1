/** The state of the parties over any set of seats: the country, a region, a projection. */
import type { Party } from "./election.ts";
import { percent, type Outcome } from "./outcome.ts";

export interface PartyTally {
  readonly party: Party;
  readonly seats: number;
  readonly gains: number;
  /** Seats it won last time, as far as they are known now, and no longer holds. */
  readonly losses: number;
  /** Gains less losses. */
  readonly net: number;
  readonly votes: number;
  /** The share of the valid votes counted so far, in percentage points. */
  readonly share: number;
  /** On its share last time in the same seats; absent where it had none. */
  readonly change?: number;
  readonly candidates: number;
}

export interface Tally {
  readonly of: number;
  /** Called or declared. */
  readonly known: number;
  /** With votes. */
  readonly declared: number;
  /** Everyone with a seat, a vote or a loss: seats, then votes. The Speaker stands apart. */
  readonly parties: readonly PartyTally[];
  readonly speaker?: PartyTally;
  readonly valid: number;
  readonly rejected: number;
  /** Percentage points, over the seats declared; zero before the first. */
  readonly turnout: number;
  readonly previousTurnout: number;
}

interface Sums {
  seats: number;
  gains: number;
  losses: number;
  votes: number;
  before: number;
  candidates: number;
}

export function tally(outcomes: readonly Outcome[]): Tally {
  const sums = new Map<Party, Sums>();
  const of = (party: Party): Sums => {
    const found = sums.get(party) ?? { seats: 0, gains: 0, losses: 0, votes: 0, before: 0, candidates: 0 };
    sums.set(party, found);
    return found;
  };
  const declared = outcomes.filter((outcome) => outcome.state === "declared");
  for (const { winner, result } of outcomes) {
    if (!winner) continue;
    of(winner.party).seats += 1;
    if (!result || result.kind === "hold") continue;
    of(result.to).gains += 1;
    of(result.from).losses += 1;
  }
  for (const { lines, previous } of declared) {
    for (const line of lines) {
      of(line.party).votes += line.votes ?? 0;
      of(line.party).candidates += 1;
    }
    for (const line of previous?.lines ?? []) of(line.party).before += line.votes;
  }
  const valid = total(declared, ({ valid }) => valid ?? 0);
  const validBefore = total(declared, ({ seat }) => seat.previous?.valid ?? 0);
  const parties = [...sums]
    .filter(([, sum]) => sum.seats + sum.losses + sum.candidates > 0)
    .map(([party, { before, ...sum }]) => {
      const share = percent(sum.votes, valid);
      const comparable = before > 0 && party.kind !== "independents";
      const change = comparable ? { change: share - percent(before, validBefore) } : {};
      return { party, ...sum, net: sum.gains - sum.losses, share, ...change };
    })
    .toSorted((a, b) => b.seats - a.seats || b.votes - a.votes || b.losses - a.losses);
  const speaker = parties.find(({ party }) => party.kind === "speaker");
  return {
    of: outcomes.length,
    known: outcomes.filter((outcome) => outcome.standing).length,
    declared: declared.length,
    parties: parties.filter(({ party }) => party.kind !== "speaker"),
    ...(speaker && { speaker }),
    valid,
    rejected: total(declared, ({ rejected }) => rejected ?? 0),
    turnout: percent(
      valid,
      total(declared, ({ seat }) => seat.electorate ?? 0),
    ),
    previousTurnout: percent(
      validBefore,
      total(declared, ({ seat }) => seat.previous?.electorate ?? 0),
    ),
  };
}

/** A party's seats minus everyone else's: its overall majority, negative when it has none. */
export function overallMajority(seats: number, of: number): number {
  return seats - (of - seats);
}

function total(outcomes: readonly Outcome[], figure: (outcome: Outcome) => number): number {
  return outcomes.reduce((sum, outcome) => sum + figure(outcome), 0);
}
