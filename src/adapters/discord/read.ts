/** An interaction's question and asker. Nothing else of it goes further in. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  type APIMessageApplicationCommandInteractionData,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type InteractionType as Type,
} from "discord.js";
import { hintOf, type NameKind } from "../../core/args.ts";
import type { Command } from "../../core/command.ts";
import { decodeAsk, type Pressed } from "../../core/encode.ts";
import { reopened } from "./given.ts";
import { valuesOf } from "./modal.ts";
import { optionName } from "./register.ts";
import { threads } from "./shapes.ts";
import { wordsIn } from "./words-in.ts";
import { may, type Asker, type Edge } from "../../core/asker.ts";

/** Interactions that expect an answer. */
export type Question = APIApplicationCommandInteraction | APIMessageComponentInteraction | APIModalSubmitInteraction;

export const platform = "discord";

/**
 * @param tipServers the only ones that may take tips, where there are any
 * @returns undefined for an interaction of nobody or nowhere, which there is not
 */
export function askerOf(
  interaction: Exclude<APIInteraction, { type: Type.Ping }>,
  edge: Edge,
  tipServers: readonly string[] = [],
): Asker | undefined {
  const { guild_id: guild, member, user } = interaction;
  const id = interaction.channel?.id ?? interaction.channel_id;
  const parent = parentOf(interaction);
  const person = (member?.user ?? user)?.id;
  if (!id || !person) return undefined;
  const staff = edge.staff(platform, person);
  const visits = isVisitor(interaction);
  const manages =
    !visits && member !== undefined && (BigInt(member.permissions) & PermissionFlagsBits.ManageChannels) !== 0n;
  return {
    place: { platform, id, kind: isDirect(interaction) ? "direct" : "channel" },
    ...(parent !== undefined && { ruledBy: { platform, id: parent, kind: "channel" } }),
    caller: edge.pseudonym(platform, person),
    role: manages ? "manager" : (staff?.role ?? "anyone"),
    ...(staff && { staff: staff.name, listed: staff.role }),
    ...(!visits && callsAll(member?.permissions) && { callsAll: true as const }),
    // A modal cannot follow a modal.
    forms: interaction.type !== InteractionType.ModalSubmit,
    // A direct message is of no server, and so of none that was opened.
    secrets:
      !visits && (guild === undefined || tipServers.length === 0 || tipServers.includes(guild)) ? "opened" : "nowhere",
    // All that comes from no server counts as one.
    origin: edge.pseudonym(platform, `server ${guild ?? "none"}`),
  };
}

/** Any role may be called by those who may mention everyone; Discord gives an administrator every permission. */
const callsAll = (permissions = "0"): boolean => (BigInt(permissions) & PermissionFlagsBits.MentionEveryone) !== 0n;

/** A conversation with one person and nobody else: a private one among several has no server either. */
export const isDirect = ({ guild_id: guild, context }: Pick<APIInteraction, "guild_id" | "context">): boolean =>
  guild === undefined && context !== InteractionContextType.PrivateChannel;

/** Somebody who has Teller for themselves, in a server or a conversation that has not let it in. */
export function isVisitor({
  authorizing_integration_owners: owners,
  context,
}: Pick<APIInteraction, "authorizing_integration_owners" | "context">): boolean {
  if (context === InteractionContextType.PrivateChannel) return true;
  const isOwn = owners?.[ApplicationIntegrationType.UserInstall] !== undefined;
  return (
    context !== InteractionContextType.BotDM && isOwn && owners[ApplicationIntegrationType.GuildInstall] === undefined
  );
}

/** A thread's channel: news is told to the thread alone, and the channel's settings and limits hold in it. */
function parentOf({ channel }: Pick<APIInteraction, "channel">): string | undefined {
  const isThread = channel !== undefined && threads.has(channel.type);
  return isThread && "parent_id" in channel ? (channel.parent_id ?? undefined) : undefined;
}

