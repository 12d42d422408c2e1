/** The two ways in which Slack reaches an app: envelopes over a socket, and signed requests. */
import { createHmac, randomUUID } from "node:crypto";
import { Agent, request, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { WebSocket } from "ws";
import { afterAttended } from "../attended.ts";
import type { Json } from "./world.ts";

export type Kind = "slash_commands" | "interactive" | "events_api";

/** Sends, and resolves with the app's acknowledgement, or rejects when there is none within three seconds. */
export type Deliver = (kind: Kind, payload: Json, retry?: number) => Promise<Json>;

const patience = 3_000;
/** As Slack says farewell; it names the machine that the connection is on. */
const farewell = (reason: string): string =>
  JSON.stringify({ type: "disconnect", reason, debug_info: { host: "applink-1" } });
const late = () => new Error("the app did not respond (operation_timeout)");

/** @param heard called with all that comes */
export function createSocketWire(heard: (data: Buffer) => void = () => {}) {
  const sockets: WebSocket[] = [];
  /** Connections that Slack has said farewell to: questions come by others, where there are any. */
  const retiring = new Set<WebSocket>();
  const streams = new WeakMap<WebSocket, Duplex>();
  const envelopes = new Map<string, Json>();
  const waiting = new Map<string, (payload: Json) => void>();
  const arrivals = new Set<() => void>();
  let hasty = false;
  let mute = 0;
  let lost = 0;

  /** The connection for the next question: the newest that stays, or else one that has not been closed yet. */
  const open = (): WebSocket | undefined => {
    const all = sockets.filter((socket) => socket.readyState === socket.OPEN);
    return all.findLast((socket) => !retiring.has(socket)) ?? all.at(-1);
  };

  function adopt(socket: WebSocket, stream?: Duplex): void {
    if (stream) streams.set(socket, stream);
    sockets.push(socket);
    socket.on("close", () => {
      retiring.delete(socket);
      sockets.splice(sockets.indexOf(socket), 1);
    });
    socket.on("ping", heard).on("close", (_, why) => heard(why));
    socket.on("message", (data: Buffer) => {
      heard(data);
      const { envelope_id: id, payload } = JSON.parse(data.toString()) as { envelope_id: string; payload?: Json };
      waiting.get(id)?.(payload ?? {});
      waiting.delete(id);
    });
    if (mute-- > 0) return;
    socket.send(
      JSON.stringify({
        type: "hello",
        num_connections: sockets.length,
        debug_info: { host: "applink-1", build_number: 1, approximate_connection_time: 3_600 },
        connection_info: { app_id: "A1" },
      }),
    );
    arrivals.forEach((arrived) => arrived());
  }

  const deliver: Deliver = (kind, payload, retry = 0) => {
    const { promise, resolve, reject } = Promise.withResolvers<Json>();
    const socket = open();
    if (!socket) {
      lost++;
      return Promise.reject(new Error("the app is not connected"));
    }
    const id = randomUUID();
    envelopes.set(id, payload);
    const callOff = afterAttended(patience, () => reject(late()));
    // A person may have turned away from it by then.
    promise.catch(() => {});
    waiting.set(id, (answer) => {
      callOff();
      resolve(answer);
    });
    const retries = retry > 0 ? { retry_attempt: retry, retry_reason: "timeout" } : {};
    const envelope = { type: kind, envelope_id: id, payload, accepts_response_payload: true, ...retries };
    socket.send(JSON.stringify(envelope));
    if (hasty) retire(socket, 0);
    hasty = false;
    return promise;
  };
  /**
   * Slack says farewell, and closes the connection so many milliseconds later. Whoever hangs up before that has nothing
   * until then: Slack keeps the TCP connection open all the same.
   */
  function retire(socket: WebSocket, linger: number, reason = "refresh_requested"): void {
    socket.send(farewell(reason));
    retiring.add(socket);
    const stream = streams.get(socket);
    if (!stream) return;
    const end = stream.end.bind(stream);
    const until = performance.now() + linger;
    // Slack does later than the WebSocket library what follows a goodbye on both sides.
    Object.assign(stream, {
      end: () => (setTimeout(end, Math.max(0, until - performance.now())).unref(), stream),
    });
    void (async () => {
      // In short stretches, so that a machine that is kept busy has time for all that comes between.
      for (let i = 0; i < 20; i++) await wait(linger / 20, undefined, { ref: false });
      socket.terminate();
    })();
  }

  return {
    adopt,
    deliver,
    /** Questions that found no connection. */
    get lost(): number {
      return lost;
    },
    /** Slack renews the connections that there are. @param linger milliseconds until it closes them */
    refresh(linger: number, reason?: "warning" | "refresh_requested"): void {
      for (const socket of sockets) if (!retiring.has(socket)) retire(socket, linger, reason);
    },
    /** The next connections get no hello. */
    silence: (count: number): void => void (mute = count),
    /** All that was sent, by the ids of their envelopes. */
    envelopes,
    /** Sends a frame as it stands, whatever it is. */
    frame: (text: string): void => sockets.at(-1)?.send(text),
    /** Slack asks the app to come back by another connection, or is simply gone. */
    drop(how: "asked" | "cut"): void {
      for (const socket of sockets)
        if (how === "asked") retire(socket, 0);
        else socket.terminate();
    },
    /** Connections that there are become half open: nothing that comes by them is read, no ping and no goodbye. */
    deafen: (): void => sockets.forEach((socket) => socket.pause()),
    /** Closes the connection after the next envelope, so that its acknowledgement comes too late. */
    hurry: (): void => void (hasty = true),
    connections: (): number => sockets.length,
    /** Connections on which nobody has begun to say goodbye. */
    open: (): number => sockets.filter((socket) => socket.readyState === socket.OPEN).length,
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
    const send = (): Promise<IncomingMessage> => {
      const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
      const sent = request(url, { method: "POST", agent, headers }, resolve);
      const callOff = afterAttended(patience + 500, () => sent.destroy(late()));
      // A connection that was kept may have been closed at the other end meanwhile: then nothing of it was read.
      const failed = (error: NodeJS.ErrnoException): void =>
        sent.reusedSocket && error.code === "ECONNRESET" ? resolve(send()) : reject(error);
      sent.on("close", callOff).on("error", failed).end(body);
      return promise;
    };
    const response = await send();
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
