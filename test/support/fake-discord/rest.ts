/** The HTTP API, as far as Teller uses it. */
import type { IncomingMessage, ServerResponse } from "node:http";
import {
  acknowledge,
  editOriginal,
  followUp,
  original,
  Refusal,
  refuse,
  removeOriginal,
  type Body,
} from "./answers.ts";
import { commandFaults, faultsOf, type Registered } from "./check.ts";
import { channel, crosspost, openDirect } from "./channels.ts";
import { commandId, guildOf } from "./guild.ts";
import type { Act } from "../chaos.ts";
import type { State } from "./state.ts";

/** Trouble that the next matching request meets. */
export interface Trouble {
  /** Matched against "POST /channels/1/messages". */
  readonly on: RegExp;
  readonly kind: "status" | "reset" | "timeout";
  readonly status?: number;
  readonly code?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Fields of the body besides its message and its code. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** A page of the edge's in place of Discord's JSON. */
  readonly page?: string;
  /** Meets every matching request from here on. */
  readonly always?: true;
  /** Does the work all the same, and then answers like this. */
  readonly done?: true;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly string[];
  readonly authorised: boolean;
}

export async function answerRest(
  state: State,
  troubles: Trouble[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = await read(state, request);
  const what = `${asked.method} ${asked.path}`;
  state.requests.push({ what, body: asked.body });
  // Haste counts, whatever else goes wrong.
  const { answered } = state;
  response.once("finish", () => answered.set(response.statusCode, (answered.get(response.statusCode) ?? 0) + 1));
  const { headers, after } = state.limits.take(asked.method, asked.path);
  const send = (status: number, body: unknown, more: Headers = {}): void =>
    write(response, status, body, { ...headers, ...more });
  if (after !== undefined) return send(429, { message: "You are being rate limited.", retry_after: after });
  const at = troubles.findIndex(({ on }) => on.test(what));
  const [trouble] = at < 0 ? [] : troubles[at]?.always ? [troubles[at]] : troubles.splice(at, 1);
  const run = (): (() => void) => {
    const { status, body } = outcome(() => route(state, asked));
    return () => send(status, body);
  };
  const cut = (): void => void request.socket.destroy();
  if (!trouble) {
    const act = acts.find(({ on }) => on.test(what))?.act;
    if (!state.chaos || !act) return run()();
    const hasten = (seconds: number): void => write(response, 429, {}, { "retry-after": String(seconds) });
    return state.chaos.meet(act, { run, cut, hasten, fail: () => send(500, { message: "at random", code: 0 }) });
  }
  if (trouble.done) run();
  if (trouble.kind === "reset") return cut();
  if (trouble.kind === "timeout") return;
  const { status = 500 } = trouble;
  if (trouble.page !== undefined) {
    const more = { "content-type": "text/html; charset=UTF-8", ...trouble.headers };
    return void response.writeHead(status, more).end(trouble.page);
  }
  const its = status === 429 ? write : (_: ServerResponse, ...rest: Parameters<typeof send>) => send(...rest);
  its(response, status, { message: "scripted", code: trouble.code ?? 0, ...trouble.body }, trouble.headers ?? {});
}

const acts: readonly { readonly on: RegExp; readonly act: Act }[] = [
  { on: /^POST \/channels\/\d+\/messages$/, act: "post" },
  { on: /^PATCH \/channels\/\d+\/messages\/\d+$/, act: "edit" },
  { on: /^GET \/channels\/\d+\/messages$/, act: "history" },
];

function outcome(work: () => unknown): { status: number; body: unknown } {
  try {
    const body = work();
    return { status: body === undefined ? 204 : 200, body };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: { message: error.message, code: error.code } };
  }
}

type Headers = Readonly<Record<string, string>>;

