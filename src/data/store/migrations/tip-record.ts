/** Tries of editors' commands by others, counted by day; and digests of cases that were deleted. */
import { sql, SqliteAdapter, type Kysely } from "kysely";
import type { Schema } from "../schema.ts";

export async function tipRecord(db: Kysely<Schema>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const tries = db.schema
    .createTable("tip_tries")
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("n", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("tip_tries_key", ["day", "what"]);
  const gone = db.schema
    .createTable("tip_gone")
    .addColumn("key", "text", (column) => column.primaryKey().notNull())
    .addColumn("last_word", "text", (column) => column.notNull());
  // In the order of their keys: a number of a row would tell which of two came first.
  for (const table of [tries, gone]) await (isSqlite ? table.modifyEnd(sql`without rowid`) : table).execute();
}
