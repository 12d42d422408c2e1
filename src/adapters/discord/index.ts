/** Discord: slash commands, buttons and modals over the gateway or over signed HTTP, and posts of our own. */
import { GatewayCloseCodes } from "discord.js";
import type { Command } from "../../core/command.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import type { Log } from "../../lib/log.ts";
import type { Platform } from "../../core/platform.ts";
import { closeRest, createRest, identify, plainly, whyShutOut, type ClientOptions } from "./client.ts";
import { openGateway, takeTurns, type Gateway, type GatewayOptions } from "./gateway.ts";
import { openDoor, type Door, type HttpOptions } from "./http.ts";
import { inspect } from "./inspect.ts";
import { createHandler, type Handling } from "./interactions.ts";
import { createLinks } from "./link.ts";
import { edit, find, post, remove, type PostOptions } from "./posts.ts";
import { platform } from "./read.ts";
import { register } from "./register.ts";
import { isLostToken } from "./trouble.ts";
import type { Edge } from "../../core/asker.ts";
import type { LeaseKeeper } from "../../lib/lease.ts";

export { applicationCommands } from "./register.ts";
export { renderDiscord } from "./render.ts";

export interface DiscordOptions extends Omit<ClientOptions, "log"> {
  readonly token: string;
  /** The gateway needs no public address; HTTP is for one that you have. */
  readonly mode: "gateway" | { readonly http: HttpOptions };
  /** Commands are registered in this server alone, at once, for trials. */
  readonly guild?: string;
  readonly edge: Edge;
  /** Ids of the only servers that may take tips; any may, where its managers say so, unless some are listed. */
  readonly tipServers?: readonly string[];
  /** Of the election. */
  readonly timeZone: string;
  readonly log: Log;
  /** The lease of the gateway, which one instance has at a time; all can post. Ours alone unless given. */
  readonly turn?: LeaseKeeper;
  readonly now?: () => Date;
}

export interface Discord extends Platform {
  /** Rejects when Discord has shut us out (a token revoked, say): nothing works until another start. */
  readonly ended: Promise<never>;
  isReady(): boolean;
  /** The port of HTTP interactions, once started. */
  readonly port: number | undefined;
}

/** Milliseconds for answers in flight when we leave. */
const farewell = 10_000;

export function createDiscord(options: DiscordOptions): Discord {
  const { edge, tipServers, timeZone, log, mode, now = () => new Date() } = options;
  const rest = createRest(options);
  const link = createLinks(rest);
  let known: { readonly commands: readonly Command[]; readonly self: string } | undefined;
  let handling: Handling | undefined;
  let door: Door | undefined;
  let gateway: Gateway | undefined;
  let isLost = false;
  const { promise: ended, reject: lost } = Promise.withResolvers<never>();
  // The connection may be lost while it starts, before anyone listens.
  ended.catch(() => {});

  const lose = (code: number): void => shut(whyShutOut(code));

  function shut(why: Error): void {
    if (isLost) return;
    isLost = true;
    log.error("shut out", { platform, error: why });
    lost(why);
  }

  function posting(): PostOptions {
    if (!known) throw new TypeError("Discord is not started");
    const { commands, self } = known;
    const mayReadBack: PostOptions["mayReadBack"] = async (place) => (await inspect(place, rest, self)).mayReadBack;
    const refused = (error: unknown): void => void (isLostToken(error) && lose(GatewayCloseCodes.AuthenticationFailed));
    return { rest, timeZone, commands, self, mayReadBack, refused };
  }

  async function open(commands: readonly Command[], dispatch: Dispatch): Promise<void> {
    const { application, self } = await identify(rest, options.token);
    const { guild } = options;
    const isNew = await register(rest, application, commands, guild);
    // Said at every start: commands that one server has for trials stay there, beside those that all servers get later.
    if (guild !== undefined) log.info("commands are for trials, in one server alone", { platform });
    if (isNew) log.info("commands registered", { platform, count: commands.length });
    known = { commands, self };
    handling = createHandler({ commands, dispatch, edge, tipServers, timeZone, rest, log });
    if (mode !== "gateway") {
      door = await openDoor(mode.http, handling.handle, { now, log });
      return log.info("taking interactions over HTTP", { platform, port: door.port });
    }
    const { handle } = handling;
    const joined: GatewayOptions = { ...options, rest, handle, lose, failed: (error) => shut(plainly(error)) };
    gateway = options.turn ? takeTurns(options.turn, joined) : await openGateway(joined);
  }

  return {
    name: platform,
    ended,
    get port() {
      return door?.port;
    },
    isReady: () => !isLost && (gateway?.isReady() ?? door !== undefined),
    async start(commands, dispatch) {
      try {
        await open(commands, dispatch);
      } catch (error) {
        closeRest(rest);
        throw plainly(error);
      }
    },
    post: (place, reply, delivery) => post(place, reply, delivery, posting()),
    find: (place, delivery, since) => find(place, delivery, since, posting()),
    edit: (message, reply) => edit(message, reply, posting()),
    remove: (message) => remove(message, posting()),
    inspect: async (place) => inspect(place, rest, known?.self ?? (await identify(rest, options.token)).self),
    link,
    async stop() {
      await handling?.drain(farewell);
      await door?.close();
      door = undefined;
      await gateway?.close();
      gateway = undefined;
      closeRest(rest);
    },
  };
}
