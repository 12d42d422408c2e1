/** The number of tips and answers on a day, over all instances. */
import { sql, SqliteAdapter, type Kysely } from "kysely";
import type { Schema } from "../schema.ts";

export async function tipDays(db: Kysely<Schema>): Promise<void> {
  const table = db.schema
    .createTable("tip_days")
    .addColumn("day", "text", (column) => column.primaryKey().notNull())
    .addColumn("n", "bigint", (column) => column.notNull());
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  await (isSqlite ? table.modifyEnd(sql`without rowid`) : table).execute();
}
