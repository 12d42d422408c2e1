/** Channels for tests to make, shut and read. */
import type { Channels } from "../told.ts";
import { messageWords } from "./screen.ts";
import type { Channel, Message, World } from "./world.ts";

/** A message's words as people read them: Slack shows escaped text as it was written. */
const plain = (message: Message): string =>
  messageWords(message).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export function createChannels(world: World): Channels {
  const all = new Map<string, Channel>();
  return {
    addChannel({ isPrivate = false } = {}) {
      const id = `C${String(world.next()).padStart(9, "0")}`;
      world.channels.set(id, { id, is_member: true, is_private: isPrivate, is_archived: false });
      return id;
    },
    bar(id, how) {
      const channel = world.channels.get(id) ?? all.get(id);
      if (!channel) throw new TypeError(`there is no channel ${id}`);
      all.set(id, channel);
      if (how === "gone") world.channels.delete(id);
      else world.channels.set(id, { ...channel, is_archived: how === "mute" });
      if (how === "unread") world.unread.add(id);
      else world.unread.delete(id);
    },
    history: (id) => world.in(id).map((one) => ({ id: one.ts, text: plain(one), edits: world.was(one.ts).map(plain) })),
    remove: (_, id) => world.remove(id),
  };
}
