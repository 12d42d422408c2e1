/** Channels and what stands in them. */
import { change, Refusal, refuse, say, type Body } from "./answers.ts";
import { messageFaults, faultsOf } from "./check.ts";
import { mayBot, permission } from "./guild.ts";
import type { Channel, Message, State } from "./state.ts";

interface ChannelAsked {
  readonly query: URLSearchParams;
  readonly sent: Body;
  readonly files: readonly string[];
  /** Its messages are meant, not the channel itself. */
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
  if (!mayBot(place, permission.send)) throw new Refusal(403, 50_013, "Missing Permissions");
  if (method === "PATCH") {
    const old = state.messages.find((one) => one.id === message && one.channel_id === id);
    if (!old) throw new Refusal(404, 10_008, "Unknown Message");
    refuse(state, "edit", () => faultsOf("MessageEdit", sent, () => messageFaults(sent, files)));
    return change(old, sent);
  }
  refuse(state, "message", () => faultsOf("MessageCreate", sent, () => messageFaults(sent, files)));
  const before =
    sent.enforce_nonce && state.messages.find(({ nonce, channel_id: where }) => nonce === sent.nonce && where === id);
  return before || say(state, id, sent);
}

function read(state: State, place: Channel, id: string): unknown {
  // One message is not shown as an empty one is: it is refused.
  if (!mayBot(place, permission.history)) throw new Refusal(403, 50_001, "Missing Access");
  const one = state.messages.find(({ channel_id: where, only, id: its }) => where === place.id && !only && its === id);
  if (!one) throw new Refusal(404, 10_008, "Unknown Message");
  return shown(one);
}

const shown = (message: Message): object => ({ ...message, nonce: undefined, edits: undefined, only: undefined });

function history(state: State, place: Channel, query: URLSearchParams): unknown {
  // Discord shows an empty history where it may not be read.
  if (!mayBot(place, permission.history)) return [];
  const after = BigInt(query.get("after") ?? 0);
  return state.messages
    .filter(({ channel_id: where, only, id }) => where === place.id && only === undefined && BigInt(id) > after)
    .slice(0, Number(query.get("limit") ?? 50))
    .toReversed()
    .map(shown);
}

const channelOf = (state: State, { id, type, parent, denied, overwrites }: Channel): object => ({
  id,
  type,
  ...(type !== 1 && {
    guild_id: state.guild,
    // A thread has no overwrites of its own.
    ...(parent !== undefined && { parent_id: parent }),
    permission_overwrites:
      parent !== undefined ? [] : [...overwrites, { id: state.bot, type: 1, allow: "0", deny: String(denied) }],
  }),
});
