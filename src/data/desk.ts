/** The newsroom's desk over the database. */
import type { Kysely } from "kysely";
import type { Desk, SourceHealth } from "../core/desk/desk.ts";
import type { History } from "../core/news/history.ts";
import { draftsOf } from "./desk/drafts.ts";
import { floorOf } from "./desk/floor.ts";
import { sourcesOf } from "./desk/sources.ts";
import { switchesOf } from "./desk/switches.ts";
import type { Append } from "./store/log.ts";
import type { Schema } from "./store/schema.ts";

export interface DeskOptions {
  readonly db: Kysely<Schema>;
  readonly now: () => Date;
  /**
   * Writes one entry of the log, with the next revision of its source.
   * @param transaction in which it is written, or not at all
   * @returns its place in the log
   */
  readonly append: Append;
  /** All that is known, what is for staff included, as it is now. */
  readonly history: () => History;
  /** Those that are configured, in the order in which they are shown. */
  readonly sources?: readonly Pick<SourceHealth, "name" | "kind" | "staff">[];
}

export function createDesk({ db, now, append, history, sources = [] }: DeskOptions): Desk {
  return {
    ...draftsOf(db, append, history),
    ...switchesOf(db, now),
    ...floorOf(db),
    sources: () => sourcesOf(db, sources),
    log: (contest) => history().entries(contest),
    history,
  };
}
