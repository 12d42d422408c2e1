/**
 * What was deleted is overwritten. SQLite writes zeros over rows in its file (`secure_delete`), but pages as they were stand in
 * its journal until that is cut off, which it cannot be while anybody still reads from it: so it is tried until it succeeds.
 * PostgreSQL keeps dead rows until it vacuums, and its own journal for as long as its operator has set.
 */
import { setTimeout as pause } from "node:timers/promises";
import { sql, SqliteAdapter, type Kysely } from "kysely";
import type { Schema } from "../store/schema.ts";

const tries = 5;
/** Milliseconds between two of them. */
const wait = 50;

/** @returns whether nothing is left of it that we can reach; otherwise ask again later */
export async function scrub(db: Kysely<Schema>): Promise<boolean> {
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return true;
  for (let left = tries; left > 0; left--) {
    // One try after another.
    // oxlint-disable-next-line no-await-in-loop
    const { rows } = await sql<{ readonly busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    if (rows[0]?.busy === 0) return true;
    // oxlint-disable-next-line no-await-in-loop
    await pause(wait);
  }
  return false;
}
