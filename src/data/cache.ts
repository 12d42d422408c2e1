/**
 * The cache: answers that should survive a restart and could be had anew, such as a source's last. Keyv over a table
 * that all instances share, memory in front. Another instance's later writes may not be seen, and nothing may depend on
 * the cache.
 */
import { Keyv, KeyvBridgeAdapter, type KeyvBridgeStore } from "keyv";
import type { Kysely } from "kysely";
import { z } from "zod";
import { SourceError, type Remembered } from "./sources/source.ts";
import type { Schema } from "./store/schema.ts";

/** Values that memory has room for. */
const mostInMemory = 200;

/**
 * Nobody may listen to its `error` event: with a listener, a database that is down looks like a cache that is empty.
 * @param now epoch milliseconds
 */
export function openCache(db: Kysely<Schema>, now = Date.now): Keyv {
  return new Keyv({ store: new KeyvBridgeAdapter(inTable(db, now)) });
}

/** Characters of pictures that memory has room for: some 150 of them. */
const mostPictures = 24_000_000;

/**
 * The cache of drawn pictures: Keyv over memory, bounded, the oldest leaving first. It is no table: each can be drawn again in
 * less time than a table takes to bring it, and those of a night would fill one.
 */
export function openPictures(most = mostPictures): Keyv {
  const kept = new Map<string, string>();
  let size = 0;
  const drop = (key: string): boolean => {
    size -= kept.get(key)?.length ?? 0;
    return kept.delete(key);
  };
  const store: KeyvBridgeStore = {
    get: async (key) => {
      const value = kept.get(key);
      if (value !== undefined) {
        kept.delete(key);
        kept.set(key, value);
      }
      return value;
    },
    set: async (key, value) => {
      if (typeof value !== "string") throw new TypeError("The cache keeps what Keyv has put into words.");
      drop(key);
      kept.set(key, value);
      size += value.length;
      for (const oldest of kept.keys()) {
        if (size <= most) break;
        drop(oldest);
      }
      return true;
    },
    delete: async (key) => drop(key),
    clear: async () => {
      kept.clear();
      size = 0;
    },
  };
  return new Keyv({ store: new KeyvBridgeAdapter(store) });
}

interface Entry {
  readonly value: string;
  readonly expires: number | null;
}

function inTable(db: Kysely<Schema>, now: () => number): KeyvBridgeStore {
  const memory = new Map<string, Entry>();
  const remember = (key: string, entry: Entry): void => {
    memory.delete(key);
    memory.set(key, entry);
    const [oldest] = memory.keys();
    if (memory.size > mostInMemory && oldest !== undefined) memory.delete(oldest);
  };
  return {
    async get(key) {
      const known =
        memory.get(key) ??
        (await db.selectFrom("cache").select(["value", "expires"]).where("key", "=", key).executeTakeFirst());
      if (!known || (known.expires !== null && known.expires <= now())) return undefined;
      remember(key, known);
      return known.value;
    },
    async set(key, value, ttl) {
      if (typeof value !== "string")
        throw new TypeError("The cache keeps what Keyv has put into words, and nothing else.");
      const entry: Entry = { value, expires: ttl === undefined ? null : Math.ceil(now() + ttl) };
      // Memory has a value only after the database has it.
      memory.delete(key);
      await db
        .insertInto("cache")
        .values({ key, ...entry })
        .onConflict((there) => there.column("key").doUpdateSet(entry))
        .execute();
      remember(key, entry);
      return true;
    },
    async delete(key) {
      memory.delete(key);
      const [gone] = await db.deleteFrom("cache").where("key", "=", key).execute();
      return (gone?.numDeletedRows ?? 0n) > 0n;
    },
    async clear() {
      memory.clear();
      await db.deleteFrom("cache").execute();
    },
  };
}

const answers = z.record(z.string(), z.object({ mark: z.string(), text: z.string() }));

/** Each source's last answer, by the source's name. */
export interface KeptAnswers {
  /** Undefined where none is kept, or none that this version can read. */
  get(source: string): Promise<Remembered | undefined>;
  set(source: string, kept: Remembered): Promise<void>;
}

export function keptIn(cache: Keyv): KeptAnswers {
  const keyOf = (source: string): string => `source ${source}`;
  return {
    async get(source) {
      const value: unknown = await cache.get(keyOf(source));
      return z.object({ answers }).safeParse(value).data;
    },
    async set(source, kept) {
      if (!(await cache.set(keyOf(source), kept))) throw new SourceError(`what ${source} answered cannot be kept`);
    },
  };
}
