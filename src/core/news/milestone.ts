/**
 * Milestones: the moments of a night that are news in themselves. Each is reached with one contest, and a correction
 * may undo it.
 */
import type { Contest } from "../declaration.ts";
import { tiers, type Politician } from "../election.ts";
import type { Lookup } from "../lookup.ts";
import type { Outcome } from "../outcome.ts";
import { beaten } from "../story.ts";

export type Milestone =
  | { readonly kind: "first" }
  | { readonly kind: "first-gain" }
  /** A party has the seats that make a majority. */
  | { readonly kind: "line"; readonly party: string }
  /** A senior politician has lost. */
  | { readonly kind: "portillo"; readonly mnis: number }
  | { readonly kind: "all-in" }
  | { readonly kind: "exit-poll" };

/** "line:lab": one word, for a table. */
export function milestoneKey(milestone: Milestone): string {
  switch (milestone.kind) {
    case "line":
      return `line:${milestone.party}`;
    case "portillo":
      return `portillo:${milestone.mnis}`;
    case "first":
    case "first-gain":
    case "all-in":
    case "exit-poll":
      return milestone.kind;
  }
}

/** @throws RangeError for text that is no key */
export function milestoneOf(key: string): Milestone {
  const [kind, of = ""] = key.split(":");
  if (kind === "first" || kind === "first-gain" || kind === "all-in" || kind === "exit-poll") return { kind };
  if (kind === "line") return { kind, party: of };
  if (kind === "portillo") return { kind, mnis: Number(of) };
  throw new RangeError(`no milestone ${key}`);
}

/** Whether a politician is or was of Cabinet rank, is in the Shadow Cabinet, or was once prime minister. */
export function isSenior({ tier }: Politician): boolean {
  return tiers.indexOf(tier) <= tiers.indexOf("former-cabinet");
}

/** Senior politicians who have lost a seat: the reason for a Portillo moment. */
export function fallen(outcome: Outcome, lookup: Lookup): readonly Politician[] {
  if (!lookup.isHouse) return [];
  return beaten(outcome).flatMap(({ candidate }) => {
    const politician = lookup.politician(candidate.mnis);
    return politician && isSenior(politician) ? [politician] : [];
  });
}

/** The seats that are known so far, added up: enough to say which milestones hold. */
export interface Count {
  /** Called or declared. */
  readonly known: number;
  /** With votes. */
  readonly declared: number;
  readonly gains: number;
  /** Seats by party id. */
  readonly seats: ReadonlyMap<string, number>;
}

export const nothingCounted: Count = { known: 0, declared: 0, gains: 0, seats: new Map() };

/** @param was one seat's outcome before, which is taken out of the count again */
export function recounted(count: Count, was: Outcome, now: Outcome): Count {
  const step = (has: (outcome: Outcome) => boolean): number => Number(has(now)) - Number(has(was));
  const seats = new Map(count.seats);
  const add = ({ winner }: Outcome, n: number): void => {
    if (winner) seats.set(winner.party.id, (seats.get(winner.party.id) ?? 0) + n);
  };
  add(was, -1);
  add(now, 1);
  return {
    known: count.known + step(({ standing }) => standing !== undefined),
    declared: count.declared + step(({ state }) => state === "declared"),
    gains: count.gains + step(({ result }) => result?.kind === "gain"),
    seats,
  };
}

/** A milestone as the log has it: reached, or no longer true. */
export interface MilestoneChange {
  readonly seq: number;
  readonly at: Date;
  readonly milestone: string;
  /** The contest with which it was reached, or by which it was undone. */
  readonly contest: Contest;
  readonly undone?: true;
}

/** Fewer seats are a few contests, whatever their pack calls itself: nobody has a majority of two. */
const smallestHouse = 20;

/**
 * Milestones that one change of one seat brings and undoes, in the order in which they are told.
 * @param reached milestones that hold, by key, and the contest with which each was reached
 */
export function milestonesIn(
  before: Count,
  after: Count,
  was: Outcome,
  now: Outcome,
  lookup: Lookup,
  reached: ReadonlyMap<string, Contest>,
): { readonly reached: readonly string[]; readonly undone: readonly string[] } {
  const contest = now.seat.code;
  const undone = [...reached].flatMap(([key, by]) => (holds(key, by) ? [] : [key]));
  function holds(key: string, by: Contest): boolean {
    const milestone = milestoneOf(key);
    switch (milestone.kind) {
      case "first":
        return by !== contest || now.standing !== undefined;
      case "first-gain":
        return by !== contest || now.result?.kind === "gain";
      case "line":
        return lookup.isHouse && (after.seats.get(milestone.party) ?? 0) >= lookup.majorityLine;
      case "portillo":
        return by !== contest || fallen(now, lookup).some(({ mnis }) => mnis === milestone.mnis);
      case "exit-poll":
        return true;
      case "all-in":
        return after.declared === lookup.election.seats.length;
    }
  }
  const won = now.winner?.party;
  const crosses =
    lookup.isHouse &&
    lookup.election.seats.length >= smallestHouse &&
    won?.kind === "party" &&
    (after.seats.get(won.id) ?? 0) >= lookup.majorityLine &&
    (before.seats.get(won.id) ?? 0) < lookup.majorityLine;
  const already = new Set(fallen(was, lookup).map(({ mnis }) => mnis));
  const news: readonly Milestone[] = [
    ...(lookup.isHouse && before.known === 0 && after.known === 1 ? [{ kind: "first" } as const] : []),
    ...(lookup.isHouse && before.gains === 0 && after.gains === 1 ? [{ kind: "first-gain" } as const] : []),
    ...fallen(now, lookup).flatMap(({ mnis }) => (already.has(mnis) ? [] : [{ kind: "portillo", mnis } as const])),
    ...(crosses ? [{ kind: "line", party: won.id } as const] : []),
    // Where one seat is contested, its declaration says that all are in.
    ...(lookup.election.seats.length > 1 &&
    after.declared === lookup.election.seats.length &&
    before.declared < after.declared
      ? [{ kind: "all-in" } as const]
      : []),
  ];
  return { reached: news.map(milestoneKey), undone };
}
