/** A message's address: it names the server, which only the channel knows. */
import { Routes, type REST } from "discord.js";
import { channel as channelShape } from "./shapes.ts";
import { again } from "./trouble.ts";
import type { MessageRef } from "../../core/place.ts";

/** The server's part of an address, in a conversation with one person. */
const direct = "@me";

export function createLinks(rest: REST): (message: MessageRef) => Promise<string | undefined> {
  /** Servers by channel, which never moves to another. */
  const servers = new Map<string, string>();

  async function serverOf(channel: string): Promise<string> {
    const known = servers.get(channel);
    if (known !== undefined) return known;
    const { guild_id: server = direct } = channelShape.parse(await again(() => rest.get(Routes.channel(channel))));
    servers.set(channel, server);
    return server;
  }

  return async ({ place, id }) => {
    try {
      return `https://discord.com/channels/${await serverOf(place.id)}/${place.id}/${id}`;
    } catch {
      // A link is a help and no more: a fault of the channel is told when something is posted there.
      return undefined;
    }
  };
}
