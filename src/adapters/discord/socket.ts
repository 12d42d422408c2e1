/**
 * The SDK's connection to the gateway, without its client: that makes objects of whatever comes, and throws at what it
 * does not expect. Here a packet that is not as Discord documents it is left out, and the connection goes on.
 */
import { createRequire } from "node:module";
import {
  GatewayDispatchEvents,
  GatewayOpcodes,
  SimpleShardingStrategy,
  WebSocketShardDestroyRecovery,
  WebSocketShardStatus,
  type REST,
  type WebSocketOptions,
} from "discord.js";
import { fromJson, isObject } from "../../lib/json.ts";
import { whyShutOut, isShutOut } from "./shut-out.ts";

type Manager = Parameters<NonNullable<WebSocketOptions["buildStrategy"]>>[0];
/** A session at Discord: its id, the last event that came, and the address where it is resumed. */
export type Session = NonNullable<Awaited<ReturnType<Manager["options"]["retrieveSessionInfo"]>>>;
/** Sessions by shard. Whoever keeps them over a restart of the adapter misses nothing of it. */
export type Sessions = Map<number, Session>;

/** What the manager tells; the SDK's own list of these names is hidden by another of the same name. */
interface Told {
  on(event: "dispatch", heard: (told: { readonly data: { readonly t: unknown; readonly d: unknown } }) => void): void;
  on(event: "closed", heard: (told: { readonly code: number }) => void): void;
  on(event: "ready" | "resumed" | "error", heard: () => void): void;
  removeAllListeners(): void;
}

/** The SDK exports another class under this name, so that its own dependency has to be asked. */
const { WebSocketManager } = createRequire(createRequire(import.meta.url).resolve("discord.js"))("@discordjs/ws") as {
  readonly WebSocketManager: new (options: Partial<Manager["options"]>) => Manager & Told;
};

export interface SocketOptions {
  readonly token: string;
  readonly rest: REST;
  readonly sessions: Sessions;
  /** An interaction, as it came: it may be anything. */
  readonly heard: (interaction: unknown) => void;
  /** Called with the code with which the gateway shut us out for good. */
  readonly lose: (code: number) => void;
  readonly told: (event: "lost" | "back" | "trouble") => void;
}

export interface Socket {
  readonly count: number;
  isReady(): boolean;
  /** @param keep whether the session may be resumed by the next connection */
  close(keep: boolean): Promise<void>;
}

/** Milliseconds for Discord to let us in. */
const loginTime = 30_000;
/** Milliseconds for each step of a connection: with one that hangs nobody is heard. */
const stepTime = 5_000;
/** Milliseconds for a connection to be closed in good order. */
const closeTime = 2_000;
/** Any code but 1000 and 1001 leaves the session open at Discord. */
const leaveOpen = 4_200;
const ended = 1_000;
const usualHeartbeat = 41_250;
const leastHeartbeat = 1_000;

/** @throws Error, the SDK's own, for a connection that was refused */
export async function openSocket(options: SocketOptions): Promise<Socket> {
  const { token, rest, sessions, heard, lose, told } = options;
  let strategy: Guarded | undefined;
  let leaving = false;
  let isUp = false;
  const manager = new WebSocketManager({
    token,
    // Interactions come without any intent, and nothing else is wanted.
    intents: 0,
    rest,
    handshakeTimeout: stepTime,
    helloTimeout: stepTime,
    readyTimeout: stepTime,
    retrieveSessionInfo: (shard) => sessions.get(shard) ?? null,
    updateSessionInfo(shard, session) {
      if (session) sessions.set(shard, session);
      else if (!leaving) sessions.delete(shard);
    },
    buildStrategy: (its) => (strategy = new Guarded(its, () => void (isUp && told("trouble")))),
  });
  manager.on("dispatch", ({ data }) => {
    if (data.t === GatewayDispatchEvents.InteractionCreate) heard(data.d);
  });
  manager.on("closed", ({ code }) => {
    if (leaving || !isUp) return;
    if (isShutOut(code)) lose(code);
    else told("lost");
  });
  for (const event of ["ready", "resumed"] as const) manager.on(event, () => void (isUp && told("back")));
  // Nobody listening would make an error of it that nobody catches.
  manager.on("error", () => {});

  async function close(keep: boolean): Promise<void> {
    leaving = keep;
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      strategy?.cut();
      late.resolve();
    }, closeTime);
    strategy?.leave();
    await Promise.race([
      Promise.resolve(manager.destroy({ code: keep ? leaveOpen : ended, reason: "leaving" })).catch(() => {}),
      late.promise,
    ]);
    clearTimeout(timer);
    manager.removeAllListeners();
    manager.on("error", () => {});
    if (!keep) sessions.clear();
  }

  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("Discord's gateway does not let us in: try again.")), loginTime);
  try {
    await Promise.race([manager.connect(), late.promise]);
  } catch (error) {
    await close(true);
    throw error;
  } finally {
    clearTimeout(timer);
  }
  isUp = true;
  return { count: strategy?.size ?? 0, isReady: () => strategy?.isReady() === true, close };
}

