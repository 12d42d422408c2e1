/** Injuries of a bad night besides kills: each is made as often as was asked, or the night says that it could not be. */
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { isDatabaseAddress } from "../../../src/lib/address.ts";
import { restoreMidway } from "./restore.ts";
import { waits, type BadNightOptions, type BadStage } from "./stage.ts";
import { cutOff, workOf } from "./work.ts";

export const injuries = [
  "pauses",
  "cuts",
  "clock moves",
  "server restarts",
  "full disks",
  "shut histories",
  "restores",
  "solos",
] as const;
export type Injury = (typeof injuries)[number];
export type Counts = Readonly<Record<Injury, number>>;

export interface Injuries {
  readonly asked: Counts;
  readonly done: Counts;
  /** Kinds that cannot be made here, each with the reason. */
  readonly skipped: readonly string[];
  /** The number of those that are still to be made. */
  readonly left: () => number;
  /** Makes one of those that are left. @param roll a random number from 0 to 1 */
  injure(roll: () => number): Promise<void>;
}

/** Seconds by which a clock is moved: an hour, and back to where it was. */
const moves = [-3_600, 0, 3_600, 0] as const;

/**
 * Milliseconds for which a server is down, and a disk is full; and for which one is full, and a history shut, at the most
 * besides, until somebody wants room there or asks for it.
 */
const spells = { down: 2_000, full: 3_000, filling: 27_000, shut: 15_000 } as const;
/** Milliseconds for one instance alone to do something. */
const aloneMost = 20_000;

export function createInjuries(stage: BadStage, options: BadNightOptions): Injuries {
  const { instances } = options;
  const isServer = isDatabaseAddress(stage.database);
  const can: Readonly<Record<Injury, string | undefined>> = {
    pauses: undefined,
    cuts: isServer ? undefined : "a file has no connections",
    "clock moves": stage.wind ? undefined : "faketime is not installed",
    "server restarts": options.server ? undefined : "no server of the night's own: say --postgres own",
    "full disks": stage.disk
      ? undefined
      : isServer && !options.server
        ? "no server of the night's own: say --postgres own"
        : "no disk can be mounted here",
    "shut histories": undefined,
    restores: options.older === undefined ? undefined : "an older version looks for less after a restore",
    solos: undefined,
  };
  const wanted: Counts = {
    pauses: options.pauses ?? 0,
    cuts: options.cuts ?? 0,
    "clock moves": options.winds ?? 0,
    "server restarts": options.restarts ?? 0,
    "full disks": options.fills ?? 0,
    "shut histories": options.shuts ?? 0,
    restores: options.restores ?? 0,
    // The first to look takes every place that waits: each instance is alone once, and has to do the work.
    solos: instances > 1 ? instances : 0,
  };
  const skipped = injuries.flatMap((what) =>
    wanted[what] > 0 && can[what] !== undefined ? [`${what}: ${can[what]}`] : [],
  );
  const asked = Object.fromEntries(
    injuries.map((what) => [what, can[what] === undefined ? wanted[what] : 0]),
  ) as unknown as Counts;
  const done = Object.fromEntries(injuries.map((what) => [what, 0])) as Record<Injury, number>;

  /** Kinds that were tried, and showed nothing. */
  const idle = new Set<Injury>();

  /** @returns whether it was made */
  const make: Readonly<Record<Injury, (n: number) => Promise<boolean>>> = {
    pauses: (n) => stage.programs.pause(n, waits.lease + 500),
    cuts: async (n) => (await cutOff(stage.store.db, n)) > 0,
    async "clock moves"(n) {
      const seconds = moves[done["clock moves"] % moves.length] ?? 0;
      stage.wind?.(n, seconds);
      stage.note(`the clock of instance ${n + 1} is at ${seconds} s`);
      return true;
    },
    async "server restarts"() {
      await stage.programs.up();
      const kindly = done["server restarts"] % 2 === 1;
      await options.server?.stop(kindly);
      stage.note(`the database is stopped${kindly ? "" : " at once"}`);
      await pause(spells.down);
      await options.server?.start();
      stage.note("the database is started");
      await answers(stage);
      return true;
    },
    async "full disks"() {
      await stage.programs.up();
      const { disk } = stage;
      const before = disk?.met?.() ?? 0;
      const isMet = (): boolean => disk?.met === undefined || disk.met() > before;
      const isFull = disk?.fill() ?? false;
      stage.note("the disk is full");
      await pause(spells.full);
      for (const end = performance.now() + spells.filling; performance.now() < end && !isMet();) await pause(100);
      disk?.empty();
      stage.note("the disk has room");
      return isFull && isMet();
    },
    async "shut histories"() {
      const platform = done["shut histories"] % 2 === 0 ? "slack" : "discord";
      const before = stage.met.get("history shut") ?? 0;
      const bar = (how?: "unread"): void =>
        stage.places.forEach((place) => {
          if (place.platform === platform) stage.fakes[platform].bar(place.channel, how);
        });
      bar("unread");
      stage.note(`${platform}: no history can be read`);
      const isMet = (): boolean => (stage.met.get("history shut") ?? 0) > before;
      for (const end = performance.now() + spells.shut; performance.now() < end && !isMet();) await pause(100);
      bar();
      stage.note(`${platform}: histories can be read`);
      // A spell in which nobody looked was none.
      return isMet();
    },
    restores: () => restoreMidway(stage),
    async solos() {
      const n = done.solos;
      const work = async (): Promise<number> => (await workOf(stage.store.db, instances))[n] ?? 0;
      const before = await work();
      return stage.programs.alone(n, aloneMost, async () => (await work()) > before);
    },
  };

  const left = (): readonly Injury[] => injuries.filter((what) => done[what] < asked[what]);
  return {
    asked,
    done,
    skipped,
    left: () => left().reduce((sum, what) => sum + asked[what] - done[what], 0),
    async injure(roll) {
      const kinds = left();
      // Some show only while there is work, and those that showed nothing wait for the others.
      const what =
        (["restores", "solos", "full disks", "shut histories"] as const).find(
          (one) => kinds.includes(one) && !idle.has(one),
        ) ?? kinds[Math.floor(roll() * kinds.length)];
      if (what === undefined) return;
      if (await make[what](Math.floor(roll() * instances))) done[what]++;
      else idle.add(what);
    },
  };
}

/** The stage's own connections are made again one by one. */
async function answers({ store }: BadStage): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      await sql`select 1`.execute(store.db);
      return;
    } catch (error) {
      if (tries === 50) throw error;
      await pause(200);
    }
}
