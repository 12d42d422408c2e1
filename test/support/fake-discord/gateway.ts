/** The gateway: hello, identify, heartbeats, resume, and events in order. */
import type { Server } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { secret, type State } from "./state.ts";

interface Packet {
  readonly op: number;
  readonly d: {
    readonly token?: string;
    readonly intents?: number;
    readonly session_id?: string;
    readonly seq?: number;
  };
}

export interface Gateway {
  /** Sends the bot an event; kept for a resume while no connection is open. @throws where no bot was ever let in */
  emit(event: string, data: unknown): void;
  /** Sends a packet as it is, whatever it is. */
  raw(packet: unknown): void;
  /** Paths at which connections were opened: a session is resumed at an address of its own. */
  readonly paths: readonly string[];
  /** Events that came with the last resume's number: the last that the bot says it had. */
  readonly resumedFrom: () => number | undefined;
  /** Breaks the connection off. */
  drop(code?: number): void;
  /** Refuses the next resume. */
  forget(): void;
  /** Shuts out, with this code, every bot that identifies from now on. */
  refuse(code: number): void;
  /** The number of operations of a kind that came: identify is 2, resume 6. */
  readonly count: (op: number) => number;
  /** Connections that are open. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Members, presences, the content of messages. */
const privileged = (1 << 1) | (1 << 8) | (1 << 15);

export function openGateway(state: State, server: Server): Gateway {
  const sockets = new WebSocketServer({ server });
  const seen: number[] = [];
  const paths: string[] = [];
  let resumedFrom: number | undefined;
  const events: { readonly t: string; readonly s: number; readonly d: unknown }[] = [];
  let session = secret();
  let shut: number | undefined;
  let live: WebSocket | undefined;

  const send = (socket: WebSocket, packet: object): void =>
    socket.send(JSON.stringify({ s: null, t: null, ...packet }));

  function receive(socket: WebSocket, { op, d }: Packet): void {
    seen.push(op);
    if (op === 1) return send(socket, { op: 11, d: null });
    if (op !== 2 && op !== 6) return;
    if (shut !== undefined) return socket.close(shut);
    if (d.token !== state.token) return socket.close(4_004, "Authentication failed.");
    if (op === 2 && ((d.intents ?? 0) & privileged) !== 0) return socket.close(4_014, "Disallowed intent(s).");
    if (op === 6 && d.session_id !== session) return send(socket, { op: 9, d: false });
    live = socket;
    if (op === 6) {
      resumedFrom = d.seq;
      for (const event of events.filter(({ s }) => s > (d.seq ?? 0))) send(socket, { op: 0, ...event });
      return send(socket, { op: 0, t: "RESUMED", s: events.length, d: {} });
    }
    emit("READY", {
      v: 10,
      user: { id: state.bot, username: "teller", discriminator: "0", avatar: null, bot: true },
      guilds: [{ id: state.guild, unavailable: true }],
      session_id: session,
      resume_gateway_url: `ws://${state.address}/resumed`,
      shard: [0, 1],
      application: { id: state.application, flags: 0 },
    });
  }

  sockets.on("connection", (socket, { url = "", headers }) => {
    state.ear?.({ to: "discord", what: `GET ${url}`, headers: JSON.stringify(headers), body: Buffer.alloc(0) });
    paths.push(url.split("?")[0] ?? "");
    send(socket, { op: 10, d: { heartbeat_interval: 41_250 } });
    socket.on("message", (data: Buffer) => {
      state.ear?.({ to: "discord", what: "socket", headers: "", body: data });
      receive(socket, JSON.parse(data.toString()) as Packet);
    });
    const hear = (body: Buffer): void => state.ear?.({ to: "discord", what: "ping", headers: "", body });
    socket.on("ping", hear).on("close", (_, why) => hear(why));
    socket.on("close", () => void (live = live === socket ? undefined : live));
  });

  function emit(t: string, d: unknown): void {
    // Nobody would ever hear of it: a session that opens later is told nothing of before.
    if (!live && events.length === 0) throw new Error(`${t}, but no bot has the gateway yet`);
    const event = { t, s: events.length + 1, d };
    events.push(event);
    if (live) send(live, { op: 0, ...event });
  }

  return {
    emit,
    raw: (packet) => live?.send(JSON.stringify(packet)),
    paths,
    resumedFrom: () => resumedFrom,
    drop: (code = 4_000) => live?.close(code),
    refuse: (code) => void (shut = code),
    forget: () => void (session = secret()),
    connections: () => [...sockets.clients].filter(({ readyState, OPEN }) => readyState === OPEN).length,
    count: (op) => seen.filter((one) => one === op).length,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}
