/**
 * Migrations: the tables as they came to be. A migration only adds: while a new version starts, the old one may still
 * run beside it on the same database. Released ones are never edited, and run in this order; a database's version is
 * the number of migrations that it has had.
 */
import type { Kysely, Transaction } from "kysely";
import { StoreError, type Engine } from "./engine.ts";
import { conversations } from "./migrations/conversations.ts";
import { dated } from "./migrations/dated.ts";
import { messageContests } from "./migrations/message-contests.ts";
import { oneElection } from "./migrations/one-election.ts";
import { theNight } from "./migrations/the-night.ts";
import { theTipLine } from "./migrations/the-tip-line.ts";
import { tipChanges } from "./migrations/tip-changes.ts";
import { tipDays } from "./migrations/tip-days.ts";
import { tipRecord } from "./migrations/tip-record.ts";
import { tipUnsent } from "./migrations/tip-unsent.ts";
import type { Schema } from "./schema.ts";

/** Tables are named as text, since `Schema` has them as they stand after every migration. */
export type Migration = (db: Kysely<Schema>) => Promise<void>;

export const migrations: readonly Migration[] = [
  async (db) => {
    await db.schema
      .createTable("place_settings")
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("place", "text", (column) => column.notNull())
      .addColumn("answers", "text", (column) => column.notNull())
      .addColumn("off", "text", (column) => column.notNull())
      .addColumn("changed_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("place_settings_key", ["platform", "place"])
      .execute();
  },
  theNight,
  theTipLine,
  tipDays,
  messageContests,
  tipUnsent,
  tipRecord,
  tipChanges,
  oneElection,
  dated,
  conversations,
];

const ofTips: ReadonlySet<Migration> = new Set([theTipLine, tipDays, tipUnsent, tipRecord, tipChanges]);

/** Those of the tip line's tables alone, which are all that its own file has had. */
export const tipMigrations = migrations.filter((step) => ofTips.has(step));

/**
 * Brings a database up to this version, whole or not at all.
 * @param to for tests; otherwise every migration
 * @throws StoreError when the database is newer than this program
 */
export async function migrate(db: Kysely<Schema>, lock: Engine["lock"], to = migrations): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lock(transaction);
    await bringUp(transaction, to);
  });
}

/** @param transaction that holds the lock @throws StoreError */
export async function bringUp(transaction: Transaction<Schema>, to: readonly Migration[]): Promise<void> {
  const version = await versionOf(transaction);
  if (version === undefined) await begin(transaction);
  else refuseNewer(version, to);
  for (const step of to.slice(version ?? 0)) await step(transaction);
  if (version !== to.length) await transaction.updateTable("schema_version").set({ version: to.length }).execute();
}

/** @throws StoreError */
export function refuseNewer(version: number, to: readonly Migration[]): void {
  if (version > to.length)
    throw new StoreError(
      `The database is newer than this program (version ${version}, and we know ${to.length}). Run the newer Teller, or name another DATABASE or DATABASE_URL.`,
    );
}

async function begin(transaction: Transaction<Schema>): Promise<void> {
  await transaction.schema
    .createTable("schema_version")
    .ifNotExists()
    .addColumn("version", "bigint", (column) => column.notNull())
    .execute();
  await transaction.insertInto("schema_version").values({ version: 0 }).execute();
}

/** @returns undefined where there is no store yet */
export async function versionOf(db: Kysely<Schema>): Promise<number | undefined> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === "schema_version")) return undefined;
  return (await db.selectFrom("schema_version").select("version").executeTakeFirst())?.version;
}

/**
 * Writes, and undoes it in the same transaction, to see whether writing works. SQLite would skip an update that changes
 * nothing.
 */
export async function rewriteVersion(transaction: Transaction<Schema>): Promise<void> {
  for (const by of [1, -1])
    await transaction
      .updateTable("schema_version")
      .set((row) => ({ version: row("version", "+", by) }))
      .execute();
}
