/** `teller backup`: the whole database in one file, as it was at one moment, while Teller runs on. */
import { existsSync } from "node:fs";
import { Kysely, sql, type Transaction } from "kysely";
import { isDatabaseAddress } from "../../lib/address.ts";
import { cellOf, format, lasting, lineOf, sealed, writeWhole, type Heading } from "./backup-file.ts";
import { StoreError } from "./engine.ts";
import { engineAt } from "./index.ts";
import { migrations, refuseNewer, versionOf } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { tablesOf, type Table } from "./tables.ts";
import { isRestored } from "./tip-tables.ts";

export interface Backup {
  readonly at: Date;
  readonly rows: number;
}

/** Rows that are read at a time. */
const page = 500;

/**
 * @param file replaced once the new one is whole
 * @param steps for tests; otherwise every migration
 * @throws StoreError
 */
export async function backup(where: string, file: string, at: Date, steps = migrations): Promise<Backup> {
  if (!isDatabaseAddress(where) && !existsSync(where)) throw nothing();
  const { dialect, apart } = await engineAt(where);
  const db = new Kysely<Schema>({ dialect });
  const beside = apart?.isThere() ? new Kysely<Schema>({ dialect: apart.dialect }) : undefined;
  const read = <T>(from: Kysely<Schema>, work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> =>
    from.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(work);
  try {
    const made = (await db.introspection.getTables()).map(({ name }) => name);
    // One snapshot: a row that is written meanwhile is in no table of it, and does not wait.
    return await read(db, async (transaction) => {
      if (!apart) await keepStill(transaction, made.filter(isOfTips));
      const version = await versionOf(transaction);
      if (version === undefined) throw nothing();
      refuseNewer(version, steps);
      const tables = lasting(await tablesOf(steps.slice(0, version)));
      const counts: Record<string, number> = {};
      const head: Heading = { teller: "backup", format, version, at: at.toISOString() };
      const write = (from: readonly Transaction<Schema>[]) =>
        writeWhole(file, sealed(lines([transaction], from, head, tables, counts), counts));
      // Rows that were restored, and not yet moved there, are all that there is.
      const tips = beside && !(await isRestored(transaction)) ? beside : undefined;
      await (tips ? read(tips, (own) => write([transaction, own])) : write([transaction]));
      return { at, rows: Object.values(counts).reduce((sum, count) => sum + count, 0) };
    });
  } finally {
    await db.destroy();
    await beside?.destroy();
  }
}

const isOfTips = (table: string): boolean => table.startsWith("tip_");

/**
 * Tables that are written anew while they are read would be empty in the snapshot from before. So the locks come first, as
 * the first statement, which is before the snapshot is taken.
 */
async function keepStill(transaction: Transaction<Schema>, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return;
  const names = sql.join(tables.map((name) => sql.table(name)));
  await sql`lock table ${names} in access share mode`.execute(transaction);
}

const nothing = (): StoreError => new StoreError("There is nothing to back up: the database is yet to be made.");

/** @param tips where the tip line's tables are: on SQLite the main file may have some that are not moved yet */
async function* lines(
  main: readonly Transaction<Schema>[],
  tips: readonly Transaction<Schema>[],
  head: Heading,
  tables: readonly Table[],
  counts: Record<string, number>,
): AsyncGenerator<string> {
  yield lineOf(head);
  for (const table of tables) yield* linesOf(isOfTips(table.name) ? tips : main, table, counts);
}

async function* linesOf(
  from: readonly Transaction<Schema>[],
  table: Table,
  counts: Record<string, number>,
): AsyncGenerator<string> {
  let count = 0;
  yield lineOf({ table: table.name, columns: table.columns });
  const keys = new Set<string>();
  for (const transaction of from)
    for await (const row of rowsOf(transaction, table)) {
      const key = JSON.stringify(table.key.map((column) => row[column]));
      // A row that is being moved is in both.
      if (keys.has(key)) continue;
      if (from.length > 1) keys.add(key);
      count++;
      yield lineOf(table.columns.map((column) => cellOf(row[column])));
    }
  counts[table.name] = count;
}

/** Page after page, in the order of the primary key; a table without one at once. */
async function* rowsOf(transaction: Transaction<Schema>, table: Table): AsyncGenerator<Record<string, unknown>> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  const all = sql`select ${columns} from ${sql.table(table.name)}`;
  const key = sql.join(table.key.map((column) => sql.ref(column)));
  const paged = table.key.length > 0 ? sql`order by ${key} limit ${sql.lit(page)}` : sql``;
  let after = sql``;
  for (;;) {
    // Each page begins where the last ended.
    const { rows } = await sql<Record<string, unknown>>`${all} ${after} ${paged}`.execute(transaction);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < page || table.key.length === 0) return;
    after = sql`where (${key}) > (${sql.join(table.key.map((column) => last[column]))})`;
  }
}
