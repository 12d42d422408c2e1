/**
 * How the tables came to be. A migration only adds: while a new version starts, the old one may still run beside it on the
 * same database. They are never edited once released, and run in this order; the version of a database is how many of
 * them it has had.
 */
import { sql, type Kysely } from "kysely";
import { StoreError, type Engine } from "./engine.ts";
import { theNight } from "./migrations/the-night.ts";
import type { Schema } from "./schema.ts";

/** Makes tables by their names as text, since `Schema` tells how they stand after all of it. */
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
];

/**
 * Brings a database up to this version, whole or not at all.
 * @param to for tests; otherwise every migration
 * @throws StoreError when the database is newer than this program
 */
export async function migrate(db: Kysely<Schema>, lock: Engine["lock"], to = migrations): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lock(transaction);
    await sql`create table if not exists schema_version (version bigint not null)`.execute(transaction);
    const row = await transaction.selectFrom("schema_version").select("version").executeTakeFirst();
    const version = row?.version ?? 0;
    if (version > to.length)
      throw new StoreError(
        `The database is newer than this program (version ${version}, and we know ${to.length}). Run the newer Teller, or name another DATABASE.`,
      );
    // One after the other, since each builds on the last.
    // oxlint-disable-next-line no-await-in-loop
    for (const step of to.slice(version)) await step(transaction);
    if (!row) await transaction.insertInto("schema_version").values({ version: to.length }).execute();
    else if (version < to.length) await transaction.updateTable("schema_version").set({ version: to.length }).execute();
  });
}
