/** The board's addresses: open to everybody, and read only. */
import { Hono } from "hono";
import type { Board } from "../../../core/board.ts";
import type { Log } from "../../../lib/log.ts";
import { securityHeaders, type Secret } from "../guard.ts";
import { look as usualLook } from "../limits.ts";
import { html, textOf } from "../html.ts";
import { frameOf, type Streams } from "../streams.ts";
import { boardPage, boardSections, document } from "./page.ts";
import { isKnown } from "./kept.ts";
import { createSections, differenceOf, type BoardMap, type Sections } from "./sections.ts";
import { createSheets, sheetNames } from "./sheets.ts";

export interface BoardOptions {
  readonly board: Board;
  readonly timeZone: string;
  readonly secret: Secret;
  readonly streams: Streams;
  readonly log: Log;
  /** Sites that may embed the map, and read the results. */
  readonly sites: readonly string[];
  /** Takes one of the asker's event streams; undefined where they have too many. */
  readonly take: (address: string) => (() => void) | undefined;
  readonly look?: number;
}

/** Facts of each request, found out by the server before any route. */
export interface Known {
  readonly Variables: { address: string };
}

export interface BoardRoutes {
  readonly app: Hono<Known>;
  readonly sections: () => Promise<Sections>;
  stop(): void;
}

/** Seconds between reloads without script. */
const refresh = 20;
const longestPlace = 100;
/** Maps of moments past that are kept: at two declarations a second, those of the last ten seconds. */
const mostMaps = 20;

export function boardRoutes(options: BoardOptions): BoardRoutes {
  const { board, timeZone, secret, streams, sites, log } = options;
  const sections = createSections(board, { timeZone });
  const sheet = createSheets(board);
  let shown: Sections | undefined;
  /** Maps that pages made a moment ago still ask for. */
  const recent = new Map<string, BoardMap>();
  async function now(): Promise<Sections> {
    const is = await sections.now();
    if (is.map && !recent.has(is.map.version)) {
      recent.set(is.map.version, is.map);
      const [oldest] = recent.keys();
      if (recent.size > mostMaps && oldest !== undefined) recent.delete(oldest);
    }
    return is;
  }

  /** Looks for news, and tells whoever listens what has changed. */
  async function tell(): Promise<void> {
    if (streams.size === 0) return;
    const before = shown;
    const after = await now();
    shown = after;
    if (before && before.version !== after.version) streams.send(frameOf("board", differenceOf(before, after)));
  }
  let telling: Promise<void> = Promise.resolve();
  const ticking = setInterval(() => {
    telling = telling
      .then(tell)
      .catch((error: unknown) => log.error("the board could not be told", error instanceof Error ? { error } : {}));
  }, options.look ?? usualLook).unref();

  const heading = async () => ({
    title: (await board.look()).results.election.name,
    rehearsal: board.rehearsal,
  });
  const app = new Hono<Known>();
  app.get("/board", async (context) => {
    const place = context.req.query("seat")?.trim().slice(0, longestPlace) ?? "";
    const found = place === "" ? undefined : { typed: place, drawn: await sections.seat(place) };
    const page = boardPage(await heading(), await now(), found);
    const [scripts, key] = [["board.js"], secret.board];
    // A search stands until somebody searches anew.
    const whole = document(await heading(), page, { scripts, key, ...(!found && { refresh }) });
    return context.html(textOf(whole), 200, { "cache-control": "no-cache" });
  });
  app.get("/board/map", async (context) => {
    const body = html`<main class="alone">${boardSections(await now(), ["map"])}</main>`;
    const whole = document(await heading(), body, { scripts: ["board.js"], key: secret.board, refresh });
    return context.html(textOf(whole), 200, { "cache-control": "no-cache", ...securityHeaders(sites) });
  });
  app.get("/board/map.svg", async (context) => {
    const { map } = await now();
    const wanted = context.req.query("v");
    const found = wanted === undefined ? map : recent.get(wanted);
    const is = found ?? map;
    if (!is) return context.notFound();
    const { body, headers } = is.kept.for(context.req.header("accept-encoding"));
    const stays = found && wanted !== undefined;
    return context.body(new Uint8Array(body), 200, {
      ...headers,
      "cache-control": stays ? "public, max-age=31536000, immutable" : "no-cache",
      "x-version": is.version,
    });
  });
  // A listener that missed something begins anew with this.
  app.get("/board/now", async (context) => {
    const { version, parts, map } = await now();
    const shownMap = map && { map: { version: map.version, alt: map.alt } };
    return context.json({ version, parts, ...shownMap }, 200, { "cache-control": "no-cache" });
  });
  app.get("/board/events", async (context) => {
    if (!secret.fits(context.req.query("key"), "board")) return context.text("", 403);
    const release = options.take(context.get("address"));
    if (!release) return context.text("too many at once: close some", 429, { "retry-after": "30" });
    // A page that was made a while ago learns at once that it is behind.
    const is = await now();
    shown ??= is;
    const body = streams.open([frameOf("now", { version: is.version })], release);
    if (!body) release();
    if (!body) return context.text("too many listen: reload now and then", 503, { "retry-after": "30" });
    return new Response(body, {
      headers: { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" },
    });
  });
  for (const name of sheetNames)
    app.get(`/${name}`, async (context) => {
      const { kept, modified } = await sheet(name);
      const { body, headers } = kept.for(context.req.header("accept-encoding"));
      const all = {
        ...headers,
        "cache-control": "public, max-age=1, stale-while-revalidate=5",
        ...(modified && { "last-modified": modified.toUTCString() }),
        ...corsFor(context.req.header("origin"), sites),
      };
      const has = { marks: context.req.header("if-none-match"), since: context.req.header("if-modified-since") };
      return isKnown(has, kept, modified) ? context.body(null, 304, all) : context.body(new Uint8Array(body), 200, all);
    });
  return { app, sections: now, stop: () => clearInterval(ticking) };
}

const corsFor = (origin: string | undefined, sites: readonly string[]): Record<string, string> => ({
  ...(sites.length > 0 && { "cross-origin-resource-policy": "cross-origin" }),
  ...(origin !== undefined && sites.includes(origin) && { "access-control-allow-origin": origin }),
});
