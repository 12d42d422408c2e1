/** The page joined: a chat and the board on this machine alone, or the board alone for everybody. */
import { Hono } from "hono";
import type { Command } from "../../core/command.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import type { Joined, Trial } from "../../core/kit.ts";
import type { Place } from "../../core/place.ts";
import type { Platform, Posted } from "../../core/platform.ts";
import { boardRoutes, type Known } from "./board/routes.ts";
import { document } from "./board/page.ts";
import { createChannel, type ChannelChange } from "./channel.ts";
import { createDrawings } from "./chat/drawings.ts";
import { chatPage, type Part } from "./chat/page.ts";
import { chatRoutes } from "./chat/routes.ts";
import { createSession } from "./chat/session.ts";
import { createSecret, type Admission } from "./guard.ts";
import { textOf } from "./html.ts";
import { usual, type Limits } from "./limits.ts";
import { openDoor, type Door } from "./server.ts";
import { createStreams } from "./streams.ts";
import { createVisits } from "./visits.ts";

export const platform = "web";
/** The page's one channel. */
export const channelId = "newsroom";

type Wanted = Pick<Joined, "board" | "edge" | "log" | "print" | "timeZone"> &
  Partial<Pick<Trial, "rehearsing" | "sketchers">>;

export interface WebOptions extends Wanted {
  /** 0 takes any that is free. */
  readonly port: number;
  /** Set where everybody may come: then there is the board alone. `address` is where they find it. */
  readonly open?: { readonly host: string; readonly address: string };
  /** Origins that may embed the map. */
  readonly sites?: readonly string[];
  /** The parts that can be played, in a trial alone. */
  readonly people?: readonly Part[];
  readonly limits?: Limits;
  /** Milliseconds: until a request must be there whole; between two looks for news. */
  readonly patience?: number;
  readonly look?: number;
}

export interface Web extends Platform {
  /** Once started: where it listens, and the key that was printed. */
  readonly door: { readonly port: number; readonly key: string } | undefined;
}

const home = "127.0.0.1";
const examples = ["/seat bath", "how are labour doing", "/portillo"];
const nowhere: Posted = { kind: "refused", about: "place", why: "nobody but the board is here" };

export function createWeb(options: WebOptions): Web {
  const {
    board,
    edge,
    log,
    timeZone,
    open,
    people = [],
    sketchers = [],
    rehearsing,
    limits = usual,
    sites = [],
  } = options;
  if (!board) throw new TypeError("the page has nothing to show");
  const secret = createSecret();
  const visits = createVisits(limits.address);
  const streams = { board: createStreams(limits.streams), chat: createStreams(limits.streams) };
  const place: Place = { platform, id: channelId, kind: "channel" };
  let told: (change: ChannelChange) => void = () => {};
  const channel = createChannel(place, (change) => told(change));
  const take = (address: string) => visits.stream(address);
  let door: Door | undefined;
  let stopping: (() => Promise<void>) | undefined;

  function admission(port: number): Admission {
    const hosts = [home, "localhost", "[::1]"].map((name) => `${name}:${port}`);
    const address = open && new URL(open.address);
    return {
      hosts: address && open ? [...hosts, address.host, `${open.host}:${port}`] : hosts,
      origins: address ? [address.origin] : hosts.map((host) => `http://${host}`),
      sites,
    };
  }

  function chat(
    commands: readonly Command[],
    dispatch: Dispatch,
    sections: () => ReturnType<ReturnType<typeof boardRoutes>["sections"]>,
  ) {
    const drawings = createDrawings(platform, { commands, timeZone }, sketchers);
    const session = createSession({ place, edge, dispatch, commands, channel, drawings });
    const ids = people.map(({ id }) => id);
    const known = new Set(commands.map(({ name }) => name));
    const steered = rehearsing && { rehearsing };
    const routes = chatRoutes({
      session,
      channel,
      drawings,
      streams: streams.chat,
      secret,
      people: ids,
      timeZone,
      log,
      take,
      ...steered,
    });
    told = (change) => routes.told(change);
    routes.app.get("/", async (context) => {
      const title = (await board?.look())?.results.election.name ?? "";
      const page = chatPage({
        title,
        sections: await sections(),
        sketchers,
        people,
        steered: rehearsing !== undefined,
        examples: examples.filter((line) => !line.startsWith("/") || known.has(line.slice(1).split(" ")[0] ?? "")),
      });
      const heading = { title, rehearsal: board?.rehearsal === true };
      return context.html(
        textOf(document(heading, page, { styles: ["chat.css"], scripts: ["chat.js", "board.js"], key: secret.board })),
      );
    });
    return routes;
  }

  return {
    name: platform,
    get door() {
      return door && { port: door.port, key: secret.key };
    },
    async start(commands, dispatch) {
      const shown = boardRoutes({
        board,
        timeZone,
        secret,
        streams: streams.board,
        log,
        sites,
        take,
        ...(options.look !== undefined && { look: options.look }),
      });
      const talk = open ? undefined : chat(commands, dispatch, shown.sections);
      const lead = new Hono<Known>().get("/", (context) => context.redirect("/board"));
      door = await openDoor({
        host: open?.host ?? home,
        port: options.port,
        admission,
        behindProxy: open !== undefined,
        visits,
        log,
        routes: [shown.app, talk?.app ?? lead],
        ...(options.patience !== undefined && { patience: options.patience }),
      });
      const { port } = door;
      log.info("the page is open", { platform, port });
      const address = open ? `${open.address.replace(/\/$/, "")}/board` : `http://${home}:${port}/#${secret.key}`;
      options.print?.(`${rehearsing ? "REHEARSAL, of which nothing is kept. " : ""}Open ${address}`);
      stopping = async () => {
        shown.stop();
        talk?.stop();
        const closed = door?.close();
        await talk?.settled();
        streams.board.close();
        streams.chat.close();
        await closed;
      };
    },
    post: async (to, reply, delivery) =>
      open || to.id !== channelId ? nowhere : { kind: "sent", message: channel.post(reply, delivery) },
    find: async (_, delivery) => channel.find(delivery),
    edit: async (message, reply) => channel.edit(message, reply),
    remove: async (message) => channel.remove(message),
    inspect: async ({ id }) =>
      open || id !== channelId
        ? {
            mayPost: false,
            mayReadBack: false,
            isPrivate: false,
            wants: ["The page has one channel, on this machine alone."],
          }
        : { mayPost: true, mayReadBack: true, isPrivate: true, wants: [] },
    async stop() {
      await stopping?.();
    },
  };
}
