/** Our permissions in a place, worked out from roles and overwrites as Discord does, without asking for its members. */
import { ChannelType, OverwriteType, PermissionFlagsBits, Routes, type REST } from "discord.js";
import type { z } from "zod";
import {
  channel as channelShape,
  guild as guildShape,
  member as memberShape,
  threads,
  type Guild,
  type Overwrite,
} from "./shapes.ts";
import { again, troubleOf } from "./trouble.ts";
import type { Place, PlaceFacts } from "../../core/place.ts";

const { Administrator, ViewChannel, SendMessages, SendMessagesInThreads, ReadMessageHistory, AttachFiles } =
  PermissionFlagsBits;
const everything = ~0n;

export async function inspect(place: Place, rest: REST, self: string): Promise<PlaceFacts> {
  try {
    const channel = await get(rest, Routes.channel(place.id), channelShape);
    const { type, guild_id: home, parent_id: parent } = channel;
    if (!home) return { mayPost: true, mayReadBack: true, isPrivate: type === ChannelType.DM, wants: [] };
    const isThread = threads.has(type);
    const [guild, { roles }, ruled] = await Promise.all([
      get(rest, Routes.guild(home), guildShape),
      get(rest, Routes.guildMember(home, self), memberShape),
      // A thread has the overwrites of its channel.
      isThread && parent ? get(rest, Routes.channel(parent), channelShape) : channel,
    ]);
    const overwrites = ruled.permission_overwrites;
    const facts = factsOf(permissions(guild, roles, overwrites ?? [], self), guild, overwrites, isThread);
    const closed = closedBy(channel);
    return closed === undefined ? facts : { ...facts, mayPost: false, wants: [closed, ...facts.wants] };
  } catch (error) {
    const trouble = troubleOf(error);
    const why = "why" in trouble ? trouble.why : "Discord does not answer just now";
    const mend = trouble.kind === "refused" ? "add me to the channel, with View Channel" : "try again in a moment";
    return { mayPost: false, mayReadBack: false, isPrivate: false, wants: [`${why}: ${mend}`] };
  }
}

const noText = new Map<ChannelType, string>([
  [ChannelType.GuildForum, "This is a forum, which takes no messages but in its posts: ask me in one of those"],
  [ChannelType.GuildMedia, "This is a media channel, which takes no messages but in its posts: ask me in one of those"],
  [ChannelType.GuildCategory, "This is a category, which takes no messages: ask me in one of its channels"],
  [ChannelType.GuildDirectory, "This is a directory, which takes no messages: ask me in a text channel"],
]);

/** Why nothing can be posted in a channel, whatever we may; undefined where something can. */
function closedBy({ type, thread_metadata: thread }: z.output<typeof channelShape>): string | undefined {
  const kind = noText.get(type);
  if (kind !== undefined) return `${kind}.`;
  if (thread?.locked) return "This thread is locked: unlock it, or ask me in its channel.";
  if (thread?.archived) return "This thread is archived: somebody has to write in it first, or ask me in its channel.";
  return undefined;
}

async function get<S extends z.ZodType>(rest: REST, route: `/${string}`, shape: S): Promise<z.output<S>> {
  return shape.parse(await again(() => rest.get(route)));
}

function factsOf(
  have: bigint,
  guild: Guild,
  overwrites: readonly Overwrite[] | undefined,
  isThread: boolean,
): PlaceFacts {
  const speak = isThread ? SendMessagesInThreads : SendMessages;
  const may = (permission: bigint): boolean => (have & permission) === permission;
  const lacks = (permission: bigint, name: string, what: string): string[] =>
    may(permission) ? [] : [`Give me ${name} in this channel, so that I can ${what}.`];
  const openTo = overwrites ? readersOf(guild, overwrites) : unsaid;
  return {
    mayPost: may(ViewChannel | speak),
    mayReadBack: may(ViewChannel | ReadMessageHistory),
    isPrivate: openTo === undefined,
    ...(openTo !== undefined && { openTo }),
    wants: [
      ...lacks(ViewChannel, "View Channel", "see it"),
      ...lacks(speak, isThread ? "Send Messages in Threads" : "Send Messages", "post"),
      ...lacks(ReadMessageHistory, "Read Message History", "see what I have posted, and never post it twice"),
      ...lacks(AttachFiles, "Attach Files", "give you files"),
    ],
  };
}

const unsaid = "Discord does not say who can read there";

/**
 * Readers besides people let in one by one, in words; undefined for nobody. The members of a role are not ours to ask
 * for, so a role that is let in counts as open. The owner and administrators see every channel.
 */
function readersOf(guild: Guild, overwrites: readonly Overwrite[]): string | undefined {
  const canSee = (permissions: bigint): boolean => (permissions & ViewChannel) !== 0n;
  const everyone = overwrites.find(({ id }) => id === guild.id);
  const isClosed = everyone !== undefined && canSee(everyone.deny) && !canSee(everyone.allow);
  if (!isClosed) {
    if (!guild.roles.some(({ id }) => id === guild.id)) return unsaid;
    if ((everyone && canSee(everyone.allow)) || guild.roles.some(({ permissions }) => canSee(permissions)))
      return "people who were not let in one by one could read there";
  }
  const letsRoleIn = overwrites.some(
    ({ id, type, allow }) => type !== OverwriteType.Member && id !== guild.id && canSee(allow),
  );
  return letsRoleIn ? "a role was let in, and who has it is not known to me" : undefined;
}

/** topics/permissions#permission-hierarchy */
export function permissions(
  guild: Guild,
  roles: readonly string[],
  overwrites: readonly Overwrite[],
  self: string,
): bigint {
  if (guild.owner_id === self) return everything;
  const mine = guild.roles.filter(({ id }) => id === guild.id || roles.includes(id));
  const base = mine.reduce((sum, role) => sum | role.permissions, 0n);
  if ((base & Administrator) !== 0n) return everything;
  const apply = (have: bigint, some: readonly Overwrite[]): bigint => {
    const deny = some.reduce((sum, one) => sum | one.deny, 0n);
    const allow = some.reduce((sum, one) => sum | one.allow, 0n);
    return (have & ~deny) | allow;
  };
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && id !== guild.id && roles.includes(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === self),
  ];
  return steps.reduce(apply, base);
}
