/** The SDK, set up so that it repeats nothing by itself, keeps nobody in memory, and says in one line what is wrong. */
import { Client, DiscordAPIError, Events, Options, RateLimitError, Routes } from "discord.js";
import type { Log } from "../../core/log.ts";
import { platform } from "./read.ts";
import { application } from "./shapes.ts";
import { again, codeOf, codes, isApiError, isLostToken } from "./trouble.ts";

export interface ClientOptions {
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

export function createClient({ apiUrl, timeout = 10_000, log }: ClientOptions): Client {
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
    rest: {
      ...(apiUrl !== undefined && { api: apiUrl }),
      timeout,
      // On an error it would send a message again, and again, though it may stand there.
      retries: 0,
      // Without a time to wait it would ask again at once, for ever.
      rejectOnRateLimit: ({ retryAfter }) => retryAfter <= 0 || retryAfter > longestWait,
    },
  });
  client.rest.on("rateLimited", ({ timeToReset }) =>
    log.warn("Discord asks us to wait", { platform, status: 429, milliseconds: Math.round(timeToReset) }),
  );
  return client;
}

/** Who we are, which a good token tells. */
export async function identify(client: Client, token: string): Promise<{ application: string; self: string }> {
  client.rest.setToken(token);
  const { id, bot } = application.parse(await again(() => client.rest.get(Routes.currentApplication())));
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

/** What was wrong at the start, in one line that says what to do: without the token, and without a stack. */
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
  if (error instanceof RateLimitError)
    return new Error(`Discord asks us to wait ${Math.ceil(error.retryAfter / 1000)} seconds before we start.`);
  if (isApiError(error, codes.missingAccess))
    return new Error("Discord has not let us into the server that DISCORD_GUILD names: invite the bot there first.");
  if (error instanceof DiscordAPIError)
    return new Error(`Discord refuses to start us (HTTP ${error.status}, code ${code}).`);
  return new Error(`Discord cannot be reached (${code}): check the network and DISCORD_API_URL.`);
}
