/** Events that a platform tells twice, or to two instances, and that only one of them may act on. */
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

export interface Once {
  /** @returns true for the first call with this key, and false for every later one */
  first(key: string): Promise<boolean>;
  /** Forgets keys of earlier hours, which may then come again. @param before in milliseconds since 1970 */
  forget(before: number): Promise<void>;
}

/** An event can be somebody's message: neither its id is kept, nor the minute in which it came. */
const hour = 3_600_000;
const hashOf = (key: string): string => createHash("sha256").update(key).digest("base64url");

/** @param db or a transaction, with which the key is taken or not @param now in milliseconds since 1970 */
export function createOnce(db: Kysely<Schema>, now: () => number = Date.now): Once {
  return {
    async first(key) {
      const taken = await db
        .insertInto("once")
        .values({ key: hashOf(key), at: Math.floor(now() / hour) * hour })
        .onConflict((there) => there.column("key").doNothing())
        .returning("key")
        .executeTakeFirst();
      return taken !== undefined;
    },

    async forget(before) {
      await db.deleteFrom("once").where("at", "<", before).execute();
    },
  };
}
