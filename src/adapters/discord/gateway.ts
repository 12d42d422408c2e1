/** The gateway: interactions over a connection of our own, which one instance may have at a time. */
import { setTimeout as pause } from "node:timers/promises";
import {
  Events,
  GatewayDispatchEvents,
  Routes,
  Status,
  type APIInteraction,
  type APIInteractionResponse,
  type Client,
  type REST,
} from "discord.js";
import { createClient, login, type ClientOptions } from "./client.ts";
import type { Handler } from "./interactions.ts";
import { platform } from "./read.ts";
import { again, codes, isApiError } from "./trouble.ts";
import type { KeptLease, LeaseKeeper } from "../../lib/lease.ts";

export interface GatewayOptions extends ClientOptions {
  readonly token: string;
  readonly rest: REST;
  readonly handle: Handler;
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

/** Opens it now. @throws as `login` does */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const client = await connect(options);
  return { isReady: () => isConnected(client), close: () => disconnect(client) };
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
  let client: Client | undefined;
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
      client = await connect(options);
      opening = false;
      await over(AbortSignal.any([held.lost, leaving.signal]));
      if (!leaving.signal.aborted) log.warn("the gateway is another instance's now", { platform });
    } finally {
      opening = false;
      if (client) await disconnect(client);
      client = undefined;
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
    isReady: () => !opening && (client === undefined || isConnected(client)),
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

async function connect(options: GatewayOptions): Promise<Client> {
  const client = createClient(options);
  listen(client, options);
  try {
    await login(client, options.token);
  } catch (error) {
    await disconnect(client);
    throw error;
  }
  options.log.info("taking interactions over the gateway", { platform, count: client.ws.shards.size });
  return client;
}

async function disconnect(client: Client): Promise<void> {
  // From here on the connection ends by our own doing.
  client.removeAllListeners();
  await client.destroy();
}

/** Interactions as they come, before the SDK makes objects of them. */
function listen(client: Client, { rest, handle, log, lose }: GatewayOptions): void {
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    void handle(interaction, (body) => acknowledge(rest, interaction, body));
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    log.error("the gateway is shut", { platform, code: String(code) });
    lose(code);
  });
  client.on(Events.ShardReconnecting, () => log.info("the gateway was lost; reconnecting", { platform }));
  client.on(Events.ShardResume, (_, count) => log.info("the gateway is back", { platform, count }));
  client.on(Events.ShardError, () => log.warn("the gateway had an error", { platform }));
  client.on(Events.Error, () => log.warn("the gateway had an error", { platform }));
}

async function acknowledge(rest: REST, { id, token }: APIInteraction, body: APIInteractionResponse): Promise<void> {
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

const isConnected = (client: Client): boolean =>
  client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready);
