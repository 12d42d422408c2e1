/**
 * The state of the fake Discord: one server with a channel and a thread in it, its people's interactions, and messages.
 */
import { randomBytes } from "node:crypto";
import type { Registered } from "./check.ts";
import type { Chaos } from "../chaos.ts";
import type { Ear } from "../heard.ts";
import { createLimits, type Limits } from "./limits.ts";
import { createIndex, type Index } from "./message-index.ts";
import { userId } from "../edge.ts";

export interface Component {
  readonly type: number;
  readonly id?: number;
  readonly content?: string;
  readonly label?: string;
  readonly custom_id?: string;
  readonly url?: string;
  readonly style?: number;
  readonly placeholder?: string;
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly value?: string;
  readonly options?: readonly { readonly label: string; readonly value: string; readonly default?: boolean }[];
}

export interface Embed {
  readonly title?: string;
  readonly description?: string;
}

export interface Message {
  readonly id: string;
  readonly channel_id: string;
  readonly author: { readonly id: string; readonly username: string; readonly bot: true };
  flags: number;
  content: string;
  components: readonly Component[];
  embeds: readonly Embed[];
  /** The one person who sees it; absent, everyone does. */
  readonly only?: string;
  readonly nonce?: string;
  /** Its words before each edit. */
  readonly was: string[];
}

export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
}

/** Something that a person sees in the end. */
export type Seen =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "modal"; readonly modal: Modal }
  | { readonly kind: "choices"; readonly choices: readonly string[] };

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly user: string;
  readonly channel: string;
  /** The message whose button was pressed. */
  readonly source?: Message;
  readonly asked: number;
  expired: boolean;
  acknowledged: boolean;
  original?: Message;
  /** Whether an answer is promised and `original` holds its place. */
  thinking: boolean;
  readonly seen: PromiseWithResolvers<Seen>;
}

export interface Channel {
  readonly id: string;
  type: number;
  /** A thread's channel. */
  readonly parent?: string;
  archived?: boolean;
  locked?: boolean;
  /** The person with whom it is a conversation. */
  readonly recipient?: string;
  deleted: boolean;
  /** Messages that were passed on to followers. */
  readonly published: string[];
  /** Permissions that an overwrite denies us. */
  denied: bigint;
  overwrites: { readonly id: string; readonly type: number; readonly allow: string; readonly deny: string }[];
}

export interface Request {
  readonly what: string;
  readonly body: unknown;
}

export interface State {
  token: string;
  /** Host and port. */
  address: string;
  /** Whether malformed bodies are refused. The SDK's own replies carry fields that no schema has. */
  judges: boolean;
  /** Whether new interactions are too old when they arrive. */
  expires: boolean;
  readonly application: string;
  readonly bot: string;
  readonly guild: string;
  readonly channels: Map<string, Channel>;
  readonly messages: Message[];
  readonly index: Index;
  /** The bot's limits; none at first. */
  limits: Limits;
  chaos: Chaos | undefined;
  /** Whether a nonce that comes again within minutes is recognised, as Discord does. */
  nonces: boolean;
  readonly interactions: Map<string, Interaction>;
  /** Offered everywhere. */
  registered: readonly Registered[];
  /** The one server's own, offered there alone. */
  own: readonly Registered[];
  /** Grants of the server's owner: permissions of commands, by the command's id or the application's. */
  grants: readonly { readonly id: string; readonly permissions: readonly Grant[] }[];
  /** Roles of the server's members, by their ids. */
  readonly members: Map<string, readonly string[]>;
  /** Roles of the server, besides everybody's. */
  roles: readonly Role[];
  /** Calls of roles, in order: each notified its members. */
  readonly called: string[];
  /** Whether people take direct messages from the bot. */
  takesDirect: boolean;
  /** Called with every request, as it came. */
  ear: Ear | undefined;
  /** Every request that came, in order. */
  readonly requests: Request[];
  /** The number of answers with each status. */
  readonly answered: Map<number, number>;
  /** Bodies refused as malformed, each with the reason. */
  readonly refused: string[];
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: string;
  readonly mentionable: boolean;
}

/** `type` 1 is a role, 2 a person. */
export interface Grant {
  readonly id: string;
  readonly type: 1 | 2;
  readonly permission: boolean;
}

const epoch = 1_420_070_400_000;
let counter = 0;

/** Rising, as Discord's are. */
export const snowflake = (): string => String((BigInt(Date.now() - epoch) << 22n) + BigInt(counter++ % 4_194_304));

export const secret = (): string => randomBytes(24).toString("base64url");

export const direct = (user: string): string => userId(`dm${user}`.slice(0, 7));

export function createState(): State {
  const messages: Message[] = [];
  const channel: Channel = { id: snowflake(), type: 0, deleted: false, denied: 0n, published: [], overwrites: [] };
  const thread: Channel = { ...channel, id: snowflake(), type: 11, parent: channel.id };
  const bot = snowflake();
  return {
    token: secret(),
    address: "",
    judges: true,
    expires: false,
    application: snowflake(),
    bot,
    guild: snowflake(),
    channels: new Map([channel, thread].map((one) => [one.id, one])),
    messages,
    index: createIndex(messages),
    limits: createLimits(0),
    chaos: undefined,
    ear: undefined,
    nonces: true,
    interactions: new Map(),
    registered: [],
    own: [],
    grants: [],
    members: new Map(),
    roles: [],
    called: [],
    takesDirect: true,
    requests: [],
    answered: new Map(),
    refused: [],
  };
}

export const deep = (components: readonly Component[] = []): Component[] =>
  components.flatMap((one) => [one, ...deep(one.components), ...deep(one.component ? [one.component] : [])]);

/** The words of a message as sent, markup and all. */
type Shown = Pick<Message, "content" | "components"> & Partial<Pick<Message, "embeds">>;

export const textOf = ({ content, components, embeds = [] }: Shown): string =>
  [
    content,
    ...embeds.flatMap(({ title = "", description = "" }) => [title, description]),
    ...deep(components).flatMap(({ type, content: words }) => (type === 10 ? (words ?? "") : [])),
  ]
    .filter((words) => words !== "")
    .join("\n");
