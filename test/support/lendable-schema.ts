/** A PostgreSQL schema with this version's tables, which one test after another has, emptied in between. */
import { Kysely, sql } from "kysely";
import { engineAt } from "../../src/data/store/index.ts";
import { migrate } from "../../src/data/store/migrations.ts";
import type { Schema } from "../../src/data/store/schema.ts";
import type { OwnSchema } from "./own-schema.ts";

export interface Lendable extends OwnSchema {
  /** Takes away what a test has written. @returns false where it has changed the tables themselves */
  readonly empty: () => Promise<boolean>;
}

/** @param schema new, without tables */
export async function lendable({ where, drop }: OwnSchema): Promise<Lendable> {
  const connected = async <T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> => {
    const { dialect } = await engineAt(where);
    const db = new Kysely<Schema>({ dialect });
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  };
  const { lock } = await engineAt(where);
  const first = await connected(async (db) => {
    await migrate(db, lock);
    return { shape: await shapeOf(db), rows: await rowsOf(db) };
  });
  return {
    where,
    drop,
    empty: async () =>
      connected(async (db) => {
        if ((await shapeOf(db)) !== first.shape) return false;
        await db.transaction().execute(async (transaction) => {
          for (const [table, rows] of first.rows) {
            await sql`delete from ${sql.table(table)}`.execute(transaction);
            if (rows !== "[]")
              await sql`insert into ${sql.table(table)}
                select * from json_populate_recordset(null::${sql.table(table)}, ${rows})`.execute(transaction);
          }
        });
        return true;
      }),
  };
}

/** Tables, columns and indexes, as one text. */
async function shapeOf(db: Kysely<Schema>): Promise<string> {
  const { rows } = await sql<{ shape: string }>`
    select string_agg(concat_ws(' ', c.relname, a.attname, a.atttypid), ',' order by c.relname, a.attnum) as shape
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and a.attnum > 0`.execute(db);
  return rows[0]?.shape ?? "";
}

/** Rows that the migrations have written themselves: a JSON list for each table. */
async function rowsOf(db: Kysely<Schema>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r'`.execute(db);
  const all = new Map<string, string>();
  for (const { name } of rows) {
    const found = await sql<{ all: string }>`
      select coalesce(json_agg(t), '[]')::text as all from ${sql.table(name)} t`.execute(db);
    all.set(name, found.rows[0]?.all ?? "[]");
  }
  return all;
}
