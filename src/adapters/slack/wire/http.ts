/** Signed requests over HTTP: for a public address of your own. */
import { HTTPModuleFunctions, HTTPReceiver, isValidSlackRequest, type BufferedIncomingMessage } from "@slack/bolt";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createSignatures, mostBytes, timeLimits } from "../../../lib/http-limits.ts";
import { isObject } from "../../../lib/json.ts";
import type { Log } from "../../../lib/log.ts";
import { waits } from "../limits.ts";
import { path } from "../names.ts";
import { quiet } from "./quiet.ts";
import type { Wire } from "./wire.ts";

const { bufferIncomingMessage, parseHTTPRequestBody } = HTTPModuleFunctions;

export interface HttpOptions {
  /** 0 takes any that is free. */
  readonly port: number;
  /** This machine alone unless given. */
  readonly host?: string;
  readonly signingSecret: string;
  /** Milliseconds until a request must be there whole. */
  readonly patience?: number;
  readonly log: Log;
  readonly now: () => Date;
}

export function createHttp({ port, host = "127.0.0.1", signingSecret, patience, log, now }: HttpOptions): Wire {
  // Signatures are looked at here, once: nothing without a good one gets any further.
  const receiver = new HTTPReceiver({ signingSecret, endpoints: [path], logger: quiet, signatureVerification: false });
  const signatures = createSignatures();

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST" || request.url?.split("?")[0] !== path) return end(response, 404);
    if (isFromTheFuture(request, now())) return end(response, 401);
    const body = await bufferIncomingMessage(request, mostBytes).catch(() => undefined);
    if (!body) return end(response.setHeader("connection", "close"), 413);
    const signature = signatureOf(body, signingSecret, now());
    // Slack looks at the certificate without signing.
    if (signature === undefined) return end(response, isLookAtCertificate(body) ? 200 : 401);
    const until = (stampOf(request) + 1) * 1_000 + waits.skew;
    // Slack's own repeat of an event that is here already asks for no more than a nod.
    if (!signatures.take(signature, until, now().getTime()))
      return end(response, request.headers["x-slack-retry-num"] === undefined ? 401 : 200);
    if (!isReadable(body)) return end(response, 400);
    receiver.requestListener(request, response);
  }

  const server = createServer(timeLimits(patience), (request, response) => {
    response.once("finish", () => {
      if (response.statusCode === 401)
        log.warn("a request without a good signature was turned away", { platform: "slack", status: 401 });
    });
    receive(request, response).catch(() => response.destroy());
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
      server.once("error", reject).listen({ port, host }, resolve);
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

const stampOf = ({ headers }: IncomingMessage): number => Number(headers["x-slack-request-timestamp"]);

/** The SDK refuses stale requests alone: one dated ahead could be kept and sent again when its time comes. */
const isFromTheFuture = (request: IncomingMessage, now: Date): boolean =>
  stampOf(request) * 1_000 > now.getTime() + waits.skew;

/** The hash that proves a request to be Slack's, without what the SDK lets stand around it; undefined where it is not. */
function signatureOf(request: BufferedIncomingMessage, signingSecret: string, now: Date): string | undefined {
  const { headers, rawBody } = request;
  const signature = String(headers["x-slack-signature"]);
  const isGood = isValidSlackRequest({
    signingSecret,
    body: rawBody.toString(),
    headers: { "x-slack-signature": signature, "x-slack-request-timestamp": stampOf(request) },
    nowMilliseconds: now.getTime(),
  });
  return isGood ? signature.split("=")[1] : undefined;
}

/** Whether it is a message: the SDK reads `null` as one, and throws where nobody catches. */
function isReadable(request: BufferedIncomingMessage): boolean {
  try {
    return isObject(parseHTTPRequestBody(request));
  } catch {
    return false;
  }
}

/** Whether it is a form that asks for nothing but a nod. Whatever else it holds is not read. */
const isLookAtCertificate = ({ headers, rawBody }: BufferedIncomingMessage): boolean =>
  headers["content-type"] === "application/x-www-form-urlencoded" &&
  new URLSearchParams(rawBody.toString()).get("ssl_check") === "1";

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}
