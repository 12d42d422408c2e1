/** Delivery, as the night joins it: its words, its alarms, and the waits of this newsroom. */
import type { Desk } from "../core/desk/desk.ts";
import type { Tell } from "../core/news/notice.ts";
import type { Ledger } from "../data/ledger.ts";
import { readLines } from "../data/lines-file.ts";
import type { Delivery } from "../data/store/delivery/index.ts";
import { lastNotice } from "../data/store/notices.ts";
import type { Health } from "../data/store/sources-health.ts";
import { createDeliverer, usualWaits, type Deliverer } from "../jobs/deliver/index.ts";
import { createWords, inBrief } from "../jobs/deliver/words.ts";
import { deliveryAlarms } from "./alarms.ts";
import type { NightOptions } from "./night-options.ts";
import { noticeOf } from "./notices.ts";

interface Delivering extends NightOptions {
  readonly ledger: Ledger;
  readonly delivery: Delivery;
  readonly desk: Desk;
  readonly health: Health;
  readonly tell: Tell;
  /** The clock that instances share, in milliseconds since 1970. */
  readonly real: () => number;
}

export function delivering(night: Delivering): Deliverer {
  const { config, store, ledger, delivery, desk, health, sources, platforms, rehearsal, now, real, log, tell } = night;
  const { db, clock } = store;
  const words = createWords({
    ledger,
    delivery,
    platforms,
    rehearsal,
    lines: config.lines === undefined ? [] : readLines(config.lines),
    notice: (id) => noticeOf(id, db, desk),
  });
  return createDeliverer({
    delivery,
    ledger,
    words: night.brief ? inBrief(words) : words,
    alarms: deliveryAlarms(tell, now),
    platforms,
    now,
    real,
    // A clock of a replay's or a test's is never moved by anybody.
    ...(real === clock.now && { calm: clock.calm, earliest: clock.earliest }),
    waits: {
      ...usualWaits,
      grace: config.grace,
      look: Math.min(usualWaits.look, config.grace),
      ...night.waits,
    },
    log,
    rehearsal,
    ...(config.briefing && { briefing: config.briefing }),
    notices: () => lastNotice(db),
    heardSince: async (moment) => {
      const known = await health.all();
      return sources.every(({ name }) =>
        known.some((one) => one.name === name && (one.heardAt?.getTime() ?? 0) >= moment),
      );
    },
    recollections: new Map(),
  });
}
