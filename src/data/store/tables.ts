/** The tables that migrations make, read from the migrations themselves: a backup forgets none. */
import { Kysely, sql } from "kysely";
import { migrate, type Migration } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { sqlite } from "./sqlite.ts";

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns of the primary key. */
  readonly key: readonly string[];
  /** Rows that the table begins with. */
  readonly fresh: readonly Record<string, unknown>[];
}

/** All tables but the version's. @param steps run in an empty database of their own */
export async function tablesOf(steps: readonly Migration[]): Promise<readonly Table[]> {
  const { dialect, lock } = sqlite(":memory:");
  const db = new Kysely<Schema>({ dialect });
  try {
    await migrate(db, lock, steps);
    const { rows } = await sql<Column>`
      select made.name as "table", its.name, its.pk from sqlite_schema made join pragma_table_info(made.name) its
      where made.type = 'table' and made.name <> 'schema_version' order by made.rowid, its.cid`.execute(db);
    const tables = Array.from(Map.groupBy(rows, ({ table }) => table));
    return await Promise.all(tables.map(([name, columns]) => tableOf(db, name, columns)));
  } finally {
    await db.destroy();
  }
}

interface Column {
  readonly table: string;
  readonly name: string;
  /** Its position in the primary key, from 1; 0 where it is not in it. */
  readonly pk: number;
}

async function tableOf(db: Kysely<Schema>, name: string, columns: readonly Column[]): Promise<Table> {
  const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
  const namesOf = (of: readonly Column[]): string[] => of.map((column) => column.name);
  return { name, columns: namesOf(columns), key: namesOf(key), fresh: rows };
}
