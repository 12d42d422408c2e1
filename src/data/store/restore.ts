/** `teller restore`: a backup becomes the database, whole or not at all. */
import { Kysely, sql, type Transaction } from "kysely";
import type { PlatformId } from "../../core/place.ts";
import type { Backup } from "./backup.ts";
import { goneIn, takeOut, type Deleted, type Gone } from "./gone.ts";
import { lasting, readBackup, readHeading, type Row } from "./backup-file.ts";
import { StoreError, type Engine } from "./engine.ts";
import { engineAt } from "./index.ts";
import { bringUp, migrations, refuseNewer, tipMigrations, versionOf, type Migration } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { tablesOf, type Table } from "./tables.ts";
import { isRestored, markRestored } from "./tip-tables.ts";

export interface RestoreOptions {
  readonly now: Date;
  /** Erases the database's contents; otherwise it has to be empty. */
  readonly replace: boolean;
  /** A day: of tips without a word after it nothing is kept any more. */
  readonly before?: string;
  /**
   * News that places may have been told between backup and restore. `look`: what their own history does not
   * have. `quiet`: nothing that was known by now. `again`: all of it. Places are as they were in the backup unless given.
   */
  readonly told?: "look" | "quiet" | "again";
  /** Places, of these, whose history cannot be read. */
  readonly blind?: (places: readonly PlatformId[]) => Promise<readonly PlatformId[]>;
  /** For tests; otherwise every migration. */
  readonly steps?: readonly Migration[];
}

export interface Restored extends Backup {
  /** Of cases of the tip line that were deleted since the backup. */
  readonly deleted?: Deleted;
}

/** @throws StoreError, and then the database is as it was */
export async function restore(where: string, file: string, options: RestoreOptions): Promise<Restored> {
  const steps = options.steps ?? migrations;
  const { version, at } = await readHeading(file, steps);
  const tables = lasting(await tablesOf(steps.slice(0, version)));
  // The backup is read to its end before anything is touched.
  let rows = 0;
  for await (const _ of readBackup(file, tables)) rows++;
  const { dialect, lock, apart } = await engineAt(where);
  const db = new Kysely<Schema>({ dialect });
  try {
    const deleted = await db.transaction().execute(async (transaction) => {
      await lock(transaction);
      if (!options.replace && apart?.isThere()) await refuseTips(apart);
      const known = apart?.isThere() && !(await isRestored(transaction)) ? await goneBeside(apart) : undefined;
      const gone = await clear(transaction, steps, options);
      await bringUp(transaction, steps.slice(0, version));
      await emptied(transaction, tables);
      for await (const [table, some] of batches(readBackup(file, tables))) await insert(transaction, table, some);
      await bringUp(transaction, steps);
      // Instances that held a place's lease when the backup was made hold it no more.
      await transaction.updateTable("places").set({ lease_token: null, lease_until: 0 }).execute();
      if (options.told) await markPlaces(transaction, new Date(at), options.told, options);
      const deleted = options.steps ? undefined : await takeOut(transaction, known ?? gone, options.before);
      // Rows of the tip line go on from here to its own file, in the place of what is there.
      if (apart) await markRestored(transaction);
      return deleted;
    });
    return { at: new Date(at), rows, ...(deleted && { deleted }) };
  } finally {
    await db.destroy();
  }
}

/** Has each place find out what it was told since the backup. @throws StoreError where a place cannot find out
 */
async function markPlaces(
  transaction: Transaction<Schema>,
  at: Date,
  told: NonNullable<RestoreOptions["told"]>,
  { now, blind }: RestoreOptions,
): Promise<void> {
  const restored = told === "again" ? null : JSON.stringify({ from: at.getTime(), until: now.getTime(), how: told });
  const rows = await transaction
    .updateTable("places")
    .set({ restored })
    .returning(["platform", "place as id", "state"])
    .execute();
  const asked = rows.filter(({ state }) => state === "on");
  const dark = told === "look" && asked.length > 0 ? ((await blind?.(asked)) ?? []) : [];
  if (dark.length > 0)
    throw new StoreError(
      `What I said since ${at.toISOString()} cannot be looked up in ${dark.map(({ platform, id }) => `${platform} ${id}`).join(", ")}, so nothing was restored. Let me read there; or say --quiet, and no channel is told what was known by now; or --again, and every channel is told it again.`,
    );
}

