/** One playing of a night in memory, from its beginning until it is forgotten. */
import type { House } from "../cli/house.ts";
import { nightInstant } from "../cli/instant.ts";
import type { Config } from "../config.ts";
import type { Board } from "../core/board.ts";
import { createManners } from "../core/manners.ts";
import type { Platform } from "../core/platform.ts";
import type { Beginning } from "../core/rehearsing.ts";
import { createOnce } from "../data/store/once.ts";
import { openStore } from "../data/store/index.ts";
import { createClock, type Clock } from "../lib/clock.ts";
import { silent } from "../lib/log.ts";
import { openBoard } from "./board.ts";
import type { LiveHouseOptions } from "./live.ts";
import { joinNight, type Night } from "./night.ts";
import { openRehearsal } from "./rehearse.ts";

export type OpenHouse = (options: LiveHouseOptions) => Promise<House>;

export interface Playing {
  readonly house: House;
  readonly board: Board;
  readonly clock: { is: Clock; speed: number };
  readonly faults?: number;
  readonly once: (key: string) => Promise<boolean>;
  start(): void;
  stop(): Promise<void>;
}

/** Milliseconds of the night before its first declaration. */
const ahead = 60_000;

/** Nobody's questions are too many at their own machine. */
const caps = { most: 100_000, spell: 1_000 };
const patient = { publicAnswers: caps, shared: caps, questions: caps };

interface PlayOptions {
  readonly config: Config;
  readonly place: { readonly platform: string; readonly id: string };
  readonly fault: (error: unknown) => void;
  readonly openHouse: OpenHouse;
  readonly up: readonly Platform[];
}

/** @throws PackError; UsageError for a time that is none */
export async function playing(
  { from, speed, faults }: Beginning,
  { config, place, fault, openHouse, up }: PlayOptions,
): Promise<Playing> {
  const start = from === undefined ? undefined : nightInstant(from, config.election);
  // Kept until the end of this playing, and by nothing else.
  const store = await openStore(":memory:");
  const nights: Night[] = [];
  const real = (): number => performance.now();
  const clock = { is: createClock({ start: start ?? new Date(0), speed, real }), speed };
  const now = (): Date => clock.is.now();
  try {
    const house = await openHouse({
      pack: config.election,
      overlays: config.overlays,
      fault,
      rehearsal: true,
      settings: store.settings,
      manners: createManners(store.settings, patient),
      live: async (election) => {
        const { play, feed, script } = await openRehearsal(
          { speed: Math.max(1, speed), ...(start && { from: start }), ...(faults !== undefined && { faults }) },
          { told: "to channels", usualSpeed: 1, place },
          { config, store, election },
        );
        // Unless it is to begin elsewhere: just before anything happens, so that nobody waits for it.
        const [first] = script.messages;
        const begins = start || !first ? play.night : first.at.getTime() - ahead;
        clock.is = createClock({ start: new Date(begins), speed, real });
        const night = await joinNight({
          config: { ...config, desk: [place], sources: { list: [], allowPrivate: false } },
          store,
          election,
          log: { ...silent, error: (event, { error } = {}) => fault(error ?? new Error(event)) },
          platforms: () => up,
          sources: [feed(now)],
          published: [],
          now,
          rehearsal: true,
          // People watch it, and wait for it.
          waits: { board: 3_000 },
        });
        nights.push(night);
        return night.live;
      },
    });
    const [night] = nights;
    if (!night) throw new Error("the house was opened without its night");
    const once = createOnce(store.db);
    return {
      house,
      board: openBoard({ house, night: { ledger: night.ledger, frozen: () => night.frozen() }, fault }),
      clock,
      ...(faults !== undefined && { faults }),
      once: (key) => once.first(key),
      start: () => night.start(),
      async stop() {
        await night.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
