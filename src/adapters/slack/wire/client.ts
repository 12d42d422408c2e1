/** Slack's Web API by the SDK's client, with our own patience. */
import { webApi } from "@slack/bolt";
import { silent, type Log } from "../../../lib/log.ts";
import { waits } from "../limits.ts";
import { quiet } from "./quiet.ts";

export interface Clients {
  /**
   * Never tries again: for what would stand there twice if an answer were lost on its way. The SDK left to itself posts
   * a message up to eleven times over half an hour.
   */
  readonly once: webApi.WebClient;
  /** Never tries again either, and waits longer for an answer: a form that is slow to open opens all the same. */
  readonly patient: webApi.WebClient;
  /** For channels' histories alone: a refusal for haste there is nobody else's. */
  readonly reading: webApi.WebClient;
  /** Tries again, and waits where Slack says how long: for reading. */
  readonly again: webApi.WebClient;
  /** The same, and no line of the log tells of it: for answers to sources. */
  readonly hushed: webApi.WebClient;
  /** Answers at once or not at all, and no line of the log tells of it: for what a source's question causes. */
  readonly unheard: webApi.WebClient;
}

export interface ClientOptions {
  readonly botToken: string;
  /** Elsewhere than Slack's own, for tests and proxies. */
  readonly apiUrl?: string;
  /** Milliseconds until a write counts as unanswered. */
  readonly timeout?: number;
  readonly log: Log;
}

export function createClients({ botToken, apiUrl, timeout = waits.post, log }: ClientOptions): Clients {
  const once = (patience: number, heard = log): webApi.WebClient =>
    new webApi.WebClient(botToken, {
      ...commonOptions(heard, apiUrl),
      timeout: patience,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
  return {
    once: once(timeout),
    patient: once(waits.opening),
    hushed: once(timeout, silent),
    reading: once(waits.request),
    again: new webApi.WebClient(botToken, {
      ...commonOptions(log, apiUrl),
      timeout: waits.request,
      retryConfig: { retries: 2, minTimeout: 250, factor: 3 },
    }),
    unheard: once(waits.acknowledge, silent),
  };
}

/** Made afresh for each client: the SDK writes into what it is given. */
export const commonOptions = (log: Log, apiUrl: string | undefined): webApi.WebClientOptions => ({
  logger: quiet,
  fetch: fetchWithHaste(log),
  ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
});

/** A 429 without `Retry-After`, as proxies send it, is no error of a known kind to the SDK: it gets ours. */
const fetchWithHaste =
  (log: Log): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    if (response.status !== 429) return response;
    log.warn("Slack asks us to slow down", { platform: "slack", status: 429 });
    if (response.headers.has("retry-after")) return response;
    return new Response(response.body, { status: 429, headers: { "retry-after": String(waits.haste / 1_000) } });
  };
