/** The database: opened by what keeps something, and by nothing else. */
import { Kysely } from "kysely";
import type { SettingsStore } from "../../core/manners.ts";
import type { Engine } from "./engine.ts";
import { migrate } from "./migrations.ts";
import { placeSettings } from "./place-settings.ts";
import type { Schema } from "./schema.ts";
import { sqlite } from "./sqlite.ts";

export interface Store {
  readonly settings: SettingsStore;
  close(): Promise<void>;
}

/**
 * @param engine a path means SQLite
 * @throws StoreError
 */
export async function openStore(engine: string | Engine): Promise<Store> {
  const { dialect, lock } = typeof engine === "string" ? sqlite(engine) : engine;
  const db = new Kysely<Schema>({ dialect });
  try {
    await migrate(db, lock);
    return { settings: await placeSettings(db), close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
