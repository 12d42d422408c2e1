/** Messages found without looking at all of them: on a night there are many thousands. */
import type { Message } from "./state.ts";

export interface Index {
  in(channel: string): readonly Message[];
  byId(id: string): Message | undefined;
  byNonce(channel: string, nonce: string): Message | undefined;
  remove(message: Message): void;
}

/** @param messages the list itself, which others may add to, or remove from */
export function createIndex(messages: Message[]): Index {
  const channels = new Map<string, Message[]>();
  const ids = new Map<string, Message>();
  const nonces = new Map<string, Message>();
  let seen = 0;

  function forget(): void {
    seen = 0;
    for (const map of [channels, ids, nonces]) map.clear();
  }

  function look(): void {
    if (messages.length < seen) forget();
    for (; seen < messages.length; seen++) {
      const message = messages[seen];
      if (!message) continue;
      const { id, channel_id: channel, nonce } = message;
      const there = channels.get(channel) ?? [];
      there.push(message);
      channels.set(channel, there);
      ids.set(id, message);
      if (nonce !== undefined) nonces.set(`${channel}:${nonce}`, message);
    }
  }

  return {
    in(channel) {
      look();
      return channels.get(channel) ?? [];
    },
    byId(id) {
      look();
      return ids.get(id);
    },
    byNonce(channel, nonce) {
      look();
      return nonces.get(`${channel}:${nonce}`);
    },
    remove(message) {
      messages.splice(messages.indexOf(message), 1);
      forget();
    },
  };
}