/** The parts of a shard that the SDK keeps to itself, where its own handling would throw. */
interface Shard {
  readonly status: WebSocketShardStatus;
  readonly connection: { terminate(): void } | null;
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
  unpackMessage(data: unknown, isBinary: boolean): Promise<unknown>;
  internalConnect(): Promise<void>;
  destroy(options: { readonly reason: string; readonly recover: WebSocketShardDestroyRecovery }): Promise<void>;
}

class Guarded extends SimpleShardingStrategy {
  readonly #trouble: () => void;
  #leaving = false;

  constructor(manager: Manager, trouble: () => void) {
    super(manager);
    this.#trouble = trouble;
  }

  get #shards(): readonly Shard[] {
    const { shards } = this as unknown as { readonly shards: ReadonlyMap<number, Shard> };
    return [...shards.values()];
  }

  get size(): number {
    return this.#shards.length;
  }

  isReady(): boolean {
    const all = this.#shards;
    return all.length > 0 && all.every(({ status }) => status === WebSocketShardStatus.Ready);
  }

  leave(): void {
    this.#leaving = true;
  }

  cut(): void {
    for (const { connection } of this.#shards) connection?.terminate();
  }

  override async spawn(ids: number[]): Promise<void> {
    await super.spawn(ids);
    for (const shard of this.#shards) this.#guard(shard);
  }

  #guard(shard: Shard): void {
    const { onMessage, internalConnect } = shard;
    let waiting: NodeJS.Timeout | undefined;
    shard.unpackMessage = async (data, isBinary) => (isBinary ? undefined : sound(fromJson(data)));
    shard.onMessage = async (data, isBinary) => {
      // Whatever comes is a sign of life: a long replay takes longer than one step.
      if (waiting) waiting.refresh();
      try {
        await onMessage.call(shard, data, isBinary);
      } catch {
        this.#trouble();
      }
    };
    shard.internalConnect = async () => {
      clearTimeout(waiting);
      // The SDK waits without end for a resumed session to say so.
      waiting = setTimeout(() => {
        waiting = undefined;
        if (this.#leaving || shard.status !== WebSocketShardStatus.Resuming) return;
        void shard
          .destroy({ reason: "not resumed in time", recover: WebSocketShardDestroyRecovery.Reconnect })
          .catch(() => this.#trouble());
      }, stepTime).unref();
      try {
        await internalConnect.call(shard);
      } catch {
        this.#trouble();
      }
    };
  }
}

/** @returns undefined for a packet that the SDK would stumble over; its faults are put right where there is a usual value */
function sound(packet: unknown): unknown {
  if (!isObject(packet)) return undefined;
  const { op, d, t, s } = packet;
  switch (op) {
    case GatewayOpcodes.Dispatch:
      if (typeof t !== "string" || typeof s !== "number") return undefined;
      return t === GatewayDispatchEvents.Ready ? soundReady(packet) : packet;
    case GatewayOpcodes.InvalidSession:
      return { ...packet, d: d === true };
    case GatewayOpcodes.Hello: {
      const every = isObject(d) ? Number(d["heartbeat_interval"]) : Number.NaN;
      return {
        ...packet,
        d: { heartbeat_interval: every >= leastHeartbeat && every < 2 ** 31 ? every : usualHeartbeat },
      };
    }
    default:
      return packet;
  }
}

function soundReady(packet: Readonly<Record<string, unknown>>): unknown {
  const { d } = packet;
  if (!isObject(d) || typeof d["session_id"] !== "string") return undefined;
  const url = d["resume_gateway_url"];
  const isAddress = typeof url === "string" && URL.canParse(url) && /^wss?:$/.test(new URL(url).protocol);
  // Without one, the usual address resumes as well.
  return isAddress ? packet : { ...packet, d: { ...d, resume_gateway_url: undefined } };
}
