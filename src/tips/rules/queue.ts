/** Work that is dear: a few at a time, a few waiting, and the rest asked to come again. */

/** No room to wait in. */
export class BusyError extends Error {
  override readonly name = "BusyError";
}

export interface TurnsOptions {
  /** At the same time. */
  readonly atOnce: number;
  readonly waiting: number;
}

/** @returns runs what it is handed, in order of asking; rejects with BusyError at once where there is no room */
export function createTurns({ atOnce, waiting }: TurnsOptions): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (busy < atOnce) busy += 1;
    else if (queue.length >= waiting) throw new BusyError("too much at once");
    // One that leaves hands its place on, so nobody comes between.
    else await new Promise<void>((turn) => queue.push(turn));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
