/** The database: opened by what keeps something, and by nothing else. */
import { Kysely } from "kysely";
import type { Engine } from "./engine.ts";
import { migrate } from "./migrations.ts";
import { placeSettings, type FollowedSettings } from "./place-settings.ts";
import type { Schema } from "./schema.ts";
import { engineAt } from "./where.ts";

export interface Store {
  /** For those who join the parts; commands never see it. */
  readonly db: Kysely<Schema>;
  readonly settings: FollowedSettings;
  close(): Promise<void>;
}

/**
 * @param engine the path of a file means SQLite, an address PostgreSQL
 * @throws StoreError
 */
export async function openStore(engine: string | Engine): Promise<Store> {
  const { dialect, lock } = typeof engine === "string" ? await engineAt(engine) : engine;
  const db = new Kysely<Schema>({ dialect });
  try {
    await migrate(db, lock);
    return { db, settings: await placeSettings(db), close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
