/**
 * The place of the tip line's tables. PostgreSQL has them among the others. On SQLite they are in a file of their own, since what
 * happened in a file of many tables can be told from its pages and its journal.
 */
import { Kysely, sql, type Transaction } from "kysely";
import type { Engine } from "./engine.ts";
import { migrate, tipMigrations } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { tablesOf, type Table } from "./tables.ts";

export interface TipTables {
  readonly db: Kysely<Schema>;
  /**
   * Writes everything anew, so that nothing tells what came before what, and nothing is left of what was deleted.
   * @returns false where others read or write just now: ask again @throws StoreError
   */
  readonly rewrite: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** @param main the database that `engine` leads to, up to date @throws StoreError */
export async function openTipTables(main: Kysely<Schema>, engine: Engine): Promise<TipTables> {
  const tables = await tablesOf(tipMigrations);
  const names = tables.map(({ name }) => name);
  const { apart } = engine;
  if (!apart) return { db: main, rewrite: oneByOne(() => engine.rewrite(main, names)), close: async () => {} };
  const db = new Kysely<Schema>({ dialect: apart.dialect });
  try {
    await migrate(db, apart.lock, tipMigrations);
    let isLeft = false;
    const moved = async (): Promise<void> => {
      isLeft = (await move(main, db, tables)) || isLeft;
      if (isLeft) isLeft = !(await engine.rewrite(main, names));
    };
    await moved();
    return {
      db,
      rewrite: oneByOne(async () => {
        // An older Teller beside us still writes there.
        await moved();
        return apart.rewrite(db, names);
      }),
      close: () => db.destroy(),
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/**
 * Moves rows that are in the main database: older versions kept them there, and backups are restored there. When it dies on
 * the way it does so again, and finds what it has moved already.
 */
async function move(main: Kysely<Schema>, to: Kysely<Schema>, tables: readonly Table[]): Promise<boolean> {
  const some = tables.map(({ name }) => sql`exists (select 1 from ${sql.table(name)})`);
  const { rows } = await sql<{ n: number }>`select (${sql.join([...some, anew], sql` or `)}) as n`.execute(main);
  if (rows[0]?.n !== 1) return false;
  await main.transaction().execute(async (from) => {
    const isAnew = await isRestored(from);
    await to.transaction().execute(async (transaction) => {
      for (const table of tables) {
        if (isAnew) await sql`delete from ${sql.table(table.name)}`.execute(transaction);
        await copy(from, transaction, table);
      }
    });
    for (const { name } of tables) await sql`delete from ${sql.table(name)}`.execute(from);
    await markRestored(from, 0);
  });
  return true;
}

const restored = 1;
const anew = sql<number>`(select user_version from pragma_user_version)`;

/** Of SQLite. Whether there was a restore since rows were moved. */
export async function isRestored(main: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select ${anew} as n`.execute(main);
  return rows[0]?.n === restored;
}

/** Of SQLite, with a restore: rows of the tip line in the main file are all that there is, and what is in its own file goes. */
export const markRestored = (transaction: Transaction<Schema>, is: 0 | 1 = restored): Promise<unknown> =>
  sql`pragma user_version = ${sql.lit(is)}`.execute(transaction);

async function copy(
  from: Transaction<Schema>,
  to: Transaction<Schema>,
  { name, columns }: Pick<Table, "name" | "columns">,
): Promise<void> {
  const all = sql.join(columns.map((column) => sql.ref(column)));
  const { rows } = await sql<Record<string, unknown>>`select ${all} from ${sql.table(name)}`.execute(from);
  for (const row of rows) {
    const values = sql.join(columns.map((column) => row[column]));
    await sql`insert into ${sql.table(name)} (${all}) values (${values}) on conflict do nothing`.execute(to);
  }
}

/** While one runs all who ask share the one after it. */
function oneByOne(work: () => Promise<boolean>): () => Promise<boolean> {
  let running: Promise<boolean> | undefined;
  let next: Promise<boolean> | undefined;
  const run = (): Promise<boolean> => {
    next = undefined;
    running = work().finally(() => (running = undefined));
    return running;
  };
  return () => (running ? (next ??= running.then(run, run)) : run());
}
