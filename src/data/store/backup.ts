/** `teller backup`: the whole database in one file, as it was at one moment, while Teller runs on. */
import { existsSync } from "node:fs";
import { Kysely, sql, type Transaction } from "kysely";
import { isDatabaseAddress } from "../../lib/address.ts";
import { cellOf, format, lasting, lineOf, writeWhole, type Heading } from "./backup-file.ts";
import { StoreError } from "./engine.ts";
import { engineAt } from "./index.ts";
import { migrations, refuseNewer, versionOf } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { tablesOf, type Table } from "./tables.ts";

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
  const { dialect } = await engineAt(where);
  const db = new Kysely<Schema>({ dialect });
  try {
    // One snapshot: a row that is written meanwhile is in no table of it, and does not wait.
    const reading = db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
    return await reading.execute(async (transaction) => {
      const version = await versionOf(transaction);
      if (version === undefined) throw nothing();
      refuseNewer(version, steps);
      const tables = lasting(await tablesOf(steps.slice(0, version)));
      const counts: Record<string, number> = {};
      const head: Heading = { teller: "backup", format, version, at: at.toISOString() };
      await writeWhole(file, lines(transaction, head, tables, counts));
      return { at, rows: Object.values(counts).reduce((sum, count) => sum + count, 0) };
    });
  } finally {
    await db.destroy();
  }
}

const nothing = (): StoreError => new StoreError("There is nothing to back up: the database is yet to be made.");

async function* lines(
  transaction: Transaction<Schema>,
  head: Heading,
  tables: readonly Table[],
  counts: Record<string, number>,
): AsyncGenerator<string> {
  yield lineOf(head);
  for (const table of tables) yield* linesOf(transaction, table, counts);
  yield lineOf({ end: counts });
}

async function* linesOf(
  transaction: Transaction<Schema>,
  table: Table,
  counts: Record<string, number>,
): AsyncGenerator<string> {
  let count = 0;
  yield lineOf({ table: table.name, columns: table.columns });
  for await (const row of rowsOf(transaction, table)) {
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
