/** Filters: the news that a place wants, as data. A filter is evaluated against one thing that could be told. */
import type { Party, Region } from "../election.ts";
import type { Lookup } from "../lookup.ts";
import type { Outcome } from "../outcome.ts";
import { fallen, type Milestone } from "./milestone.ts";

export type Filter =
  | { readonly is: "everything" }
  /** Any seat that changes hands. */
  | { readonly is: "gains" }
  | { readonly is: "party"; readonly party: Party["id"]; readonly does: "gains" | "loses" | "wins" }
  | { readonly is: "region"; readonly region: string }
  | { readonly is: "nation"; readonly nation: Region["nation"] }
  /** A party's target list, from its first to a rank. */
  | { readonly is: "targets"; readonly party: Party["id"]; readonly upTo: number }
  /** Codes. */
  | { readonly is: "seats"; readonly seats: readonly string[] }
  | { readonly is: "portillo" }
  | { readonly is: "milestones" }
  | { readonly is: "by-elections" }
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
  const { seat, result, byElection } = outcome;
  switch (filter.is) {
    case "everything":
      return true;
    case "gains":
      return result?.kind === "gain";
    case "party":
      return fits(filter, result);
    case "region":
      return seat.region === filter.region;
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
      return byElection !== undefined;
    case "and":
      return filter.of.every((one) => matches(one, told, lookup));
    case "or":
      return filter.of.some((one) => matches(one, told, lookup));
    case "not":
      return !matches(filter.of, told, lookup);
  }
}

function fits({ party, does }: Extract<Filter, { is: "party" }>, result: Outcome["result"]): boolean {
  switch (does) {
    case "wins":
      return result?.to.id === party;
    case "gains":
      return result?.kind === "gain" && result.to.id === party;
    case "loses":
      return result?.kind === "gain" && result.from.id === party;
  }
}

function asksFor(filter: Filter, milestone: Milestone): boolean {
  if (filter.is === "and" || filter.is === "or") return filter.of.some((one) => asksFor(one, milestone));
  if (filter.is === "portillo") return milestone.kind === "portillo";
  return filter.is === "everything" || filter.is === "milestones";
}
