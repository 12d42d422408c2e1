/** Filters: the seats that are asked for, or the news that a place wants, as data. Evaluated against one contest or milestone. */
import type { Party, Region } from "../election.ts";
import type { Lookup } from "../lookup.ts";
import { fallen, type Milestone } from "../news/milestone.ts";
import type { CandidateResult, Outcome } from "../outcome.ts";
import { isNew } from "../story.ts";

/** Filters without a name or a number in them. */
export const plainFilters = [
  "everything",
  /** Any seat that changes hands. */
  "gains",
  "holds",
  "portillo",
  "milestones",
  "by-elections",
  /** Seats whose winner is a woman, or never sat in the Commons before. */
  "women",
  "new",
  /** Seats where a member of the last House stood and was beaten. */
  "defeated",
  /** Called or declared, and its opposite. */
  "declared",
  "to-come",
  "recount",
] as const;

export const partyVerbs = ["gains", "loses", "wins", "holds", "second", "swing"] as const;
export const figures = ["majority", "turnout", "swing"] as const;
export const bounds = ["under", "over", "at-least", "at-most"] as const;

export type Filter =
  | { readonly is: (typeof plainFilters)[number] }
  | { readonly is: "party"; readonly party: Party["id"]; readonly does: (typeof partyVerbs)[number] }
  /** Seats where a member of the last House stood for the party and was beaten. */
  | { readonly is: "beaten"; readonly party: Party["id"] }
  /** The winner's party, and that of the runner-up. */
  | { readonly is: "ahead"; readonly first: Party["id"]; readonly second: Party["id"] }
  /** A majority in votes or in percentage points; turnout and swing in points. */
  | {
      readonly is: "figure";
      readonly figure: (typeof figures)[number];
      readonly bound: (typeof bounds)[number];
      readonly value: number;
      readonly unit: "votes" | "points";
    }
  | { readonly is: "region"; readonly region: string }
  /** Seats of which the county has the most. */
  | { readonly is: "county"; readonly county: string }
  | { readonly is: "nation"; readonly nation: Region["nation"] }
  /** A party's target list, from its first to a rank. */
  | { readonly is: "targets"; readonly party: Party["id"]; readonly upTo: number }
  /** Codes. */
  | { readonly is: "seats"; readonly seats: readonly string[] }
  | { readonly is: "and" | "or"; readonly of: readonly Filter[] }
  | { readonly is: "not"; readonly of: Filter };

export const everything: Filter = { is: "everything" };

/** News that may be told: a contest as it stands, or a milestone reached with it. */
export interface Tellable {
  readonly outcome: Outcome;
  readonly milestone?: Milestone;
}

/**
 * Milestones are news for filters of milestones or of everything, and a Portillo moment also for filters of those; the
 * rest of the filter then holds for the seat with which it was reached. Other filters are about seats alone.
 */
export function wants(filter: Filter, told: Tellable, lookup: Lookup): boolean {
  if (told.milestone && !asksFor(filter, told.milestone)) return false;
  return matches(filter, told, lookup);
}

function matches(filter: Filter, told: Tellable, lookup: Lookup): boolean {
  const { outcome, milestone } = told;
  const { seat, result, winner, second, byElection } = outcome;
  switch (filter.is) {
    case "everything":
      return true;
    case "gains":
      return result?.kind === "gain";
    case "holds":
      return result?.kind === "hold";
    case "women":
      return winner?.candidate.gender === "female";
    case "new":
      return winner !== undefined && isNew(winner);
    case "defeated":
      return beatenIn(outcome).length > 0;
    case "beaten":
      return beatenIn(outcome).some(({ party }) => party.id === filter.party);
    case "declared":
      return outcome.standing !== undefined;
    case "to-come":
      return outcome.standing === undefined;
    case "recount":
      return outcome.recount === true;
    case "party":
      return fits(filter, outcome);
    case "ahead":
      return winner?.party.id === filter.first && second?.party.id === filter.second;
    case "figure":
      return within(filter, figureOf(filter, outcome));
    case "region":
      return seat.region === filter.region;
    case "county":
      return lookup.election.counties?.find(({ name }) => name === filter.county)?.seats.includes(seat.code) === true;
    case "nation":
      return seat.nation === filter.nation;
    case "targets":
      return (lookup.target(filter.party, seat.code)?.rank ?? Infinity) <= filter.upTo;
    case "seats":
      return filter.seats.includes(seat.code);
    case "portillo":
      // A Portillo moment makes its seat interesting in itself; other milestones do not.
      return milestone ? milestone.kind === "portillo" : byElection === undefined && fallen(outcome, lookup).length > 0;
    case "milestones":
      return milestone !== undefined;
    case "by-elections":
      return byElection !== undefined || lookup.election.kind === "by-election";
    case "and":
      return filter.of.every((one) => matches(one, told, lookup));
    case "or":
      return filter.of.some((one) => matches(one, told, lookup));
    case "not":
      return !matches(filter.of, told, lookup);
  }
}

/** Members of the last House who stood in a seat and were beaten: two of them stood in some. */
export const beatenIn = ({ winner, lines }: Outcome): readonly CandidateResult[] =>
  winner === undefined ? [] : lines.filter((line) => line !== winner && line.candidate.sitting === true);

function fits({ party, does }: Extract<Filter, { is: "party" }>, { result, winner, second, swing }: Outcome): boolean {
  switch (does) {
    case "wins":
      return winner?.party.id === party;
    case "gains":
      return result?.kind === "gain" && result.to.id === party;
    case "loses":
      return result?.kind === "gain" && result.from.id === party;
    case "holds":
      return result?.kind === "hold" && result.to.id === party;
    case "second":
      return winner !== undefined && second?.party.id === party;
    case "swing":
      return swing?.to.id === party;
  }
}

type Figure = Extract<Filter, { is: "figure" }>;

function figureOf({ figure, unit }: Figure, { majority, turnout, swing }: Outcome): number | undefined {
  switch (figure) {
    case "majority":
      return majority?.[unit];
    case "turnout":
      return turnout;
    case "swing":
      return swing?.points;
  }
}

/** Whether a figure is there and within its bound. */
function within({ bound, value }: Figure, figure: number | undefined): boolean {
  if (figure === undefined) return false;
  switch (bound) {
    case "under":
      return figure < value;
    case "over":
      return figure > value;
    case "at-least":
      return figure >= value;
    case "at-most":
      return figure <= value;
  }
}

function asksFor(filter: Filter, milestone: Milestone): boolean {
  if (filter.is === "and" || filter.is === "or") return filter.of.some((one) => asksFor(one, milestone));
  if (filter.is === "portillo") return milestone.kind === "portillo";
  return filter.is === "everything" || filter.is === "milestones";
}
