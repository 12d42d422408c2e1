/** The gateway: interactions over a connection of our own, which one instance may have at a time. */
import { setTimeout as pause } from "node:timers/promises";
import { Routes, type APIInteraction, type APIInteractionResponse, type REST } from "discord.js";
import type { ClientOptions } from "./client.ts";
import type { Handler } from "./interactions.ts";
import { platform } from "./read.ts";
import { openSocket, type Sessions, type Socket } from "./socket.ts";
import { again, codes, isApiError } from "./trouble.ts";
import { isObject } from "../../lib/json.ts";
import type { KeptLease, LeaseKeeper } from "../../lib/lease.ts";

export interface GatewayOptions extends ClientOptions {
  readonly token: string;
  readonly rest: REST;
  readonly handle: Handler;
  /** Kept while the connection is ours alone: the next one goes on where this one ended. */
  readonly sessions: Sessions;
  /** Called with the code with which the gateway shut us out for good. */
  readonly lose: (code: number) => void;
  /** Called with the reason why the gateway could not be opened when the lease came. */
  readonly failed: (error: unknown) => void;
}

export interface Gateway {
  /** Whether interactions reach us, or another instance for all that we know. */
  isReady(): boolean;
  close(): Promise<void>;
}

/** Opens it now. @throws the SDK's error where we are not let in */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const socket = await connect(options);
  return { isReady: () => socket.isReady(), close: () => socket.close(true) };
}

/** Milliseconds after which we say that we stand by. */
const soon = 250;

/**
 * Opens the gateway whenever we hold the lease, and closes it when the lease is lost: two instances would be sent every
 * question twice.
 */
export function takeTurns(turn: LeaseKeeper, options: GatewayOptions): Gateway {
  const { log, failed } = options;
  const leaving = new AbortController();
  let socket: Socket | undefined;
  let opening = false;

  async function awaited(): Promise<KeptLease | undefined> {
    const told = setTimeout(() => log.info("standing by: another instance has the gateway", { platform }), soon);
    try {
      return await turn.wait(leaving.signal);
    } catch (error) {
      if (leaving.signal.aborted) return undefined;
      throw error;
    } finally {
      clearTimeout(told);
    }
  }

  async function hold(held: KeptLease): Promise<void> {
    opening = true;
    try {
      socket = await connect(options);
      opening = false;
      await over(AbortSignal.any([held.lost, leaving.signal]));
      if (!leaving.signal.aborted) log.warn("the gateway is another instance's now", { platform });
    } finally {
      opening = false;
      // Another instance answers from here on: events of this session would be answered twice.
      if (socket) await socket.close(false);
      socket = undefined;
      await held.release();
    }
  }

  async function keep(): Promise<void> {
    for (;;) {
      // One lease after another.
      const held = await awaited();
      if (held) await hold(held);
      if (leaving.signal.aborted) return;
    }
  }

  const kept = keep().catch((error: unknown) => {
    if (!leaving.signal.aborted) failed(error);
  });
  return {
    isReady: () => !opening && (socket === undefined || socket.isReady()),
    async close() {
      leaving.abort();
      await Promise.race([kept, pause(farewell, undefined, { ref: false })]);
    },
  };
}

/** Milliseconds for the lease to be given back. */
const farewell = 2_000;

function over(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener("abort", () => resolve(), { once: true });
  return promise;
}

async function connect({ token, rest, sessions, handle, lose, log }: GatewayOptions): Promise<Socket> {
  const socket = await openSocket({
    token,
    rest,
    sessions,
    heard(interaction) {
      if (isInteraction(interaction)) void handle(interaction, (body) => acknowledge(rest, interaction, body));
      else log.warn("an interaction of a kind that is not ours", { platform });
    },
    lose(code) {
      log.error("the gateway is shut", { platform, code: String(code) });
      lose(code);
    },
    told: (event) => {
      if (event === "trouble") log.warn("the gateway had an error", { platform });
      else log.info(event === "lost" ? "the gateway was lost; reconnecting" : "the gateway is back", { platform });
    },
  });
  log.info("taking interactions over the gateway", { platform, count: socket.count });
  return socket;
}

/** Whether it can be answered at all; the handler reads the rest with care. */
const isInteraction = (value: unknown): value is APIInteraction =>
  isObject(value) &&
  ["id", "token"].every((key) => typeof value[key] === "string") &&
  typeof value["type"] === "number";

/** Answers an interaction for the first time, by the HTTP API. */
export async function acknowledge(
  rest: REST,
  { id, token }: Pick<APIInteraction, "id" | "token">,
  body: APIInteractionResponse,
): Promise<void> {
  let sent = 0;
  try {
    await again(() => {
      sent++;
      return rest.post(Routes.interactionCallback(id, token), { body, auth: false });
    });
  } catch (error) {
    // A repeat of ours that comes too late means that the first one was heard.
    if (sent === 1 || !isApiError(error, codes.alreadyAcknowledged)) throw error;
  }
}
