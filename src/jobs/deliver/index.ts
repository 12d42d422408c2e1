/**
 * Delivery: every place is told what its filter asks for, once, in order, and put right when that changes. Any instance
 * delivers anywhere; a lease lets one at a time speak in a place. Started again it goes on where it was.
 */
import { localTime } from "../../core/news/quiet.ts";
import type { Held } from "../../data/store/delivery/index.ts";
import { onceOf } from "./extras.ts";
import type { DeliverOptions } from "./options.ts";
import { visit } from "./pass.ts";

export { usualWaits, type Alarms, type DeliverOptions, type Words } from "./options.ts";

/** Places that are visited at the same time. */
const usualConcurrency = 64;

export interface Deliverer {
  /** Looks for places that have something to be told. Never rejects. */
  look(): Promise<void>;
  /** Has those looked at whose briefing may be due. Never rejects. */
  brief(): Promise<void>;
  /** Places that are being visited. */
  visits(): number;
  /** Begins nothing more, and finishes what is under way. */
  stop(): Promise<void>;
}

export function createDeliverer(options: DeliverOptions, concurrency = usualConcurrency): Deliverer {
  const { delivery, ledger, platforms, log } = options;
  const visits = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  /** More places wait than were free to be visited. */
  let crowded = false;
  let leaving = false;

  async function claim(): Promise<void> {
    const free = concurrency - visits.size;
    if (free <= 0 || leaving) return;
    const names = platforms().map(({ name }) => name);
    const held = await delivery.claim({ log: ledger.seq, notices: await options.notices() }, names, free);
    crowded = held.length === free;
    for (const place of held) go(place);
  }

  function go(place: Held): void {
    const platform = platforms().find(({ name }) => name === place.place.platform);
    const visited = (platform ? visit(place, platform, options, () => leaving) : Promise.resolve())
      .catch((error: unknown) => {
        // Its lease runs out by itself, and whoever comes next finds what was written down.
        log.error("a visit to a place met an error of ours", error instanceof Error ? { error } : {});
      })
      .finally(() => {
        visits.delete(visited);
        if (crowded && visits.size <= concurrency / 2) void look();
      });
    visits.add(visited);
  }

  function look(): Promise<void> {
    looking ??= claim()
      .catch((error: unknown) => log.error("places could not be looked for", error instanceof Error ? { error } : {}))
      .finally(() => (looking = undefined));
    return looking;
  }

  return {
    look,
    visits: () => visits.size,
    async brief() {
      if (!options.briefing) return;
      const { day, time } = localTime(options.now(), options.briefing.zone);
      if (time < options.briefing.at) return;
      try {
        await delivery.wake(onceOf(day));
        await look();
      } catch (error) {
        log.error("briefings could not be looked for", error instanceof Error ? { error } : {});
      }
    },
    async stop() {
      leaving = true;
      await looking;
      await Promise.all(visits);
    },
  };
}
