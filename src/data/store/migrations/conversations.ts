/** Some places are conversations with one person, who follows something there. */
import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";

export async function conversations(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .alterTable("places")
    .addColumn("direct", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
}
