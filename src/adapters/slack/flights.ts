/** Answers in flight: none may throw, and all are finished before we leave. */
import { setTimeout as pause } from "node:timers/promises";

export interface Flights {
  /** Set once we are leaving: nothing new is begun. */
  readonly closed: boolean;
  /** Never rejects. */
  take(work: () => Promise<void>): Promise<void>;
  /** Rests for a while; once we are leaving, no longer than we have time for. */
  readonly rest: (milliseconds: number) => Promise<void>;
  /** Resolves when all have landed, or after so many milliseconds. */
  close(most: number): Promise<void>;
}

/** Milliseconds between tries once we are leaving. */
const brief = 1_000;

export function createFlights(failed: (error: unknown) => void): Flights {
  const flying = new Set<Promise<void>>();
  const leaving = new AbortController();
  let closed = false;
  return {
    get closed() {
      return closed;
    },
    take(work) {
      const flight = work()
        .catch(failed)
        .finally(() => flying.delete(flight));
      flying.add(flight);
      return flight;
    },
    async rest(milliseconds) {
      // A last try, too early perhaps, is better than none.
      if (closed) return pause(Math.min(milliseconds, brief));
      await pause(milliseconds, undefined, { signal: leaving.signal }).catch(() => {});
    },
    async close(most) {
      closed = true;
      leaving.abort();
      const patience = new AbortController();
      await Promise.race([
        Promise.allSettled(flying),
        pause(most, undefined, { signal: patience.signal }).catch(() => {}),
      ]);
      patience.abort();
    },
  };
}
