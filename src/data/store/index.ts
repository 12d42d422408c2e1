/** The database: opened by programs that keep something, and by no others. */
import { Kysely } from "kysely";
import { isDatabaseAddress } from "../../lib/address.ts";
import { followClock, type SharedClock } from "../../lib/shared-clock.ts";
import type { Listening } from "./bell.ts";
import { StoreError, type Engine, type Trouble } from "./engine.ts";
import { createJournal, type Journal } from "./journal.ts";
import { migrate, rewriteVersion } from "./migrations.ts";
import { placeSettings, type FollowedSettings } from "./place-settings.ts";
import type { Schema } from "./schema.ts";
import { openTipTables, type TipTables } from "./tip-tables.ts";

export interface Store {
  /** For the parts that join the store to others; commands never see it. */
  readonly db: Kysely<Schema>;
  readonly settings: FollowedSettings;
  /** By which the times that are kept here are told. */
  readonly clock: SharedClock;
  /** Whether a server keeps it, with a clock of its own. */
  readonly isServed: boolean;
  /** Hears at once of what other instances write; of nothing where there can be none. */
  readonly listen: (heard: () => void) => Listening;
  /** The tip line's tables, made where they are missing. @throws StoreError */
  readonly tips: () => Promise<TipTables>;
  readonly journal: Journal;
  /** Commits a write that leaves everything as it was. @returns the reason, where that failed */
  trouble(): Promise<Trouble | undefined>;
  readonly close: () => Promise<void>;
}

/**
 * Each database's library is loaded where it is used.
 * @param where the path of a file is SQLite, an address PostgreSQL
 * @throws StoreError for an address that is none
 */
export async function engineAt(where: string): Promise<Engine> {
  return isDatabaseAddress(where)
    ? (await import("./postgres.ts")).postgres(where)
    : (await import("./sqlite.ts")).sqlite(where);
}

/** @param engine or its location, as for `engineAt` @throws StoreError */
export async function openStore(engine: string | Engine): Promise<Store> {
  const known = typeof engine === "string" ? await engineAt(engine) : engine;
  const db = new Kysely<Schema>({ dialect: known.dialect });
  let opened: Promise<TipTables> | undefined;
  const tips = (): Promise<TipTables> => (opened ??= openTipTables(db, known));
  const close = async (): Promise<void> => {
    await (await opened?.catch(() => undefined))?.close();
    await db.destroy();
  };
  try {
    await migrate(db, known.lock);
    // Both go from version to version together, whether or not the tip line is used just now.
    if (known.apart?.isThere()) await tips();
    return {
      db,
      settings: await placeSettings(db),
      isServed: known.clock !== undefined,
      listen: known.listen ?? (() => ({ stop: async () => {} })),
      clock: await followClock({
        read: () => known.clock?.(db) ?? Date.now(),
        wall: Date.now,
        steady: () => performance.now(),
      }),
      tips,
      journal: createJournal(() => known.cutJournal(db)),
      trouble: () =>
        db
          .transaction()
          .execute(rewriteVersion)
          .then(() => undefined, troubleOf),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const troubleOf = (error: unknown): Trouble => (error instanceof StoreError && error.code) || "failing";
