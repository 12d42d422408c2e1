/** Slack: slash commands, mentions, direct messages, buttons, forms and App Home, over Socket Mode or HTTP. */
import { App } from "@slack/bolt";
import type { Board } from "../../core/board.ts";
import type { Command } from "../../core/command.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import type { Log } from "../../lib/log.ts";
import type { Platform } from "../../core/platform.ts";
import type { Draw } from "../../core/picture.ts";
import type { Ask } from "../../core/reply.ts";
import { askerOf, judgedBy } from "./asker.ts";
import { createOnce, type OnceOptions } from "./events.ts";
import { createFlights } from "./flights.ts";
import { createHeard } from "./heard.ts";
import { createReader } from "./history.ts";
import { waits } from "./limits.ts";
import { listen } from "./listeners.ts";
import { alone, createPace, type PaceOptions } from "./pace.ts";
import { createPosts } from "./posts.ts";
import type { RenderOptions } from "./render.ts";
import { createReach, createShared } from "./sender.ts";
import type { sitesOf } from "./seat-pages.ts";
import { createComplaints } from "./complaints.ts";
import { appTokenTrouble, botTokenTrouble, codeOf, startOutage } from "./trouble.ts";
import { createUploads } from "./uploads.ts";
import { createClients } from "./wire/client.ts";
import { createHttp, type HttpOptions } from "./wire/http.ts";
import { quiet } from "./wire/quiet.ts";
import { createSocket, type SocketOptions } from "./wire/socket.ts";
import type { Wire } from "./wire/wire.ts";
import type { Edge } from "../../core/asker.ts";
import { createPresses } from "../../core/presses.ts";

export interface SlackOptions extends PaceOptions, Pick<OnceOptions, "once"> {
  /** Begins with xoxb-. */
  readonly botToken: string;
  readonly mode:
    | { readonly socket: Pick<SocketOptions, "appToken" | "backoff"> }
    | { readonly http: Omit<HttpOptions, "log" | "now"> };
  /** Elsewhere than Slack's own, for tests and proxies. */
  readonly apiUrl?: string;
  /** Questions whose answers App Home shows. */
  readonly home: readonly Ask[];
  readonly edge: Edge;
  /** Of the election. */
  readonly timeZone: string;
  readonly log: Log;
  /** Ids of workspaces whose own members may send tips: a workspace has an owner, mostly an employer. None unless given. */
  readonly tipTeams?: readonly string[];
  /** Sites whose pages about seats are shown as the seats' cards; needs a board. */
  readonly unfurl?: NonNullable<ReturnType<typeof sitesOf>>;
  readonly board?: Board;
  /** Milliseconds until a post counts as unanswered. */
  readonly timeout?: number;
  /** Draws pictures; their words stand for them unless given. */
  readonly draw?: Draw;
  readonly now?: () => Date;
  /** Rests before an answer is tried again; of real time unless given. */
  readonly rest?: (milliseconds: number) => Promise<void>;
}

export interface Slack extends Platform {
  /** The port of requests over HTTP, once started. */
  readonly port: number | undefined;
  /** Rejects when Slack has shut us out (a token revoked, say): nothing works until another start. */
  readonly ended: Promise<never>;
  isReady(): boolean;
}

export function createSlack(options: SlackOptions): Slack {
  const { edge, timeZone, log, home, tipTeams = [], now = () => new Date() } = options;
  const clients = createClients(options);
  const { promise: ended, reject: lost } = Promise.withResolvers<never>();
  // It may be lost while it starts, before anyone listens.
  ended.catch(() => {});
  const complain = createComplaints(log, lost);
  const flights = createFlights((error) => complain("an answer could not be shown", error));
  const pace = createPace(options);
  let bot: string | undefined;
  const heard = createHeard(() => bot);
  const { pace: scale = 1, instances = alone } = options;
  const reader = createReader({ client: clients.reading, heard, complain, pace: scale, instances });
  let rendering: RenderOptions = { timeZone, commands: [] };
  let workspace: string | undefined;
  let wire: Wire | undefined;
  let stopped: Promise<void> | undefined;

  async function start(commands: readonly Command[], dispatch: Dispatch): Promise<void> {
    rendering = { timeZone, commands };
    // Asked before Bolt is made, which would ask too and let a refusal become an unhandled rejection.
    const us = await clients.once.auth.test().catch((error: unknown) => {
      throw startOutage(error, hostOf(options), botTokenTrouble);
    });
    workspace = us.url;
    bot = us.bot_id;
    wire = wireFor(options, now);
    const app = new App({
      token: options.botToken,
      botId: us.bot_id ?? "",
      botUserId: us.user_id ?? "",
      receiver: wire.receiver,
      // Made from the identity above: no question is left for the constructor to ask.
      tokenVerificationEnabled: false,
      convoStore: false,
      logger: quiet,
    });
    app.error(async (error) => complain("a request from Slack failed", error.original ?? error));
    const { once } = options;
    const isNew = createOnce({
      ...(once && { once }),
      failed: (error) => complain("whether an event had come before could not be told", error),
    });
    const asker = askerOf(edge);
    const judged = judgedBy(asker, edge, createReach({ teams: tipTeams, client: clients.unheard, now }));
    const isFirst = createPresses({
      ...(once && { once }),
      failed: (error) => complain("whether a button was pressed before could not be told", error),
      now,
    });
    const parts = {
      asker,
      judged,
      isNew,
      isFirst,
      pace,
      reader,
      flights,
      complain,
      draw: options.draw,
      rest: options.rest ?? ((milliseconds: number) => flights.rest(milliseconds)),
    };
    const { unfurl = [], board } = options;
    const isShared = createShared({ teams: tipTeams, client: clients.unheard, now });
    const links = unfurl.length > 0 && board ? { sites: unfurl, board, isShared } : undefined;
    listen({ links, app, dispatch, commands, rendering, clients, home, us: us.user_id ?? "", ...parts });
    app.event("message_metadata_posted", async ({ body }) => heard.take(body));
    await wire.start().catch((error: unknown) => {
      throw wireTrouble(options, error);
    });
    log.info("Slack is connected", { platform: "slack", ...(wire.port !== undefined && { port: wire.port }) });
  }

  return {
    name: "slack",
    ended,
    get port() {
      return wire?.port;
    },
    isReady: () => wire?.isReady() ?? false,
    start,
    ...createPosts({
      instances,
      clients,
      pace,
      reader,
      rendering: () => rendering,
      workspace: () => workspace,
      complain,
      flights,
      uploads: createUploads({
        client: clients.once,
        draw: options.draw,
        complain,
        rest: (milliseconds) => flights.rest(milliseconds),
      }),
      teams: tipTeams,
    }),
    stop() {
      stopped ??= flights.close(waits.drain).then(() => wire?.stop());
      return stopped;
    },
  };
}

function wireFor({ mode, apiUrl, log }: SlackOptions, now: () => Date): Wire {
  if ("http" in mode) return createHttp({ ...mode.http, log, now });
  return createSocket({ ...mode.socket, log, ...(apiUrl !== undefined && { apiUrl }) });
}

function wireTrouble(options: SlackOptions, error: unknown): Error {
  const { mode } = options;
  if (!("http" in mode)) return startOutage(error, hostOf(options), appTokenTrouble);
  const why = error instanceof Error ? error.message : codeOf(error);
  return new Error(`Slack does not start: port ${mode.http.port} cannot be used (${why}).`);
}

const hostOf = ({ apiUrl = "https://slack.com/api/" }: SlackOptions): string => new URL(apiUrl).host;
