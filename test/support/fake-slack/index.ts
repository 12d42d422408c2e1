/**
 * A Slack of our own on 127.0.0.1, for the real SDK: Web API, Socket Mode, signed requests and the people who use them. It
 * refuses what Slack refuses (`check.ts`), and fails as it is told to (`trouble.ts`).
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { createChaos, type Act, type Chaos, type ChaosOptions } from "../chaos.ts";
import { userId } from "../edge.ts";
import type { Ear } from "../heard.ts";
import { createChannels } from "./channels.ts";
import { checkResponse, type Refusal } from "./check.ts";
import { createLimits } from "./limits.ts";
import { callMethod } from "./methods.ts";
import { createPerson, type Person } from "./person.ts";
import { messageWords } from "./screen.ts";
import { isDone, json, suffer, type Trouble } from "./trouble.ts";
import { createHttpWire, createSocketWire, textOf, type Deliver } from "./wires.ts";
import { createWorld, usualChannel, type Json, type Sight } from "./world.ts";

export { usualChannel } from "./world.ts";
export { bodyOf, sign, typeOf } from "./wires.ts";

export const secrets = { botToken: "xoxb-test", appToken: "xapp-test", signingSecret: "a-secret-for-signing" };

/** The scopes for which the manifest asks. */
const usualScopes =
  "commands chat:write app_mentions:read im:history channels:history groups:history channels:read groups:read im:read files:write im:write metadata.message:read";

export type FakeSlack = Awaited<ReturnType<typeof openFakeSlack>>;

