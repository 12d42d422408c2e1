/**
 * `teller run` as a trial: one platform that needs no account, over a rehearsal in memory. Whoever is there may play any
 * part, steer the night, and begin it again; nothing of it is kept, and nothing of a live night is touched.
 */
import { UsageError } from "../cli/usage-error.ts";
import type { TrialOptions } from "../cli/world.ts";
import { kits } from "../config.ts";
import type { Dispatch } from "../core/dispatch.ts";
import type { Board } from "../core/board.ts";
import type { Trial } from "../core/kit.ts";
import type { Platform } from "../core/platform.ts";
import type { Beginning, Rehearsing } from "../core/rehearsing.ts";
import { createEdge } from "../edge.ts";
import { createClock } from "../lib/clock.ts";
import { silent } from "../lib/log.ts";
import { playing, type OpenHouse, type Playing } from "./playing.ts";

export interface OpenTrial {
  readonly platform: Platform;
  readonly stop: () => Promise<void>;
}

/** @returns the exit code @throws PackError, UsageError */
export async function trial(options: TrialOptions, openHouse: OpenHouse): Promise<number> {
  const told = Promise.withResolvers<number>();
  const leave = (): void => told.resolve(0);
  process.once("SIGINT", leave).once("SIGTERM", leave);
  const { platform, stop } = await openTrial(options, openHouse);
  try {
    await Promise.race([told.promise, ...(platform.ended ? [platform.ended] : [])]);
    return 0;
  } finally {
    process.off("SIGINT", leave).off("SIGTERM", leave);
    await stop();
  }
}

/** @throws PackError, UsageError */
export async function openTrial(
  { config, platform: { kit, set }, out, err }: TrialOptions,
  openHouse: OpenHouse,
): Promise<OpenTrial> {
  const wanted = kit.trial;
  if (!wanted) throw new UsageError(`there is no trial of ${kit.title}`);
  if (config.platforms.some(({ access, kit: other }) => access && other.name !== kit.name))
    throw new UsageError(
      "a trial lets whoever is there play every part: start it where no platform's token is set, or take the tokens out of its environment",
    );
  const fault = (error: unknown): void =>
    void err.write(`teller: ${error instanceof Error ? error.stack : "something was thrown that is no error"}\n`);
  const up: Platform[] = [];
  const play = (beginning: Beginning): Promise<Playing> =>
    playing(beginning, { config, place: { platform: kit.name, id: wanted.place }, fault, openHouse, up });
  let now = await play({ speed: 0 });
  let beginning: Promise<void> = Promise.resolve();

  const rehearsing: Rehearsing = {
    state: () => ({
      at: now.clock.is.now(),
      speed: now.clock.speed,
      ...(now.faults !== undefined && { faults: now.faults }),
    }),
    pace: (speed) => {
      const { clock } = now;
      clock.is = createClock({ start: clock.is.now(), speed, real: () => performance.now() });
      clock.speed = speed;
    },
    begin(wish) {
      // One after another: of two at once, one would be a night that nobody stops.
      const mine = beginning.then(() => renew(wish));
      beginning = mine.catch(() => {});
      return mine;
    },
  };
  async function renew(wish: Beginning): Promise<void> {
    const next = await play(wish).catch((error: unknown) => {
      throw error instanceof UsageError ? new RangeError(error.message) : error;
    });
    const last = now;
    now = next;
    await last.stop();
    now.start();
  }
  const dispatch: Dispatch = {
    call: (call) => now.house.dispatch.call(call),
    line: (line, asker) => now.house.dispatch.line(line, asker),
    complete: (...given) => now.house.dispatch.complete(...given),
  };
  const board: Board = {
    rehearsal: true,
    look: () => now.board.look(),
    answer: (ask) => now.board.answer(ask),
  };
  const { timeZone } = now.house.election;
  const staff = wanted.people.map(({ id, name, role }) => ({ name, role, ids: [{ platform: kit.name, id }] }));
  const joined: Trial = {
    timeZone,
    edge: createEdge({ staff, managers: [] }),
    log: { ...silent, error: (event, { error } = {}) => fault(error ?? new Error(event)) },
    instances: () => 1,
    timeout: config.timeout,
    once: (key) => now.once(key),
    board,
    print: (line) => void out.write(`${line}\n`),
    rehearsing,
    sketchers: kits.flatMap(({ name, title, sketch }) =>
      sketch ? [{ name, title, sketch: (reply) => sketch(reply, { commands: now.house.commands, timeZone }) }] : [],
    ),
  };
  const platform = await wanted.create(set, joined);
  try {
    await platform.start(now.house.commands, dispatch);
  } catch (error) {
    await now.stop();
    throw new UsageError(error instanceof Error ? error.message : "it cannot be started");
  }
  up.push(platform);
  now.start();
  return {
    platform,
    async stop() {
      up.pop();
      await platform.stop();
      await beginning;
      await now.stop();
    },
  };
}
