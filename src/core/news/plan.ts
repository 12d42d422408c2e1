/** The plan: the items to tell in a place, given the messages that it has. Pure. */
import { contestOf, type Contest } from "../declaration.ts";
import type { Outcome } from "../outcome.ts";
import { wants, type Filter } from "../seats/filter.ts";
import type { History, Change } from "./history.ts";
import type { Item } from "./message.ts";
import { milestoneOf } from "./milestone.ts";
import type { DeliveryId } from "../place.ts";

/** The newest message of a place that told of a contest, and the log's entry that it showed when it was said. */
export interface Telling {
  readonly id: DeliveryId;
  readonly shows: number;
}

export interface Window {
  readonly history: History;
  /** The log's entry up to which the place has been told. */
  readonly after: number;
  readonly filter: Filter;
  /** Tellings of the contests that `maybeTold` names. */
  readonly told: ReadonlyMap<Contest, Telling>;
  /** Milestones that messages about those contests told of, as `milestoneTold` writes them. */
  readonly reached?: ReadonlySet<string>;
}

/** A milestone and the contest with which it was reached: told once, in a message that says so again after a reversal. */
export const milestoneTold = ({
  milestone,
  contest,
}: {
  readonly milestone: string;
  readonly contest: Contest;
}): string => `${milestone} ${contest}`;

/** Contests of a stretch of the log of which a message may have told before. No others need be looked up. */
export function maybeTold(history: History, after: number): readonly Contest[] {
  const changes = history.changes(after);
  return [...new Set(changes.filter(({ kind }) => kind !== "first").map(({ contest }) => contest))];
}

/** In the order of the log; with one entry the declaration comes before the milestones that it brought. */
export function pending({ history, after, filter, told, reached }: Window): readonly Item[] {
  const { lookup } = history.results;
  const declarations = [...Map.groupBy(history.changes(after), ({ contest }) => contest)].flatMap(
    ([contest, changes]) => {
      const item = itemOf(contest, changes, history, filter, told.get(contest));
      return item ? [item] : [];
    },
  );
  const milestones = history.milestones(after).flatMap(({ milestone: key, contest, seq, undone }): readonly Item[] => {
    if (undone || history.isUndone(key, seq)) return [];
    // A milestone undone and reached again before anyone looked was told already, and stands.
    if (history.reachedBy(key, after) === contest) return [];
    // The message that told of it stands again, by an edit: it is no news, and a second message would say the same.
    if (reached?.has(milestoneTold({ milestone: key, contest }))) return [];
    const is = { outcome: history.results.outcome(contest), milestone: milestoneOf(key) };
    return wants(filter, is, lookup) ? [{ kind: "milestone", milestone: key, contest, seq }] : [];
  });
  return [...declarations, ...milestones].toSorted((a, b) => seqOf(a) - seqOf(b));
}

/** The news of one contest in that stretch, as far as the filter wants it. */
function itemOf(
  contest: Contest,
  changes: readonly Change[],
  history: History,
  filter: Filter,
  telling: Telling | undefined,
): Item | undefined {
  const now = history.results.outcome(contest);
  if (telling) {
    const seq = changes.findLast(({ kind }) => kind !== "corrected")?.seq;
    const then = history.outcomeAt(contest, telling.shows);
    if (seq === undefined || !isOverturned(then, now)) return undefined;
    // The lot takes nothing back of a tie: it is news as a declaration is.
    if (then.tie && now.valid === then.valid) return { kind: "declaration", contest, seq };
    return { kind: "anew", contest, seq, replaces: telling.id };
  }
  // A correction of something declared before this place began to listen is not told.
  const first = changes.find(({ kind }) => kind !== "corrected" && kind !== "withdrawn");
  if (!first || !now.standing || !wants(filter, { outcome: now }, history.results.lookup)) return undefined;
  return { kind: "declaration", contest, seq: first.seq };
}

/** Whether the winner changed, or a result came or went. */
function isOverturned(then: Outcome, now: Outcome): boolean {
  return (
    then.winner?.candidate.id !== now.winner?.candidate.id ||
    (then.standing === undefined) !== (now.standing === undefined)
  );
}

/** An item's key: items that tell the same share one. */
export function keyOf(item: Item): string {
  switch (item.kind) {
    case "declaration":
    case "anew":
      return item.contest;
    case "milestone":
      return item.milestone;
    case "notice":
      return String(item.notice);
  }
}

export const seqOf = (item: Item): number => (item.kind === "notice" ? item.notice : item.seq);

/**
 * The first so many items, never parting those of one entry.
 * @returns at least one, where there is one
 */
export function upToEntry(items: readonly Item[], most: number): readonly Item[] {
  const [next] = items.slice(most);
  if (!next) return items;
  const whole = items.slice(0, most).filter((item) => seqOf(item) < seqOf(next));
  return whole.length > 0 ? whole : items.filter((item) => seqOf(item) === seqOf(next));
}

/** Contests with a further entry after a given one: messages about them may have to be put right. */
export function touched(history: History, after: number): ReadonlySet<Contest> {
  // A contest's very first entry cannot correct a message: none has told of it.
  const again = history.since(after).filter((entry) => history.entries(contestOf(entry))[0]?.seq !== entry.seq);
  const contests = new Set(again.map(contestOf));
  for (const { seat, byElection } of history.results.upcoming)
    if (contests.has(seat.code) && byElection !== undefined) contests.add(contestOf({ seat: seat.code, byElection }));
  return contests;
}

/** The contests with which milestones were ever reached: a message that tells of a milestone is about one of these. */
export function reachedWith(history: History, is: (milestone: string) => boolean): readonly Contest[] {
  return history.milestones(0).flatMap(({ milestone, contest, undone }) => (undone || !is(milestone) ? [] : [contest]));
}

/**
 * Contests of milestones whose words a change of any seat may change: those that add the seats up, and those undone
 * since.
 */
export function shaken(history: History, after: number): readonly Contest[] {
  const undone = new Set(history.milestones(0).flatMap((change) => (change.undone ? [change.milestone] : [])));
  const since = new Set(history.milestones(after).map(({ milestone }) => milestone));
  return reachedWith(
    history,
    (milestone) =>
      ["line", "all-in"].includes(milestoneOf(milestone).kind) || (undone.has(milestone) && since.has(milestone)),
  );
}

/** Whether an item was withdrawn: it no longer holds. */
export function isWithdrawn(item: Item, history: History): boolean {
  switch (item.kind) {
    case "declaration":
    case "anew":
      return history.results.outcome(item.contest).standing === undefined;
    case "milestone":
      return history.isUndone(item.milestone, item.seq);
    case "notice":
      return false;
  }
}
