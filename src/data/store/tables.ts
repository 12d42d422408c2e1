/** The tables that migrations make, from the migrations themselves: whoever goes through all of them forgets none. */
import { Kysely, sql } from "kysely";
import { migrate, type Migration } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { sqlite } from "./sqlite.ts";

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns of the primary key. */
  readonly key: readonly string[];
}

/** Without the one row that tells the version. @param steps made in an empty database, which is then let go */
export async function tablesOf(steps: readonly Migration[]): Promise<readonly Table[]> {
  const { dialect, lock } = sqlite(":memory:");
  const db = new Kysely<Schema>({ dialect });
  try {
    await migrate(db, lock, steps);
    const { rows } = await sql<{ name: string; column: string; pk: number }>`
      select made.name, its.name as column, its.pk from sqlite_schema made join pragma_table_info(made.name) its
      where made.type = 'table' and made.name <> 'schema_version' order by made.rowid, its.cid`.execute(db);
    return Array.from(
      Map.groupBy(rows, ({ name }) => name),
      ([name, columns]) => ({
        name,
        columns: columns.map(({ column }) => column),
        key: columns
          .filter(({ pk }) => pk > 0)
          .toSorted((a, b) => a.pk - b.pk)
          .map(({ column }) => column),
      }),
    );
  } finally {
    await db.destroy();
  }
}
