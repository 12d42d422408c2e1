/**
 * The pace of our writes, so that Slack need not slow us: a budget for each channel, and one for each method in the whole
 * workspace. Whoever would have to wait long is told how long instead, and nobody waits behind another channel's posts.
 */
import { setTimeout as pause } from "node:timers/promises";
import { paces, waits } from "./limits.ts";

export type Paced = keyof typeof paces.methods;

export interface PaceOptions {
  /** 1 is as fast as Slack lets us; less is faster, 0 without a limit of ours: for tests and measurements. */
  readonly pace?: number;
  /** Running at once, under one token: what is the whole app's is shared out between them. */
  readonly instances?: () => number;
}

export const alone = (): number => 1;

export interface Pace {
  /**
   * Waits until a call may be made, and counts it.
   * @param channel where there is a limit of its own for each
   * @param most milliseconds to wait
   * @returns undefined when it may; or the milliseconds until it might, where those are more, and then nothing is counted
   */
  take(method: Paced, channel?: string, most?: number): Promise<number | undefined>;
  /** Counts a call that does not wait: an answer to someone. */
  count(method: Paced, channel?: string): void;
  /** Calls of one kind that are worth having under way: of more some would wait for too long. */
  atOnce(method: Paced): number;
  /** Slack asks us to leave a method alone for a while. */
  hold(method: Paced, milliseconds: number): void;
}

/** Milliseconds a call, and calls that may come at once after a quiet time. */
interface Rate {
  readonly every: number;
  readonly burst: number;
}

/** @param now a clock in milliseconds that never goes back */
export function createPace({ pace = 1, instances = alone }: PaceOptions, now = () => performance.now()): Pace {
  const shared = (rate: Rate) => (): Rate => ({
    every: rate.every * pace * instances(),
    burst: Math.max(1, Math.floor(rate.burst / instances())),
  });
  const methods = new Map<Paced, Budget>();
  const channels = new Map<string, Budget>();
  const methodOf = (name: Paced): Budget => kept(methods, name, () => createBudget(shared(paces.methods[name])));
  // One instance speaks in a place at a time, and so a channel's budget is not shared out.
  const channelOf = (id: string | undefined): Budget | undefined =>
    id === undefined
      ? undefined
      : kept(channels, id, () => createBudget(() => ({ ...paces.channel, every: paces.channel.every * pace })));

  function tidy(): void {
    if (channels.size < mostChannels) return;
    for (const [id, budget] of channels) if (budget.wait(now()) === 0) channels.delete(id);
  }

  return {
    async take(method, channel, most = waits.brief) {
      tidy();
      const [whole, own] = [methodOf(method), channelOf(channel)];
      const began = now();
      const wait = Math.max(whole.wait(began), own?.wait(began) ?? 0);
      if (wait > most) return Math.ceil(wait);
      // Its turn in the channel first: the workspace's budget is not held for whoever waits there.
      const turn = own?.spend(began) ?? 0;
      if (turn > 0) await pause(turn);
      const further = whole.wait(now());
      if (further > 0 && now() - began + further > most) return Math.ceil(further);
      const late = whole.spend(now());
      if (late > 0) await pause(late);
      return undefined;
    },
    count(method, channel) {
      methodOf(method).spend(now());
      channelOf(channel)?.spend(now());
    },
    atOnce: (method) => Math.max(least, Math.ceil(waits.turn / shared(paces.methods[method])().every)),
    hold: (method, milliseconds) => methodOf(method).hold(now() + milliseconds),
  };
}

/** Calls under way, however slow the pace: while one waits for its channel's turn another can be made. */
const least = 2;

/** Channels that are remembered before those at rest are forgotten. */
const mostChannels = 5_000;

function kept<K, V>(all: Map<K, V>, key: K, make: () => V): V {
  const found = all.get(key) ?? make();
  all.set(key, found);
  return found;
}

type Budget = ReturnType<typeof createBudget>;

/** Calls at a rate, with a burst: `next` is when one would be due if they came evenly. */
function createBudget(rate: () => Rate) {
  let next = 0;
  let held = 0;
  const wait = (at: number): number => {
    const { every, burst } = rate();
    return Math.max(0, next - (burst - 1) * every - at, held - at);
  };
  return {
    /** Milliseconds until a call may be made. */
    wait,
    /** Counts one. @returns milliseconds until it may be made */
    spend(at: number): number {
      const due = wait(at);
      next = Math.max(next, at + due) + rate().every;
      return due;
    },
    hold: (until: number): void => void (held = Math.max(held, until)),
  };
}