function write(response: ServerResponse, status: number, body: unknown, headers: Headers): void {
  // The other side may have hung up meanwhile.
  if (response.destroyed) return;
  const type = body === undefined ? {} : { "content-type": "application/json" };
  response.writeHead(status, { ...type, ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function read(state: State, request: IncomingMessage): Promise<Asked> {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://fake");
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const type = request.headers["content-type"] ?? "";
  const raw = Buffer.concat(parts);
  const what = `${request.method} ${request.url}`;
  state.ear?.({ to: "discord", what, headers: JSON.stringify(request.headers), body: raw });
  const base = {
    method: request.method ?? "",
    path: pathname.replace(/^\/api\/v10/, ""),
    query: searchParams,
    authorised: request.headers.authorization === `Bot ${state.token}`,
  };
  if (!type.startsWith("multipart/"))
    return { ...base, body: raw.length > 0 ? JSON.parse(raw.toString()) : undefined, files: [] };
  const form = await new Response(raw, { headers: { "content-type": type } }).formData();
  const files = [...form.values()].flatMap((value) => (typeof value === "string" ? [] : value.name));
  return { ...base, body: JSON.parse(textOf(form.get("payload_json"))), files };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "null");

function route(state: State, { method, path, query, body, files, authorised }: Asked): unknown {
  const [, first, id = "", third, fourth] = path.split("/");
  const sent = (body ?? {}) as Body;
  // An interaction's token is its own authority.
  if (first === "interactions") {
    const interaction = state.interactions.get(id);
    if (!interaction || interaction.token !== third) throw new Refusal(404, 10_062, "Unknown interaction");
    return acknowledge(state, interaction, body as Parameters<typeof acknowledge>[2]);
  }
  if (first === "webhooks" && method === "POST") return followUp(state, third ?? "", sent, files);
  if (first === "webhooks" && method === "GET") return original(state, third ?? "");
  if (first === "webhooks" && method === "PATCH") return editOriginal(state, third ?? "", sent, files);
  if (first === "webhooks" && method === "DELETE") return removeOriginal(state, third ?? "");
  if (!authorised) throw new Refusal(401, 0, "401: Unauthorized");
  if (path === "/gateway/bot")
    return {
      url: `ws://${state.address}/gateway`,
      shards: 1,
      session_start_limit: { total: 1_000, remaining: 999, reset_after: 1, max_concurrency: 1 },
    };
  if (path === "/applications/@me")
    return { id: state.application, name: "Teller", bot: { id: state.bot, username: "teller" } };
  if (path === "/users/@me/channels" && method === "POST")
    return openDirect(state, String((body as { readonly recipient_id: unknown }).recipient_id));
  if (first === "applications" && path.endsWith("/commands/permissions")) return state.grants;
  if (first === "applications") return commands(state, method, third === "guilds" ? fourth : undefined, body);
  if (first === "guilds") return guild(state, id, third, fourth);
  if (path.endsWith("/crosspost")) return crosspost(state, id, fourth);
  if (first === "channels")
    return channel(state, method, id, fourth, { query, sent, files, deep: third !== undefined });
  throw new Refusal(404, 0, "404: Not Found");
}

function commands(state: State, method: string, guild: string | undefined, body: unknown): unknown {
  if (method === "PUT") {
    const kind = guild === undefined ? "Commands" : "GuildCommands";
    const list = body as readonly Registered[];
    refuse(state, "commands", () => faultsOf(kind, list, () => commandFaults(list)));
    if (guild === undefined) state.registered = list;
    else state.own = list;
  }
  return (guild === undefined ? state.registered : state.own).map((one, i) => ({
    default_member_permissions: null,
    // An entry of a message's menu has none, and is told with an empty one.
    description: "",
    ...one,
    id: commandId(state, guild, i),
    application_id: state.application,
    version: "1",
    nsfw: false,
    ...(guild !== undefined && { guild_id: guild }),
  }));
}

function guild(state: State, id: string, what: string | undefined, member: string | undefined): unknown {
  if (id !== state.guild) throw new Refusal(404, 10_004, "Unknown Guild");
  if (what === "members" && member !== state.bot) {
    const roles = state.members.get(member ?? "");
    if (!roles) throw new Refusal(404, 10_007, "Unknown Member");
    return { user: { id: member }, roles };
  }
  return what === "members" ? { user: { id: state.bot }, roles: [] } : guildOf(state);
}
