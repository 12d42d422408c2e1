/**
 * The SDK's connection to the gateway, without its client: that makes objects of whatever comes, and throws at what it
 * does not expect. Here a packet that is not as Discord documents it is left out, and the connection goes on.
 */
import { createRequire } from "node:module";
import { GatewayDispatchEvents, type REST } from "discord.js";
import { Guarded, stepTime, type Manager } from "./guarded.ts";
import { isShutOut } from "./shut-out.ts";

/** A session at Discord: its id, the last event that came, and the address where it is resumed. */
export type Session = NonNullable<Awaited<ReturnType<Manager["options"]["retrieveSessionInfo"]>>>;
/** Sessions by shard. Whoever keeps them over a restart of the adapter misses nothing of it. */
export type Sessions = Map<number, Session>;

/** The manager's events; the SDK's own list of these names is hidden by another of the same name. */
interface Told {
  on(event: "dispatch", heard: (told: { readonly data: { readonly t: unknown; readonly d: unknown } }) => void): void;
  on(event: "closed", heard: (told: { readonly code: number }) => void): void;
  on(event: "ready" | "resumed" | "error", heard: () => void): void;
  removeAllListeners(): void;
}

/** The SDK exports another class under this name, so that its own dependency has to be asked. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a module that is asked for by name has no type
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
/** Milliseconds for a connection to be closed in good order. */
const closeTime = 2_000;
/** Any code but 1000 and 1001 leaves the session open at Discord. */
const leaveOpen = 4_200;
const ended = 1_000;

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
