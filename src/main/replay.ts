/** `teller replay`: the night played to the terminal, a place that is told everything, with a scoreboard. */
import { setTimeout } from "node:timers/promises";
import { createTerminal, type Terminal } from "../adapters/terminal/index.ts";
import { screenOf } from "../adapters/terminal/screen.ts";
import { answerTo, here, type House } from "../cli/house.ts";
import { exit, print } from "../cli/verb.ts";
import type { ReplayOptions, World } from "../cli/world.ts";
import { toText } from "../core/plain-text.ts";
import { openReplayStore } from "../data/store/rehearsal.ts";
import type { Store } from "../data/store/index.ts";
import { boardEvery, play } from "../jobs/play.ts";
import { silent } from "../lib/log.ts";
import { endReply, headingReply, leapReply } from "../views/rehearsal.ts";
import type { LiveHouseOptions } from "./live.ts";
import { joinNight, type Night } from "./night.ts";
import { openRehearsal, type Rehearsal } from "./rehearse.ts";

type OpenHouse = (options: LiveHouseOptions) => Promise<House>;

/** At this speed the whole of a night takes a minute or two. */
const inTheTerminal = { told: "in the terminal", usualSpeed: 600, place: here.place } as const;

/**
 * Waits by the night's clock. Each scoreboard is a new one. A line that was under way when the program was killed is
 * printed at once, since a screen has no history to search.
 */
const waits = { board: boardEvery, boardAge: 0, grace: 0 };

/** @returns the exit code @throws PackError, StoreError, UsageError */
export async function replay(options: ReplayOptions, world: World, openHouse: OpenHouse): Promise<number> {
  const { out } = world;
  const store = await openReplayStore(options.config.replay);
  const leave = new AbortController();
  const stop = (): void => leave.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  let night: Night | undefined;
  try {
    const opened = await open(options, world, store, openHouse);
    night = opened.night;
    return await played(opened, options, out, leave.signal);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await night?.stop();
    await store.close();
  }
}

/** The night's clock, which stands while it tells. */
interface NightClock {
  at: Date;
}

interface Opened {
  readonly house: House;
  readonly night: Night;
  readonly terminal: Terminal;
  readonly rehearsal: Rehearsal;
  readonly clock: NightClock;
}

async function open(
  options: ReplayOptions,
  { in: input, out, err }: World,
  store: Store,
  openHouse: OpenHouse,
): Promise<Opened> {
  const { config } = options;
  const clock: NightClock = { at: new Date(0) };
  const now = (): Date => clock.at;
  const fault = (error: unknown): void =>
    void err.write(`teller: ${error instanceof Error ? error.stack : "something was thrown that is no error"}\n`);
  const parts: Pick<Opened, "night" | "terminal" | "rehearsal">[] = [];
  const house = await openHouse({
    pack: config.election,
    fault,
    rehearsal: true,
    live: async (election) => {
      const rehearsal = await openRehearsal(options, inTheTerminal, { config, store, election });
      clock.at = new Date(rehearsal.play.night);
      const terminal = createTerminal({ in: input, out, timeZone: election.timeZone, greeting: "", now });
      const night = await joinNight({
        // The terminal is the newsroom's desk as well: it is told of quarantine, and of a feed that is down.
        config: { ...config, desk: [here.place], poll: 0 },
        store,
        election,
        log: { ...silent, error: (event, { error } = {}) => fault(error ?? new Error(event)) },
        platforms: () => [terminal],
        sources: [rehearsal.feed(now)],
        published: [],
        now,
        // Nothing may wait for the machine's clock here, only for the night's.
        real: () => clock.at.getTime(),
        rehearsal: true,
        brief: true,
        waits,
      });
      parts.push({ night, terminal, rehearsal });
      return night.live;
    },
  });
  const [joined] = parts;
  if (!joined) throw new Error("the house was opened without its night");
  return { house, clock, ...joined };
}

async function played(
  { house, night, terminal, rehearsal, clock }: Opened,
  { until, faults }: ReplayOptions,
  out: World["out"],
  signal: AbortSignal,
): Promise<number> {
  const { election } = house;
  const { play: begun, script, counts } = rehearsal;
  const screen = screenOf(out, election.timeZone);
  await print(out, toText(headingReply(election, { ...rehearsal, ...begun, at: clock.at }), screen));
  const stage = {
    script,
    begins: new Date(begun.from ?? election.pollsClose),
    set: (at: Date) => rehearsal.keep((clock.at = at), Date.now()),
    tell: () => tellAll(night),
    leap: (to: Date) => terminal.say(leapReply(to, election)),
  };
  const ending = await play(stage, clock.at, {
    speed: begun.speed,
    ...(until && { until }),
    real: () => performance.now(),
    wait: (milliseconds, awake) => setTimeout(milliseconds, undefined, { signal: awake }).catch(() => undefined),
    signal,
  });
  if (ending === "stopped") {
    await print(out, "\nREHEARSAL stopped. The same command goes on from there.");
    return exit.answered;
  }
  if (ending === "taken") {
    await print(out, "\nREHEARSAL goes on elsewhere: another program plays in the same database.");
    return exit.unanswered;
  }
  const { reply } = await answerTo("/results", house);
  const end = endReply(reply, clock.at, night.live.results(), counts && { seed: faults ?? 0, counts });
  await print(out, `\n${toText(end, screen)}`);
  // A program that is killed before this says the end once more.
  await rehearsal.keep(clock.at, Date.now(), true);
  return exit.answered;
}

/** Tells as long as there is less to tell each time: the rest waits for a later moment. */
async function tellAll(night: Night): Promise<void> {
  for (let left = Infinity; left > 0;) {
    await night.tick();
    const { messages, behind } = await night.delivery.waiting();
    if (messages + behind >= left) return;
    left = messages + behind;
  }
}
