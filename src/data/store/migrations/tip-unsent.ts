/** Tips whose sources have seen a codename, and have not yet pressed to send them. */
import { sql, SqliteAdapter, type Kysely } from "kysely";
import type { Schema } from "../schema.ts";

export async function tipUnsent(db: Kysely<Schema>): Promise<void> {
  const table = db.schema
    .createTable("tip_unsent")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("number", "text", (column) => column.notNull().unique())
    .addColumn("lookup", "text", (column) => column.notNull().unique())
    .addColumn("recipient", "text", (column) => column.notNull())
    .addColumn("sealed", "bytea", (column) => column.notNull())
    .addColumn("until", "bigint", (column) => column.notNull());
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  await (isSqlite ? table.modifyEnd(sql`without rowid`) : table).execute();
}
