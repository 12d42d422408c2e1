/** A server's roles: which one is meant, and who may call it. */
import { PermissionFlagsBits, Routes, type REST } from "discord.js";
import type { Place, RoleFacts } from "../../core/place.ts";
import { permissions } from "./inspect.ts";
import { channel as channelShape, guild as guildShape, member as memberShape, threads, type Guild } from "./shapes.ts";
import { again } from "./trouble.ts";

/** Milliseconds for which a server's roles are believed: news comes in bursts, and each would ask. */
const fresh = 60_000;

export type FindRole = (place: Place, words: string) => Promise<RoleFacts | "none" | "unclear">;

export function createRoles(
  rest: Pick<REST, "get">,
  now: () => number = () => performance.now(),
): (self: string) => FindRole {
  const known = new Map<string, { readonly at: number; readonly guild: Guild }>();
  /** Roles that we may call, by place and words: nothing is asked again for each post of a burst. */
  const callable = new Map<string, { readonly at: number; readonly facts: RoleFacts }>();

  async function serverOf(id: string): Promise<Guild> {
    const found = known.get(id);
    if (found && now() - found.at < fresh) return found.guild;
    const guild = guildShape.parse(await again(() => rest.get(Routes.guild(id))));
    known.set(id, { at: now(), guild });
    return guild;
  }

  return (self) => async (place, words) => {
    const key = `${place.id} ${words}`;
    const before = callable.get(key);
    if (before && now() - before.at < fresh) return before.facts;
    const asked = await ask(self, place, words);
    if (typeof asked === "object" && asked.isOurs) callable.set(key, { at: now(), facts: asked });
    else callable.delete(key);
    return asked;
  };

  async function ask(self: string, place: Place, words: string): ReturnType<FindRole> {
    try {
      const channel = channelShape.parse(await again(() => rest.get(Routes.channel(place.id))));
      const { guild_id: home, parent_id: parent } = channel;
      if (home === undefined) return "none";
      let guild = await serverOf(home);
      let role = roleIn(guild, words);
      if (!role) {
        // It may have been made a moment ago.
        known.delete(home);
        guild = await serverOf(home);
        role = roleIn(guild, words);
      }
      if (!role) return "none";
      const isEveryone = role.id === guild.id;
      const facts = { id: role.id, name: role.name, isOpen: role.mentionable, isEveryone };
      if (role.mentionable) return { ...facts, isOurs: true };
      const { roles } = memberShape.parse(await again(() => rest.get(Routes.guildMember(home, self))));
      const ruled =
        threads.has(channel.type) && parent
          ? channelShape.parse(await again(() => rest.get(Routes.channel(parent))))
          : channel;
      const have = permissions(guild, roles, ruled.permission_overwrites ?? [], self);
      return { ...facts, isOurs: (have & PermissionFlagsBits.MentionEveryone) !== 0n };
    } catch {
      return "unclear";
    }
  }
}

/** "<@&123>", "123", "@Politics"; by a name that two roles have none is meant. */
function roleIn({ roles }: Guild, words: string): Guild["roles"][number] | undefined {
  const id = /^(?:<@&)?(\d{15,20})>?$/.exec(words.trim())?.[1];
  if (id !== undefined) return roles.find((role) => role.id === id);
  const name = words.trim().replace(/^@/, "").toLowerCase();
  const named = roles.filter((role) => role.name.replace(/^@/, "").toLowerCase() === name);
  return named.length === 1 ? named[0] : undefined;
}
