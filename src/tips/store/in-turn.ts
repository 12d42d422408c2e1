/** The line's transactions, one after another, whoever began them. */
import { sql, type Kysely, type Transaction } from "kysely";
import type { Schema } from "../../data/store/schema.ts";
import { isServed } from "../../data/store/served.ts";

/**
 * A transaction that writes more than one row of the line. Two that want the same rows in another order would wait for each other
 * on PostgreSQL, which ends one of them, a source's deletion perhaps, and tells of it in its own log with the moment. SQLite has
 * one writer in any case.
 */
export function inTurn<T>(db: Kysely<Schema>, work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    if (isServed(transaction))
      await sql`select pg_advisory_xact_lock(hashtextextended('teller tips ' || current_schema(), 0))`.execute(
        transaction,
      );
    return work(transaction);
  });
}
