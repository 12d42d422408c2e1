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

/** Places of a platform that are visited at the same time: one that is slow has its own to wait for. */
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
  const busy = new Map<string, number>();
  /** Platforms of which more places wait than were free to be visited. */
  const crowded = new Set<string>();
  let leaving = false;

  async function claim(): Promise<void> {
    const heads = { log: ledger.seq, notices: await options.notices() };
    for (const { name } of platforms()) {
      const free = concurrency - (busy.get(name) ?? 0);
      if (free <= 0 || leaving) continue;
      // Few, and each quick.
      // oxlint-disable-next-line no-await-in-loop
      const held = await delivery.claim(heads, [name], free);
      if (held.length === free) crowded.add(name);
      else crowded.delete(name);
      for (const place of held) go(place);
    }
  }

  function go(place: Held): void {
    const { platform: name } = place.place;
    const platform = platforms().find((one) => one.name === name);
    const count = (by: number): number => {
      const now = (busy.get(name) ?? 0) + by;
      busy.set(name, now);
      return now;
    };
    count(1);
    const visited = (platform ? visit(place, platform, options, () => leaving) : Promise.resolve())
      .catch((error: unknown) => {
        // Its lease runs out by itself, and whoever comes next finds what was written down.
        log.error("a visit to a place met an error of ours", error instanceof Error ? { error } : {});
      })
      .finally(() => {
        visits.delete(visited);
        if (count(-1) <= concurrency / 2 && crowded.has(name)) void look();
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
