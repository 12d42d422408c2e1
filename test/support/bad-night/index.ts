/**
 * A bad night: a replay with faults into platforms that fail, by programs that are killed; and a judgement of the
 * messages at its end. A night is good when every place has what it asked for, each kind of fault was met, every kill
 * killed, no program ended by itself, and each of several instances spoke. The evidence of any other night is kept.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { last } from "../../../src/data/store/counter.ts";
import { isDatabaseAddress } from "../../../src/lib/address.ts";
import { checkPlaces, type Row } from "./check.ts";
import { keepEvidence } from "./evidence.ts";
import { expectedOf, type Expected } from "./expected.ts";
import { kinds, openStage, waits, type BadNightOptions, type BadStage } from "./stage.ts";
import { badTable } from "./table.ts";
import { cutOff, workOf } from "./work.ts";

export interface BadNight {
  readonly rows: readonly Row[];
  /** The reasons why the night is not a good one, each in a line. */
  readonly wrong: readonly string[];
  /** The folder of a bad night's evidence. */
  readonly kept?: string;
  readonly kills: number;
  /** Pauses past a lease, cuts of connections, and moves of a clock that were made. */
  readonly done: Readonly<Record<Injury, number>>;
  /** Kinds that could not be made here, each with the reason. */
  readonly skipped: readonly string[];
  /** The feed's faults, and the platforms' by act and kind. */
  readonly feed: Expected["feed"];
  readonly met: ReadonlyMap<string, number>;
  /** Changes of messages, by instance; empty for a single one. */
  readonly work: readonly number[];
  /** Posts that were too fast, by the programs' own doing. */
  readonly provoked: number;
  readonly seconds: number;
  /** The longest time, in milliseconds, for which a busy machine kept the platforms from working. */
  readonly heldUp: number;
  /** The log's last entry. */
  readonly entries: number;
}

export type Injury = "pauses" | "cuts" | "clock moves";

export interface Played {
  readonly stage: BadStage;
  /** Checks everything, and keeps the evidence where something is wrong. */
  judge(): Promise<BadNight>;
  close(): Promise<void>;
}

/** @throws RangeError for a night that cannot have all its faults */
export async function badNight(options: BadNightOptions): Promise<BadNight> {
  const played = await playNight(options);
  try {
    return await played.judge();
  } finally {
    await played.close();
  }
}

/**
 * Plays to the night's end, or until a program fails. @throws RangeError for a night that cannot have all its faults
 */
