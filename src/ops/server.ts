/** Health, readiness and metrics over HTTP, for monitors: off unless asked for, and for this machine alone. */
import { createServer, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { timeLimits } from "../lib/http-limits.ts";
import type { Metrics } from "./metrics.ts";
import type { State } from "./supervise.ts";

export interface OpsOptions {
  readonly host: string;
  readonly port: number;
  readonly metrics: Metrics;
  /** The state of each adapter, by platform. */
  readonly states: () => Readonly<Record<string, State>>;
  /** Why the database cannot be written, in a word; undefined while it can. */
  readonly trouble?: () => Promise<string | undefined>;
  /** Milliseconds until a request must be there whole. */
  readonly patience?: number;
}

export interface OpsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** One line for the operator. */
export class OpsError extends Error {
  override readonly name = "OpsError";
}

/** @throws OpsError when the port cannot be had */
export async function startOps({ host, port, metrics, states, trouble, patience }: OpsOptions): Promise<OpsServer> {
  const database = trouble && probe(trouble);
  const pages: Readonly<Record<string, (response: ServerResponse) => Promise<void> | void>> = {
    // Health says only that this process answers: no monitor must restart it because a platform is down.
    "/healthz": (response) => tell(response, 200, "text/plain", "ok\n"),
    "/readyz": async (response) => {
      const adapters = states();
      const parts = { adapters, ...(database && { database: await database() }) };
      const all = Object.values(adapters);
      const ready = all.length > 0 && [...all, parts.database ?? "up"].every((state) => state === "up");
      tell(response, ready ? 200 : 503, "application/json", `${JSON.stringify({ ready, ...parts })}\n`);
    },
    "/metrics": async (response) => {
      if (database) metrics.database((await database()) === "up");
      for (const [platform, state] of Object.entries(states())) metrics.adapter(platform, state === "up");
      tell(response, 200, metrics.contentType, await metrics.text());
    },
  };
  const server = createServer(timeLimits(patience), (request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (request.method !== "GET" && request.method !== "HEAD")
      tell(response.setHeader("allow", "GET"), 405, "text/plain", "GET only\n");
    else if (!page) tell(response, 404, "text/plain", `There are ${Object.keys(pages).join(", ")}.\n`);
    else
      Promise.resolve(page(response)).catch(() => tell(response, 500, "text/plain", "that went wrong on our side\n"));
  });
  const listening = Promise.withResolvers<void>();
  server.once("error", listening.reject).listen(port, host, listening.resolve);
  await listening.promise.catch((error: NodeJS.ErrnoException) => {
    throw new OpsError(`OPS_PORT ${port} on ${host} cannot be listened on (${error.code}): give another.`, {
      cause: error,
    });
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

function tell(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(text);
}

/** Milliseconds: a watcher waits no longer for us than a few seconds. */
const answerTime = 1_000;

/** Asks the database once at a time. @returns "up", its trouble, or "slow" while it has not answered */
function probe(trouble: () => Promise<string | undefined>): () => Promise<string> {
  let asking: Promise<void> | undefined;
  let last = "slow";
  return async () => {
    asking ??= trouble()
      .then(
        (found = "up") => found,
        () => "failing",
      )
      .then((found) => void (last = found))
      .finally(() => void (asking = undefined));
    const inTime = await Promise.race([asking.then(() => true), pause(answerTime, false, { ref: false })]);
    // Its last trouble goes on for all we know, while an "up" of before says nothing of now.
    return inTime || last !== "up" ? last : "slow";
  };
}
