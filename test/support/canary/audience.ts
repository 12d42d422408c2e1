/** Requests of the program: to whom they show something, what they are, and what a platform would make of them. */
import { userId } from "../edge.ts";
import { textOf } from "../fake-discord/state.ts";
import type { Heard } from "../heard.ts";
import { isFollowed, isOfFollowing, isToFollower } from "./follows.ts";
import type { Found, Trace } from "./search.ts";
import type { CanaryStage } from "./stage.ts";

type Json = Readonly<Record<string, unknown>>;

const ephemeral = 64;
/** Flags of a message in which Discord shows no preview: none wanted, or a message of components alone. */
const unseen = 4 | 32_768;

/** Calls of Slack's methods that the program makes. */
const methods =
  /^(?:apps\.connections\.open|auth\.test|bots\.info|team\.info|conversations\.(?:info|history|replies)|chat\.(?:postMessage|update|delete)|views\.(?:open|update))$/;
const routes: readonly RegExp[] = [
  /^GET \/gateway(?:\/bot)?(?:\?[\w=&]*)?$/,
  /^(?:GET|PUT) \/applications\/\d+\/(?:guilds\/\d+\/)?commands(?:\?with_localizations=\w+)?$/,
  /^GET \/(?:applications|users)\/@me$/,
  /^POST \/interactions\/\d+\/[\w-]+\/callback(?:\?with_response=\w+)?$/,
  /^(?:POST|PATCH|DELETE|GET) \/webhooks\/\d+\/[\w-]+(?:\/messages\/(?:@original|\d+))?(?:\?[\w=&]*)?$/,
  /^(?:GET|POST) \/channels\/\d+(?:\/messages(?:\?[\w=&]*)?)?$/,
  /^(?:GET|PATCH|DELETE) \/channels\/\d+\/messages\/\d+$/,
  /^GET \/guilds\/\d+(?:\/members\/\d+)?$/,
];
/** Operations of Discord's gateway: heartbeats, identify, resume. */
const operations = new Set([1, 2, 6]);
const headerNames =
  /^(?:host|connection|content-(?:type|length)|authorization|cache-control|pragma|user-agent|accept(?:-encoding|-language)?|sec-(?:fetch-mode|websocket-(?:version|key|extensions))|upgrade|transfer-encoding)$/;
/** Characters that cannot be seen, and may spell something all the same. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u202A-\u202E]/u;

/** @param people names of those who ask nothing but of the tip line */
export function audiences(stage: CanaryStage, people: readonly string[]): readonly Found[] {
  const sources = new Set(people.map(userId));
  return [
    ...stage.heard.flatMap((heard) => [...ofRequest(heard, stage, sources), ...ofHeaders(heard)]),
    ...ofVariety(stage),
    ...ofRooms(stage, sources),
  ];
}

const found = (secret: Trace, form: string, where: string, around: string): Found => ({
  secret,
  form,
  where,
  around: around.slice(0, 160),
});

function ofRequest(heard: Heard, stage: CanaryStage, sources: ReadonlySet<string>): readonly Found[] {
  const { what } = heard;
  const all = [...strings(decoded(heard))].join(" ");
  const hidden = invisible.exec(all);
  const marks = hidden
    ? [found("invisible", "characters", what, `U+${hidden[0].codePointAt(0)?.toString(16)}: ${all}`)]
    : [];
  return [...marks, ...(heard.to === "slack" ? ofSlack(heard, stage, sources) : ofDiscord(heard, stage, sources))];
}

function ofSlack(heard: Heard, stage: CanaryStage, sources: ReadonlySet<string>): readonly Found[] {
  const { slack, editors } = stage;
  const { what } = heard;
  const body = decoded(heard);
  const whole = JSON.stringify(body);
  const isPublic = (answer: Json, user: unknown): boolean =>
    answer["response_type"] === "in_channel" && typeof user === "string" && sources.has(user);
  if (what === "socket") {
    const payload = (body["payload"] ?? {}) as Json;
    const asked = slack.socket.envelopes.get(String(body["envelope_id"]));
    const user = asked?.["user_id"] ?? (asked?.["user"] as Json | undefined)?.["id"];
    return isPublic(payload, user) ? [found("audience", "in the channel", what, whole)] : [];
  }
  const [, room = "", name = ""] = /^\w+ \/(\w+)\/?([^?]*)/.exec(what) ?? [];
  if (room === "link") return [];
  if (room === "respond") {
    const user = slack.world.addresses.get(name)?.user ?? "";
    return isPublic(body, user) ? [found("audience", "in the channel", what, whole)] : [];
  }
  if (room !== "api" || !methods.test(name) || what.includes("?"))
    return [found("request", "of another kind", what, whole)];
  if (!name.startsWith("chat.")) return [];
  if (isToFollower(heard, stage) && isOfFollowing(String(body["text"]))) return [];
  const seen: Found[] = [];
  if (body["channel"] !== editors.slack)
    seen.push(found("audience", "in another place than the editors’ channel", what, whole));
  if (
    name === "chat.postMessage" &&
    (String(body["unfurl_links"]) !== "false" || String(body["unfurl_media"]) !== "false")
  )
    seen.push(found("preview", "of links", what, whole));
  if (body["link_names"] !== undefined || body["parse"] === "full")
    seen.push(found("preview", "of names", what, whole));
  return seen;
}

