/** Commands named in words, as Discord shows them to be pressed. Their ids come with their registration, and change with it. */
import { ApplicationCommandOptionType } from "discord.js";
import { z } from "zod";

/** Ids by whole name: "seat", "announce here". */
export type Mentions = ReadonlyMap<string, string>;

export interface KnownMentions {
  /** @param guild a server whose own commands they are; absent for those that are everywhere */
  readonly learn: (guild: string | undefined, registered: unknown) => void;
  /** The commands that can be pressed there: a server's own are text anywhere else. */
  in(guild?: string): Mentions;
}

const shape = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    options: z.array(z.object({ type: z.custom<ApplicationCommandOptionType>(), name: z.string() })).optional(),
  }),
);

export function createMentions(): KnownMentions {
  const everywhere = new Map<string, string>();
  const own = new Map<string, Mentions>();
  return {
    learn(guild, registered) {
      const list = shape.safeParse(registered);
      if (!list.success) return;
      const named = list.data.flatMap(({ id, name, options = [] }) => {
        const subs = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
        return subs.length === 0 ? [[name, id] as const] : subs.map((sub) => [`${name} ${sub.name}`, id] as const);
      });
      if (guild !== undefined) return void own.set(guild, new Map(named));
      everywhere.clear();
      for (const [name, id] of named) everywhere.set(name, id);
    },
    in(guild) {
      const there = guild === undefined ? undefined : own.get(guild);
      return there ? new Map([...everywhere, ...there]) : everywhere;
    },
  };
}

/** A slash that begins a word, and one or two words after it. */
const command = /(?<![\p{L}\p{N}/\\.:<])\/([a-z][a-z0-9]*)(?: ([a-z][a-z0-9]*))?(?![\p{L}\p{N}/_-])/gu;

/** @param text in Discord's markdown */
export function mentioning(text: string, mentions: Mentions | undefined): string {
  if (!mentions || mentions.size === 0) return text;
  return text.replaceAll(command, (whole, first: string, second: string | undefined) => {
    const both = second === undefined ? undefined : mentions.get(`${first} ${second}`);
    if (both !== undefined) return `</${first} ${second}:${both}>`;
    const id = mentions.get(first);
    return id === undefined ? whole : `</${first}:${id}>${second === undefined ? "" : ` ${second}`}`;
  });
}