export async function playNight(options: BadNightOptions): Promise<Played> {
  const { seed, kills, instances, database } = options;
  const [from, until] = [options.from, options.until].map((at) =>
    at === undefined ? undefined : new Date(`${at}:00+01:00`),
  );
  if (!until) throw new RangeError("a night ends");
  if (instances > 1 && !isDatabaseAddress(database ?? ""))
    throw new RangeError("several instances share a PostgreSQL: say --postgres");
  const expected = expectedOf(seed, from, until);
  const lacks = Object.entries(expected.feed).flatMap(([fault, n]) => (n > 0 ? [] : [fault]));
  if (lacks.length > 0)
    throw new RangeError(`with seed ${seed} nothing is ${lacks.join(", or ")} in these hours: choose others`);

  const stage = await openStage(options);
  const began = performance.now();
  const delay = monitorEventLoopDelay();
  delay.enable();
  const done: Record<Injury, number> = { pauses: 0, cuts: 0, "clock moves": 0 };
  const skipped = [
    ...((options.cuts ?? 0) > 0 && !isDatabaseAddress(stage.database) ? ["cuts: a file has no connections"] : []),
    ...((options.winds ?? 0) > 0 && !stage.wind ? ["clock moves: faketime is not installed"] : []),
  ];
  const asked: Readonly<Record<Injury, number>> = {
    pauses: options.pauses ?? 0,
    cuts: isDatabaseAddress(stage.database) ? (options.cuts ?? 0) : 0,
    "clock moves": stage.wind ? (options.winds ?? 0) : 0,
  };
  const broken = await play(stage, { ...options, asked, done }, from ?? new Date(expected.election.pollsClose), until);
  delay.disable();
  const [seconds, heldUp] = [(performance.now() - began) / 1_000, delay.max / 1e6];
  return {
    stage,
    async judge() {
      const { programs, store, met } = stage;
      const unread: string[] = [];
      const rows = await checkPlaces(stage, expected).catch((error: unknown) => {
        unread.push(`the places could not be looked at: ${String(error)}`);
        return [];
      });
      const work = isDatabaseAddress(stage.database) ? await workOf(store.db, instances) : [];
      const wrong = [
        ...broken,
        ...unread,
        ...programs.unasked,
        ...(programs.kills === kills ? [] : [`${programs.kills} programs were killed, not ${kills}`]),
        ...Object.entries(asked).flatMap(([what, n]) =>
          done[what as Injury] === n ? [] : [`${done[what as Injury]} ${what} were made, not ${n}`],
        ),
        ...lacking(stage).map((kind) => `no fault of the platforms was “${kind}”`),
        ...work.flatMap((n, i) => (n > 0 ? [] : [`instance ${i + 1} did nothing`])),
        ...stage.refused().map((why) => `a platform refused our words: ${why}`),
        ...rows.flatMap(({ name, platform, faults }) => faults.map((fault) => `${name}, ${platform}: ${fault}`)),
      ];
      // A post that no platform has read by the end of its grace is repeated, and then both land: no fault of the
      // program's.
      const most = waits.grace - waits.post - waits.lands;
      if (wrong.length > 0 && heldUp > most)
        wrong.push(
          `this machine held the platforms up for ${heldUp.toFixed(0)} ms, and programs allow them ${most}: play it where there is less to do`,
        );
      const night = {
        rows,
        wrong,
        kills: programs.kills,
        done,
        skipped,
        feed: expected.feed,
        met,
        work,
        provoked: stage.provoked(),
        seconds,
        heldUp,
        entries: await last(store.db, "log"),
      };
      return wrong.length === 0 ? night : { ...night, kept: await keepEvidence(stage, night, badTable(night)) };
    },
    close: () => stage.close(),
  };
}

/** Milliseconds between the starts of instances. */
const apart = 500;

interface Injured extends BadNightOptions {
  readonly asked: Readonly<Record<Injury, number>>;
  readonly done: Record<Injury, number>;
}

/** Seconds by which a clock is moved: an hour, and back to where it was. */
const moves = [-3_600, 0, 3_600, 0] as const;

/** One injury of those that are still to be made. */
async function injure(stage: BadStage, { asked, done, instances }: Injured, roll: () => number): Promise<void> {
  const left = (Object.keys(asked) as Injury[]).filter((one) => done[one] < asked[one]);
  const what = left[Math.floor(roll() * left.length)];
  const n = Math.floor(roll() * instances);
  switch (what) {
    case "pauses":
      if (await stage.programs.pause(n, waits.lease + 500)) done.pauses++;
      return;
    case "cuts":
      if ((await cutOff(stage.store.db, n)) > 0) done.cuts++;
      return;
    case "clock moves": {
      const seconds = moves[done["clock moves"] % moves.length] ?? 0;
      stage.wind?.(n, seconds);
      stage.note(`the clock of instance ${n + 1} is at ${seconds} s`);
      done["clock moves"]++;
      return;
    }
    case undefined:
  }
}