/** @throws StoreError where the tip line's own file holds anything */
const refuseTips = (apart: Engine): Promise<void> =>
  beside(apart, async (transaction) => {
    const tables = (await versionOf(transaction)) === undefined ? [] : lasting(await tablesOf(tipMigrations));
    if (await hasRows(transaction, tables)) throw full();
  });

/** Deletions that the tip line's own file knows of. */
const goneBeside = (apart: Engine): Promise<Gone | undefined> =>
  beside(apart, async (transaction) => goneIn(transaction, await transaction.introspection.getTables()));

async function beside<T>({ dialect }: Engine, work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> {
  const db = new Kysely<Schema>({ dialect });
  try {
    return await db.transaction().execute(work);
  } finally {
    await db.destroy();
  }
}

const full = (): StoreError =>
  new StoreError(
    "The database is not empty, and is left as it is. Back it up, and say --replace to put the backup in its place.",
  );

/**
 * Removes our tables, so that they are made as they were at the time of the backup.
 * @returns what they know to be deleted
 */
async function clear(
  transaction: Transaction<Schema>,
  steps: readonly Migration[],
  { now, replace }: RestoreOptions,
): Promise<Gone | undefined> {
  const version = await versionOf(transaction);
  if (version === undefined) return undefined;
  refuseNewer(version, steps);
  const tables = await tablesOf(steps.slice(0, version));
  if (tables.some(({ name }) => name === "leases")) {
    const held = await transaction.selectFrom("leases").select("name").where("until", ">", now.getTime()).execute();
    if (held.length > 0)
      throw new StoreError("Teller runs on this database: stop every instance, and try again in a minute.");
  }
  if (!replace && (await hasRows(transaction, lasting(tables)))) throw full();
  const gone = await goneIn(transaction, tables);
  for (const name of ["schema_version", ...tables.map(({ name }) => name)])
    await transaction.schema.dropTable(name).execute();
  return gone;
}

/** Empties tables of the rows that they begin with: the backup has these as they had become. */
async function emptied(transaction: Transaction<Schema>, tables: readonly Table[]): Promise<void> {
  const seeded = tables.filter(({ fresh }) => fresh.length > 0);
  await Promise.all(seeded.map(({ name }) => sql`delete from ${sql.table(name)}`.execute(transaction)));
}

/** Whether there are rows besides those that every store begins with. */
async function hasRows(transaction: Transaction<Schema>, tables: readonly Table[]): Promise<boolean> {
  const found = await Promise.all(
    tables.map(async ({ name, columns, fresh }) => {
      const plain = (row: Record<string, unknown>): string => JSON.stringify(columns.map((column) => row[column]));
      const known = new Set(fresh.map(plain));
      const { rows } = await sql<Record<string, unknown>>`
        select * from ${sql.table(name)} limit ${sql.lit(known.size + 1)}`.execute(transaction);
      return rows.some((row) => !known.has(plain(row)));
    }),
  );
  return found.includes(true);
}

/** Rows of one statement, which has 32,766 parameters at most. */
const most = { rows: 200, bytes: 4_000_000 } as const;

async function* batches(
  rows: AsyncIterable<readonly [Table, Row]>,
): AsyncGenerator<readonly [table: Table, rows: readonly Row[]]> {
  let [current, batch, bytes]: [Table | undefined, Row[], number] = [undefined, [], 0];
  for await (const [table, row] of rows) {
    if (current && (current !== table || batch.length >= most.rows || bytes >= most.bytes)) {
      yield [current, batch];
      [batch, bytes] = [[], 0];
    }
    current = table;
    batch.push(row);
    for (const value of row) bytes += typeof value === "number" ? 8 : (value?.length ?? 0);
  }
  if (current) yield [current, batch];
}

async function insert(transaction: Transaction<Schema>, { name, columns }: Table, rows: readonly Row[]): Promise<void> {
  const into = sql`${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})`;
  await sql`insert into ${into} values ${sql.join(rows.map((row) => sql`(${sql.join(row)})`))}`.execute(transaction);
}
