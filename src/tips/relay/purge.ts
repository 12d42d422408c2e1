/** What nobody has said a word to for so many days goes, with its number and its posts; what went is overwritten. */
import type { Kysely } from "kysely";
import type { Log } from "../../lib/log.ts";
import type { Schema } from "../../data/store/schema.ts";
import { purge } from "../store/cases.ts";
import { dayOf } from "../rules/state.ts";
import { day } from "../../lib/local-time.ts";

export interface TipPurgeOptions {
  readonly db: Kysely<Schema>;
  readonly now: () => Date;
  readonly days: number;
  readonly scrub: () => Promise<void>;
  readonly log: Log;
}

/** Never rejects. */
export async function purgeTips({ db, now, days, scrub, log }: TipPurgeOptions): Promise<void> {
  try {
    const gone = await purge(db, dayOf(new Date(now().getTime() - days * day)));
    if (gone > 0) await scrub();
  } catch {
    log.error("old cases of the tip line could not be purged", {});
  }
}
