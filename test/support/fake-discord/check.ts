/**
 * Payloads that Discord refuses: fields and types by schemas that are not ours (schemas.json, made from the
 * declarations of discord-api-types with ts-json-schema-generator), limits as Discord documents them. The numbers are
 * written out again here on purpose: those of the adapter are what is being checked.
 */
import { Ajv } from "ajv";
import schemas from "./schemas.json" with { type: "json" };

export type Kind =
  | "MessageCreate"
  | "MessageEdit"
  | "Callback"
  | "WebhookEdit"
  | "Commands"
  | "GuildCommands"
  | "WebhookCreate";

interface Component {
  readonly type: number;
  readonly id?: number;
  readonly content?: string;
  readonly label?: string;
  readonly description?: string;
  readonly custom_id?: string;
  readonly url?: string;
  readonly style?: number;
  readonly value?: string;
  readonly options?: readonly { readonly label: string; readonly value: string; readonly default?: boolean }[];
  readonly placeholder?: string;
  readonly file?: { readonly url: string };
  readonly items?: readonly { readonly media: { readonly url: string }; readonly description?: string | null }[];
  readonly components?: readonly Component[];
  readonly component?: Component;
}

interface Body {
  readonly flags?: number;
  readonly content?: string;
  readonly nonce?: string | number;
  readonly embeds?: readonly { readonly title?: string; readonly description?: string }[];
  readonly components?: readonly Component[];
  readonly allowed_mentions?: { readonly parse?: readonly string[]; readonly roles?: readonly string[] };
}

/** A shape is used a few hundred times: quick to compile counts for more than quick to run. */
const quickly = { code: { optimize: false }, inlineRefs: false };
const ajv = new Ajv({ allErrors: false, strict: false, allowUnionTypes: true, ...quickly });
ajv.addSchema(schemas, "discord");

/** @param limits judged once the shape is right */
export function faultsOf(kind: Kind, payload: unknown, limits: () => string[]): string[] {
  const faults = shapeFaults(kind, payload);
  return faults.length > 0 ? faults : limits();
}

