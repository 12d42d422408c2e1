/**
 * Payloads that Discord refuses, judged component by component by its documented limits (docs.discord.com/developers,
 * components/reference and resources/message), each written out here anew: nothing is taken from the adapter, nor from the
 * fake. A component or a field that no line names is refused.
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

type Judge = (object: Json, files: readonly string[]) => readonly string[];

const v2 = 1 << 15;
const ephemeral = 1 << 6;

const attachment = (what: string, value: unknown, files: readonly string[]): readonly string[] => {
  const url = isObject(value) ? String(value["url"]) : "";
  if (!url.startsWith("attachment://")) return /^https?:\/\//.test(url) ? [] : [`${what} is no address`];
  return files.includes(url.slice("attachment://".length)) ? [] : [`${what}: no such file came with it`];
};

const options =
  (what: string, least: number, most: number): Judge =>
  (one) => {
    const all = listOf(one["options"]);
    return [
      ...counted(`${what}.options`, one["options"], least, most),
      ...all.flatMap((option) => [
        ...onlyKeys("option", option, "label value description emoji default"),
        ...sized("option.label", option["label"], 1, 100),
        ...sized("option.value", option["value"], 1, 100),
        ...sizedIf("option.description", option["description"], 1, 100),
      ]),
      ...repeated(
        "an option's value",
        all.map(({ value }) => value),
      ),
      ...(all.filter(({ default: is }) => is === true).length > Number(one["max_values"] ?? 1)
        ? ["more defaults than may be chosen"]
        : []),
    ];
  };

/** Components by their number. */
const components: Readonly<Record<number, Judge>> = {
  // Action row: up to 5 buttons, or one select.
  1: (one) => {
    const inside = listOf(one["components"]);
    const selects = inside.filter(({ type }) => type !== 2);
    return [
      ...onlyKeys("row", one, "type id components"),
      ...counted("row.components", one["components"], 1, 5),
      ...(inside.every(({ type }) => [2, 3, 5, 6, 7, 8].includes(Number(type))) ? [] : ["a row of other things"]),
      ...(selects.length > 0 && inside.length > 1 ? ["a select shares its row"] : []),
    ];
  },
  // Button
  2: (one) => [
    ...onlyKeys("button", one, "type id style label emoji custom_id url disabled sku_id"),
    ...oneOf("button.style", one["style"], "1 2 3 4 5"),
    ...sized("button.label", one["label"], 1, 80),
    ...(one["style"] === 5
      ? [
          ...sized("button.url", one["url"], 1, 512),
          ...(/^(?:https?|discord):\/\//.test(String(one["url"])) ? [] : ["button.url is no address"]),
          ...("custom_id" in one ? ["a link has no custom_id"] : []),
        ]
      : [
          ...sized("button.custom_id", one["custom_id"], 1, 100),
          ...("url" in one ? ["a button that asks has no url"] : []),
        ]),
  ],
  // String select
  3: (one, files) => [
    ...onlyKeys("select", one, "type id custom_id options placeholder min_values max_values disabled required"),
    ...sized("select.custom_id", one["custom_id"], 1, 100),
    ...sizedIf("select.placeholder", one["placeholder"], 1, 150),
    ...options("select", 1, 25)(one, files),
  ],
  // Text input, in a label of a modal
  4: (one) => [
    ...onlyKeys("text input", one, "type id custom_id style min_length max_length required value placeholder"),
    ...sized("text input.custom_id", one["custom_id"], 1, 100),
    ...oneOf("text input.style", one["style"], "1 2"),
    ...sizedIf("text input.value", one["value"], 0, 4_000),
    ...sizedIf("text input.placeholder", one["placeholder"], 0, 100),
    ...(Number(one["max_length"] ?? 1) >= 1 && Number(one["max_length"] ?? 1) <= 4_000 ? [] : ["max_length"]),
    ...(Number(one["min_length"] ?? 0) >= 0 && Number(one["min_length"] ?? 0) <= 4_000 ? [] : ["min_length"]),
  ],
  // Role and channel selects
  6: (one) => [
    ...onlyKeys(
      "role select",
      one,
      "type id custom_id placeholder default_values min_values max_values disabled required",
    ),
    ...sized("role select.custom_id", one["custom_id"], 1, 100),
  ],
  8: (one) => [
    ...onlyKeys(
      "channel select",
      one,
      "type id custom_id channel_types placeholder default_values min_values max_values disabled required",
    ),
    ...sized("channel select.custom_id", one["custom_id"], 1, 100),
  ],
  // Section: up to three texts, and something beside them
  9: (one) => [
    ...onlyKeys("section", one, "type id components accessory"),
    ...counted("section.components", one["components"], 1, 3),
    ...(listOf(one["components"]).every(({ type }) => type === 10) ? [] : ["a section of other things"]),
    ...(isObject(one["accessory"]) && [2, 11].includes(Number(one["accessory"]["type"])) ? [] : ["accessory"]),
  ],
  // Text display
  10: (one) => [
    ...onlyKeys("text", one, "type id content"),
    ...sized("text.content", one["content"], 1, 4_000),
    ...(String(one["content"]).trim() === "" ? ["text.content is blank"] : []),
  ],
  // Media gallery
  12: (one, files) => [
    ...onlyKeys("gallery", one, "type id items"),
    ...counted("gallery.items", one["items"], 1, 10),
    ...listOf(one["items"]).flatMap((item) => [
      ...onlyKeys("gallery item", item, "media description spoiler"),
      ...attachment("gallery item", item["media"], files),
      ...sizedIf("gallery item.description", item["description"], 1, 1_024),
    ]),
  ],
  // File
  13: (one, files) => [...onlyKeys("file", one, "type id file spoiler"), ...attachment("file", one["file"], files)],
  // Separator
  14: (one) => onlyKeys("separator", one, "type id divider spacing"),
  // Container
  17: (one) => {
    const colour = one["accent_color"];
    const inside = listOf(one["components"]).map(({ type }) => Number(type));
    return [
      ...onlyKeys("container", one, "type id components accent_color spoiler"),
      ...counted("container.components", one["components"], 1, 40),
      ...(inside.every((type) => [1, 9, 10, 12, 13, 14].includes(type)) ? [] : ["a container of other things"]),
      ...(colour === undefined ||
      colour === null ||
      (Number.isInteger(colour) && Number(colour) >= 0 && Number(colour) <= 0xff_ff_ff)
        ? []
        : ["accent_color"]),
    ];
  },
  // Label of a modal
  18: (one) => [
    ...onlyKeys("label", one, "type id label description component"),
    ...sized("label.label", one["label"], 1, 45),
    ...sizedIf("label.description", one["description"], 1, 100),
    ...(isObject(one["component"]) && [3, 4, 5, 6, 7, 8, 19, 21, 22, 23].includes(Number(one["component"]["type"]))
      ? []
      : ["a label of nothing that is filled in"]),
  ],
  // Radio group, checkbox group, checkbox
  21: (one, files) => [
    ...onlyKeys("radio group", one, "type id custom_id options required"),
    ...sized("radio group.custom_id", one["custom_id"], 1, 100),
    ...options("radio group", 2, 10)(one, files),
  ],
  22: (one, files) => [
    ...onlyKeys("checkbox group", one, "type id custom_id options min_values max_values required"),
    ...sized("checkbox group.custom_id", one["custom_id"], 1, 100),
    ...options("checkbox group", 1, 10)({ ...one, max_values: one["max_values"] ?? 10 }, files),
  ],
  23: (one) => [
    ...onlyKeys("checkbox", one, "type id custom_id default"),
    ...sized("checkbox.custom_id", one["custom_id"], 1, 100),
  ],
};

/** Components in others, from `components`, `component` and `accessory`. */
const withInner = (one: Json): readonly Json[] => [
  one,
  ...[...listOf(one["components"]), ...listOf([one["component"]]), ...listOf([one["accessory"]])].flatMap(withInner),
];

function componentsFaults(list: unknown, files: readonly string[]): readonly string[] {
  const all = listOf(list).flatMap(withInner);
  return [
    ...all.flatMap((one) => components[Number(one["type"])]?.(one, files) ?? [`no component ${String(one["type"])}`]),
    ...repeated(
      "a custom_id",
      all.flatMap(({ custom_id: code }) => (code === undefined ? [] : [code])),
    ),
    ...repeated(
      "an id",
      all.flatMap(({ id }) => (id === undefined ? [] : [id])),
    ),
  ];
}

/** @param files names of the files that come with the message */
export function messageFaults(body: Json, files: readonly string[] = []): readonly string[] {
  const { flags = 0, components: list, allowed_mentions: mentions, nonce } = body;
  const isV2 = (Number(flags) & v2) !== 0;
  const all = listOf(list).flatMap(withInner);
  const letters = all.reduce((sum, { type, content }) => sum + (type === 10 ? String(content).length : 0), 0);
  const tops = isV2 ? [1, 9, 10, 12, 13, 14, 17] : [1];
  return [
    ...onlyKeys(
      "message",
      body,
      "flags components allowed_mentions attachments content embeds nonce enforce_nonce poll message_reference",
    ),
    ...((Number(flags) & ~(v2 | ephemeral)) === 0 ? [] : [`flags ${String(flags)}`]),
    ...(isV2 ? counted("components", list, 1, 40) : counted("components", list ?? [], 0, 5)),
    ...(isV2 && ["content", "embeds", "poll"].some((key) => key in body) ? ["components V2 stand alone"] : []),
    ...(isV2 ? [] : sizedIf("content", body["content"], 0, 2_000)),
    ...(all.length > 40 ? [`${all.length} components`] : []),
    ...(letters > 4_000 ? [`${letters} characters of text`] : []),
    ...(listOf(list).every(({ type }) => tops.includes(Number(type))) ? [] : ["not for the top of a message"]),
    ...sizedIf("nonce", nonce, 1, 25),
    ...componentsFaults(list, files),
    ...(isObject(mentions) && JSON.stringify(mentions["parse"]) === "[]" ? [] : ["words may call people"]),
    ...counted("attachments", body["attachments"] ?? [], 0, 10),
    ...unsoundTexts(body),
  ];
}

/** interactions/receiving-and-responding: a modal */
export const modalFaults = (modal: Json): readonly string[] => [
  ...onlyKeys("modal", modal, "custom_id title components"),
  ...sized("modal.custom_id", modal["custom_id"], 1, 100),
  ...sized("modal.title", modal["title"], 1, 45),
  ...counted("modal.components", modal["components"], 1, 5),
  ...(listOf(modal["components"]).every(({ type }) => type === 10 || type === 18) ? [] : ["a modal of other things"]),
  ...componentsFaults(modal["components"], []),
  ...unsoundTexts(modal),
];

/** Texts of a message, in their order. */
export const textsOf = (body: Json): readonly string[] =>
  [...objectsIn(body["components"])].flatMap(([, { type, content }]) => (type === 10 ? [String(content)] : []));

/** Lines in letters of one width: those between a line of three backquotes and the next. */
export function monospaced(body: Json): readonly string[] {
  return textsOf(body).flatMap((text) => {
    let inside = false;
    return text.split("\n").filter((line) => {
      if (!line.startsWith("```")) return inside;
      inside = !inside;
      return false;
    });
  });
}
