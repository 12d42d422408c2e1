/**
 * A night played by a clock that waits: it goes from one moment of the script to the next, and stands until the news of
 * that moment is told. The clock is kept before anything is told by it, so that a program that was killed goes on
 * there.
 */
import { createClock } from "../lib/clock.ts";
import { momentsOf, type Script } from "../data/sources/script.ts";

export interface Stage {
  readonly script: Script;
  /** The moment at which the night's clock first began: results until then are known already. */
  readonly begins: Date;
  /** Keeps the clock, which goes on from here. @returns false where another program plays on */
  readonly set: (at: Date) => Promise<boolean>;
  /** Resolves when all the news until then is told. */
  readonly tell: () => Promise<void>;
  /** Says that the clock leaps to a moment, since nothing happens until then. */
  readonly leap: (to: Date) => Promise<void>;
}

export interface Pace {
  /** Simulated seconds to a real one, or as fast as it can. */
  readonly speed: number | "max";
  /** The night's last moment to be played. */
  readonly until?: Date;
  /** Real milliseconds since any moment. */
  readonly real: () => number;
  /** Waits, and returns early when the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** `taken`: another program plays in the same database. */
export type Ending = "over" | "stopped" | "taken";

const minute = 60_000;
/** Scoreboards come with news, no more often than this; and so long after the last news. */
export const boardEvery = 30 * minute;
/** The clock leaps over longer spells in which nothing happens. */
const patience = 60 * minute;
/** Real milliseconds after which the clock is kept, whatever happens. */
const keepEvery = 1_000;

/** Plays on from a moment. @throws whatever the stage throws */
export async function play(stage: Stage, start: Date, pace: Pace): Promise<Ending> {
  const { set, tell, leap } = stage;
  const { until, wait, signal } = pace;
  const steps = stepsOf(stage).filter((step) => !until || step <= until.getTime());
  let at = start.getTime();
  let clock = clockFrom(at, pace);
  // A program that was killed while it told had kept this very moment. Between two moments there is nothing to tell.
  if (steps.includes(at)) await tell();
  for (;;) {
    if (signal.aborted) return "stopped";
    const next = steps.find((step) => step > at);
    if (next === undefined) break;
    const ahead = clock.until(new Date(next));
    const isLeap = next - at > patience;
    if (isLeap) {
      at = next - minute;
      clock = clockFrom(at, pace);
      await leap(new Date(at));
    } else if (ahead > 0) {
      await wait(Math.min(ahead, keepEvery), signal);
      // The clock never runs past the next moment, however fast it is.
      at = Math.min(clock.now().getTime(), next - 1);
    } else at = next;
    if (!(await set(new Date(at)))) return "taken";
    if (at === next) await tell();
  }
  return (await set(new Date(Math.max(at, until?.getTime() ?? 0)))) ? "over" : "taken";
}

/** The moments of the script, and those of scoreboards between them. */
function stepsOf({ script, begins }: Stage): readonly number[] {
  const moments = momentsOf(script).map((at) => at.getTime());
  const news = moments.flatMap((at, i) => {
    const next = moments[i + 1] ?? at;
    return next - at > boardEvery ? [at, at + boardEvery] : [at];
  });
  return [begins.getTime(), ...news.filter((at) => at > begins.getTime())];
}

function clockFrom(
  at: number,
  { speed, real }: Pace,
): { readonly now: () => Date; readonly until: (to: Date) => number } {
  if (speed === "max") return { now: () => new Date(at), until: () => 0 };
  return createClock({ start: new Date(at), speed, real });
}
