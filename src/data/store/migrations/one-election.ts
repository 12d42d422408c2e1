/**
 * A database belongs to one election, which a switch names; rows of elections that were closed are kept as JSON. Before
 * this there was one pack, so a log that exists already is of its night.
 */
import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";

const before = "uk-2024";

export async function oneElection(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("archived")
    .addColumn("election", "text", (column) => column.notNull())
    .addColumn("closed_at", "bigint", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("n", "bigint", (column) => column.notNull())
    .addColumn("row", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("archived_key", ["election", "closed_at", "what", "n"])
    .execute();
  const first = await db.selectFrom("log").select("at").orderBy("seq").limit(1).executeTakeFirst();
  if (!first) return;
  await db
    .insertInto("switches")
    .values({ name: "election", value: JSON.stringify({ id: before }), changed_at: first.at })
    .execute();
}
