/**
 * Delivery: every place is told what its filter asks for, once, in order, and put right when that changes. Any instance
 * delivers anywhere; a lease lets one at a time speak in a place. Started again it goes on where it was.
 */
import type { Platform } from "../../core/platform.ts";
import type { Held } from "../../data/store/delivery/index.ts";
import { onceOf } from "./extras.ts";
import type { DeliverOptions } from "./options.ts";
import { visit } from "./pass.ts";
import { localTime } from "../../lib/local-time.ts";

export { usualWaits, type Alarms, type DeliverOptions, type Words } from "./options.ts";

/** Places of one platform that are visited at the same time: where one makes its places wait, the others' do not. */
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
  const visits = new Map<string, Set<Promise<void>>>();
  let looking: Promise<void> | undefined;
  /** Platforms of which more places wait than were free to be visited. */
  const crowded = new Set<string>();
  let leaving = false;

  const all = (): readonly Promise<void>[] => [...visits.values()].flatMap((those) => [...those]);

  async function claim(): Promise<void> {
    if (leaving) return;
    const heads = { log: ledger.seq, notices: await options.notices() };
    for (const platform of platforms()) {
      const { name } = platform;
      const free = concurrency - visitsTo(name).size;
      if (free <= 0) continue;
      // One after the other: whoever reads and whoever writes share one database.
      const held = await delivery.claim(heads, [name], free);
      if (held.length === free) crowded.add(name);
      else crowded.delete(name);
      for (const place of held) go(place, platform);
    }
  }

  function visitsTo(name: string): Set<Promise<void>> {
    const those = visits.get(name) ?? new Set();
    visits.set(name, those);
    return those;
  }

  function go(place: Held, platform: Platform): void {
    const those = visitsTo(platform.name);
    const visited = visit(place, platform, options, () => leaving)
      .catch((error: unknown) => {
        // Its lease runs out by itself, and whoever comes next finds what was written down.
        log.error("a visit to a place met an error of ours", error instanceof Error ? { error } : {});
      })
      .finally(() => {
        those.delete(visited);
        if (crowded.has(platform.name) && those.size <= concurrency / 2) void look();
      });
    those.add(visited);
  }

  function look(): Promise<void> {
    looking ??= claim()
      .catch((error: unknown) => log.error("places could not be looked for", error instanceof Error ? { error } : {}))
      .finally(() => (looking = undefined));
    return looking;
  }

  return {
    look,
    visits: () => all().length,
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
      await Promise.all(all());
    },
  };
}
