/**
 * What was deleted is overwritten. SQLite writes zeros over rows in its file (`secure_delete`), but pages as they were stand in
 * its journal until that is cut off, which it cannot be while anybody still reads from it: so it is tried until it succeeds.
 * PostgreSQL keeps dead rows until it vacuums, and its own journal for as long as its operator has set.
 */
import { setTimeout as pause } from "node:timers/promises";
import { sql, SqliteAdapter, type Kysely } from "kysely";
import type { Schema } from "../../data/store/schema.ts";

const tries = 5;
/** Milliseconds between two of them. */
const wait = 50;

/** @returns whether nothing is left of it that we can reach; otherwise ask again later */
export async function scrub(db: Kysely<Schema>): Promise<boolean> {
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return true;
  return db.connection().execute(async (own) => {
    // SQLite would wait for readers by itself, and let nothing else of ours run meanwhile.
    const { rows } = await sql<{ readonly timeout: number }>`pragma busy_timeout`.execute(own);
    await sql`pragma busy_timeout = 0`.execute(own);
    try {
      return await cutOff(own);
    } finally {
      await sql`pragma busy_timeout = ${sql.lit(rows[0]?.timeout ?? 0)}`.execute(own);
    }
  });
}

async function cutOff(db: Kysely<Schema>): Promise<boolean> {
  for (let left = tries; left > 0; left--) {
    // One try after another.
    const { rows } = await sql<{ readonly busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    if (rows[0]?.busy === 0) return true;
    await pause(wait);
  }
  return false;
}
