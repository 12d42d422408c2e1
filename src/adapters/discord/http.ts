/** Interactions as signed HTTP requests: nothing that Discord did not sign, now, gets further than this file. */
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { APIInteraction } from "discord.js";
import { createSignatures, mostBytes, timeLimits } from "../../lib/http-limits.ts";
import { isObject } from "../../lib/json.ts";
import type { Log } from "../../lib/log.ts";
import { platform } from "./read.ts";
import type { Handler } from "./interactions.ts";

export interface HttpOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** This machine alone unless given. */
  readonly host?: string;
  /** The application's key in hexadecimal, as the developer portal shows it. */
  readonly publicKey: string;
  /** Milliseconds until a request must be there whole. */
  readonly patience?: number;
}

/** Seconds that a signature may be old, or ahead of our clock. */
const window = 300;

export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

/** @throws Error in one line when the key is none or the port is taken */
export async function openDoor(
  { port, host = "127.0.0.1", publicKey, patience }: HttpOptions,
  handle: Handler,
  { now, log }: { readonly now: () => Date; readonly log: Log },
): Promise<Door> {
  const key = keyOf(publicKey);
  const signatures = createSignatures();
  const takes = (request: IncomingMessage, body: Buffer): boolean => {
    const { signature, until } = signedBy(request, body, key, now()) ?? {};
    return signature !== undefined && until !== undefined && signatures.take(signature, until, now().getTime());
  };
  const server = createServer(timeLimits(patience), (request, response) => {
    receive(request, response, takes, handle).catch(() => {
      log.warn("a request broke off", { platform });
      response.destroy();
    });
  });
  server.listen(port, host);
  await once(server, "listening").catch((error: unknown) => {
    throw new Error(`Discord's interactions cannot be taken at port ${port}: ${codeOf(error)}`, { cause: error });
  });
  return { port: portOf(server), close: () => close(server) };
}

/** The other side hung up before the answer. */
class BrokenOff extends Error {
  override readonly name = "BrokenOff";
  readonly code = "ECONNRESET";
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  takes: (request: IncomingMessage, body: Buffer) => boolean,
  handle: Handler,
): Promise<void> {
  const body = request.method === "POST" ? await bodyOf(request) : undefined;
  if (!body || !takes(request, body)) {
    response.writeHead(401, { "content-type": "text/plain", connection: "close" }).end("invalid request signature");
    return;
  }
  const interaction = interactionIn(body);
  if (!interaction) return void response.writeHead(400).end();
  await handle(interaction, async (answer) => {
    // The response's close has been and gone, and would be waited for in vain.
    if (response.destroyed || response.writableEnded) throw new BrokenOff();
    const sent = once(response, "close");
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    await sent;
    if (!response.writableFinished) throw new BrokenOff();
  });
  // A request that no handler answered still gets an answer.
  if (!response.headersSent && !response.destroyed) response.writeHead(400).end();
}

/** Discord signed it, and so an object is of the shape that Discord documents. */
function interactionIn(body: Buffer): APIInteraction | undefined {
  try {
    const interaction: APIInteraction = JSON.parse(body.toString("utf8"));
    return isObject(interaction) ? interaction : undefined;
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A good signature in one spelling, and until when it is one, in milliseconds; undefined for any other. */
function signedBy(
  { headers }: IncomingMessage,
  body: Buffer,
  key: KeyObject,
  now: Date,
): { readonly signature: string; readonly until: number } | undefined {
  const signature = headers["x-signature-ed25519"];
  const timestamp = headers["x-signature-timestamp"];
  if (typeof signature !== "string" || !/^[\da-f]{128}$/i.test(signature)) return undefined;
  if (typeof timestamp !== "string" || !/^\d{1,12}$/.test(timestamp)) return undefined;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > window) return undefined;
  const isGood = verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, "hex"));
  return isGood ? { signature: signature.toLowerCase(), until: (Number(timestamp) + window) * 1000 } : undefined;
}

function keyOf(hex: string): KeyObject {
  if (!/^[\da-f]{64}$/i.test(hex))
    throw new Error(
      "Discord's public key is 64 hexadecimal digits: copy it from the developer portal, General Information.",
    );
  const x = Buffer.from(hex, "hex").toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "unknown");

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  // Connections that have not finished by now never will.
  const late = setTimeout(() => server.closeAllConnections(), 1_000);
  await closed;
  clearTimeout(late);
}
