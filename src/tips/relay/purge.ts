/**
 * Cases to which nobody has said a word for so many days go, with their numbers and posts, and so do tips that their sources did
 * not send in their window; all that went is overwritten.
 */
import type { Kysely } from "kysely";
import type { Log } from "../../lib/log.ts";
import type { Schema } from "../../data/store/schema.ts";
import { purge } from "../store/cases.ts";
import { dropDay } from "../store/days.ts";
import { dayHeld, purgeUnsent } from "../store/unsent.ts";
import { usualWindow, windowOf } from "../rules/blur.ts";
import { dayOf } from "../rules/state.ts";
import { day } from "../../lib/local-time.ts";

export interface TipPurgeOptions {
  readonly db: Kysely<Schema>;
  readonly now: () => Date;
  readonly days: number;
  /** Milliseconds. */
  readonly window?: number;
  readonly scrub: () => Promise<void>;
  readonly log: Log;
}

/** Never rejects. */
export async function purgeTips(options: TipPurgeOptions): Promise<void> {
  const { db, now, days, window = usualWindow, scrub, log } = options;
  try {
    const unsent = await purgeUnsent(db, windowOf(now(), window));
    for (const until of unsent) await dropDay(db, dayHeld(until, window));
    const gone = await purge(db, dayOf(new Date(now().getTime() - days * day)));
    if (gone + unsent.length > 0) await scrub();
  } catch {
    log.error("old cases of the tip line could not be purged", {});
  }
}
