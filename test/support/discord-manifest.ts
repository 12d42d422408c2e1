/**
 * Discord's rules for commands as a schema: the fields of discord-api-types, by their own types, with the limits that the
 * documentation of application commands states. The adapter's own numbers are what is being checked.
 */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type APIApplicationCommandOption,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import { z } from "zod";

/** CHAT_INPUT: in lower case, of letters, digits, hyphen and underscore. */
const typedName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}]{1,32}$/u)
  .refine((name) => name === name.toLowerCase(), "not in lower case");
const about = z.string().min(1).max(100);
const choice = z.strictObject({ name: z.string().min(1).max(100), value: z.string().min(1).max(100) });

const unique = (list: readonly { readonly name: string }[]): boolean =>
  new Set(list.map(({ name }) => name)).size === list.length;
const needsFirst = (list: readonly { readonly required?: boolean | undefined }[]): boolean =>
  list.every(({ required }, i) => !required || i === 0 || list[i - 1]?.required === true);

const word = {
  type: z.literal(ApplicationCommandOptionType.String),
  name: typedName,
  description: about,
  required: z.boolean().exactOptional(),
};
/** Names are completed, or chosen from a list: never both. */
const option = z.union([
  z.strictObject({ ...word, autocomplete: z.literal(true) }),
  z.strictObject({
    ...word,
    choices: z.array(choice).min(1).max(25).refine(unique, "a choice twice").exactOptional(),
  }),
]);

const options = z
  .array(option)
  .max(25)
  .refine(unique, "an option twice")
  .refine(needsFirst, "required options come first");

const subcommands = z
  .array(
    z.strictObject({
      type: z.literal(ApplicationCommandOptionType.Subcommand),
      name: typedName,
      description: about,
      options,
    }),
  )
  .min(1)
  .max(25)
  .refine(unique, "a subcommand twice");

const reach = {
  default_member_permissions: z.string().regex(/^\d+$/).exactOptional(),
  contexts: z
    .array(z.literal([0, 1, 2]))
    .min(1)
    .max(3)
    .exactOptional(),
  integration_types: z
    .array(z.literal([0, 1]))
    .min(1)
    .max(2)
    .exactOptional(),
};

const chat = z
  .strictObject({
    type: z.literal(ApplicationCommandType.ChatInput),
    name: typedName,
    description: about,
    options: z.union([subcommands, options]),
    ...reach,
  })
  // interactions/application-commands: names, descriptions and values of a command and all in it, together.
  .refine((command) => charactersOf(command) <= 8_000, "over 8,000 characters");

const message = z.strictObject({
  type: z.literal(ApplicationCommandType.Message),
  name: z.string().min(1).max(32),
  ...reach,
});

/** Of one scope: 100 of those that are typed, and 15 of messages. */
export const commandList = z
  .array(z.discriminatedUnion("type", [chat, message]))
  .refine((list) => list.filter(({ type }) => type === ApplicationCommandType.ChatInput).length <= 100, "over 100")
  .refine((list) => list.filter(({ type }) => type === ApplicationCommandType.Message).length <= 15, "over 15")
  .refine((list) => unique(list.map(({ type, name }) => ({ name: `${type} ${name}` }))), "a command twice");

function charactersOf(of: unknown): number {
  if (Array.isArray(of)) return of.reduce<number>((sum, one) => sum + charactersOf(one), 0);
  if (typeof of !== "object" || of === null) return 0;
  return Object.entries(of).reduce(
    (sum, [key, value]) =>
      sum +
      (["name", "description", "value"].includes(key) && typeof value === "string"
        ? value.length
        : charactersOf(value)),
    0,
  );
}

// What fits the schema is of the library's own types.
type Own = RESTPostAPIChatInputApplicationCommandsJSONBody | RESTPostAPIContextMenuApplicationCommandsJSONBody;
type Options = APIApplicationCommandOption[];
export const asOwn = (list: z.output<typeof commandList>): readonly Own[] =>
  list.map((one): Own => ("options" in one ? { ...one, options: one.options satisfies Options } : one));
