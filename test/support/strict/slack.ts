/**
 * Payloads that Slack refuses, judged block by block by its documented limits (docs.slack.dev/reference/block-kit), each
 * written out here anew: nothing is taken from the adapter, nor from the fake. A block, an element or a field that no
 * line names is refused.
 */
import {
  counted,
  isObject,
  listOf,
  objectsIn,
  oneOf,
  onlyKeys,
  repeated,
  sized,
  sizedIf,
  unsoundTexts,
  type Json,
} from "./walk.ts";

type Judge = (object: Json) => readonly string[];

/** composition-objects/text-object */
const textObject =
  (types: string, most: number): ((what: string, value: unknown) => readonly string[]) =>
  (what, value) =>
    !isObject(value)
      ? [`${what} is no text object`]
      : [
          ...onlyKeys(what, value, "type text emoji verbatim"),
          ...oneOf(`${what}.type`, value["type"], types),
          ...(value["type"] === "mrkdwn" && "emoji" in value ? [`${what}: emoji is plain text's`] : []),
          ...sized(what, value["text"], 1, most),
          ...(value["type"] === "mrkdwn" ? marksFaults(what, String(value["text"])) : []),
        ];

/** messaging/formatting-message-text#date-formatting: the only marks that we send, and that nobody's words may make. */
const dateMark = /<!date\^\d{1,12}\^([^|<>^]+)\|([^<>|]+)>/g;

function marksFaults(what: string, text: string): readonly string[] {
  const dates = [...text.matchAll(dateMark)].map(([, format = ""]) => format);
  return [
    ...(/[<>]/.test(text.replaceAll(dateMark, "")) ? [`${what} has a mark that is no date`] : []),
    ...(dates.every((format) => dateTokens.test(format)) ? [] : [`${what} has a date's token that is none`]),
  ];
}

const plain = (what: string, value: unknown, most: number): readonly string[] =>
  textObject("plain_text", most)(what, value);

const link = (what: string, value: unknown): readonly string[] => [
  ...sized(what, value, 1, 3_000),
  ...(URL.canParse(String(value)) && /^(?:https?|mailto):/.test(String(value)) ? [] : [`${what} is no address`]),
];

const linkIf = (what: string, value: unknown): readonly string[] => (value === undefined ? [] : link(what, value));

/** composition-objects/option-object */
const option: Judge = (one) => [
  ...onlyKeys("option", one, "text value description url"),
  ...plain("option.text", one["text"], 75),
  ...sized("option.value", one["value"], 1, 150),
];

const selected = (one: Json): readonly string[] => {
  const initial = one["initial_option"];
  if (initial === undefined) return [];
  const options = listOf(one["options"]).map((known) => JSON.stringify(known));
  if (!isObject(initial)) return ["initial_option is none"];
  return [
    ...option(initial),
    ...(one["type"] === "external_select" || options.includes(JSON.stringify(initial))
      ? []
      : ["initial_option is not among the options"]),
  ];
};

