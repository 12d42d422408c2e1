/**
 * Delivery: every place is told what its filter asks for, once, in order, and put right when that changes. Any instance
 * delivers anywhere; a lease lets one at a time speak in a place. An instance that is started again goes on where it was.
 */
import type { Platform } from "../../core/platform.ts";
import type { HeldPlace } from "../../data/store/delivery/index.ts";
import { localTime } from "../../lib/local-time.ts";
import { again } from "../again.ts";
import { createDoubles } from "./doubles.ts";
import { mend, mendNotices } from "./mend.ts";
import { resume } from "./say.ts";
import { onceOf, tell } from "./tell.ts";
import type { DeliverOptions, Waits } from "./options.ts";
import { Visit, type Next, type Resting } from "./visit.ts";

export type { Alarms, DeliverOptions, Words } from "./options.ts";

export const usualWaits: Waits = {
  grace: 15_000,
  search: 3_600_000,
  stale: 10 * 60_000,
  board: 15_000,
  boardAge: 50 * 60_000,
  blocked: 60_000,
  blockedMost: 6 * 3_600_000,
  look: 1_000,
};

/** Visits to places of one platform at the same time: where one platform makes its places wait, the others' do not. */
const usualConcurrency = 64;

/** Steps of one visit, after which other places have their turn. */
const mostSteps = 20;

export interface Deliverer {
  /** Looks for places that have something to be told. Never rejects. */
  look(): Promise<void>;
  /** Has places visited whose briefing may be due. Never rejects. */
  brief(): Promise<void>;
  /** Looks for posts that landed after their repeat. Never rejects. */
  tidy(): Promise<void>;
  /** Places that are being visited. */
  visits(): number;
  /** Begins nothing more, and finishes the visits under way. */
  stop(): Promise<void>;
}

export function createDeliverer(options: DeliverOptions, concurrency = usualConcurrency): Deliverer {
  const { delivery, ledger, platforms, log } = options;
  const visits = new Map<string, Set<Promise<void>>>();
  /** Platforms of which more places wait than were free to be visited. */
  const crowded = new Set<string>();
  let leaving = false;
  const resting: Resting = new Map();
  const doubles = createDoubles(options);

  const all = (): readonly Promise<void>[] => [...visits.values()].flatMap((those) => [...those]);

  async function claim(): Promise<void> {
    if (leaving) return;
    const heads = { log: ledger.seq, notices: await options.notices() };
    for (const platform of platforms()) {
      const { name } = platform;
      const free = roomIn(platform) - visitsTo(name).size;
      if (free <= 0) continue;
      const held = await delivery.claim(heads, [name], free);
      if (held.length === free) crowded.add(name);
      else crowded.delete(name);
      for (const place of held) start(place, platform);
    }
  }

  const roomIn = (platform: Platform): number => Math.min(concurrency, platform.atOnce?.() ?? concurrency);

  function visitsTo(name: string): Set<Promise<void>> {
    const those = visits.get(name) ?? new Set();
    visits.set(name, those);
    return those;
  }

  function start(place: HeldPlace, platform: Platform): void {
    const those = visitsTo(platform.name);
    const visit = new Visit(place, platform, options, () => leaving, resting);
    const visited = stepThrough(visit, () => crowded.has(platform.name))
      .catch((error: unknown) => {
        // The place's lease runs out by itself, and its next visit finds everything that was written down.
        log.error("a visit to a place met an error of ours", error instanceof Error ? { error } : {});
      })
      .finally(() => {
        those.delete(visited);
        const isSoon = crowded.has(platform.name) && those.size <= roomIn(platform) / 2;
        // Entries that came after the last step found the place held.
        if (isSoon || visit.isBehind) void look();
      });
    those.add(visited);
  }

  const look = again(() =>
    claim().catch((error: unknown) =>
      log.error("places could not be looked for", error instanceof Error ? { error } : {}),
    ),
  );

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
    async tidy() {
      if (leaving) return;
      try {
        await doubles();
      } catch (error) {
        log.error("late doubles could not be looked for", error instanceof Error ? { error } : {});
      }
    },
    async stop() {
      leaving = true;
      await look();
      await Promise.all(all());
    },
  };
}

/**
 * A visit, step by step, until its place rests. A place that goes on after the last step is claimed again at once; where others
 * wait, each has a message before any has two.
 */
async function stepThrough(visit: Visit, isCrowded: () => boolean): Promise<void> {
  let next = await arrive(visit);
  for (let steps = 0; next === "go on" && steps < mostSteps && !visit.isLeaving; steps++) {
    if (visit.hasPosted && isCrowded() && visit.place.cursor < visit.options.ledger.seq) break;
    next = await step(visit);
  }
  if (next === "lost") return;
  await visit.end(next === "go on" ? { wakeAt: visit.options.real() } : next);
}

/**
 * Settles the message that an earlier visit left open, and, in the newsroom's own places, edits notices that have
 * changed.
 */
async function arrive(visit: Visit): Promise<Next> {
  const { place } = visit;
  const open = place.state === "on" ? await visit.options.delivery.open(place) : undefined;
  if (open) return resume(visit, open);
  return place.staff ? mendNotices(visit) : "go on";
}

/** Messages are put right before anything new is told. */
async function step(visit: Visit): Promise<Next> {
  visit.begins();
  const { delivery, ledger } = visit.options;
  const { corrected, state } = visit.place;
  if (Math.max(corrected, visit.owed?.upTo ?? 0) < ledger.seq)
    return (await delivery.frozen()) ? visit.look() : mend(visit);
  // A place that wants nothing more is told nothing more; its old messages are put right all the same.
  return state === "on" ? tell(visit) : {};
}
