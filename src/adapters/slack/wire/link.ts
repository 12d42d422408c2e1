/** One connection of Socket Mode, from its opening to its end. */
import { SocketModeReceiver, type App } from "@slack/bolt";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { fromJson, isObject } from "../../../lib/json.ts";
import type { Log } from "../../../lib/log.ts";
import { waits } from "../limits.ts";
import { commonOptions } from "./client.ts";
import { quiet } from "./quiet.ts";

export interface Link {
  /** Whether questions come by it. */
  readonly isUp: boolean;
  /** Whether Slack has said that it will hang up. */
  readonly isRetiring: boolean;
  on(events: Pick<LinkEvents, "retiring" | "closed">): void;
  /** Resolves at Slack's hello. @throws where there is none within so many milliseconds */
  start(hello: number): Promise<void>;
  /** Leaves properly, or by force where Slack does not close in time. Never rejects. */
  close(): Promise<void>;
}

interface LinkEvents {
  readonly retiring: () => void;
  /** Called once, if it was up. */
  readonly closed: () => void;
}

export interface LinkOptions {
  readonly appToken: string;
  readonly apiUrl?: string;
  readonly log: Log;
  readonly app: App;
  /** Milliseconds that Slack has for its part of a farewell. */
  readonly goodbye: number;
}

const farewell = z.object({ type: z.literal("disconnect"), reason: z.string().optional().catch(undefined) });

/** Slack's reason for hanging up before it has said hello: "too_many_websockets". */
class Refusal extends Error {
  constructor(reason: string) {
    super("Slack refused the connection");
    this.name = /^\w{1,40}$/.test(reason) ? reason : "refused";
  }
}

export function openLink({ appToken, apiUrl, log, app, goodbye }: LinkOptions): Link {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: quiet,
    autoReconnectEnabled: false,
    installerOptions: {
      // Waiting is ours as well.
      clientOptions: {
        ...commonOptions(log, apiUrl),
        timeout: waits.request,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    },
  });
  receiver.init(app);
  const { client } = receiver;
  const refused = Promise.withResolvers<never>();
  refused.promise.catch(() => {});
  let events: Pick<LinkEvents, "retiring" | "closed"> | undefined;
  let state: "new" | "up" | "over" = "new";
  let isRetiring = false;
  let closing: Promise<void> | undefined;

  // A connection that was given up while its address was fetched must not be opened after all.
  client.on("connecting", () => {
    if (state === "over") throw new Refusal("given_up");
  });
  const ended = (): void => {
    const wasUp = state === "up";
    state = "over";
    if (wasUp) events?.closed();
  };
  client.on("disconnected", ended);
  readFrames(client, log, (reason) => {
    isRetiring = true;
    if (state === "new") refused.reject(new Refusal(reason));
    else events?.retiring();
  });

  /**
   * A connection on its way out may take an acknowledgement and never pass it on: an answer that can go another way goes
   * by that, and the bare acknowledgement goes by this.
   */
  const original: unknown = Reflect.get(client, "send");
  if (typeof original !== "function") throw new TypeError("the SDK sends in another way by now");
  const send = async (id: string, body: object): Promise<void> => Reflect.apply(original, client, [id, body]);
  Object.assign(client, {
    async send(id: string, body: object = {}): Promise<void> {
      if (!isRetiring || !("response_type" in body)) return send(id, body);
      await send(id, {});
      throw new Refusal("retiring");
    },
  });

  return {
    get isUp() {
      return state === "up";
    },
    get isRetiring() {
      return isRetiring;
    },
    on: (told) => void (events = told),
    async start(hello) {
      const patience = new AbortController();
      const silence = pause(hello, undefined, { signal: patience.signal }).then(() => {
        throw new Refusal("no_hello");
      });
      try {
        await Promise.race([client.start(), silence, refused.promise]);
        state = "up";
        hangUpInTime(client, goodbye, ended);
      } finally {
        patience.abort();
        silence.catch(() => {});
      }
    },
    close: () => (closing ??= close()),
  };

  async function close(): Promise<void> {
    const wasOver = state === "over";
    state = "over";
    if (wasOver) return;
    const patience = new AbortController();
    await Promise.race([
      client.disconnect().catch(() => {}),
      pause(goodbye, undefined, { signal: patience.signal }).catch(() => {}),
    ]);
    patience.abort();
    // Asked a second time, the SDK waits for nobody.
    void client.disconnect().catch(() => {});
  }
}

/**
 * A connection that answers no ping is half open: the SDK says goodbye into it, and waits half a minute for an answer. It
 * is over at once, so that the next is opened, and its socket is taken down after Slack's time for a goodbye.
 */
function hangUpInTime(client: SocketModeReceiver["client"], goodbye: number, ended: () => void): void {
  const socket: unknown = Reflect.get(client, "websocket");
  const original: unknown = isObject(socket) ? socket["disconnect"] : undefined;
  if (!isObject(socket) || typeof original !== "function")
    throw new TypeError("the SDK hangs up in another way by now");
  let isDown = false;
  client.once("disconnected", () => void (isDown = true));
  Object.assign(socket, {
    disconnect(): void {
      Reflect.apply(original, socket, []);
      ended();
      // Asked a second time, the SDK waits for nobody.
      setTimeout(() => void (isDown || Reflect.apply(original, socket, [])), goodbye).unref();
    },
  });
}

/** The word, or letters of it in JSON's other spelling. */
const mayBeFarewell = /disconnect|\\u/;

/**
 * Passes frames on to the SDK, all but Slack's farewell: at that it would hang up at once. A frame that it cannot read,
 * `null` say, ends in a promise that nobody awaits: it is dropped here.
 */
function readFrames(client: SocketModeReceiver["client"], log: Log, retire: (reason: string) => void): void {
  const readers = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown, ...more: unknown[]) => {
    // A question is read by the SDK, once.
    const isLeaving = typeof data === "string" && mayBeFarewell.test(data);
    const said = farewell.safeParse(isLeaving ? fromJson(data) : undefined);
    if (said.success) return retire(said.data.reason ?? "none");
    for (const read of readers) {
      const reading = async (): Promise<void> => Reflect.apply(read, client, [data, ...more]);
      reading().catch(() => log.warn("Slack sent what cannot be read", { platform: "slack" }));
    }
  });
}