/** block-elements */
const elements: Readonly<Record<string, Judge>> = {
  button: (one) => [
    ...onlyKeys("button", one, "type text action_id url value style confirm accessibility_label"),
    ...plain("button.text", one["text"], 75),
    ...sizedIf("button.action_id", one["action_id"], 1, 255),
    ...linkIf("button.url", one["url"]),
    ...sizedIf("button.value", one["value"], 1, 2_000),
    ...sizedIf("button.accessibility_label", one["accessibility_label"], 1, 75),
    ...(one["style"] === undefined ? [] : oneOf("button.style", one["style"], "primary danger")),
  ],
  plain_text_input: (one) => [
    ...onlyKeys(
      "plain_text_input",
      one,
      "type action_id initial_value multiline min_length max_length placeholder focus_on_load dispatch_action_config",
    ),
    ...sizedIf("plain_text_input.action_id", one["action_id"], 1, 255),
    ...sizedIf("plain_text_input.initial_value", one["initial_value"], 0, Number(one["max_length"] ?? 3_000)),
    ...(Number(one["max_length"] ?? 1) >= 1 && Number(one["max_length"] ?? 1) <= 3_000 ? [] : ["max_length"]),
    ...(Number(one["min_length"] ?? 0) >= 0 && Number(one["min_length"] ?? 0) <= 3_000 ? [] : ["min_length"]),
    ...(one["placeholder"] === undefined ? [] : plain("placeholder", one["placeholder"], 150)),
  ],
  static_select: (one) => [
    ...onlyKeys(
      "static_select",
      one,
      "type action_id options option_groups initial_option placeholder confirm focus_on_load",
    ),
    ...sizedIf("static_select.action_id", one["action_id"], 1, 255),
    ...counted("static_select.options", one["options"], 1, 100),
    ...listOf(one["options"]).flatMap(option),
    ...repeated(
      "an option's value",
      listOf(one["options"]).map(({ value }) => value),
    ),
    ...selected(one),
    ...(one["placeholder"] === undefined ? [] : plain("placeholder", one["placeholder"], 150)),
  ],
  external_select: (one) => [
    ...onlyKeys(
      "external_select",
      one,
      "type action_id initial_option min_query_length placeholder confirm focus_on_load",
    ),
    ...sizedIf("external_select.action_id", one["action_id"], 1, 255),
    ...selected(one),
    ...(one["placeholder"] === undefined ? [] : plain("placeholder", one["placeholder"], 150)),
  ],
};

const element = (what: string, value: unknown): readonly string[] => {
  if (!isObject(value)) return [`${what} is no element`];
  const judge = elements[String(value["type"])];
  return judge ? judge(value) : [`${what} is a ${String(value["type"])}`];
};

