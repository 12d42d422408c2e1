/** Signed requests over HTTP: for a public address of your own. */
import { HTTPReceiver } from "@slack/bolt";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Log } from "../../../lib/log.ts";
import { waits } from "../limits.ts";
import { path } from "../names.ts";
import { quiet } from "./quiet.ts";
import type { Wire } from "./wire.ts";

export interface HttpOptions {
  /** 0 takes any that is free. */
  readonly port: number;
  readonly host?: string;
  readonly signingSecret: string;
  readonly log: Log;
  readonly now: () => Date;
}

export function createHttp({ port, host, signingSecret, log, now }: HttpOptions): Wire {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: [path], logger: quiet });
  const server = createServer((request, response) => {
    response.once("finish", () => {
      if (response.statusCode === 401)
        log.warn("a request without a good signature was turned away", { platform: "slack", status: 401 });
    });
    if (isFromTheFuture(request, now())) return end(response, 401);
    try {
      receiver.requestListener(request, response);
    } catch {
      // It throws for paths that are not its own.
      end(response, 404);
    }
  });
  return {
    receiver,
    isReady: () => server.listening,
    get port() {
      const address = server.address();
      return typeof address === "object" ? address?.port : undefined;
    },
    async start() {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      server.once("error", reject).listen({ port, ...(host !== undefined && { host }) }, resolve);
      await promise;
    },
    async stop() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}

/** The SDK refuses stale requests alone: one dated ahead could be kept and sent again when its time comes. */
function isFromTheFuture({ headers }: IncomingMessage, now: Date): boolean {
  const stamp = Number(headers["x-slack-request-timestamp"]);
  return stamp * 1_000 > now.getTime() + waits.skew;
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}
