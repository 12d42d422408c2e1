/**
 * The bell: a transaction that writes something to be told rings it, and every instance that listens looks at once. A ring
 * may be missed, by a connection that is lost or through a pooler that passes none on, so that nothing depends on it:
 * instances look each second besides.
 */
import { sql, type Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import { isServed } from "./served.ts";

export interface Listening {
  stop(): Promise<void>;
}

/** Each store has a bell of its own, whatever its schema is called. */
export const channel = "'teller_' || md5(current_schema())";

/** Rings as the transaction is committed, or not at all. A file has one program, which knows. */
export async function ring(transaction: Kysely<Schema>): Promise<void> {
  if (isServed(transaction)) await sql`select pg_notify(${sql.raw(channel)}, '')`.execute(transaction);
}
