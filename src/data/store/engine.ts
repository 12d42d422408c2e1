/** An engine: the part in which the databases that can hold the store differ. All else is one SQL path, through Kysely. */
import type { Dialect, Kysely } from "kysely";
import { PlainError } from "../../lib/plain-error.ts";
import type { Listening } from "./bell.ts";
import type { Schema } from "./schema.ts";

export interface Engine {
  readonly dialect: Dialect;
  /** Held until the transaction's end, so that two programs that start at once do not both migrate. */
  readonly lock: (transaction: Kysely<Schema>) => Promise<void>;
  /** The server's clock, in milliseconds since 1970; absent where this machine's is the database's. */
  readonly clock?: (db: Kysely<Schema>) => Promise<number>;
  /** Hears at once of what other programs write; absent where there is no other. */
  readonly listen?: (heard: () => void) => Listening;
  /** A database of its own for the tip line, where its tables cannot be written anew among the others. */
  readonly apart?: Apart;
  /**
   * Writes all rows of these tables anew, as if they had just come, all at once: nothing is left of deleted ones, and nothing
   * tells which came first. @returns false where others hold them, who would have to wait
   */
  readonly rewrite: (db: Kysely<Schema>, tables: readonly string[]) => Promise<boolean>;
  /**
   * Leaves nothing in the journal of what was erased, and waits for nobody. @returns false where others read from it: ask again;
   * true as well where the journal is not ours to cut off
   */
  readonly cutJournal: (db: Kysely<Schema>) => Promise<boolean>;
}

export interface Apart extends Engine {
  readonly isThere: () => boolean;
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
