/**
 * A rehearsal: the pack's results as a feed, in a database of its own, by a clock that all programs playing it share.
 */
import { UsageError } from "../cli/usage-error.ts";
import type { Rehearsed } from "../cli/world.ts";
import type { Config } from "../config.ts";
import { createClock, fastest } from "../lib/clock.ts";
import type { Election } from "../core/election.ts";
import type { PlatformId } from "../core/place.ts";
import type { Log } from "../lib/log.ts";
import { loadResults } from "../data/election-pack.ts";
import { replay } from "../data/sources/replay.ts";
import { withFaults, type FaultCounts } from "../data/sources/faults.ts";
import { scriptOf, type Script } from "../data/sources/script.ts";
import type { Source } from "../data/sources/source.ts";
import type { Store } from "../data/store/index.ts";
import { openReplay, silence, type Play, type Replay } from "../data/store/rehearsal.ts";
import type { Feed } from "./night-options.ts";

interface RehearsalParts {
  readonly config: Pick<Config, "election">;
  readonly store: Store;
  readonly election: Election;
  /** The clock that programs share, in milliseconds since 1970, for tests that wind it. */
  readonly real?: () => number;
}

/** The audience of a rehearsal, and its speed unless another is given. */
interface Manner {
  readonly told: Play["told"];
  readonly usualSpeed: number;
  readonly place?: PlatformId;
}

export interface Rehearsal extends Replay {
  readonly script: Script;
  /** The number of faults of each kind. */
  readonly counts?: FaultCounts;
  readonly feed: (now: () => Date) => Source;
}

/** Goes on with the replay that was stopped, or begins one. @throws StoreError, UsageError */
export async function openRehearsal(
  { speed, from, until, faults, fresh = false }: Rehearsed,
  { told, usualSpeed, place }: Manner,
  { config, store, election, real = store.clock.now }: RehearsalParts,
): Promise<Rehearsal> {
  const results = loadResults(config.election);
  if (results.length === 0)
    throw new UsageError("the election's pack has no published results: there is no night to play");
  const plain = scriptOf(results);
  const faulty = faults === undefined ? undefined : withFaults(plain, faults, election);
  const whole = faulty ?? plain;
  // The feed ends at `until`; the clock goes on, for digests and quiet hours that end later.
  const script = until ? { ...whole, messages: whole.messages.filter(({ at }) => at <= until) } : whole;
  const { name } = election;
  const feed = (now: () => Date, shown = script): Source => replay({ name, script: shown, now });
  // Without outages: messages that one held back would be told as news.
  const ready = from && feed(() => from, { ...script, down: [] });
  const before = await ready?.ask(undefined, new AbortController().signal);
  const anew: Play = {
    election: election.id,
    ...(faults !== undefined && { faults }),
    ...(from && { from: from.getTime() }),
    told,
    speed: speed ?? usualSpeed,
    night: from?.getTime() ?? Date.parse(election.pollsClose),
    machine: real(),
    over: false,
  };
  const opened = await openReplay(store.db, {
    anew,
    ...(speed !== undefined && { speed }),
    fresh,
    source: feed(() => new Date()),
    ...(before && { before }),
    ...(place && { place }),
  });
  return { ...opened, script, ...(faulty && { counts: faulty.summary }), feed };
}

const toChannels: Manner = { told: "to channels", usualSpeed: 60 };

/** Plays to the channels that ask for it there, by a clock that runs on. @throws StoreError, UsageError */
export async function rehearse(wanted: Rehearsed, means: RehearsalParts & { readonly log: Log }): Promise<Feed> {
  const { real = means.store.clock.now, log } = means;
  const { play, isNew, keep, feed } = await openRehearsal(wanted, toChannels, means);
  const speed = play.speed === "max" ? fastest : play.speed;
  // Another program may be playing on, and then its clock is ours as well.
  const alone = real() - play.machine;
  const others = !isNew && alone >= 0 && alone < silence ? alone * speed : 0;
  // The night goes on whatever becomes of the machine's clock.
  const steady = means.real ?? (() => performance.now());
  const { now } = createClock({ start: new Date(play.night + others), speed, real: steady });
  log.info("a rehearsal: every heading says so");
  return {
    sources: [feed(now)],
    published: [],
    now,
    rehearsal: true,
    // People watch a rehearsal, and wait for it.
    waits: { board: 3_000 },
    tick: async () => void (await keep(now(), real())),
  };
}
