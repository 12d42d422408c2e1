/**
 * Calls that Slack refuses. Shapes are JSON schemas made from the declarations of @slack/types 3.2 and @slack/web-api
 * 8.2: for each root `T`, `export type { T } from "…"` through ts-json-schema-generator 2 (`--no-type-check --jsDoc
 * none`), the definitions joined; `AnyBlock` narrowed to the known blocks, and attachments and entities left out, which
 * we never send. Limits are those of docs.slack.dev/reference, and not taken from our own adapter.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

const shapes: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "shapes.json"), "utf8"));
/** A shape is used a few hundred times: quick to compile counts for more than quick to run. */
const quickly = { code: { optimize: false }, inlineRefs: false };
const ajv = new Ajv({ strict: false, allErrors: false, ...quickly }).addSchema(shapes as object, "slack");
const compiled = new Map<string, ValidateFunction>();

/** The reason why a value is not of a shape, or undefined. */
function misshapen(name: string, value: unknown): string | undefined {
  const validate = compiled.get(name) ?? ajv.compile({ $ref: `slack#/definitions/${name}` });
  compiled.set(name, validate);
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return `${name}${error?.instancePath ?? ""} ${error?.message ?? "is wrong"} ${JSON.stringify(error?.params)}`;
}

const argumentsOf: Readonly<Record<string, string>> = {
  "chat.postMessage": "ChatPostMessageArguments",
  "chat.postEphemeral": "ChatPostEphemeralArguments",
  "chat.update": "ChatUpdateArguments",
  "conversations.history": "ConversationsHistoryArguments",
  "conversations.info": "ConversationsInfoArguments",
  "conversations.open": "ConversationsOpenArguments",
  "files.getUploadURLExternal": "FilesGetUploadURLExternalArguments",
  "files.completeUploadExternal": "FilesCompleteUploadExternalArguments",
  "views.open": "ViewsOpenArguments",
  "views.update": "ViewsUpdateArguments",
  "views.publish": "ViewsPublishArguments",
};

/** Slack's code for a fault of a call, and the fault in words. */
export interface Refusal {
  readonly error: string;
  readonly why: string;
}

export function checkCall(method: string, args: Readonly<Record<string, unknown>>): Refusal | undefined {
  const shape = argumentsOf[method];
  const why = shape && misshapen(shape, args);
  if (why) return { error: "view" in args ? "invalid_arguments" : "invalid_blocks", why };
  if ("view" in args) return checkView(args["view"]);
  if (method === "chat.unfurl") return checkUnfurls(args["unfurls"]);
  return "blocks" in args || (method.startsWith("chat.") && method !== "chat.delete") ? checkMessage(args) : undefined;
}

/** Fields of answers by acknowledgement and by response_url: docs.slack.dev/interactivity/handling-user-interaction */
const responseFields = new Set(
  "text blocks metadata unfurl_links unfurl_media response_type replace_original delete_original thread_ts".split(" "),
);

export function checkResponse(body: Readonly<Record<string, unknown>>): Refusal | undefined {
  const foreign = Object.keys(body).find((key) => !responseFields.has(key));
  if (foreign) return { error: "invalid_payload", why: `${foreign} is no field of a response` };
  const { response_type: type } = body;
  if (type !== undefined && type !== "in_channel" && type !== "ephemeral")
    return { error: "invalid_payload", why: "no such response_type" };
  // A file of the app's own is none of the address's (slackapi/java-slack-sdk issue 1349).
  if (JSON.stringify(body["blocks"] ?? []).includes('"slack_file"'))
    return { error: "invalid_blocks", why: "invalid slack file" };
  return checkMessage(body);
}

export function checkMessage({ text, blocks, metadata }: Readonly<Record<string, unknown>>): Refusal | undefined {
  if (typeof text !== "string" || text.trim() === "") return { error: "no_text", why: "a message has no text" };
  if (text.length > 4_000) return { error: "msg_too_long", why: `text of ${text.length}` };
  const bad = metadata === undefined ? undefined : misshapen("MessageMetadata", metadata);
  if (bad) return { error: "metadata_must_be_valid", why: bad };
  if (blocks === undefined) return undefined;
  if (JSON.stringify(blocks).length > 13_000)
    return { error: "msg_blocks_too_long", why: `${JSON.stringify(blocks).length} characters` };
  return checkBlocks(blocks, 50);
}

