/** The SDK's shards, where their own handling of a packet would throw, wait without end, or beat without end. */
import {
  GatewayDispatchEvents,
  GatewayOpcodes,
  SimpleShardingStrategy,
  WebSocketShardDestroyRecovery,
  WebSocketShardStatus,
  type WebSocketOptions,
} from "discord.js";
import { fromJson, isObject } from "../../lib/json.ts";

export type Manager = Parameters<NonNullable<WebSocketOptions["buildStrategy"]>>[0];

/** Milliseconds for each step of a connection: with one that hangs nobody is heard. */
export const stepTime = 5_000;
const ready: string = GatewayDispatchEvents.Ready;
const usualHeartbeat = 41_250;
const leastHeartbeat = 1_000;

/** The parts of a shard that the SDK keeps to itself, where its own handling would throw. */
interface Shard {
  readonly status: WebSocketShardStatus;
  readonly connection: { terminate(): void } | null;
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
  unpackMessage(data: unknown, isBinary: boolean): Promise<unknown>;
  internalConnect(): Promise<void>;
  destroy(options: { readonly reason: string; readonly recover: WebSocketShardDestroyRecovery }): Promise<void>;
}

export class Guarded extends SimpleShardingStrategy {
  readonly #trouble: () => void;
  #leaving = false;

  constructor(manager: Manager, trouble: () => void) {
    super(manager);
    this.#trouble = trouble;
  }

  get #shards(): readonly Shard[] {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK declares them its own
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
    const onMessage = shard.onMessage.bind(shard);
    const internalConnect = shard.internalConnect.bind(shard);
    let waiting: NodeJS.Timeout | undefined;
    shard.unpackMessage = async (data, isBinary) => (isBinary ? undefined : sound(fromJson(data)));
    shard.onMessage = async (data, isBinary) => {
      // Any packet is a sign of life: a long replay takes longer than one step.
      if (waiting) waiting.refresh();
      try {
        await onMessage(data, isBinary);
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
        await internalConnect();
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
      return t === ready ? soundReady(packet) : packet;
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
