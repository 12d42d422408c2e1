/** Channels and their messages. */
import { change, Refusal, refuse, say, type Body } from "./answers.ts";
import { messageFaults, faultsOf } from "./check.ts";
import { mayBot, permission } from "./guild.ts";
import type { Channels } from "../told.ts";
import { snowflake, textOf, type Channel, type Message, type State } from "./state.ts";
import { plainWords } from "./words.ts";

interface ChannelAsked {
  readonly query: URLSearchParams;
  readonly sent: Body;
  readonly files: readonly string[];
  /** Marks a request about messages, not about the channel itself. */
  readonly deep: boolean;
}

export function channel(
  state: State,
  method: string,
  id: string,
  message: string | undefined,
  { query, sent, files, deep }: ChannelAsked,
): unknown {
  const place = state.channels.get(id);
  if (!place || place.deleted) throw new Refusal(404, 10_003, "Unknown Channel");
  if (!mayBot(place, permission.view)) throw new Refusal(403, 50_001, "Missing Access");
  if (!deep) return channelOf(state, place);
  if (method === "GET") return message === undefined ? history(state, place, query) : read(state, place, message);
  if (method === "DELETE") {
    const old = state.index.byId(message ?? "");
    if (old?.channel_id !== id) throw new Refusal(404, 10_008, "Unknown Message");
    state.index.remove(old);
    return undefined;
  }
  if (!mayBot(place, permission.send)) throw new Refusal(403, 50_013, "Missing Permissions");
  if (files.length > 0 && !mayBot(place, permission.attach)) throw new Refusal(403, 50_013, "Missing Permissions");
  if (place.recipient !== undefined && !state.takesDirect)
    throw new Refusal(403, 50_007, "Cannot send messages to this user");
  if (place.locked) throw new Refusal(403, 160_005, "Thread is locked");
  if (noText.has(place.type)) throw new Refusal(400, 50_008, "Cannot send messages in a non-text channel");
  if (method === "PATCH") {
    const old = state.index.byId(message ?? "");
    if (old?.channel_id !== id) throw new Refusal(404, 10_008, "Unknown Message");
    if (place.archived)
      throw new Refusal(400, 50_083, "Tried to perform an operation on an archived thread, such as editing a message");
    refuse(state, "edit", () => faultsOf("MessageEdit", sent, () => messageFaults(sent, files)));
    if (sent.allowed_mentions?.roles) state.refused.push("an edit calls a role");
    return change(old, sent);
  }
  refuse(state, "message", () => faultsOf("MessageCreate", sent, () => messageFaults(sent, files)));
  // A message wakes a thread.
  place.archived = false;
  const before = sent.enforce_nonce && state.nonces ? state.index.byNonce(id, sent.nonce ?? "") : undefined;
  if (before) return before;
  // A role that may not be mentioned, or is no more, is shown, and nobody is notified.
  for (const role of sent.allowed_mentions?.roles ?? [])
    if (textOf({ content: "", components: sent.components ?? [] }).includes(`<@&${role}>`))
      if (state.roles.some((one) => one.id === role && one.mentionable)) state.called.push(role);
  return say(state, id, sent);
}

/** Passes a message of an announcement channel on to its followers. */
export function crosspost(state: State, id: string, message = ""): object {
  const place = state.channels.get(id);
  const old = state.index.byId(message);
  if (!place || old?.channel_id !== id) throw new Refusal(404, 10_008, "Unknown Message");
  if (place.type !== 5) throw new Refusal(400, 50_024, "Cannot execute action on this channel type");
  if (place.published.length >= mostPublished) throw new Refusal(429, 20_028, "Announcement edit rate limit reached");
  place.published.push(message);
  return shown(old);
}

/** An hour. */
const mostPublished = 10;

/** Categories, forums, media channels. */
const noText: ReadonlySet<number> = new Set([4, 15, 16]);

/** A conversation with somebody, opened or found. */
export function openDirect(state: State, person: string): object {
  const found = [...state.channels.values()].find(({ recipient }) => recipient === person);
  const place = found ?? {
    id: snowflake(),
    type: 1,
    deleted: false,
    denied: 0n,
    published: [],
    overwrites: [],
    recipient: person,
  };
  state.channels.set(place.id, place);
  return { id: place.id, type: 1, recipients: [{ id: person, username: "someone" }] };
}

function read(state: State, place: Channel, id: string): unknown {
  // A single message that may not be read is refused, where a history is shown as empty.
  if (!mayBot(place, permission.history)) throw new Refusal(403, 50_001, "Missing Access");
  const one = state.index.byId(id);
  if (!one || one.channel_id !== place.id || one.only !== undefined) throw new Refusal(404, 10_008, "Unknown Message");
  return shown(one);
}

const shown = (message: Message): object => ({ ...message, nonce: undefined, was: undefined, only: undefined });

function history(state: State, place: Channel, query: URLSearchParams): unknown {
  // Discord shows an empty history where it may not be read.
  if (!mayBot(place, permission.history)) {
    state.chaos?.shut();
    return [];
  }
  const after = BigInt(query.get("after") ?? 0);
  return state.index
    .in(place.id)
    .filter(({ only, id }) => only === undefined && BigInt(id) > after)
    .slice(0, Number(query.get("limit") ?? 50))
    .toReversed()
    .map(shown);
}

const channelOf = (state: State, { id, type, parent, denied, overwrites, archived, locked }: Channel): object => ({
  id,
  type,
  ...(type !== 1 && {
    guild_id: state.guild,
    // A thread has no overwrites of its own.
    ...(parent !== undefined && {
      parent_id: parent,
      thread_metadata: {
        archived: archived === true,
        locked: locked === true,
        auto_archive_duration: 1_440,
        archive_timestamp: new Date().toISOString(),
      },
    }),
    permission_overwrites:
      parent !== undefined ? [] : [...overwrites, { id: state.bot, type: 1, allow: "0", deny: String(denied) }],
  }),
});

/** Channels for tests to make, shut and read. */
export function createChannels(state: State): Channels {
  const find = (id: string): Channel => {
    const found = state.channels.get(id);
    if (!found) throw new TypeError(`there is no channel ${id}`);
    return found;
  };
  return {
    addChannel({ isPrivate = false } = {}) {
      const id = snowflake();
      const see = String(permission.view);
      const overwrites = [
        { id: state.guild, type: 0, allow: "0", deny: see },
        { id: state.bot, type: 1, allow: see, deny: "0" },
      ];
      state.channels.set(id, {
        id,
        type: 0,
        deleted: false,
        denied: 0n,
        published: [],
        overwrites: isPrivate ? overwrites : [],
      });
      return id;
    },
    bar(id, how) {
      find(id).deleted = how === "gone";
      find(id).denied = how === "mute" ? permission.send : how === "unread" ? permission.history : 0n;
    },
    history: (id) =>
      state.index
        .in(find(id).id)
        .filter(({ only }) => only === undefined)
        .map((one) => ({ id: one.id, text: plainWords(textOf(one)), edits: one.was.map(plainWords) })),
    remove(channel, id) {
      const message = state.index.byId(id);
      if (message?.channel_id !== channel) throw new TypeError(`there is no message ${id} in ${channel}`);
      state.index.remove(message);
    },
  };
}
