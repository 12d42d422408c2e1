/** Answers in flight: none may throw, and all are finished before we leave. */
import { setTimeout as pause } from "node:timers/promises";

export interface Flights {
  /** Set once we are leaving: nothing new is begun. */
  readonly closed: boolean;
  /** Never rejects. */
  take(work: () => Promise<void>): Promise<void>;
  /** Resolves when all have landed, or after so many milliseconds. */
  close(most: number): Promise<void>;
}

export function createFlights(failed: (error: unknown) => void): Flights {
  const flying = new Set<Promise<void>>();
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
    async close(most) {
      closed = true;
      const patience = new AbortController();
      await Promise.race([
        Promise.allSettled(flying),
        pause(most, undefined, { signal: patience.signal }).catch(() => {}),
      ]);
      patience.abort();
    },
  };
}
