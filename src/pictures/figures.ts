/** The figures that pictures and their alt text share, so that both say the same. */
import type { Party } from "../core/election.ts";
import type { Outcome } from "../core/outcome.ts";
import type { Lookup } from "../core/lookup.ts";
import type { PartyTally, Tally } from "../core/tally.ts";
import { knownWords } from "../views/state.ts";
import { signed } from "../views/words.ts";

/** A party's line in a key: its seats, and the change where there is one to speak of. */
export interface Line {
  readonly party: Party;
  readonly seats: number;
  readonly change?: string;
}

/** Parties with seats or losses, the Speaker last. @param most of them; the others are in the words alone */
export function linesOf({ parties, speaker }: Tally, most = Infinity): readonly Line[] {
  const seated = parties.filter(({ seats, losses }) => seats + losses > 0);
  return [...seated.slice(0, most), ...(speaker ? [speaker] : [])].map(lineOf);
}

const lineOf = ({ party, seats, net }: PartyTally): Line => ({ party, seats, change: signed(net, 0) });

/** Seats by who won them last time, the most first. */
export function linesBefore(outcomes: readonly Outcome[]): readonly Line[] {
  const held = Map.groupBy(
    outcomes.flatMap(({ previous }) => (previous ? [previous.winner.party] : [])),
    (party) => party,
  );
  return [...held]
    .map(([party, seats]) => ({ party, seats: seats.length }))
    .toSorted((a, b) => b.seats - a.seats || a.party.short.localeCompare(b.party.short));
}

/** "Labour 411 (+211), Conservative 121 (−251)" */
export const inWords = (all: readonly Line[]): string =>
  all
    .map(({ party, seats, change }) => `${party.short} ${seats}${change === undefined ? "" : ` (${change})`}`)
    .join(", ");

/** "44 of 650 seats declared" */
export const declaredWords = (counted: Tally, { isHouse }: Lookup): string =>
  counted.known > 0 ? knownWords(counted) : isHouse ? "No seat has declared" : "Nothing has been declared";
