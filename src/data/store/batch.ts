/**
 * Many small writes in one transaction. A commit waits for the disk, and writes that come meanwhile share the next one:
 * under load a write costs a fraction of a commit, and without load none waits for another.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "./schema.ts";

/** Resolves when the write will survive a loss of power. Work may be run twice, the first time in vain. */
export type Batch = <T>(work: (transaction: Transaction<Schema>) => Promise<T>) => Promise<T>;

interface Waiting {
  readonly run: (transaction: Transaction<Schema>) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

/** Milliseconds between a commit and the next. */
const mostPause = 4;

/** @param most works of one transaction */
export function createBatch(db: Kysely<Schema>, most = 200): Batch {
  let waiting: Waiting[] = [];
  let busy = false;

  async function commit(works: readonly Waiting[]): Promise<void> {
    try {
      const done = await db.transaction().execute(async (transaction) => {
        const settle: (() => void)[] = [];
        for (const work of works) settle.push(await work.run(transaction));
        return settle;
      });
      for (const settle of done) settle();
    } catch (error) {
      const [only] = works;
      if (works.length === 1 && only) return only.fail(error);
      // One of the works failed, and only its own caller must hear of it.
      for (const work of works) await commit([work]);
    }
  }

  async function drain(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const works = waiting.slice(0, most);
      waiting = waiting.slice(most);
      const began = performance.now();
      await commit(works);
      // A pause as long as the commit: while the disk holds everybody up, writes gather, and go together.
      await pause(Math.min(mostPause, performance.now() - began));
    }
    busy = false;
  }

  return (work) => {
    const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof work>>>();
    waiting.push({
      run: async (transaction) => {
        const result = await work(transaction);
        return () => resolve(result);
      },
      fail: reject,
    });
    // Writes of the same turn of the event loop go along.
    if (!busy) {
      busy = true;
      setImmediate(() => void drain());
    }
    return promise;
  };
}
