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
import { createInjuries, injuries, type Counts, type Injuries } from "./injuries.ts";
import { openStage, waits, type BadNightOptions, type BadStage } from "./stage.ts";
import { badTable } from "./table.ts";
import { clockBegins, clockOf, lacking, noneTwice, over, settled, worst } from "./waiting.ts";
import { workOf } from "./work.ts";

export interface BadNight {
  readonly rows: readonly Row[];
  /** The reasons why the night is not a good one, each in a line. */
  readonly wrong: readonly string[];
  /** The folder of a bad night's evidence. */
  readonly kept?: string;
  readonly kills: number;
  /** Injuries besides kills that were made, by kind. */
  readonly done: Counts;
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
  const harm = createInjuries(stage, options);
  const { asked, done, skipped } = harm;
  const broken = await play(stage, options, harm, from ?? new Date(expected.election.pollsClose), until);
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
        ...stage.lost,
        ...programs.unasked,
        ...(programs.kills === kills ? [] : [`${programs.kills} programs were killed, not ${kills}`]),
        ...injuries.flatMap((what) =>
          done[what] === asked[what] ? [] : [`${done[what]} ${what} were made, not ${asked[what]}`],
        ),
        ...((met.get("post far") ?? 0) >= (options.lates ?? 0) ? [] : ["too few posts landed very late"]),
        ...(asked["shut histories"] > 0 || rows.every(({ unclear }) => unclear === 0)
          ? []
          : ["a message was given up, and its history could be read"]),
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

/** @returns the reason why it came to no end of its own */
async function play(
  stage: BadStage,
  options: BadNightOptions,
  harm: Injuries,
  from: Date,
  until: Date,
): Promise<readonly string[]> {
  const { seed, kills, instances, speed, say = () => {} } = options;
  const { programs, chaos } = stage;
  try {
    // None is killed before all are up. On a busy machine a start takes longer than an hour of the night: whoever
    // started alone would have told it all.
    await Promise.all(Array.from({ length: instances }, (_, n) => pause(apart * n).then(() => programs.start(n))));
    const spell = Math.max(1_500, (until.getTime() - from.getTime()) / speed / (kills + 1));
    let random = seed;
    const roll = (): number => (random = (random * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    await clockBegins(stage);
    // A backup is restored, and each instance does the work alone once, while there is most of it.
    for (let n = Math.min(1, harm.asked.restores) + harm.asked.solos; n > 0; n--) await harm.injure(roll);
    for (let killed = 0; killed < kills; killed++) {
      await pause(spell * (0.5 + roll()));
      if (programs.unasked.length > 0) throw new Error("no more are killed, as a program is missing");
      // Every other one is killed at its work, however long the machine takes to start it.
      await programs.replace(Math.floor(roll() * instances), killed % 2 === 1);
      stage.note(`killed ${killed + 1} of ${kills}, ${await clockOf(stage)}`);
      say(`killed ${killed + 1} of ${kills}, ${await clockOf(stage)}`);
      // As many as will be made before the last kill: most of them show only while there is news.
      for (let n = Math.ceil(harm.left() / (kills - killed)); n > 0; n--) await harm.injure(roll);
    }
    for (const end = performance.now() + 60_000; harm.left() > 0 && performance.now() < end; await harm.injure(roll))
      await pause(spell * 0.3 * roll());
    await over(stage, until, say);
    stage.note("the night is over");
    await worst(stage);
    await Promise.all(Object.values(chaos).map((one) => one.calm()));
    await settled(stage, say);
    if ((options.lates ?? 0) > 0) await noneTwice(stage);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    await programs.end();
  }
}