/** block-elements/rich-text-*: text that is empty is refused */
const richParts: Readonly<Record<string, Judge>> = {
  text: (one) => [...onlyKeys("text", one, "type text style"), ...sized("text.text", one["text"], 1, 3_000)],
  link: (one) => [
    ...onlyKeys("link", one, "type url text unsafe style"),
    ...link("link.url", one["url"]),
    ...sizedIf("link.text", one["text"], 1, 3_000),
  ],
  date: (one) => [
    ...onlyKeys("date", one, "type timestamp format url fallback style"),
    ...(Number.isSafeInteger(one["timestamp"]) ? [] : ["date.timestamp is no whole number"]),
    ...sized("date.format", one["format"], 1, 3_000),
    ...(dateTokens.test(String(one["format"])) ? [] : ["date.format has a token that is none"]),
    ...sized("date.fallback", one["fallback"], 1, 3_000),
    ...linkIf("date.url", one["url"]),
  ],
};
const dateTokens =
  /^(?=.*\{)(?:[^{}]|\{(?:day_divider_pretty|date_num|date_slash|date_long|date_long_full|date_long_pretty|date|date_pretty|date_short|date_short_pretty|time|time_secs|ago)\})+$/;

const richElements: Readonly<Record<string, Judge>> = {
  rich_text_section: (one) => [
    ...onlyKeys("rich_text_section", one, "type elements"),
    ...counted("rich_text_section.elements", one["elements"], 1, Infinity),
    ...listOf(one["elements"]).flatMap((part) => richParts[String(part["type"])]?.(part) ?? ["no such part"]),
  ],
  rich_text_preformatted: (one) => [
    ...onlyKeys("rich_text_preformatted", one, "type elements border language"),
    ...counted("rich_text_preformatted.elements", one["elements"], 1, Infinity),
    ...listOf(one["elements"]).flatMap((part) =>
      /^(?:text|link)$/.test(String(part["type"])) ? (richParts[String(part["type"])]?.(part) ?? []) : ["no such part"],
    ),
  ],
};

/** blocks/table-block: the first row is the head; letters are counted over all cells of a message. */
const table: Judge = (block) => {
  const rows = Array.isArray(block["rows"]) ? (block["rows"] as readonly unknown[]) : [];
  const cells = rows.flatMap(listOf);
  const widths = new Set(rows.map((row) => (Array.isArray(row) ? row.length : -1)));
  return [
    ...onlyKeys("table", block, "type block_id rows column_settings"),
    ...counted("table.rows", rows, 1, 100),
    ...rows.flatMap((row) => counted("a row", row, 1, 20)),
    ...(widths.size <= 1 ? [] : ["rows of different length"]),
    ...cells.flatMap((cell) =>
      cell["type"] === "raw_text"
        ? [...onlyKeys("cell", cell, "type text"), ...sized("cell", cell["text"], 1, 10_000)]
        : cell["type"] === "rich_text"
          ? (blocks["rich_text"]?.(cell) ?? [])
          : ["no such cell"],
    ),
    ...(block["column_settings"] === undefined
      ? []
      : counted("column_settings", block["column_settings"], 1, Math.min(20, Math.max(...widths)))),
    ...listOf(block["column_settings"]).flatMap((column) => [
      ...onlyKeys("column", column, "align is_wrapped"),
      ...oneOf("align", column["align"] ?? "left", "left center right"),
    ]),
  ];
};

/** blocks */
const blocks: Readonly<Record<string, Judge>> = {
  header: (block) => [...onlyKeys("header", block, "type block_id text level"), ...plain("header", block["text"], 150)],
  divider: (block) => onlyKeys("divider", block, "type block_id"),
  section: (block) => [
    ...onlyKeys("section", block, "type block_id text fields accessory expand"),
    ...(block["text"] === undefined ? [] : textObject("plain_text mrkdwn", 3_000)("section.text", block["text"])),
    ...(block["fields"] === undefined ? [] : counted("section.fields", block["fields"], 1, 10)),
    ...listOf(block["fields"]).flatMap((field) => textObject("plain_text mrkdwn", 2_000)("section.fields", field)),
    ...(block["text"] === undefined && block["fields"] === undefined ? ["a section of nothing"] : []),
    ...(block["accessory"] === undefined ? [] : element("section.accessory", block["accessory"])),
  ],
  context: (block) => [
    ...onlyKeys("context", block, "type block_id elements"),
    ...counted("context.elements", block["elements"], 1, 10),
    ...listOf(block["elements"]).flatMap((one) => textObject("plain_text mrkdwn", 3_000)("context", one)),
  ],
  actions: (block) => [
    ...onlyKeys("actions", block, "type block_id elements"),
    ...counted("actions.elements", block["elements"], 1, 25),
    ...listOf(block["elements"]).flatMap((one) => element("actions", one)),
    ...repeated(
      "an action_id",
      listOf(block["elements"]).flatMap(({ action_id: id }) => (id === undefined ? [] : [id])),
    ),
  ],
  image: (block) => [
    ...onlyKeys("image", block, "type block_id image_url slack_file alt_text title"),
    ...sized("image.alt_text", block["alt_text"], 1, 2_000),
    ...(block["title"] === undefined ? [] : plain("image.title", block["title"], 2_000)),
    ...("image_url" in block === "slack_file" in block ? ["an image of one address or one file"] : []),
    ...linkIf("image.image_url", block["image_url"]),
  ],
  rich_text: (block) => [
    ...onlyKeys("rich_text", block, "type block_id elements"),
    ...counted("rich_text.elements", block["elements"], 1, Infinity),
    ...listOf(block["elements"]).flatMap((one) => richElements[String(one["type"])]?.(one) ?? ["no such rich text"]),
  ],
  input: (block) => [
    ...onlyKeys("input", block, "type block_id label element hint optional dispatch_action"),
    ...plain("input.label", block["label"], 2_000),
    ...(block["hint"] === undefined ? [] : plain("input.hint", block["hint"], 2_000)),
    ...element("input.element", block["element"]),
  ],
  table,
};

function blocksFaults(list: unknown, most: number, forbidden: readonly string[]): readonly string[] {
  const all = listOf(list);
  return [
    ...counted("blocks", list, 1, most),
    ...all.flatMap((block, i) => {
      const judge = blocks[String(block["type"])];
      if (!judge || forbidden.includes(String(block["type"]))) return [`/${i}: a ${String(block["type"])} here`];
      return [...judge(block), ...sizedIf("block_id", block["block_id"], 1, 255)].map((fault) => `/${i}: ${fault}`);
    }),
    ...repeated(
      "a block_id",
      all.flatMap(({ block_id: id }) => (id === undefined ? [] : [id])),
    ),
  ];
}

/** Letters of all tables, which a message may have one of, as trackers of other apps report (only_one_table_allowed). */
function tableFaults(list: unknown): readonly string[] {
  const tables = listOf(list).filter(({ type }) => type === "table");
  const letters = [...objectsIn(tables)].reduce(
    (sum, [, { type, text }]) => sum + (/^(?:raw_text|text)$/.test(String(type)) ? String(text).length : 0),
    0,
  );
  return [
    ...(tables.length > 1 ? [`${tables.length} tables`] : []),
    ...(letters > 10_000 ? [`${letters} letters in tables`] : []),
  ];
}

/**
 * methods/chat.postMessage, messaging/message-metadata: `text` is for notifications and screen readers. 13,000 characters of
 * blocks are where messages have been refused, though no page says so.
 */
export function messageFaults(message: Json): readonly string[] {
  const { text, blocks: list, metadata } = message;
  return [
    ...sized("text", text, 1, 4_000),
    ...(typeof text === "string" && text.trim() === "" ? ["text is blank"] : []),
    ...(list === undefined ? [] : [...blocksFaults(list, 50, ["input"]), ...tableFaults(list)]),
    ...(JSON.stringify(list ?? []).length > 13_000 ? ["blocks of over 13,000 characters"] : []),
    ...(metadata === undefined ? [] : metadataFaults(metadata)),
    ...unsoundTexts(message),
  ];
}

const metadataFaults = (metadata: unknown): readonly string[] =>
  isObject(metadata) && isObject(metadata["event_payload"])
    ? [
        ...onlyKeys("metadata", metadata, "event_type event_payload"),
        ...sized("metadata.event_type", metadata["event_type"], 1, 255),
      ]
    : ["metadata without a payload"];

/** reference/views: a modal with inputs needs its button; a view has no table. */
export function viewFaults(view: Json): readonly string[] {
  const { type, title, submit, close, private_metadata: kept, callback_id: id, blocks: list } = view;
  const inputs = listOf(list).filter((block) => block["type"] === "input");
  return [
    ...oneOf("type", type, "modal home"),
    ...onlyKeys(
      "view",
      view,
      "type title blocks close submit private_metadata callback_id clear_on_close notify_on_close external_id",
    ),
    ...(type === "modal" ? plain("title", title, 24) : []),
    ...(type === "home" && ("title" in view || "submit" in view) ? ["a home has no title and no button"] : []),
    ...(submit === undefined ? [] : plain("submit", submit, 24)),
    ...(close === undefined ? [] : plain("close", close, 24)),
    ...sizedIf("private_metadata", kept, 0, 3_000),
    ...sizedIf("callback_id", id, 1, 255),
    ...(type === "modal" && inputs.length > 0 && submit === undefined ? ["inputs without a button"] : []),
    ...blocksFaults(list, 100, ["table"]),
    ...unsoundTexts(view),
  ];
}

/** Words of blocks as they are read aloud, without those of buttons, which are read with the button. */
export const shownWords = (list: unknown): string =>
  [...objectsIn(listOf(list).filter(({ type }) => type !== "actions"))]
    .flatMap(([, { type, text, url, fallback, alt_text: alt }]) => {
      switch (type) {
        case "mrkdwn":
          return [String(text).replaceAll(dateMark, "$2")];
        case "plain_text":
        case "text":
        case "raw_text":
          return [String(text)];
        case "link":
          return [String(text ?? url)];
        case "date":
          return [String(fallback)];
        case "image":
          return [String(alt)];
        default:
          return [];
      }
    })
    .join("\n");