/**
 * @returns undefined for a kind of interaction that nothing of ours causes
 * @throws UserError for a button of an older version
 */
export function questionOf(interaction: Question, commands: readonly Command[]): Pressed | undefined {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const { data } = interaction;
      if (data.type === ApplicationCommandType.Message) return ofMessage(data, commands);
      if (data.type !== ApplicationCommandType.ChatInput) return undefined;
      const { name, options } = named(data.name, data.options);
      const shape = commands.find((command) => command.name === name)?.args.shape ?? {};
      return { command: name, args: argsOf(options, Object.keys(shape)) };
    }
    case InteractionType.MessageComponent:
      return pressed(interaction, commands);
    case InteractionType.ModalSubmit: {
      const asked = decodeAsk(interaction.data.custom_id, commands);
      return { ...asked, args: { ...asked.args, ...valuesOf(interaction.data) } };
    }
  }
}

/** A message's menu: its words are the argument. One without words is asked about all the same, and names nothing. */
function ofMessage(
  { name, target_id: target, resolved }: APIMessageApplicationCommandInteractionData,
  commands: readonly Command[],
): Pressed | undefined {
  const command = commands.find(({ onMessage }) => onMessage?.label === name);
  const message = resolved.messages[target];
  if (!command?.onMessage || !message) return undefined;
  const words = wordsIn(message).trim();
  return { command: command.name, args: { [command.onMessage.argument]: words === "" ? "–" : words } };
}

/** The question that a button, or a choice in a menu, carries; undefined for a component of another kind. */
export function codeIn({ data }: APIMessageComponentInteraction): string | undefined {
  if (data.component_type === ComponentType.Button) return data.custom_id;
  return data.component_type === ComponentType.StringSelect ? data.values[0] : undefined;
}

/** Where others read too, the answer is the presser's own, unless they share it. */
function pressed(interaction: APIMessageComponentInteraction, commands: readonly Command[]): Pressed | undefined {
  const code = codeIn(interaction);
  if (code === undefined) return undefined;
  const { share, ...asked } = decodeAsk(reopened(code) ?? code, commands);
  if (share && !isVisitor(interaction)) return { ...asked, share };
  return isDirect(interaction) ? asked : { ...asked, aside: true };
}

/** The argument that is being typed, where names can complete it and the asker may use its command. */
export function typedOf(
  { data }: APIApplicationCommandAutocompleteInteraction,
  commands: readonly Command[],
  asker: Asker,
): { readonly kind: NameKind; readonly typed: string } | undefined {
  const { name, options } = named(data.name, data.options);
  const focused = options.find((option) => "focused" in option && option.focused);
  const command = commands.find((one) => one.name === name);
  if (!command || !may(command.role, asker)) return undefined;
  const { shape } = command.args;
  const argument = Object.entries(shape).find(([key]) => optionName(key) === focused?.name);
  const kind = argument && hintOf(...argument).complete;
  return kind && focused ? { kind, typed: String(focused.value) } : undefined;
}

/** A command's whole name, and its own options: of two words the second is a subcommand. */
function named(first: string, options: readonly APIApplicationCommandInteractionDataOption[] = []) {
  const sub = options.find((option) => option.type === ApplicationCommandOptionType.Subcommand);
  if (sub) return { name: `${first} ${sub.name}`, options: basic(sub.options ?? []) };
  return { name: first, options: basic(options) };
}

const basic = (options: readonly APIApplicationCommandInteractionDataOption[]) =>
  options.filter(
    (option): option is APIApplicationCommandInteractionDataBasicOption =>
      option.type !== ApplicationCommandOptionType.Subcommand &&
      option.type !== ApplicationCommandOptionType.SubcommandGroup,
  );

function argsOf(
  options: readonly APIApplicationCommandInteractionDataBasicOption[],
  keys: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    options.flatMap(({ name, value }) => {
      const key = keys.find((one) => optionName(one) === name);
      return key && String(value).trim() !== "" ? [[key, String(value)]] : [];
    }),
  );
}
