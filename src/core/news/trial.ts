/** A trial of a filter on the results that are known: how many posts it would have made, how fast, and which first. */
import { contestOf } from "../declaration.ts";
import { toldAt, type Results } from "../results.ts";
import { wants, type Filter, type Tellable } from "../seats/filter.ts";
import { History } from "./history.ts";
import { milestoneOf } from "./milestone.ts";

export interface Trial {
  /** Seats that are known. */
  readonly of: number;
  /** The number of them that the filter wants. */
  readonly seats: number;
  readonly milestones: number;
  /** Most posts within any hour. */
  readonly perHour: number;
  /** One for each seat, the earliest first. */
  readonly posts: readonly (Tellable & { readonly at: Date })[];
}

const hour = 3_600_000;

export function trialOf(filter: Filter, results: Results): Trial {
  const { lookup } = results;
  const known = results.known.map((outcome) => ({ outcome, at: new Date(toldAt(outcome)) }));
  const reached = milestonesOf(results);
  const told = [...known, ...reached]
    .filter((one) => wants(filter, one, lookup))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const milestones = told.filter((one) => "milestone" in one).length;
  // Items of one seat are one post: the last of them says most.
  const posts = [...new Map(told.map((one) => [one.outcome.seat.code, one])).values()];
  const times = posts.map(({ at }) => at.getTime());
  return {
    of: known.length,
    seats: told.length - milestones,
    milestones,
    perHour: mostWithin(times, hour),
    posts,
  };
}

/** Kept by results, which are immutable. */
const folded = new WeakMap<Results, readonly Required<Trial["posts"][number]>[]>();

/** Milestones that hold, with the time of the declaration that brought each. */
function milestonesOf(results: Results): readonly Required<Trial["posts"][number]>[] {
  const before = folded.get(results);
  if (before) return before;
  const entries = results.known
    .toReversed()
    .flatMap(({ seat }) => results.entries(contestOf({ seat: seat.code })))
    .map((entry, i) => ({ ...entry, seq: i + 1, at: entry.recorded }));
  const history = History.before(results.election).with(entries);
  const made = history.milestones(0).flatMap(({ milestone, contest, seq, undone }) => {
    if (undone || history.isUndone(milestone, seq)) return [];
    const outcome = results.outcome(contest);
    return [{ outcome, milestone: milestoneOf(milestone), at: new Date(toldAt(outcome)) }];
  });
  folded.set(results, made);
  return made;
}

/** @param times in order */
function mostWithin(times: readonly number[], spell: number): number {
  let [most, first] = [0, 0];
  for (const [last, time] of times.entries()) {
    while (time - (times[first] ?? time) >= spell) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
