/** The SDK, set up so that it repeats nothing by itself, keeps nobody in memory, and says in one line what is wrong. */
import { Client, DiscordAPIError, Events, Options, Routes } from "discord.js";
import type { Log } from "../../core/log.ts";
import { platform } from "./read.ts";
import { application } from "./shapes.ts";
import { again, codeOf } from "./trouble.ts";

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

/** Who we are, which a good token tells. @throws Error in one line saying what to do */
export async function identify(client: Client, token: string): Promise<{ application: string; self: string }> {
  client.rest.setToken(token);
  try {
    const { id, bot } = application.parse(await again(() => client.rest.get(Routes.currentApplication())));
    return { application: id, self: bot?.id ?? id };
  } catch (error) {
    throw plainly(error);
  }
}

/** Opens the gateway. @throws Error in one line saying what to do */
export async function login(client: Client, token: string): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("Discord's gateway does not let us in: try again.")), loginTime);
  const ready = new Promise<void>((resolve) => {
    client.once(Events.ClientReady, () => resolve());
  });
  try {
    await Promise.race([client.login(token).then(() => ready), late.promise]);
  } catch (error) {
    throw plainly(error);
  } finally {
    clearTimeout(timer);
  }
}

/** What was wrong at the start, without the token and without a stack that says nothing. */
function plainly(error: unknown): Error {
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : "";
  const isToken = code === "TokenInvalid" || words === "Authentication failed";
  if (isToken || (error instanceof DiscordAPIError && error.status === 401))
    return new Error(
      "Discord does not accept the bot token: copy a new one from the developer portal (Bot, Reset Token) into DISCORD_TOKEN.",
    );
  if (words === "Used disallowed intents")
    return new Error(
      "Discord does not allow this application the intents asked for: switch them on in the developer portal, Bot.",
    );
  if (error instanceof DiscordAPIError)
    return new Error(`Discord refuses to start us (HTTP ${error.status}, code ${code}).`);
  return error instanceof Error && words.startsWith("Discord")
    ? error
    : new Error(`Discord cannot be reached (${code}): check the network and DISCORD_API_URL.`);
}
