/** The parts of Discord's answers that we read, checked as they arrive. */
import { ChannelType, type OverwriteType } from "discord.js";
import { z } from "zod";

export const application = z.object({ id: z.string(), bot: z.object({ id: z.string() }).optional() });

/** `id` of a component: a number that a message's author may choose. */
const component = z.object({ id: z.number().optional() });

export const message = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  flags: z.number().optional(),
  components: z.array(component.extend({ components: z.array(component).optional() })).default([]),
});

/** A number from a list to which Discord goes on adding. */
const oneOf = <T extends number>() => z.custom<T>((value) => typeof value === "number");
const bits = z.string().transform(BigInt);

export const overwrite = z.object({ id: z.string(), type: oneOf<OverwriteType>(), allow: bits, deny: bits });

export const channel = z.object({
  type: oneOf<ChannelType>(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  thread_metadata: z.object({ archived: z.boolean(), locked: z.boolean().default(false) }).optional(),
  /** Absent in a thread, which has its channel's. */
  permission_overwrites: z.array(overwrite).optional(),
});

/** Channels inside a channel. */
export const threads: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

export const guild = z.object({
  id: z.string(),
  owner_id: z.string(),
  roles: z.array(
    z.object({
      id: z.string(),
      name: z.string().default(""),
      permissions: bits,
      mentionable: z.boolean().default(false),
    }),
  ),
});

export const member = z.object({ roles: z.array(z.string()) });

export type Message = z.output<typeof message>;
export type Overwrite = z.output<typeof overwrite>;
export type Guild = z.output<typeof guild>;
