/** Discord: slash commands, buttons and modals over the gateway or over signed HTTP, and posts of our own. */
import { GatewayCloseCodes } from "discord.js";
import type { Command } from "../../core/command.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import type { Log } from "../../lib/log.ts";
import type { Draw } from "../../core/picture.ts";
import type { Platform } from "../../core/platform.ts";
import { createBreaker, type Breaker } from "./breaker.ts";
import { closeRest, createRest, identify, type ClientOptions } from "./client.ts";
import { acknowledge, openGateway, takeTurns, type Gateway, type GatewayOptions } from "./gateway.ts";
import { openDoor, type Door, type HttpOptions } from "./http.ts";
import { find, posts, standing } from "./history.ts";
import { inspect } from "./inspect.ts";
import { createHandler, type Handler, type Handling } from "./interactions.ts";
import { createLinks } from "./link.ts";
import { edit, post, publish, remove, type PostOptions } from "./posts.ts";
import { createMentions } from "./mentions.ts";
import { platform } from "./read.ts";
import { createRoles } from "./roles.ts";
import { keepRegistered } from "./registration.ts";
import { plainly, whyShutOut } from "./shut-out.ts";
import type { Sessions } from "./socket.ts";
import { codeOf, isLostToken } from "./trouble.ts";
import type { Edge } from "../../core/asker.ts";
import type { LeaseKeeper } from "../../lib/lease.ts";

export { applicationCommands } from "./register.ts";
export { renderDiscord } from "./render.ts";

/** All that outlives an adapter: the supervisor starts a fresh one after each fault. */
export interface Kept {
  readonly breaker: Breaker;
  readonly sessions: Sessions;
  /** The time before which commands are not registered, by a clock that never goes back. */
  registerAt: number;
}

/** @param stopped called when everything is stopped since too much was refused, and when it goes on */
export const createKept = (stopped?: (isOpen: boolean) => void): Kept => ({
  breaker: createBreaker({ ...(stopped && { changed: stopped }) }),
  sessions: new Map(),
  registerAt: 0,
});

export interface DiscordOptions extends Omit<ClientOptions, "log" | "breaker"> {
  /** Of earlier adapters under the same token; nothing unless given. */
  readonly kept?: Kept;
  readonly token: string;
  /** The gateway needs no public address; HTTP is for one that you have. */
  readonly mode: "gateway" | { readonly http: HttpOptions };
  /** Commands are registered in this server alone, at once, for trials. */
  readonly guild?: string;
  /** The newsroom's own server, which alone has the editors' commands. */
  readonly newsroom?: string;
  readonly edge: Edge;
  /** Ids of the only servers that may take tips; any may, where its managers say so, unless some are listed. */
  readonly tipServers?: readonly string[];
  /** Of the election. */
  readonly timeZone: string;
  readonly log: Log;
  /** The lease of the gateway, which one instance has at a time; all can post. Ours alone unless given. */
  readonly turn?: LeaseKeeper;
  /** Takes a key that nobody has taken before, over all instances. */
  readonly once?: (key: string) => Promise<boolean>;
  /** Draws pictures; their words stand for them unless given. */
  readonly draw?: Draw;
  readonly now?: () => Date;
  /** Rests before an answer is tried again; of real time unless given. */
  readonly rest?: (milliseconds: number) => Promise<unknown>;
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
  const { edge, tipServers, timeZone, log, mode, kept = createKept(), now = () => new Date() } = options;
  const { breaker, sessions } = kept;
  const rest = createRest({ ...options, breaker });
  const leaving = new AbortController();
  const link = createLinks(rest);
  const mentions = createMentions();
  const roles = createRoles(rest);
  let known: { readonly commands: readonly Command[]; readonly self: string } | undefined;
  let handling: Handling | undefined;
  let door: Door | undefined;
  let gateway: Gateway | undefined;
  let isLost = false;
  const { promise: ended, reject: lost } = Promise.withResolvers<never>();
  // The connection may be lost while it starts, before anyone listens.
  ended.catch(() => {});

  const lose = (code: number): void => shut(whyShutOut(code));
  const tokenLost = (): void => lose(GatewayCloseCodes.AuthenticationFailed);

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
    const refused = (error: unknown): void => void (isLostToken(error) && tokenLost());
    return { rest, timeZone, commands, mentions: mentions.in(), self, mayReadBack, refused, draw: options.draw };
  }

  async function open(commands: readonly Command[], dispatch: Dispatch): Promise<void> {
    const { application, self } = await identify(rest, options.token);
    const { guild, newsroom, once, rest: pause } = options;
    known = { commands, self };
    handling = createHandler({
      commands,
      dispatch,
      edge,
      tipServers,
      timeZone,
      rest,
      mentions,
      log,
      now,
      ...(once && { once }),
      ...(pause && { pause }),
      ...(options.draw && { draw: options.draw }),
    });
    // Questions are answered meanwhile, by the commands that stand at Discord.
    const registered = keepRegistered(
      { rest, application, commands, servers: { guild, newsroom }, learn: mentions.learn, log, kept, lost: tokenLost },
      leaving.signal,
    );
    if (mode !== "gateway") {
      const { handle } = handling;
      const heard: Handler = (interaction, respond) =>
        handle(interaction, (body) =>
          // A request that hangs up before our answer can still be answered by the HTTP API.
          respond(body).catch(() => acknowledge(rest, interaction, body)),
        );
      door = await openDoor(mode.http, heard, { now, log });
      log.info("taking interactions over HTTP", { platform, port: door.port });
      return registered;
    }
    const { handle } = handling;
    const joined: GatewayOptions = {
      ...options,
      rest,
      handle,
      sessions,
      lose,
      failed: (error) => shut(plainly(error)),
    };
    gateway = options.turn ? takeTurns(options.turn, joined) : await openGateway(joined);
    await registered;
  }

  return {
    name: platform,
    ended,
    get port() {
      return door?.port;
    },
    isReady: () => !isLost && !breaker.isOpen && (gateway?.isReady() ?? door !== undefined),
    async start(commands, dispatch) {
      try {
        await open(commands, dispatch);
      } catch (error) {
        closeRest(rest);
        throw plainly(error);
      }
    },
    post: (place, reply, delivery, calls) => post(place, reply, delivery, posting(), calls),
    find: (place, delivery, since) => find(place, delivery, since, posting()),
    ownPosts: (place, since) => posts(place, since, posting()),
    standing: (place, delivery, since) => standing(place, delivery, since, posting()),
    edit: (message, reply, delivery) => edit(message, reply, delivery, posting()),
    remove: (message) => remove(message, posting()),
    publish: (message) =>
      publish(message, posting(), (error) =>
        log.info("a post was not passed on to followers", { platform, code: codeOf(error) }),
      ),
    inspect: async (place) => inspect(place, rest, known?.self ?? (await identify(rest, options.token)).self),
    link,
    role: async (place, words) => (known ? roles(known.self)(place, words) : "unclear"),
    async stop() {
      leaving.abort();
      await handling?.drain(farewell);
      await door?.close();
      door = undefined;
      await gateway?.close();
      gateway = undefined;
      closeRest(rest);
    },
  };
}
