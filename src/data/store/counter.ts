/**
 * Numbers without gaps, in the order in which they become visible: whoever has read up to one misses nothing that comes
 * after. A sequence of the database's own promises neither: a lower number may be committed after a higher one was read.
 */
import { sql, type Kysely, type Transaction } from "kysely";
import type { Schema } from "./schema.ts";

/**
 * The next number, from 1. Others that want one of this name wait until the transaction's end, so take it late; a
 * transaction that takes several takes them in the order of their names, or two may wait for each other.
 * @param transaction in which the numbered row is written
 */
export async function next(transaction: Transaction<Schema>, name: string): Promise<number> {
  const { n } = await transaction
    .insertInto("head")
    .values({ name, n: 1 })
    .onConflict((there) => there.column("name").doUpdateSet({ n: sql<number>`${sql.ref("head.n")} + 1` }))
    .returning("n")
    .executeTakeFirstOrThrow();
  return n;
}

/** Others that want a number of this name wait from here to the transaction's end. The counter must be there. */
export async function hold(transaction: Transaction<Schema>, name: string): Promise<void> {
  await transaction
    .updateTable("head")
    .set((row) => ({ n: row.ref("n") }))
    .where("name", "=", name)
    .execute();
}

/** The last number of a name that was given out; 0 where none was. */
export async function last(db: Kysely<Schema>, name: string): Promise<number> {
  const row = await db.selectFrom("head").select("n").where("name", "=", name).executeTakeFirst();
  return row?.n ?? 0;
}
