/**
 * The moment of a tip is told to nobody, the store included: it knows the window, a stretch of the clock that is the same
 * for all. What came in one window goes out in a later one, in an order and at moments that chance alone decides.
 *
 * One thing this cannot hide: that something came within a window, where it was the only one.
 */
import { fraction, shuffled, type Random } from "./random.ts";

/** An hour, in milliseconds. */
export const usualWindow = 60 * 60_000;

export interface Waiting {
  /** The row's own, random. */
  readonly key: string;
  /** In which it came. */
  readonly window: number;
}

export interface Planned {
  readonly key: string;
  readonly at: Date;
}

/** All there is to store of when something came. */
export const windowOf = (now: Date, length = usualWindow): number => Math.floor(now.getTime() / length);

/**
 * The last window in which a tip may be sent that was shown to its source in this one: the next, so that nobody has less than
 * a whole one to write seven words down, and so that it says no more than the window in which the form was handed in.
 */
export const lastWindow = (came: number): number => came + 1;

/**
 * All that is to go out in the rest of this window, in that order. A tip of this window itself waits for the next, and so a
 * plan made anew after a restart is as good as the first: what went out is no longer waiting.
 */
export function planRelay(
  waiting: readonly Waiting[],
  now: Date,
  random: Random,
  length = usualWindow,
): readonly Planned[] {
  const current = windowOf(now, length);
  const due = waiting.filter(({ window }) => window < current).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const left = (current + 1) * length - now.getTime();
  const moments = due.map(() => now.getTime() + Math.floor(fraction(random) * left)).toSorted((a, b) => a - b);
  // Sorted by their random keys first: the order in which a database hands them out is no clue, whatever becomes of the rest.
  return shuffled(due, random).flatMap(({ key }, index) => {
    const at = moments[index];
    return at === undefined ? [] : [{ key, at: new Date(at) }];
  });
}
