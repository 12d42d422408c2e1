/** The database: opened by programs that keep something, and by no others. */
import { Kysely } from "kysely";
import { isDatabaseAddress } from "../../lib/address.ts";
import { StoreError, type Engine, type Trouble } from "./engine.ts";
import { migrate, rewriteVersion } from "./migrations.ts";
import { placeSettings, type FollowedSettings } from "./place-settings.ts";
import type { Schema } from "./schema.ts";

export interface Store {
  /** For the parts that join the store to others; commands never see it. */
  readonly db: Kysely<Schema>;
  readonly settings: FollowedSettings;
  /** Commits a write that leaves everything as it was. @returns the reason, where that failed */
  trouble(): Promise<Trouble | undefined>;
  close(): Promise<void>;
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
  const { dialect, lock } = typeof engine === "string" ? await engineAt(engine) : engine;
  const db = new Kysely<Schema>({ dialect });
  try {
    await migrate(db, lock);
    return {
      db,
      settings: await placeSettings(db),
      trouble: () =>
        db
          .transaction()
          .execute(rewriteVersion)
          .then(() => undefined, troubleOf),
      close: () => db.destroy(),
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

const troubleOf = (error: unknown): Trouble => (error instanceof StoreError && error.code) || "failing";
