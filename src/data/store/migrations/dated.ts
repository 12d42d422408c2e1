/**
 * Each place has the time at which its own times were last written, so that those of a clock that was set back since are
 * not believed; and what is to be done in it after a restore.
 */
import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";

export async function dated(db: Kysely<Schema>): Promise<void> {
  await db.schema.alterTable("places").addColumn("dated", "bigint").execute();
  await db.schema.alterTable("places").addColumn("restored", "text").execute();
}
