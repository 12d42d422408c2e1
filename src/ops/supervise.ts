/**
 * Keeps adapters running, each by itself: one that fails to start, ends or crashes is started anew after a while, longer
 * each time, and the others do not notice.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../lib/log.ts";
import { Outage, type Platform } from "../core/platform.ts";
import { asError, tell, Told } from "./told.ts";

export interface Supervised {
  readonly name: string;
  /** A fresh adapter for every start: one that crashed is not to be trusted. */
  readonly create: () => Promise<Platform>;
  readonly start: (adapter: Platform) => Promise<void>;
}

/** "waiting" is an adapter that is up but cut off just now: it comes back by itself. */
export type State = "starting" | "up" | "waiting" | "down";

export interface SuperviseOptions {
  readonly log: Log;
  readonly restarting?: (platform: string) => void;
  readonly waits?: Waits;
}

/** In milliseconds. */
export interface Waits {
  /** Before the first new start; twice as long before each after it. */
  readonly first: number;
  readonly longest: number;
  /** After being up for this long an adapter is well again, and its next wait is the first. */
  readonly well: number;
  /** The time for a start that is no longer wanted to end. */
  readonly settle: number;
  /** The time for an adapter's stop; work in flight after it is dropped. */
  readonly stop: number;
}

/** An adapter gives its work in flight ten seconds, and then has to hang up. */
const usualWaits: Waits = { first: 1_000, longest: 5 * 60_000, well: 60_000, settle: 3_000, stop: 12_000 };

export interface Supervisor {
  readonly states: () => Readonly<Record<string, State>>;
  /** An error that nobody caught. @returns whether it is an adapter's, which is then started anew */
  readonly caught: (error: unknown) => boolean;
  /** Takes no new calls, finishes those in flight within the time given, leaves. */
  readonly stop: () => Promise<void>;
}

/** A life's length in milliseconds, and how it ended: words for the log, and the wait that its platform asks for. */
interface Lived {
  readonly long: number;
  readonly words?: string;
  readonly after?: number;
}

function outageOf(error: unknown): Outage | undefined {
  const its = error instanceof Told ? error.cause : error;
  return its instanceof Outage ? its : undefined;
}

/** The adapter whose work this is: Node carries it through every callback, timer and socket that an adapter makes. */
const current = new AsyncLocalStorage<{ readonly crash: (error: unknown) => void }>();

export function supervise(
  supervised: readonly Supervised[],
  { log, restarting, waits = usualWaits }: SuperviseOptions,
): Supervisor {
  const states = new Map<string, State>();
  const living = new Map<string, Platform>();
  const leaving = new AbortController();

  /** One life of an adapter, from start to end. */
  async function live({ name, create, start }: Supervised, said: string | undefined): Promise<Lived> {
    const life = new AbortController();
    const crash = Promise.withResolvers<never>();
    const left = aborted(leaving.signal, life.signal);
    let adapter: Platform | undefined;
    let starting: Promise<void> | undefined;
    let since: number | undefined;
    let end: { readonly words: string; readonly after: number } | undefined;
    states.set(name, "starting");
    try {
      await current.run({ crash: crash.reject }, async () => {
        starting = begin();
        await Promise.race([crash.promise, left, starting]);
        if (leaving.signal.aborted || !adapter) return;
        since = performance.now();
        living.set(name, adapter);
        states.set(name, "up");
        log.info("taking calls", { platform: name });
        await Promise.race([crash.promise, left, ended(adapter)]);
      });
    } catch (error) {
      const words = tell(error, since === undefined ? "could not start" : "crashed");
      end = { words, after: outageOf(error)?.after ?? 0 };
      // An outage that lasts is said when it begins; each new start would only say it again.
      if (end.after === 0 || words !== said) log.error(words, { platform: name, ...asError(error) });
    }
    life.abort();
    living.delete(name);
    // The state changes before the adapter is stopped, which may take a while.
    states.set(name, "down");
    // A start that is stopped in its midst may go on and connect.
    await Promise.race([starting?.catch(() => {}), pause(waits.settle, undefined, { ref: false })]);
    if (adapter) await halt(name, adapter);
    return { long: since === undefined ? 0 : performance.now() - since, ...end };

    async function begin(): Promise<void> {
      try {
        adapter = await create();
        // The adapter may have crashed, or we leave, while it was being made.
        if (!life.signal.aborted && !leaving.signal.aborted) await start(adapter);
      } catch (error) {
        throw new Told(error);
      }
    }
  }

  async function halt(platform: string, adapter: Platform): Promise<void> {
    const late = new AbortController();
    const stopped = (async () => current.run({ crash: () => {} }, () => adapter.stop()))().then(
      () => true,
      (error: unknown) => {
        log.warn("did not stop cleanly", { platform, ...asError(error) });
        return true;
      },
    );
    const inTime = await Promise.race([stopped, pause(waits.stop, false, { signal: late.signal }).catch(() => false)]);
    late.abort();
    if (!inTime) log.warn("did not stop in time; what was in flight is dropped", { platform });
  }

  async function keep(one: Supervised): Promise<void> {
    let attempt = 0;
    let said: string | undefined;
    while (!leaving.signal.aborted) {
      const { long, words, after = 0 } = await live(one, said);
      if (leaving.signal.aborted) return;
      said = words;
      attempt = long >= waits.well ? 1 : attempt + 1;
      // Somewhat random, so that two adapters, or many machines, do not come back in one moment.
      const usual = Math.min(waits.longest, waits.first * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2);
      const wait = Math.max(usual, after);
      log.info("starting anew in a while", { platform: one.name, attempt, milliseconds: Math.round(wait) });
      await pause(wait, undefined, { signal: leaving.signal }).catch(() => {});
      if (!leaving.signal.aborted) restarting?.(one.name);
    }
  }

  for (const { name } of supervised) states.set(name, "starting");
  const kept = supervised.map(keep);
  return {
    states: () =>
      Object.fromEntries(
        [...states].map(([name, state]) => [name, living.get(name)?.isReady?.() === false ? "waiting" : state]),
      ),
    caught(error) {
      const whose = current.getStore();
      whose?.crash(error);
      return whose !== undefined;
    },
    async stop() {
      leaving.abort();
      await Promise.all(kept);
    },
  };
}

/** Rejects when an adapter takes no more calls; never, where it cannot tell. */
async function ended(adapter: Platform): Promise<never> {
  if (!adapter.ended) return new Promise<never>(() => {});
  await adapter.ended.catch((error: unknown) => {
    throw new Told(error);
  });
  throw new Told(new Error("it takes no more calls"));
}

/** Resolves when a signal is aborted. @param until stops listening, and never resolves from then on */
function aborted(signal: AbortSignal, until: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener("abort", () => resolve(), { once: true, signal: until });
  return promise;
}
