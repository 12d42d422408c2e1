/**
 * How fast we may ask Discord in all, so that it need not tell us: requests go out one by one, evenly. The SDK counts whole
 * seconds of its own, and sends what one allows at once: two such bursts are easily one second of Discord's.
 */
import { setTimeout as pause } from "node:timers/promises";
import { DefaultRestOptions, type RESTOptions } from "discord.js";
import { rate } from "./limits.ts";

export interface PaceOptions {
  /** 1 is as fast as Discord lets us; less is faster, 0 without a limit of ours: for tests and measurements. */
  readonly pace?: number;
  /** Running at once, under one token: what the token may do in all is shared out between them. */
  readonly instances?: number;
}

export interface Clock {
  /** Milliseconds, never going back. */
  now(): number;
  pause(milliseconds: number): Promise<unknown>;
}

const realClock: Clock = { now: () => performance.now(), pause };

/** Requests that a late timer may be made up for by, at once. */
const late = 2;

/** @returns waits for the turn of whoever calls, in the order in which they call */
export function createTurns({ pace = 1, instances = 1 }: PaceOptions, clock = realClock): () => Promise<void> {
  const every = (1_000 * instances * pace) / rate.ours;
  let next = -Infinity;
  let turn: Promise<void> = Promise.resolve();
  const take = async (): Promise<void> => {
    const wait = next - clock.now();
    if (wait > 0) await clock.pause(wait);
    next = Math.max(next, clock.now() - late * every) + every;
  };
  return () => (turn = turn.then(take));
}

type Request = RESTOptions["makeRequest"];

/**
 * The SDK's own way is the quickest. It shares its connections with whichever HTTP library a process loads first, and with
 * Slack's its forms, which files come in, never leave: those go by Node's own fetch.
 */
const bySdk: Request = async (url, init) =>
  init.body instanceof FormData ? fetch(url, init as object) : DefaultRestOptions.makeRequest(url, init);

/** Not counted with the bot's: topics/rate-limits#global-rate-limit. Nobody who asks waits behind posts. */
const answers = /\/(?:interactions|webhooks)\//;

/** @param timeout milliseconds for an answer, once it is a request's turn */
export function paced(timeout: number, options: PaceOptions, send: Request = bySdk): Request {
  const turns = createTurns(options);
  return async (url, init) => {
    if (!answers.test(url)) await turns();
    const signals = [AbortSignal.timeout(timeout), ...(init.signal ? [init.signal] : [])];
    return send(url, { ...init, signal: AbortSignal.any(signals) });
  };
}
