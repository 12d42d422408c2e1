/** What those who run places have chosen: read from memory, written through. */
import type { Kysely } from "kysely";
import { z } from "zod";
import { answerModes, usualSettings, type PlaceSettings, type SettingsStore } from "../../core/manners.ts";
import type { Schema } from "./schema.ts";

/** What cannot be read is as if it had never been chosen: a newer version may have written it. */
const row = z.object({
  platform: z.string(),
  place: z.string(),
  answers: z.enum(answerModes).catch(usualSettings.answers),
  off: z.preprocess(fromJson, z.array(z.string())).catch([]),
});

/** Choices of other programs on the same database are seen at the next start. */
export async function placeSettings(db: Kysely<Schema>, now = Date.now): Promise<SettingsStore> {
  const kept = new Map<string, PlaceSettings>();
  // No platform has a space in its name.
  const key = (platform: string, place: string): string => `${platform} ${place}`;
  for (const stored of await db.selectFrom("place_settings").selectAll().execute()) {
    const { platform, place, answers, off } = row.parse(stored);
    kept.set(key(platform, place), { answers, off });
  }
  return {
    get: ({ platform, id }) => kept.get(key(platform, id)) ?? usualSettings,
    async set({ platform, id }, { answers, off }) {
      const chosen = { answers, off: JSON.stringify(off), changed_at: now() };
      await db
        .insertInto("place_settings")
        .values({ platform, place: id, ...chosen })
        .onConflict((there) => there.columns(["platform", "place"]).doUpdateSet(chosen))
        .execute();
      // Not before: what is answered from memory is what would survive a restart.
      kept.set(key(platform, id), { answers, off });
    },
  };
}

function fromJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
