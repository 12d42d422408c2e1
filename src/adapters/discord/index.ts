/** Discord: slash commands, buttons and modals over the gateway or over signed HTTP, and posts of our own. */
import {
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  Routes,
  Status,
  type APIInteraction,
  type APIInteractionResponse,
  type Client,
  type REST,
} from "discord.js";
import type { Command } from "../../core/command.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import type { Log } from "../../core/log.ts";
import type { Edge, Platform } from "../../core/platform.ts";
import { createClient, identify, login, plainly, whyShutOut } from "./client.ts";
import { openDoor, type Door, type HttpOptions } from "./http.ts";
import { inspect } from "./inspect.ts";
import { createHandler, type Handler, type Handling } from "./interactions.ts";
import { edit, find, post, type PostOptions } from "./posts.ts";
import { platform } from "./read.ts";
import { register } from "./register.ts";
import { again, codes, isApiError, isLostToken } from "./trouble.ts";

export { applicationCommands } from "./register.ts";
export { renderDiscord } from "./render.ts";

export interface DiscordOptions {
  readonly token: string;
  /** The gateway needs no public address; HTTP is for one that you have. */
  readonly mode: "gateway" | { readonly http: HttpOptions };
  /** Commands are registered in this server alone, at once, for trials. */
  readonly guild?: string;
  readonly edge: Edge;
  /** Of the election. */
  readonly timeZone: string;
  readonly log: Log;
  /** Told when Discord has shut us out (a token revoked, say): nothing works until another start. */
  readonly lost?: (why: Error) => void;
  /** Discord's API, for a proxy. */
  readonly apiUrl?: string;
  /** Milliseconds until a request counts as unanswered. */
  readonly timeout?: number;
  readonly now?: () => Date;
}

export interface Discord extends Platform {
  /** Whether questions can reach us now. */
  isReady(): boolean;
  /** Where HTTP interactions are taken, once started. */
  readonly port: number | undefined;
}

/** Milliseconds for answers in flight when we leave. */
const farewell = 10_000;

const whoCanSee = [
  "Discord, the company, sees and stores what you ask and what is answered, also what only you can see.",
  "A public answer: everyone who can read the channel, now and later, and other bots there.",
  "An answer that says “Only you can see this”: you alone, besides Discord.",
  "In direct messages with me: you alone, besides Discord.",
];

export function createDiscord(options: DiscordOptions): Discord {
  const { edge, timeZone, log, mode, now = () => new Date() } = options;
  const client = createClient(options);
  const { rest } = client;
  let known: { readonly commands: readonly Command[]; readonly self: string } | undefined;
  let handling: Handling | undefined;
  let door: Door | undefined;
  let isLost = false;

  function lose(code: number): void {
    if (isLost) return;
    isLost = true;
    const why = whyShutOut(code);
    log.error("shut out", { platform, error: why });
    options.lost?.(why);
  }

  function posting(): PostOptions {
    if (!known) throw new TypeError("Discord is not started");
    const { commands, self } = known;
    const mayReadBack: PostOptions["mayReadBack"] = async (place) => (await inspect(place, rest, self)).mayReadBack;
    const refused = (error: unknown): void => void (isLostToken(error) && lose(GatewayCloseCodes.AuthenticationFailed));
    return { rest, timeZone, commands, self, mayReadBack, refused };
  }

  async function open(commands: readonly Command[], dispatch: Dispatch): Promise<void> {
    const { application, self } = await identify(client, options.token);
    const { guild } = options;
    const isNew = await register(rest, application, commands, guild);
    // Said at every start: what one server has for trials stays there, beside what all servers get later.
    if (guild !== undefined) log.info("commands are for trials, in one server alone", { platform });
    if (isNew) log.info("commands registered", { platform, count: commands.length });
    known = { commands, self };
    handling = createHandler({ commands, dispatch, edge, timeZone, rest, log });
    if (mode !== "gateway") {
      door = await openDoor(mode.http, handling.handle, { now, log });
      return log.info("taking interactions over HTTP", { platform, port: door.port });
    }
    listen(client, handling.handle, log, lose);
    await login(client, options.token);
    log.info("taking interactions over the gateway", { platform, count: client.ws.shards.size });
  }

  return {
    name: platform,
    whoCanSee,
    get port() {
      return door?.port;
    },
    isReady: () => !isLost && (mode === "gateway" ? isConnected(client) : door !== undefined),
    async start(commands, dispatch) {
      try {
        await open(commands, dispatch);
      } catch (error) {
        await client.destroy();
        throw plainly(error);
      }
    },
    post: (place, reply, delivery) => post(place, reply, delivery, posting()),
    find: (place, delivery, since) => find(place, delivery, since, posting()),
    edit: (message, reply) => edit(message, reply, posting()),
    inspect: (place) => inspect(place, rest, posting().self),
    async stop() {
      await handling?.drain(farewell);
      await door?.close();
      door = undefined;
      // What the gateway does from here on is our own doing.
      client.removeAllListeners();
      await client.destroy();
    },
  };
}

async function acknowledge(rest: REST, { id, token }: APIInteraction, body: APIInteractionResponse): Promise<void> {
  let sent = 0;
  try {
    await again(() => {
      sent++;
      return rest.post(Routes.interactionCallback(id, token), { body, auth: false });
    });
  } catch (error) {
    // A repeat of ours that comes too late was heard the first time.
    if (sent === 1 || !isApiError(error, codes.alreadyAcknowledged)) throw error;
  }
}

/** Interactions as they come, before the SDK makes objects of them. */
function listen(client: Client, handle: Handler, log: Log, lose: (code: number) => void): void {
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    void handle(interaction, (body) => acknowledge(client.rest, interaction, body));
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    log.error("the gateway is shut", { platform, code: String(code) });
    lose(code);
  });
  client.on(Events.ShardReconnecting, () => log.info("the gateway was lost; reconnecting", { platform }));
  client.on(Events.ShardResume, (_, count) => log.info("the gateway is back", { platform, count }));
  client.on(Events.ShardError, () => log.warn("the gateway had an error", { platform }));
  client.on(Events.Error, () => log.warn("the gateway had an error", { platform }));
}

const isConnected = (client: Client): boolean =>
  client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready);
