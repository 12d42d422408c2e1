/** A night played to channels: the pack's results as a feed, by a clock that all who play it share. */
import { z } from "zod";
import type { ServeOptions } from "../cli/world.ts";
import type { Config } from "../config.ts";
import { createClock, fastest } from "../lib/clock.ts";
import type { Election } from "../core/election.ts";
import type { Log } from "../lib/log.ts";
import { loadResults } from "../data/election-pack.ts";
import { replay } from "../data/sources/replay.ts";
import { withFaults } from "../data/sources/faults.ts";
import { scriptOf } from "../data/sources/script.ts";
import { StoreError } from "../data/store/engine.ts";
import type { Store } from "../data/store/index.ts";
import { createLog } from "../data/store/log.ts";
import { createSwitches } from "../data/store/switches.ts";
import type { Feed } from "./night.ts";

type Rehearsal = NonNullable<ServeOptions["rehearsal"]>;

interface With {
  readonly config: Config;
  readonly store: Store;
  readonly election: Election;
  readonly log: Log;
  /** This machine's clock, in milliseconds since 1970, for tests that wind it. */
  readonly real?: () => number;
}

/** What the clock showed, in epoch milliseconds of the night, at a moment of the machine's. */
const shown = z.object({ night: z.number(), machine: z.number() });
const name = "rehearsal";
/** Milliseconds without a sign of another that plays, after which the night goes on where it stood. */
const silence = 5_000;
const usualSpeed = 60;

export async function rehearse(
  { speed: wanted = usualSpeed, from, until, faults }: Rehearsal,
  { config, store, election, log, real = Date.now }: With,
): Promise<Feed> {
  const speed = wanted === "max" ? fastest : wanted;
  const switches = createSwitches(store.db);
  const plain = scriptOf(loadResults(config.election));
  const whole = faults === undefined ? plain : withFaults(plain, faults, election);
  // The feed ends then; the clock goes on, for digests and quiet hours that end later.
  const script = until ? { ...whole, messages: whole.messages.filter(({ at }) => at <= until) } : whole;
  const last = await switches.get(name, shown);
  const entries = createLog(store.db);
  if (!last && (await entries.head()) > 0)
    throw new StoreError(
      "The database of REPLAY holds a replay of another kind, in the terminal perhaps. Name one of its own.",
    );
  const begun = last?.night ?? from?.getTime() ?? Date.parse(election.pollsClose);
  // Another may be playing on: its clock is ours as well.
  const others = last && real() - last.machine < silence ? (real() - last.machine) * speed : 0;
  const clock = createClock({ start: new Date(begun + others), speed, real });
  const { now } = clock;
  const source = replay({ name: election.name, script, now });
  // What came before it begins is known, and told to nobody.
  if (!last && from) {
    const said = script.messages.flatMap(({ at, found }) =>
      at <= from && found.kind === "declaration" ? [found.said] : [],
    );
    await entries.append(source, said, from);
    const head = await entries.head();
    await store.db.updateTable("places").set({ cursor: head, corrected: head }).execute();
  }
  log.info("a rehearsal: every heading says so");
  return {
    sources: [source],
    published: [],
    now,
    rehearsal: true,
    tick: () => switches.set(name, { night: now().getTime(), machine: real() }),
  };
}
