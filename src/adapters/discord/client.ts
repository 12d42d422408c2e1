/** The SDK, set up so that it repeats nothing by itself, keeps nobody in memory, and tells of a fault in one line. */
import {
  Client,
  DiscordAPIError,
  Events,
  GatewayCloseCodes,
  Options,
  REST,
  RateLimitError,
  RESTEvents,
  Routes,
  type RESTOptions,
} from "discord.js";
import type { Log } from "../../lib/log.ts";
import { paced, type PaceOptions } from "./pace.ts";
import { platform } from "./read.ts";
import { application } from "./shapes.ts";
import { again, codeOf, codes, isApiError, isLostToken } from "./trouble.ts";

export interface ClientOptions extends PaceOptions {
  /** Discord's API, for a proxy or a test. */
  readonly apiUrl?: string;
  /** Milliseconds until a request counts as unanswered. */
  readonly timeout?: number;
  readonly log: Log;
}

/** Milliseconds that a request waits for Discord's rate limit before it is handed back. */
const longestWait = 5_000;
/** Milliseconds for Discord to let us in. */
const loginTime = 30_000;

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
  rest.on(RESTEvents.Response, (_, { status }) => {
    if (status === 429) options.log.warn("Discord asks us to wait", { platform, status });
  });
  return rest;
}

/** Ends the SDK's own timers. */
export function closeRest(rest: REST): void {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
}

/** A client for one connection to the gateway: once closed, it is not opened again. */
export function createClient(options: ClientOptions): Client {
  const client: Client = new Client({
    // Interactions come without any intent, and nothing else is wanted.
    intents: [],
    shards: "auto",
    allowedMentions: { parse: [] },
    // The SDK would otherwise remember everyone who asks.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      UserManager: { maxSize: 0, keepOverLimit: (user): boolean => user.id === client.user?.id },
      GuildMemberManager: 0,
      MessageManager: 0,
      DMMessageManager: 0,
      GuildMessageManager: 0,
    }),
    rest: restOptions(options),
  });
  return client;
}

/** The bot's own ids. A good token tells them; a bad one throws. */
export async function identify(rest: REST, token: string): Promise<{ application: string; self: string }> {
  rest.setToken(token);
  const { id, bot } = application.parse(await again(() => rest.get(Routes.currentApplication())));
  return { application: id, self: bot?.id ?? id };
}

/** Opens the gateway. */
export async function login(client: Client, token: string): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("Discord's gateway does not let us in: try again.")), loginTime);
  const ready = new Promise<void>((resolve) => {
    client.once(Events.ClientReady, () => resolve());
  });
  try {
    await Promise.race([client.login(token).then(() => ready), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reasons why the gateway shuts us out for good, by its close codes (topics/opcodes-and-status-codes#gateway). */
const shutOut: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: "the bot token is no longer accepted. Put a new one into DISCORD_TOKEN.",
  [GatewayCloseCodes.InvalidShard]: "it says that our count of shards is wrong. Start Teller again.",
  [GatewayCloseCodes.ShardingRequired]:
    "the bot is in more servers than one connection may carry. Start Teller again: it then opens as many as Discord asks for.",
  [GatewayCloseCodes.InvalidAPIVersion]:
    "this version of its gateway is no longer served. Install a newer version of Teller.",
  [GatewayCloseCodes.InvalidIntents]: "it does not know the intents asked for. Install a newer version of Teller.",
  [GatewayCloseCodes.DisallowedIntents]:
    "it does not allow this application the intents asked for. Switch them on in the developer portal, Bot.",
};

/** @param code with which the gateway closed; a token that the API refuses counts as one that the gateway refuses */
export const whyShutOut = (code: number): Error =>
  new Error(`Discord has shut us out: ${shutOut[code] ?? `its gateway closed with code ${code}. Start Teller again.`}`);

/** The SDK's errors where the gateway never lets us in, and the close codes that they stand for. */
const refusals: ReadonlyMap<string, GatewayCloseCodes> = new Map([
  ["Invalid shard", GatewayCloseCodes.InvalidShard],
  ["Sharding is required", GatewayCloseCodes.ShardingRequired],
  ["Used an invalid API version", GatewayCloseCodes.InvalidAPIVersion],
  ["Used invalid intents", GatewayCloseCodes.InvalidIntents],
]);

/** A fault at the start, in one line that says what to do: without the token, and without a stack. */
export function plainly(error: unknown): Error {
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : "";
  if (words.startsWith("Discord")) return new Error(words);
  const isToken = code === "TokenInvalid" || words === "Authentication failed";
  if (isToken || isLostToken(error))
    return new Error(
      "Discord does not accept the bot token: copy a new one from the developer portal (Bot, Reset Token) into DISCORD_TOKEN.",
    );
  if (words === "Used disallowed intents")
    return new Error(
      "Discord does not allow this application the intents asked for: switch them on in the developer portal, Bot.",
    );
  const refusal = refusals.get(words);
  if (refusal !== undefined) return whyShutOut(refusal);
  if (error instanceof RateLimitError)
    return new Error(`Discord asks us to wait ${Math.ceil(error.retryAfter / 1000)} seconds before we start.`);
  if (isApiError(error, codes.missingAccess))
    return new Error("Discord has not let us into the server that DISCORD_GUILD names: invite the bot there first.");
  if (error instanceof DiscordAPIError)
    return new Error(`Discord refuses to start us (HTTP ${error.status}, code ${code}).`);
  return new Error(`Discord cannot be reached (${code}): check the network and DISCORD_API_URL.`);
}
