/** The server: what every request meets before any route, and the files of the page. */
import { readFile } from "node:fs/promises";
import { createServer, type ServerOptions } from "node:http";
import { join } from "node:path";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { timeLimits } from "../../lib/http-limits.ts";
import type { Log } from "../../lib/log.ts";
import type { Known } from "./board/routes.ts";
import { refusal, securityHeaders, type Admission } from "./guard.ts";
import { request as most } from "./limits.ts";
import type { Visits } from "./visits.ts";

export interface DoorOptions {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Our names at a port. */
  readonly admission: (port: number) => Admission;
  /** Whether a proxy of ours may stand before us, on this machine, and say whom it speaks for. */
  readonly behindProxy: boolean;
  readonly visits: Visits;
  readonly log: Log;
  readonly routes: readonly Hono<Known>[];
  /** Milliseconds until a request must be there whole. */
  readonly patience?: number;
}

export interface Door {
  readonly port: number;
  /** Takes no new requests. */
  close(): Promise<void>;
}

/** Milliseconds for answers in flight, once we leave. */
const drain = 5_000;

const assets: Readonly<Record<string, string>> = {
  "page.css": "text/css; charset=utf-8",
  "board.css": "text/css; charset=utf-8",
  "chat.css": "text/css; charset=utf-8",
  "chat.js": "text/javascript; charset=utf-8",
  "offers.js": "text/javascript; charset=utf-8",
  "board.js": "text/javascript; charset=utf-8",
  "icon.svg": "image/svg+xml",
};

/** @throws Error in one clear line where the port cannot be had */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { visits, log, routes, behindProxy } = options;
  const files = new Map<string, Buffer>();
  for (const name of Object.keys(assets)) files.set(name, await readFile(join(import.meta.dirname, "client", name)));
  let admission: Admission = { hosts: [], origins: [], sites: [] };

  const app = new Hono<Known & { readonly Bindings: HttpBindings }>();
  // A route's own words on keeping it, or on frames, stand; where it has none, these do.
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries({ ...securityHeaders(), "cache-control": "no-store" }))
      if (!context.res.headers.has(name)) context.header(name, value);
  });
  app.use(async (context, next) => {
    const { req, env } = context;
    const asked = { method: req.method, path: req.path, header: (name: string) => req.header(name) };
    const refused = refusal(asked, admission);
    if (refused)
      return context.text("This address is not for you: open the page by the address that was printed.\n", refused);
    const address = addressOf(
      env.incoming.socket.remoteAddress ?? "",
      behindProxy ? req.header("x-forwarded-for") : undefined,
    );
    if (visits.tooMany(address, performance.now()))
      return context.text("Too many requests: wait a minute.\n", 429, { "retry-after": "60" });
    context.set("address", address);
    return next();
  });
  app.use(bodyLimit({ maxSize: most.body, onError: (context) => context.text("That is too much at once.\n", 413) }));
  app.get("/assets/:name", (context) => {
    const name = context.req.param("name");
    const file = files.get(name);
    if (!file) return context.notFound();
    return context.body(new Uint8Array(file), 200, { "content-type": assets[name] ?? "", "cache-control": "no-cache" });
  });
  for (const one of routes) app.route("/", one);
  app.onError((error, context) => {
    log.error("a request met an error of ours", { error });
    return context.text("Something went wrong on our side.\n", 500);
  });

  const limits: ServerOptions = { ...timeLimits(options.patience), maxHeaderSize: most.headers };
  const server = createServer(limits, getRequestListener(app.fetch));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(options.port, options.host, resolve);
  await promise.catch(() => {
    throw new Error(
      `The page does not start: ${options.host}:${options.port} cannot be listened on: give another WEB_PORT.`,
    );
  });
  server.on("error", (error) => log.error("the page's server met an error", { error }));
  const listening = server.address();
  const port = typeof listening === "object" && listening ? listening.port : options.port;
  admission = options.admission(port);
  return {
    port,
    async close() {
      const closed = new Promise<void>((done) => void server.close(() => done()));
      server.closeIdleConnections();
      // Answers in flight are given; whoever reads one too slowly does not keep us.
      const late = setTimeout(() => server.closeAllConnections(), drain).unref();
      await closed;
      clearTimeout(late);
    },
  };
}

/** The asker's own, where a proxy on this machine tells it: the last that stands there is the one that it saw. */
function addressOf(peer: string, forwarded: string | undefined): string {
  const isHere = peer === "::1" || peer.replace("::ffff:", "").startsWith("127.");
  return (isHere && forwarded?.split(",").at(-1)?.trim()) || peer;
}
