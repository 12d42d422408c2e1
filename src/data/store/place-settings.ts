/** Settings of places: read from memory, written through, and followed where other instances write as well. */
import { sql, type Kysely } from "kysely";
import { z } from "zod";
import type { Schema } from "./schema.ts";
import { answerModes, usualSettings, type PlaceSettings, type SettingsStore } from "../../core/place-settings.ts";
import { placeKey, type Place } from "../../core/place.ts";
import { fromJson } from "../../lib/json.ts";

export interface FollowedSettings extends SettingsStore {
  /** Reads the rows that other instances have written since. */
  follow(): Promise<void>;
}

/** A row that cannot be read counts as never chosen: a newer version may have written it. */
const row = z.object({
  platform: z.string(),
  place: z.string(),
  answers: z.enum(answerModes).catch(usualSettings.answers),
  off: z.preprocess(fromJson, z.array(z.string())).catch([]),
  changed_at: z.number(),
});

/** Milliseconds by which instances' clocks may differ, with what a transaction takes: rows that young are read again. */
const leeway = 60 * 60_000;

interface KeptSettings {
  readonly settings: PlaceSettings;
  /** Grows with every change of a row, whatever the clocks say. */
  readonly at: number;
}

export async function placeSettings(db: Kysely<Schema>, now = Date.now): Promise<FollowedSettings> {
  const kept = new Map<string, KeptSettings>();
  let newest = 0;

  function keep(key: string, settings: PlaceSettings, at: number): void {
    newest = Math.max(newest, at);
    // A row read before our own choice was written comes too late.
    if (at > (kept.get(key)?.at ?? -1)) kept.set(key, { settings, at });
  }

  async function follow(): Promise<void> {
    const since = newest - leeway;
    const rows = await db.selectFrom("place_settings").selectAll().where("changed_at", ">=", since).execute();
    for (const stored of rows) {
      const { platform, place: id, answers, off, changed_at: at } = row.parse(stored);
      keep(placeKey({ platform, id }), { answers, off }, at);
    }
  }

  async function write({ platform, id }: Place, { answers, off }: PlaceSettings): Promise<void> {
    const chosen = { answers, off: JSON.stringify(off), changed_at: now() };
    const there = sql.ref<number>("place_settings.changed_at");
    const given = sql.ref<number>("excluded.changed_at");
    const later = sql<number>`case when ${given} > ${there} then ${given} else ${there} + 1 end`;
    const { changed_at: at } = await db
      .insertInto("place_settings")
      .values({ platform, place: id, ...chosen })
      .onConflict((same) => same.columns(["platform", "place"]).doUpdateSet({ ...chosen, changed_at: later }))
      .returning("changed_at")
      .executeTakeFirstOrThrow();
    // Memory has a setting only once it is written: answers are those that would survive a restart.
    keep(placeKey({ platform, id }), { answers, off }, at);
  }

  await follow();
  // Writes wait for each other: over several connections the last one asked for might not be the last written.
  let writing: Promise<void> = Promise.resolve();
  return {
    follow,
    get: (place) => kept.get(placeKey(place))?.settings ?? usualSettings,
    set(place, settings) {
      const written = writing.then(() => write(place, settings));
      writing = written.catch(() => {});
      return written;
    },
  };
}