function ofDiscord(heard: Heard, stage: CanaryStage, sources: ReadonlySet<string>): readonly Found[] {
  const { discord, editors } = stage;
  const { what } = heard;
  const body = decoded(heard);
  const whole = JSON.stringify(body);
  if (what === "ping") return [];
  if (what === "socket")
    return operations.has(Number(body["op"])) ? [] : [found("request", "of another kind", what, whole)];
  const path = what.replace(/ \/api\/v\d+/, " ");
  if (!routes.some((route) => route.test(path))) return [found("request", "of another kind", what, whole)];
  const [, id] = /^POST \/interactions\/(\d+)\//.exec(path) ?? [];
  const { type, data = {} } = body as { readonly type?: number; readonly data?: Json };
  const asked = discord.state.interactions.get(id ?? "");
  if (asked && isOfFollowing([...strings(data)].join(" ")) && isFollowed(asked.channel, stage)) return [];
  if (asked && sources.has(asked.user) && (type === 4 || type === 5) && (Number(data["flags"] ?? 0) & ephemeral) === 0)
    return [found("audience", "in the channel", what, whole)];
  const [, channel] = /^(?:POST|PATCH) \/channels\/(\d+)\/messages/.exec(path) ?? [];
  if (channel === undefined) return [];
  if (isToFollower(heard, stage) && isOfFollowing([...strings(body)].join(" "))) return [];
  const seen: Found[] = [];
  if (channel !== editors.discord)
    seen.push(found("audience", "in another place than the editors’ channel", what, whole));
  if ((Number(body["flags"] ?? 0) & unseen) === 0 && path.startsWith("POST"))
    seen.push(found("preview", "of links", what, whole));
  const parse = (body["allowed_mentions"] as Json | undefined)?.["parse"];
  if (path.startsWith("POST") && !(Array.isArray(parse) && parse.length === 0))
    seen.push(found("preview", "of names", what, whole));
  return seen;
}

/** Names of headers that nobody needs. */
function ofHeaders({ what, headers }: Heard): readonly Found[] {
  if (headers === "") return [];
  return Object.entries(JSON.parse(headers) as Json).flatMap(([name, value]) => {
    return headerNames.test(name) ? [] : [found("request", "a header", what, `${name}: ${String(value)}`)];
  });
}

/** Headers whose value is another each time, as it has to be. */
const isAnyValue = /^(?:content-length|sec-websocket-key|host)$/;
/** Values of one header, or orders of all, at one platform. */
const mostValues = 8;

/** Values and orders of headers that are others for each request could say anything. */
function ofVariety({ heard }: CanaryStage): readonly Found[] {
  const seen = new Map<string, Set<string>>();
  const add = (key: string, value: string): void => void seen.set(key, (seen.get(key) ?? new Set()).add(value));
  for (const { to, headers } of heard) {
    if (headers === "") continue;
    const all = Object.entries(JSON.parse(headers) as Json);
    add(`${to}, their order`, all.map(([name]) => name).join(" "));
    for (const [name, value] of all) if (!isAnyValue.test(name)) add(`${to}, ${name}`, String(value));
  }
  return [...seen].flatMap(([where, values]) =>
    values.size > mostValues
      ? [found("request", "headers that vary", where, `${values.size} of them, such as ${[...values].at(-1)}`)]
      : [],
  );
}

/** Messages that everybody can see, where sources ask. */
function ofRooms(stage: CanaryStage, sources: ReadonlySet<string>): readonly Found[] {
  const { slack, discord, editors } = stage;
  const { messages, interactions } = discord.state;
  const answers = new Set(
    [...interactions.values()].filter(({ user }) => !sources.has(user)).flatMap(({ original }) => original?.id ?? []),
  );
  const open = messages.filter(
    (one) =>
      one.only === undefined &&
      one.channel_id !== editors.discord &&
      !answers.has(one.id) &&
      !(isFollowed(one.channel_id, stage) && isOfFollowing(textOf(one))),
  );
  const rooms = slack.world.messages.filter(({ to, channel }) => to === undefined && /ZSCHWARZ|^D/.test(channel));
  return [...open, ...rooms].map((one) =>
    found("audience", "a message that stays", "channel" in one ? one.channel : one.channel_id, JSON.stringify(one)),
  );
}

/** A body as an object: JSON, a form, or the JSON in a form of several parts. */
export function decoded({ body }: Heard): Json {
  const text = body.toString();
  const json = /^\s*\{/.test(text) ? text : /name="payload_json"[^]*?\r\n\r\n([^]*?)\r\n--/.exec(text)?.[1];
  try {
    if (json !== undefined) return JSON.parse(json) as Json;
  } catch {
    return { text };
  }
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [key, /^[[{]/.test(value) ? parsed(value) : value]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function* strings(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) yield* strings(one);
}
