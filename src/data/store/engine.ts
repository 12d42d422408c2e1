/** What differs between the databases that can hold the store. All else is one SQL path, through Kysely. */
import type { Dialect, Kysely } from "kysely";
import type { Schema } from "./schema.ts";

export interface Engine {
  readonly dialect: Dialect;
  /** Held until the transaction's end, so that two programs that start at once do not both migrate. */
  readonly lock: (transaction: Kysely<Schema>) => Promise<void>;
}

/** One line for the operator: what is wrong with the database, and how to mend it. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
