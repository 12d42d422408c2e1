/** The two ways in which Slack reaches an app: envelopes over a socket, and signed requests. */
import { createHmac, randomUUID } from "node:crypto";
import { Agent, request, type IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import type { Json } from "./world.ts";

export type Kind = "slash_commands" | "interactive" | "events_api";

/** Sends, and resolves with the app's acknowledgement, or rejects when there is none within three seconds. */
export type Deliver = (kind: Kind, payload: Json, retry?: number) => Promise<Json>;

const patience = 3_000;
const goodbye = JSON.stringify({ type: "disconnect", reason: "refresh_requested" });
const late = () => new Error("the app did not respond (operation_timeout)");

/** @param heard called with all that comes */
export function createSocketWire(heard: (data: Buffer) => void = () => {}) {
  const sockets: WebSocket[] = [];
  const envelopes = new Map<string, Json>();
  const waiting = new Map<string, (payload: Json) => void>();
  const arrivals = new Set<() => void>();
  let hasty = false;

  function adopt(socket: WebSocket): void {
    sockets.push(socket);
    socket.on("close", () => sockets.splice(sockets.indexOf(socket), 1));
    socket.on("ping", heard).on("close", (_, why) => heard(why));
    socket.on("message", (data: Buffer) => {
      heard(data);
      const { envelope_id: id, payload } = JSON.parse(data.toString()) as { envelope_id: string; payload?: Json };
      waiting.get(id)?.(payload ?? {});
      waiting.delete(id);
    });
    socket.send(JSON.stringify({ type: "hello", num_connections: sockets.length }));
    arrivals.forEach((arrived) => arrived());
  }

  const deliver: Deliver = (kind, payload, retry = 0) => {
    const { promise, resolve, reject } = Promise.withResolvers<Json>();
    const socket = sockets.at(-1);
    if (!socket) return Promise.reject(new Error("the app is not connected"));
    const id = randomUUID();
    envelopes.set(id, payload);
    const timer = setTimeout(() => reject(late()), patience);
    waiting.set(id, (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    const retries = retry > 0 ? { retry_attempt: retry, retry_reason: "timeout" } : {};
    socket.send(JSON.stringify({ type: kind, envelope_id: id, payload, accepts_response_payload: true, ...retries }));
    if (hasty) socket.send(goodbye);
    hasty = false;
    return promise;
  };
  return {
    adopt,
    deliver,
    /** All that was sent, by the ids of their envelopes. */
    envelopes,
    /** Sends a frame as it stands, whatever it is. */
    frame: (text: string): void => sockets.at(-1)?.send(text),
    /** Slack asks the app to come back by another connection, or is simply gone. */
    drop(how: "asked" | "cut"): void {
      for (const socket of sockets)
        if (how === "asked") socket.send(goodbye);
        else socket.terminate();
    },
    /** Closes the connection after the next envelope, so that its acknowledgement comes too late. */
    hurry: (): void => void (hasty = true),
    connections: (): number => sockets.length,
    /** Resolves at the next connection. */
    async arrival(): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      arrivals.add(resolve);
      await promise;
      arrivals.delete(resolve);
    },
  };
}

/** @param at the moment that the request is dated, in seconds */
export function sign(body: string, secret: string, at = Math.floor(Date.now() / 1_000)): Record<string, string> {
  const signature = createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(at), "x-slack-signature": `v0=${signature}` };
}

export const bodyOf = (kind: Kind, payload: Json): string => {
  if (kind === "events_api") return JSON.stringify(payload);
  const form = kind === "interactive" ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return new URLSearchParams(form).toString();
};

export const typeOf = (kind: Kind): string =>
  kind === "events_api" ? "application/json" : "application/x-www-form-urlencoded";

/** Connections are kept, and no request waits behind another's. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export const createHttpWire =
  (url: string, secret: string): Deliver =>
  async (kind, payload, retry = 0) => {
    const body = bodyOf(kind, payload);
    const retries = retry > 0 ? { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_timeout" } : {};
    const headers = {
      "content-type": typeOf(kind),
      "content-length": String(Buffer.byteLength(body)),
      ...sign(body, secret),
      ...retries,
    };
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const sent = request(url, { method: "POST", agent, headers, timeout: patience + 500 }, resolve);
    sent
      .on("timeout", () => sent.destroy(late()))
      .on("error", reject)
      .end(body);
    const response = await promise;
    const text = await textOf(response);
    const { statusCode: status = 0 } = response;
    if (status !== 200) throw status === 404 ? late() : new Error(`the app answered ${status}`);
    if (text === "") return {};
    return text.startsWith("{") ? (JSON.parse(text) as Json) : { text };
  };

export async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
