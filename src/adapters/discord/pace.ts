/**
 * The pace of all our requests, so that Discord need not slow us: requests go out one by one, evenly. The SDK counts whole
 * seconds of its own, and sends what one allows at once: two such bursts are easily one second of Discord's.
 */
import { setTimeout as pause } from "node:timers/promises";
import { DefaultRestOptions, type RESTOptions } from "discord.js";
import { createBreaker, isAnswer, type Breaker } from "./breaker.ts";
import { rate } from "./limits.ts";
import { readAnswer } from "./too-many.ts";

export interface PaceOptions {
  /** 1 is as fast as Discord lets us; less is faster, 0 without a limit of ours: for tests and measurements. */
  readonly pace?: number;
  /** Instances that run under one token, and share its limit. */
  readonly instances?: () => number;
  /** The breaker of the address, which outlives an adapter. One of our own unless given. */
  readonly breaker?: Breaker;
}

export interface PaceClock {
  /** Milliseconds, never going back. */
  now(): number;
  pause(milliseconds: number): Promise<unknown>;
}

const realClock: PaceClock = { now: () => performance.now(), pause };

/** Requests that may go at once, to make up for a program that was held up; within a second they are no more than ever. */
const late = 12;

const alone = (): number => 1;

/** @returns waits for the caller's turn, in the order of the calls */
export function createTurns({ pace = 1, instances = alone }: PaceOptions, clock = realClock): () => Promise<void> {
  let next = -Infinity;
  /** The moments of the last requests, the newest last. */
  const last: number[] = [];
  let turn: Promise<void> = Promise.resolve();
  const take = async (): Promise<void> => {
    const share = instances();
    const every = (1_000 * share * pace) / rate.ours;
    const full = last.at(-Math.max(1, Math.floor(rate.ours / share))) ?? -Infinity;
    const wait = Math.max(next, full + 1_000 * pace) - clock.now();
    if (wait > 0) await clock.pause(wait);
    const now = clock.now();
    next = Math.max(next, now - late * every) + every;
    last.push(now);
    if (last.length > rate.ours) last.shift();
  };
  return () => (turn = turn.then(take));
}

type Request = RESTOptions["makeRequest"];

/**
 * The SDK's own way is the quickest. But it shares its connections with whichever HTTP library a process loads first,
 * and beside Slack's a form, in which files travel, is never sent: forms go by Node's own fetch.
 */
const bySdk: Request = async (url, init) =>
  init.body instanceof FormData ? fetch(url, init as object) : DefaultRestOptions.makeRequest(url, init);

/**
 * Every request of the SDK's. An asker does not wait behind posts.
 * @param timeout milliseconds for an answer, counted from the request's turn
 * @throws HeldBack for what the breaker does not let out
 */
export function paced(timeout: number, options: PaceOptions, send: Request = bySdk): Request {
  const turns = createTurns(options);
  const breaker = options.breaker ?? createBreaker();
  return async (url, init) => {
    const request = { method: init.method ?? "GET", path: new URL(url).pathname };
    if (!isAnswer(request.path)) await turns();
    breaker.admit(request);
    const signals = [AbortSignal.timeout(timeout), ...(init.signal ? [init.signal] : [])];
    try {
      const response = await send(url, { ...init, signal: AbortSignal.any(signals) });
      return await readAnswer(response, (told) => breaker.answered(request, told));
    } catch (error) {
      breaker.failed();
      throw error;
    }
  };
}
