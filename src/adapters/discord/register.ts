/** The command list as Discord's application commands, and its registration where it has changed. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  Routes,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import type { z } from "zod";
import { choicesOf, hintOf, isOptional } from "../../core/args.ts";
import type { Command } from "../../core/command.ts";
import { command as most } from "./limits.ts";
import type { KnownMentions } from "./mentions.ts";
import { again } from "./trouble.ts";
import { cut } from "./words.ts";

type ApplicationCommand = RESTPostAPIChatInputApplicationCommandsJSONBody;
type MessageCommand = RESTPostAPIContextMenuApplicationCommandsJSONBody;

/** @param guild for one server, where Discord takes no contexts */
export function applicationCommands(commands: readonly Command[], guild?: string): ApplicationCommand[] {
  const byFirst = Map.groupBy(commands, ({ name }) => name.split(" ")[0] ?? name);
  const all = [...byFirst].map(([name, group]): ApplicationCommand => {
    const [first] = group;
    const single = first?.name === name ? first : undefined;
    return {
      type: ApplicationCommandType.ChatInput,
      name,
      description: about(single?.summary ?? group.map((one) => one.summary).join("; ")),
      options: single ? optionsOf(single) : group.map(subcommand),
      ...reach(group, guild),
    };
  });
  if (all.length > most.most) throw new RangeError(`Discord takes ${most.most} commands, and there are ${all.length}`);
  return all;
}

/** The entries of a message's own menu. */
export const messageCommands = (commands: readonly Command[], guild?: string): MessageCommand[] =>
  commands.flatMap((command) =>
    command.onMessage
      ? [{ type: ApplicationCommandType.Message, name: command.onMessage.label, ...reach([command], guild) }]
      : [],
  );

/** The people and the places that have a command in their menu. */
const reach = (group: readonly Command[], guild: string | undefined) => ({
  ...(group.every(isStaffs) && { default_member_permissions: managers }),
  ...(guild === undefined && (group.every(({ reads }) => reads) ? anywhere : ours)),
});

const isStaffs = ({ role }: Command): boolean => role !== "anyone";

/**
 * Those who see a command of staff in their menu: managers of channels, and the roles that a server's owner grants it to
 * (Server Settings, Integrations). The dispatch still asks who may use it.
 */
const managers = String(PermissionFlagsBits.ManageChannels);

const ours = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** Questions that change nothing may be asked wherever somebody is, by people who have Teller for themselves. */
const anywhere = {
  contexts: [...ours.contexts, InteractionContextType.PrivateChannel],
  integration_types: [...ours.integration_types, ApplicationIntegrationType.UserInstall],
};

/** The servers that have commands of their own. */
export interface Servers {
  /** The one for trials: it has all of them, and nobody else has any. */
  readonly guild?: string | undefined;
  /** The newsroom's own: editors' commands are there alone. */
  readonly newsroom?: string | undefined;
}

export interface CommandList {
  /** Absent for the commands that are everywhere. */
  readonly guild?: string;
  readonly commands: readonly (ApplicationCommand | MessageCommand)[];
}

export function commandLists(commands: readonly Command[], { guild, newsroom }: Servers): readonly CommandList[] {
  const all = (some: readonly Command[], server?: string) => [
    ...applicationCommands(some, server),
    ...messageCommands(some, server),
  ];
  if (guild !== undefined) return [{ guild, commands: all(commands, guild) }];
  if (newsroom === undefined) return [{ commands: all(commands) }];
  const isEditors = ({ role }: Command): boolean => role === "editor";
  return [
    { commands: all(commands.filter((command) => !isEditors(command))) },
    { guild: newsroom, commands: all(commands.filter(isEditors), newsroom) },
  ];
}

/** The name of an argument as Discord allows it. */
export const optionName = (argument: string): string =>
  argument
    .toLowerCase()
    .replaceAll(/[^-_\p{L}\p{N}]/gu, "-")
    .slice(0, most.name);

const subcommand = (command: Command): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: command.name.split(" ").slice(1).join("-"),
  description: about(command.summary),
  options: optionsOf(command),
});

/**
 * A secret has no option, since Discord shows one as it is typed: a form asks for it. A form also carries the carried
 * ones.
 */
function optionsOf(command: Command): APIApplicationCommandBasicOption[] {
  return Object.entries(command.args.shape)
    .filter(([name, schema]) => {
      const { secret, carried } = hintOf(name, schema);
      return !secret && !carried;
    })
    .slice(0, most.options)
    .map(([name, schema]): APIApplicationCommandBasicOption => {
      const hint = hintOf(name, schema);
      const choices = menuOf(schema);
      const base = {
        type: ApplicationCommandOptionType.String as const,
        name: optionName(name),
        description: about(hint.about),
        // No option is required where a form asks for missing arguments.
        required: !command.form && !isOptional(schema),
      };
      if (choices) return { ...base, choices };
      return hint.complete ? { ...base, autocomplete: true } : base;
    })
    .toSorted((a, b) => Number(b.required) - Number(a.required));
}

/** The words of a closed list, where a menu has room for them. */
function menuOf(schema: z.ZodType): { name: string; value: string }[] | undefined {
  const choices = choicesOf(schema);
  return choices && choices.length <= most.choices ? choices.map((one) => ({ name: one, value: one })) : undefined;
}

const about = (text: string): string => cut(text, most.about);

/**
 * Registers only what differs: Discord counts registrations, and a new one takes a while to reach everyone.
 * @param learn told of each list as it stands at Discord
 * @returns whether it did
 */
export async function register(
  rest: REST,
  application: string,
  commands: readonly Command[],
  servers: Servers,
  learn: KnownMentions["learn"] = () => {},
): Promise<boolean> {
  let did = false;
  for (const { guild, commands: wanted } of commandLists(commands, servers)) {
    const route = guild ? Routes.applicationGuildCommands(application, guild) : Routes.applicationCommands(application);
    const stands = await again(() => rest.get(route));
    learn(guild, stands);
    if (same(wanted, stands)) continue;
    learn(guild, await again(() => rest.put(route, { body: wanted })));
    did = true;
  }
  return did;
}

/** Whether Discord's list agrees with ours, in the fields that ours has. */
function same(ours: readonly unknown[], theirs: unknown): boolean {
  return Array.isArray(theirs) && JSON.stringify(sorted(ours)) === JSON.stringify(sorted(theirs));
}

const sorted = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(essence(one))).toSorted();

const kept = [
  "type",
  "name",
  "description",
  "options",
  "required",
  "autocomplete",
  "choices",
  "value",
  "contexts",
  "integration_types",
  "default_member_permissions",
];

/** A definition's fields of ours; Discord leaves out those that are false or empty. */
function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== "object" || value === null) return value;
  const fields = new Map(Object.entries(value));
  return kept
    .map((key) => [key, essence(fields.get(key))])
    .filter(
      ([, one]) =>
        one !== undefined && one !== null && one !== false && one !== "" && !(Array.isArray(one) && one.length === 0),
    );
}