function shapeFaults(kind: Kind, payload: unknown): string[] {
  const validate = ajv.getSchema(`discord#/definitions/${kind}`);
  if (!validate) throw new TypeError(`no schema ${kind}`);
  if (validate(payload)) return [];
  return (validate.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The flags of hidden answers and of Components V2, and no others. */
const flag = { ephemeral: 64, v2: 32_768 };

/** @param files names of the files that come with it @param may which flags it may have */
export function messageFaults(body: Body, files: readonly string[] = [], may = flag.v2): string[] {
  const { flags = 0, content = "", components = [] } = body;
  const all = components.flatMap(withInner);
  const v2 = (flags & flag.v2) !== 0;
  const text = all.reduce((sum, { type, content: words = "" }) => sum + (type === 10 ? words.length : 0), 0);
  const codes = all.flatMap(({ custom_id: code }) => code ?? []);
  const ids = all.flatMap(({ id }) => id ?? []);
  return [
    ...((flags & ~may) !== 0 ? [`flags ${flags} are not for this`] : []),
    ...(v2 && (content !== "" || body.embeds) ? ["content and embeds do not go with components V2"] : []),
    ...(!v2 && components.some(({ type }) => type !== 1) ? ["without the flag only action rows are components"] : []),
    ...(content === "" && components.length === 0 && !body.embeds ? ["an empty message"] : []),
    ...(body.embeds ?? []).flatMap(({ title = "", description = "" }) =>
      title.length > 256 || description.length > 4_096 ? ["an embed over 256 and 4,096"] : [],
    ),
    ...(content.length > 2_000 ? ["content over 2,000"] : []),
    ...(String(body.nonce ?? "").length > 25 ? ["nonce over 25"] : []),
    ...(all.some(({ type }) => type >= 18) ? ["a message has no inputs of a form"] : []),
    ...(all.length > 40 ? [`${all.length} components`] : []),
    ...(text > 4_000 ? [`${text} characters of text`] : []),
    ...(new Set(codes).size < codes.length ? ["a custom_id twice"] : []),
    ...(new Set(ids).size < ids.length ? ["a component's id twice"] : []),
    ...all.flatMap((one) => componentFaults(one, files)),
    // Discord would take it, and let our words call everyone.
    ...((body.allowed_mentions?.roles?.length ?? 0) > 1 ? ["more roles than one are called"] : []),
    ...(body.allowed_mentions?.parse?.length === 0 ? [] : ["allowed_mentions must be { parse: [] }"]),
  ];
}

const withInner = (component: Component): Component[] => [
  component,
  ...[...(component.components ?? []), ...(component.component ? [component.component] : [])].flatMap(withInner),
];

const between = (text: string | undefined, least: number, most: number): boolean =>
  text !== undefined && text.length >= least && text.length <= most;

function componentFaults(one: Component, files: readonly string[]): string[] {
  const faults: string[] = [];
  const need = (good: boolean, what: string): void =>
    void (good || faults.push(`component of type ${one.type}: ${what}`));
  if (one.id !== undefined) need(Number.isInteger(one.id) && Math.abs(one.id) < 2 ** 31, "id is no 32-bit integer");
  if (one.type === 1) {
    const inside = one.components ?? [];
    need(inside.length >= 1 && inside.length <= 5, "1 to 5 in a row");
    need(inside.length === 1 || inside.every(({ type }) => type === 2), "a menu takes up a row");
  }
  if (one.type === 10) need(between(one.content?.trim(), 1, 4_000), "text is empty or over 4,000");
  if (one.type === 17) need((one.components?.length ?? 0) >= 1, "empty");
  if (one.type === 13)
    need(files.includes(one.file?.url.replace("attachment://", "") ?? ""), "no such file came with it");
  if (one.type === 12) {
    const items = one.items ?? [];
    need(items.length >= 1 && items.length <= 10, "1 to 10 pictures");
    for (const { media, description } of items) {
      need(files.includes(media.url.replace("attachment://", "")), "no such picture came with it");
      need(between(description ?? "-", 1, 1_024), "description of 1 to 1,024");
    }
  }
  if (one.type === 2) {
    need(between(one.label, 1, 80), "label of 1 to 80");
    if (one.style === 5)
      need(between(one.url, 1, 512) && /^https?:\/\//.test(one.url ?? ""), "an http address of at most 512");
    else need(between(one.custom_id, 1, 100), "custom_id of 1 to 100");
    need((one.style === 5) === (one.custom_id === undefined), "a link has no custom_id");
  }
  if (one.type === 4) {
    need(between(one.custom_id, 1, 100), "custom_id of 1 to 100");
    need((one.value ?? "").length <= 4_000, "value over 4,000");
  }
  if (one.type === 3 || one.type === 21) {
    const options = one.options ?? [];
    const [least, most] = one.type === 3 ? [1, 25] : [2, 10];
    need(between(one.custom_id, 1, 100), "custom_id of 1 to 100");
    need((one.placeholder ?? "").length <= 150, "placeholder over 150");
    need(options.length >= least && options.length <= most, `${least} to ${most} options`);
    need(options.filter((option) => option.default).length <= 1, "two options chosen from the start");
    need(new Set(options.map(({ value }) => value)).size === options.length, "a value twice");
    need(
      options.every(({ label, value }) => between(label, 1, 100) && between(value, 1, 100)),
      "labels and values of 1 to 100",
    );
  }
  if (one.type === 18)
    need(between(one.label, 1, 45) && (one.description ?? "").length <= 100, "label over 45, or description over 100");
  return faults;
}

interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
}

export function modalFaults({ custom_id: code, title, components }: Modal): string[] {
  const codes = components.flatMap(withInner).flatMap((one) => one.custom_id ?? []);
  return [
    ...(between(code, 1, 100) ? [] : ["a modal's custom_id of 1 to 100"]),
    ...(between(title, 1, 45) ? [] : ["a modal's title of 1 to 45"]),
    ...(components.length >= 1 && components.length <= 5 ? [] : ["a modal of 1 to 5 components"]),
    ...(new Set(codes).size < codes.length ? ["a custom_id twice"] : []),
    ...components.flatMap(withInner).flatMap((one) => componentFaults(one, [])),
  ];
}

export interface Option {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly options?: readonly Option[];
}

export interface Registered extends Omit<Option, "required" | "description"> {
  readonly description?: string;
  readonly contexts?: readonly number[];
  readonly integration_types?: readonly number[];
  readonly default_member_permissions?: string | null;
}

export function commandFaults(commands: readonly Registered[]): string[] {
  const names = commands.map(({ type, name }) => `${type} ${name}`);
  const [typed, others] = [commands.filter(({ type }) => type === 1), commands.filter(({ type }) => type !== 1)];
  return [
    ...(typed.length > 100 ? ["over 100 commands"] : []),
    ...(others.length > 15 ? ["over 15 commands of messages"] : []),
    ...(new Set(names).size < names.length ? ["a command twice"] : []),
    ...typed.flatMap((one) => optionFaults({ ...one, description: one.description ?? "" })),
    ...others.flatMap(({ name, description, options }) =>
      between(name, 1, 32) && description === undefined && options === undefined ? [] : [`the menu's ${name}`],
    ),
  ];
}

function optionFaults(one: Option): string[] {
  const { name, description, options = [], choices = [] } = one;
  const names = options.map((option) => option.name);
  const subs = options.filter(({ type }) => type === 1).length;
  const demanded = options.map(({ required }) => required === true);
  return [
    ...(/^[-_\p{L}\p{N}]{1,32}$/u.test(name) && name === name.toLowerCase() ? [] : [`the name ${name}`]),
    ...(between(description, 1, 100) ? [] : [`description of ${name}`]),
    ...(options.length > 25 || choices.length > 25 ? [`over 25 options or choices of ${name}`] : []),
    ...(new Set(names).size < names.length ? [`an option of ${name} twice`] : []),
    ...(subs > 0 && subs < options.length ? [`${name} mixes subcommands and options`] : []),
    ...(demanded.lastIndexOf(true) > demanded.indexOf(false) && demanded.includes(false)
      ? [`${name}: required options come first`]
      : []),
    ...(choices.every((choice) => between(choice.name, 1, 100) && choice.value.length <= 100)
      ? []
      : [`choices of ${name}`]),
    ...options.flatMap(optionFaults),
  ];
}

export function choiceFaults(choices: readonly { readonly name: string; readonly value: string | number }[]): string[] {
  return [
    ...(choices.length > 25 ? ["over 25 choices"] : []),
    ...(choices.every(({ name, value }) => between(name, 1, 100) && String(value).length <= 100)
      ? []
      : ["a choice over 100"]),
  ];
}
