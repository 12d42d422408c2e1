/**
 * What sources did and editors do not see before the relay's next window. On PostgreSQL no statistics are kept of the tip
 * line's tables: they hold values of rows, in a sequence, for long after the rows are gone.
 */
import { sql, SqliteAdapter, type Kysely } from "kysely";
import type { Schema } from "../schema.ts";

export async function tipChanges(db: Kysely<Schema>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const table = db.schema
    .createTable("tip_changes")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("number", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("came", "bigint", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull());
  await (isSqlite ? table.modifyEnd(sql`without rowid`) : table).execute();
  await db.schema.createIndex("tip_changes_number").on("tip_changes").column("number").execute();
  if (!isSqlite) await withoutStatistics(db);
}

async function withoutStatistics(db: Kysely<Schema>): Promise<void> {
  const tables = (await db.introspection.getTables()).filter(({ name }) => name.startsWith("tip_"));
  for (const { name, columns } of tables) {
    const table = sql.table(name);
    // Dead rows need no vacuum: each minute the tables are written anew.
    await sql`alter table ${table} set (autovacuum_enabled = false, toast.autovacuum_enabled = false)`.execute(db);
    for (const { name: its, dataType } of columns) {
      const column = sql.ref(its);
      await sql`alter table ${table} alter column ${column} set statistics 0`.execute(db);
      // A column that is given a type, be it its own, loses what was known of its values.
      await sql`alter table ${table} alter column ${column} type ${sql.raw(dataType)}`.execute(db);
    }
  }
}