export function checkView(view: unknown): Refusal | undefined {
  const { type, blocks, title, private_metadata: kept = "", submit } = view as Record<string, unknown>;
  const why = misshapen(type === "home" ? "HomeView" : "ModalView", view);
  if (why) return { error: "invalid_arguments", why };
  const words = (title as { text?: string } | undefined)?.text ?? "";
  if (words.length > 24) return { error: "invalid_arguments", why: `title of ${words.length}` };
  const label = (submit as { text?: string } | undefined)?.text ?? "";
  if (label.length > 24) return { error: "invalid_arguments", why: `submit of ${label.length}` };
  if (String(kept).length > 3_000) return { error: "invalid_arguments", why: "private_metadata too long" };
  const inputs = (blocks as { type: string }[]).some((block) => block.type === "input");
  if (type === "modal" && inputs && !submit) return { error: "invalid_arguments", why: "missing_submit" };
  return checkBlocks(blocks, 100);
}

/** docs.slack.dev/reference/methods/chat.unfurl: blocks by address. */
function checkUnfurls(unfurls: unknown): Refusal | undefined {
  const shown = Object.values((unfurls ?? {}) as Readonly<Record<string, { readonly blocks?: unknown }>>);
  if (shown.length === 0) return { error: "missing_unfurls", why: "nothing to show" };
  return shown.map(({ blocks }) => checkBlocks(blocks, 50)).find((refusal) => refusal !== undefined);
}

export function checkOptions(options: unknown): Refusal | undefined {
  if (!Array.isArray(options)) return { error: "invalid_options", why: "no list of options" };
  if (options.length > 100) return { error: "too_many_options", why: String(options.length) };
  const why = options
    .map((option) => misshapen("PlainTextOption", option) ?? overlong(option, ["option"]))
    .find(Boolean);
  return why ? { error: "invalid_options", why } : undefined;
}

function checkBlocks(blocks: unknown, most: number): Refusal | undefined {
  if (!Array.isArray(blocks) || blocks.length === 0) return { error: "invalid_blocks", why: "no blocks" };
  if (blocks.length > most) return { error: "invalid_blocks", why: `${blocks.length} blocks` };
  const tables = blocks.filter(({ type }: { type?: unknown }) => type === "table");
  // A view takes none (it may have 100 blocks), a message one.
  if (tables.length > (most === 100 ? 0 : 1)) return { error: "invalid_blocks", why: "only_one_table_allowed" };
  for (const block of blocks) {
    const why = misshapen("KnownBlock", block) ?? overlong(block, []) ?? twice(block) ?? overfull(block);
    if (why) return { error: "invalid_blocks", why };
  }
  return undefined;
}

/** docs.slack.dev/reference/block-kit/blocks/table-block: 100 rows, 20 cells a row, 10,000 letters; no cell is empty. */
function overfull(block: { type?: unknown; rows?: unknown }): string | undefined {
  if (block.type !== "table") return undefined;
  const rows = block.rows as readonly (readonly { text?: string }[])[];
  const texts = rows.flat().map(({ text = "" }) => text);
  if (rows.length > 100 || rows.some(({ length }) => length > 20 || length === 0))
    return "table of too many rows or cells";
  if (texts.includes("")) return "an empty cell";
  return texts.join("").length > 10_000 ? "table of too many letters" : undefined;
}

/** Most characters, or elements, of a field, by the end of its path: "header.text.text". */
const most: Readonly<Record<string, number>> = {
  "header.text.text": 150,
  "section.text.text": 3_000,
  "section.fields": 10,
  "fields.text": 2_000,
  "context.elements": 10,
  "actions.elements": 25,
  "button.text.text": 75,
  "button.value": 2_000,
  "button.url": 3_000,
  "button.action_id": 255,
  "input.label.text": 2_000,
  "input.hint.text": 2_000,
  "placeholder.text": 150,
  "plain_text_input.initial_value": 3_000,
  "option.text.text": 75,
  "initial_option.text.text": 75,
  "initial_option.value": 75,
  value: 2_000,
  block_id: 255,
  text: 3_000,
};

/** A text or list that is longer than Slack takes, or empty where it must not be. */
function overlong(value: unknown, path: readonly string[]): string | undefined {
  if (typeof value === "string" || Array.isArray(value)) {
    const name = path.join(".");
    const rule = Object.keys(most).find((end) => name === end || name.endsWith(`.${end}`));
    if (rule && value.length > (most[rule] ?? 0)) return `${name} of ${value.length}`;
    if (value.length === 0 && !name.endsWith("initial_value")) return `${name} is empty`;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { type } = value as { type?: unknown };
  // A text object stands for the field that holds it.
  const here = typeof type === "string" && !/^(plain_text|mrkdwn)$/.test(type) ? [...path, type] : path;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "type" || key === "style") continue;
    const why = overlong(inner, Array.isArray(value) ? path : [...here.slice(-2), key]);
    if (why) return why;
  }
  return undefined;
}

/** Action ids must differ within a block. */
function twice(block: { elements?: readonly { action_id?: string }[] }): string | undefined {
  const ids = (block.elements ?? []).flatMap(({ action_id: id }) => id ?? []);
  return new Set(ids).size < ids.length ? "an action_id twice in a block" : undefined;
}