/** @returns the reason why it came to no end of its own */
async function play(stage: BadStage, options: Injured, from: Date, until: Date): Promise<readonly string[]> {
  const { seed, kills, instances, speed, say = () => {} } = options;
  const { programs, chaos } = stage;
  try {
    // The first instance starts alone, so that the others find it at work. They start one after another, and none is
    // killed before all are up.
    await programs.start(0);
    const others = Array.from({ length: instances - 1 }, (_, i) => i + 1);
    await Promise.all(others.map((n) => pause(apart * (n - 1)).then(() => programs.start(n))));
    const spell = Math.max(1_500, (until.getTime() - from.getTime()) / speed / (kills + 1));
    let random = seed;
    const roll = (): number => (random = (random * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    await clockBegins(stage);
    for (let killed = 0; killed < kills; killed++) {
      await pause(spell * (0.5 + roll()));
      if (programs.unasked.length > 0) throw new Error("no more are killed, as a program is missing");
      // Every other one is killed at its work, however long the machine takes to start it.
      await programs.replace(Math.floor(roll() * instances), killed % 2 === 1);
      stage.note(`killed ${killed + 1} of ${kills}, ${await clockOf(stage)}`);
      say(`killed ${killed + 1} of ${kills}, ${await clockOf(stage)}`);
      await injure(stage, options, roll);
    }
    const { asked, done } = options;
    const isLeft = (): boolean => (Object.keys(asked) as Injury[]).some((one) => done[one] < asked[one]);
    for (let tries = 0; isLeft() && tries < 200; tries++) {
      await pause(spell * 0.3 * roll());
      await injure(stage, options, roll);
    }
    await over(stage, until, say);
    stage.note("the night is over");
    await worst(stage);
    await Promise.all(Object.values(chaos).map((one) => one.calm()));
    await settled(stage, say);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    await programs.end();
  }
}

async function nightAt({ store }: BadStage): Promise<Date | undefined> {
  const row = await store.db.selectFrom("switches").select("value").where("name", "=", "rehearsal").executeTakeFirst();
  return row && new Date((JSON.parse(row.value) as { night: number }).night);
}

const clockOf = async (stage: BadStage): Promise<string> =>
  `the night is at ${(await nightAt(stage))?.toISOString() ?? "nothing"}`;

const clockBegins = (stage: BadStage): Promise<void> =>
  come(stage, "the clock of the night begins", 30_000, async () => (await nightAt(stage)) !== undefined);

const over = (stage: BadStage, end: Date, say: (words: string) => void): Promise<void> =>
  come(
    stage,
    "the night is over",
    1_800_000,
    async () => ((await nightAt(stage)) ?? new Date(0)) >= end,
    async () => say(await clockOf(stage)),
  );

const lacking = ({ met }: BadStage): readonly string[] =>
  kinds.filter((kind) => ![...met.keys()].some((one) => one.endsWith(` ${kind}`)));

/** Slow programs tell much after the end of the night: faults go on until each was met, or everything is told. */
async function worst(stage: BadStage): Promise<void> {
  for (let tries = 0; tries < 100 && lacking(stage).length > 0 && (await waiting(stage)) > 0; tries++) await pause(200);
}

/** The number of places that are behind the log. */
async function waiting({ store: { db } }: BadStage): Promise<number> {
  const head = await last(db, "log");
  return (await db.selectFrom("places").select("id").where("cursor", "<", head).execute()).length;
}

/** Resolves when nothing is under way, and every place is told and mended up to the log's end. */
async function settled(stage: BadStage, say: (words: string) => void): Promise<void> {
  const { db } = stage.store;
  let before = -1;
  let calm = 0;
  let stuck = "";
  await come(
    stage,
    "all is told",
    180_000,
    async () => {
      const head = await last(db, "log");
      const open = await db
        .selectFrom("messages")
        .select(["id", "state", "kind", "place", "attempts"])
        .where("state", "in", ["due", "posting"])
        .execute();
      const behind = await db
        .selectFrom("places")
        .select(["id", "cursor", "corrected", "lease_until", "due_at", "wake_at", "blocked_why"])
        .where((it) => it.or([it("cursor", "<", head), it("corrected", "<", head)]))
        .execute();
      calm = head === before && open.length === 0 && behind.length === 0 ? calm + 1 : 0;
      before = head;
      stuck = `head ${head}, open ${JSON.stringify(open)}, behind ${JSON.stringify(behind)}`;
      // Long enough for the feed to have been asked once more, and for a scoreboard to have been edited.
      return calm > 15;
    },
    async () => {
      stage.note(`settling: ${stuck}`);
      say(`settling: ${stuck}`);
    },
  );
  await pause(waits.lands);
}

/** Waits for a condition. @throws when it takes too long, or when a program has ended by itself */
async function come(
  { programs }: BadStage,
  what: string,
  milliseconds: number,
  holds: () => Promise<boolean>,
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const end = performance.now() + milliseconds;
  for (let n = 1; !(await holds()); n++) {
    if (programs.unasked.length > 0) throw new Error(`not awaited, as a program is missing: ${what}`);
    if (performance.now() > end) throw new Error(`not within ${milliseconds / 1_000} s: ${what}`);
    await pause(400);
    if (n % 25 === 0) await meanwhile?.();
  }
}