export async function openFakeSlack() {
  let url = "";
  const world = createWorld(() => url);
  usualScopes.split(" ").forEach((scope) => world.scopes.add(scope));
  const people = new Map<string, Person>();
  const refusals: Refusal[] = [];
  const calls: string[] = [];
  const troubles = new Map<string, Trouble[]>();
  const socket = createSocketWire((body) => ear?.({ to: "slack", what: "socket", headers: "", body }));
  let limits = createLimits(0);
  let chaos: Chaos | undefined;
  let revoked: string | undefined;
  let ear: Ear | undefined;
  let deliver: Deliver = socket.deliver;

  // A platform keeps a connection for a minute; at Node's five seconds a bench's rival meets one that is just being closed.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    route(request, response).catch((error: unknown) => json(response, 500, { error: String(error) }));
  });
  const links = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, stream, head) => {
    ear?.({ to: "slack", what: `GET ${request.url}`, headers: JSON.stringify(request.headers), body: Buffer.alloc(0) });
    links.handleUpgrade(request, stream, head, (one) => socket.adopt(one, stream));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const what = `${request.method} ${request.url}`;
    ear?.({ to: "slack", what, headers: JSON.stringify(request.headers), body: Buffer.from(body) });
    const [, room = "", name = ""] = (request.url ?? "").split("/");
    const trouble = troubles.get(room === "api" ? name : room)?.shift();
    if (trouble && !isDone(trouble)) return suffer(trouble, response);
    if (room === "respond") respond(name, JSON.parse(body) as Json, response, trouble);
    else if (room === "upload") {
      const file = world.files.find(({ text }) => text === name);
      if (file) file.text = `${name}\n${/filename[^]*?\r\n\r\n([^]*)\r\n--/.exec(body)?.[1] ?? body}`;
      response.end("OK");
    } else answer(name, request, argumentsOf(body), response, trouble);
  }

  function answer(
    method: string,
    request: IncomingMessage,
    args: Json,
    response: ServerResponse,
    trouble: Trouble | undefined,
  ): void {
    const tooFast = limits.take(method, String(args["channel"]));
    if (tooFast !== undefined) return suffer({ status: 429, after: tooFast }, response);
    const run = (): (() => void) => {
      calls.push(method);
      if (method === "conversations.history" && world.unread.has(String(args["channel"]))) chaos?.shut();
      const result = call(method, request.headers.authorization, args);
      return () => json(response, 200, result, { "x-oauth-scopes": [...world.scopes].join(",") });
    };
    if (trouble) {
      run();
      return suffer(trouble, response);
    }
    const act = acts[method];
    if (!chaos || !act) return run()();
    chaos.meet(act, {
      run,
      hasten: (after) => suffer({ status: 429, after }, response),
      fail: () => suffer({ status: 500, done: false }, response),
      cut: () => suffer({ reset: true, done: false }, response),
    });
  }

  function call(method: string, authorization: string | undefined, args: Json): Json {
    const wanted = method === "apps.connections.open" ? secrets.appToken : secrets.botToken;
    if (revoked) return { ok: false, error: revoked };
    if (authorization !== `Bearer ${wanted}`) return { ok: false, error: "invalid_auth" };
    if (method === "apps.connections.open") return { ok: true, url: `${url.replace("http", "ws")}/link` };
    const result = callMethod(method, args, world, (refusal) => refusals.push(refusal));
    const upload = result["upload_url"];
    return typeof upload === "string" ? { ...result, upload_url: `${url}/${upload}` } : result;
  }

  function respond(id: string, body: Json, response: ServerResponse, trouble: Trouble | undefined): void {
    const address = world.use(id);
    if (typeof address === "string") return json(response, 404, { ok: false, error: address });
    const refusal = checkResponse(body);
    if (refusal) {
      refusals.push(refusal);
      return json(response, 400, { ok: false, error: refusal.error });
    }
    const { user, channel, original } = address;
    const { text, blocks = [], replace_original: replace, response_type: type, thread_ts: thread } = body;
    const message = {
      channel,
      text: String(text),
      blocks: blocks as readonly Json[],
      ...(thread !== undefined && { thread: thread as string }),
    };
    const old = replace === true ? original : undefined;
    const to = old ? old.to : type === "in_channel" ? undefined : user;
    world.post({ ...message, ...(to !== undefined && { to }) }, old?.ts ?? world.stamp(), user);
    if (trouble) suffer(trouble, response);
    else json(response, 200, { ok: true });
  }

  return {
    url,
    apiUrl: `${url}/api/`,
    ...secrets,
    world,
    socket,
    /** Payloads that were refused, and why. */
    refusals,
    /** Methods called, in order. */
    calls,
    user(name: string): Person {
      const person = people.get(name) ?? createPerson(name, world, () => deliver);
      people.set(name, person);
      return person;
    },
    /** From here on somebody is of another workspace; undefined where Slack does not say. */
    from: (name: string, team: string | undefined): void => void world.teams.set(userId(name), team),
    /** From here on a channel is shared, as these flags say. */
    share(id: string, shared: Json): void {
      const channel = world.channels.get(id);
      if (!channel) throw new TypeError(`there is no channel ${id}`);
      world.channels.set(id, { ...channel, shared });
    },
    /** From here on requests go to the app by HTTP. */
    overHttp(port: number): void {
      deliver = createHttpWire(`http://127.0.0.1:${port}/slack/events`, secrets.signingSecret);
    },
    deliver: ((...given) => deliver(...given)) as Deliver,
    /** Trouble for the next calls of a method, one each; "respond" stands for response_urls. */
    next: (method: string, ...more: readonly Trouble[]): void =>
      void troubles.set(method, [...(troubles.get(method) ?? []), ...more]),
    ...createChannels(world),
    /** The id of somebody's conversation with the bot. */
    direct: (user: string): string => world.direct(user),
    /** Begins a bad night. */
    chaos: (options: ChaosOptions): Chaos => (chaos = createChaos(options)),
    /** Refuses too many calls from here on. @param scale of time: at 0.1 a second lasts 100 ms, at 0 no time at all */
    limits: ({ scale }: { readonly scale: number }): void => void (limits = createLimits(scale)),
    /** Refusals for haste, of calls that were too fast. */
    get provoked(): number {
      return limits.provoked;
    },
    /** Passes every request on, as it came. */
    listen: (to: Ear): void => void (ear = to),
    /** Refuses every call from here on; with undefined no longer. */
    revoke: (code: string | undefined): void => void (revoked = code),
    /** Messages in the channel as everyone reads them, oldest first. */
    messages: (channel = usualChannel): readonly string[] => world.in(channel).map(messageWords),
    /** Resolves when something that fits comes onto a screen. */
    async sight(fits: (sight: Sight) => boolean): Promise<Sight> {
      const { promise, resolve } = Promise.withResolvers<Sight>();
      const stop = world.watch((sight) => fits(sight) && resolve(sight));
      const sight = await promise;
      stop();
      return sight;
    },
    async stop(): Promise<void> {
      for (const client of links.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

/** Methods that a bad night can hit. */
const acts: Readonly<Record<string, Act>> = {
  "chat.postMessage": "post",
  "chat.update": "edit",
  "conversations.history": "history",
};

/** The SDK sends forms, with JSON in them where a value has parts. */
function argumentsOf(body: string): Json {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [
      key,
      /^([[{]|true$|false$)/.test(value) && !written.has(key)
        ? JSON.parse(value)
        : numeric.has(key)
          ? Number(value)
          : value,
    ]),
  );
}
const written = new Set(["text", "filename", "alt_text"]);
const numeric = new Set(["limit", "length"]);
