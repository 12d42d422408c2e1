/** The SDK's way to the HTTP API, set up so that it repeats nothing by itself. */
import { REST, RESTEvents, Routes, type RESTOptions } from "discord.js";
import type { Log } from "../../lib/log.ts";
import { paced, type PaceOptions } from "./pace.ts";
import { platform } from "./read.ts";
import { application } from "./shapes.ts";
import { again } from "./trouble.ts";

export interface ClientOptions extends PaceOptions {
  /** Discord's API, for a proxy or a test. */
  readonly apiUrl?: string;
  /** Milliseconds until a request counts as unanswered. */
  readonly timeout?: number;
  readonly log: Log;
}

/** Milliseconds that a request waits for Discord's rate limit before it is handed back. */
const longestWait = 5_000;

/** Milliseconds that a request may wait for its turn, at the most. */
const longestTurn = 60_000;

/**
 * The SDK learns Discord's own buckets from its answers. The bot's limit in all is not told there until it is used up.
 */
const restOptions = ({ apiUrl, timeout = 10_000, ...pace }: ClientOptions): Partial<RESTOptions> => ({
  ...(apiUrl !== undefined && { api: apiUrl }),
  timeout: timeout + longestTurn,
  makeRequest: paced(timeout, pace),
  // After an error the SDK would send a message again, and again, though the first may stand there.
  retries: 0,
  globalRequestsPerSecond: Infinity,
  // Without a time to wait the SDK would ask again at once, for ever.
  rejectOnRateLimit: ({ retryAfter }) => retryAfter <= 0 || retryAfter > longestWait,
});

/** The HTTP API, which outlives any connection to the gateway. */
export function createRest(options: ClientOptions): REST {
  const rest = new REST(restOptions(options));
  rest.on(RESTEvents.Response, ({ path }, { status }) => {
    // Of answers nothing is said: one may be a source's, and a line has its time.
    if (status === 429 && !/^\/(?:interactions|webhooks)\//.test(path))
      options.log.warn("Discord asks us to wait", { platform, status });
  });
  return rest;
}

/** Ends the SDK's own timers. */
export function closeRest(rest: REST): void {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
}

/** The bot's own ids. A good token tells them; a bad one throws. */
export async function identify(rest: REST, token: string): Promise<{ application: string; self: string }> {
  rest.setToken(token);
  const { id, bot } = application.parse(await again(() => rest.get(Routes.currentApplication())));
  return { application: id, self: bot?.id ?? id };
}
