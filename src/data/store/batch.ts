/**
 * Many small writes in one transaction, by as few statements as if they were one. A commit waits for the disk, and writes
 * that come meanwhile share the next one: under load a write costs a fraction of a commit, and without load none waits for
 * another.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "./schema.ts";

/** Resolves when the write will survive a loss of power. It may be written twice, the first time in vain. */
export type Batch<Write, Result> = (write: Write) => Promise<Result>;

interface BatchOptions<Write, Result> {
  /** Writes them, of which no two have one key. @returns what came of each, in their order */
  readonly write: (transaction: Transaction<Schema>, writes: readonly Write[]) => Promise<readonly Result[]>;
  /** Writes with one key come one after another, in their order. */
  readonly keyOf: (write: Write) => string;
  /** Writes of one transaction. */
  readonly most?: number;
}

interface Waiting<Write, Result> {
  readonly write: Write;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Milliseconds between a commit and the next. */
const mostPause = 4;

export function createBatch<Write, Result>(
  db: Kysely<Schema>,
  { write: writeAll, keyOf, most = 200 }: BatchOptions<Write, Result>,
): Batch<Write, Result> {
  let waiting: Waiting<Write, Result>[] = [];
  let busy = false;

  async function commit(some: readonly Waiting<Write, Result>[]): Promise<void> {
    try {
      const writes = some.map(({ write }) => write);
      const results = await db.transaction().execute((transaction) => writeAll(transaction, writes));
      for (const [i, result] of results.entries()) some[i]?.resolve(result);
    } catch (error) {
      const [only] = some;
      if (some.length === 1 && only) return only.reject(error);
      // One of the writes failed, and only its own caller must hear of it.
      for (const one of some) await commit([one]);
    }
  }

  /** The next writes: of those with one key the first. */
  function take(): readonly Waiting<Write, Result>[] {
    const keys = new Set<string>();
    const some: Waiting<Write, Result>[] = [];
    const later: Waiting<Write, Result>[] = [];
    for (const one of waiting) {
      const key = keyOf(one.write);
      if (some.length === most || keys.has(key)) later.push(one);
      else some.push(one);
      keys.add(key);
    }
    waiting = later;
    return some;
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const began = performance.now();
      await commit(take());
      // A pause as long as the commit: while the disk holds everybody up, writes gather, and go together.
      await pause(Math.min(mostPause, performance.now() - began));
    }
    busy = false;
  }

  return (write) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    waiting.push({ write, resolve, reject });
    // Writes of the same turn of the event loop go along.
    if (!busy) {
      busy = true;
      setImmediate(() => void drain());
    }
    return promise;
  };
}
