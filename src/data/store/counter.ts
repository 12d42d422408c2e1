/** Numbers in order, without gaps: each is given out in the transaction that uses it. */
import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** @param transaction which holds the counter from here to its end, so that numbers are seen in their order */
export async function nextNumber(transaction: Kysely<Schema>, name: string): Promise<number> {
  const { n } = await transaction
    .insertInto("head")
    .values({ name, n: 1 })
    .onConflict((there) => there.column("name").doUpdateSet((row) => ({ n: row("head.n", "+", 1) })))
    .returning("n")
    .executeTakeFirstOrThrow();
  return n;
}

/** Waits for others that are giving out numbers, and keeps them waiting to the transaction's end. */
export async function holdNumbers(transaction: Kysely<Schema>, name: string): Promise<void> {
  await transaction
    .insertInto("head")
    .values({ name, n: 0 })
    .onConflict((there) => there.column("name").doUpdateSet((row) => ({ n: row.ref("head.n") })))
    .execute();
}
