/** An engine: the part in which the databases that can hold the store differ. All else is one SQL path, through Kysely. */
import type { Dialect, Kysely } from "kysely";
import { PlainError } from "../../lib/plain-error.ts";
import type { Schema } from "./schema.ts";

export interface Engine {
  readonly dialect: Dialect;
  /** Held until the transaction's end, so that two programs that start at once do not both migrate. */
  readonly lock: (transaction: Kysely<Schema>) => Promise<void>;
}

/** The reasons why a database cannot be used. Each is mended by something else. */
export type Trouble =
  /** The disk has no room. */
  | "full"
  /** Another program holds it, and does not let go. */
  | "locked"
  /** No way leads to the server, or the connection broke. */
  | "lost"
  | "damaged"
  /** We may not open it, or not write it. */
  | "closed"
  /** The disk, or the server's own machine, fails. */
  | "failing";

/** One line for the operator: the trouble of the database, and how to mend it. */
export class StoreError extends PlainError<Trouble> {
  override readonly name = "StoreError";
}
