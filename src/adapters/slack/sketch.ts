/** A message's blocks as people see them: read from the payload itself, so that what is shown is what would be sent. */
import type { types } from "@slack/bolt";
import { signColours } from "./blocks/sign.ts";
import type { Picture } from "../../core/reply.ts";
import type { Sketch, SketchButton, Span } from "../../core/sketch.ts";

/** Pictures by the ids under which the message names them. */
type Pictures = ReadonlyMap<string, Picture>;

/** @throws TypeError for a block or an element that no message of ours has */
export const sketchOf = (blocks: readonly types.KnownBlock[], pictures: Pictures): readonly Sketch[] =>
  blocks.flatMap((block) => sketch(block, pictures));

function sketch(block: types.KnownBlock, pictures: Pictures): readonly Sketch[] {
  switch (block.type) {
    case "header":
      return [{ kind: "title", lines: [titleOf(block.text.text)] }];
    case "rich_text":
      return block.elements.map(richText);
    case "context":
      return [{ kind: "small", lines: linesOf(spaced(block.elements.map(contextual))) }];
    case "actions":
      return [{ kind: "buttons", buttons: block.elements.map(button) }];
    case "image":
      return [{ kind: "picture", svg: svgOf(block, pictures), alt: block.alt_text }];
    case "table":
      return [tableOf(block)];
    case "divider":
      return [{ kind: "rule" }];
    // A type that is sent one day moves up from here; one that the SDK adds does not compile until it stands here.
    case "alert":
    case "card":
    case "carousel":
    case "container":
    case "context_actions":
    case "data_table":
    case "file":
    case "input":
    case "markdown":
    case "plan":
    case "section":
    case "task_card":
    case "video":
      throw unsent(block.type);
  }
}

function titleOf(title: string): readonly Span[] {
  const [sign = ""] = title;
  const square = signColours.get(sign);
  return square === undefined ? [{ text: title }] : [{ text: sign, square }, { text: title.slice(sign.length) }];
}

const unsent = (type: string): TypeError => new TypeError(`no message of ours has a ${type}`);

function svgOf(block: types.ImageBlock, pictures: Pictures): string {
  const id = "slack_file" in block && block.slack_file && "id" in block.slack_file ? block.slack_file.id : "";
  return pictures.get(id)?.svg ?? "";
}

function tableOf({ rows, column_settings: columns = [] }: types.TableBlock): Sketch {
  return {
    kind: "table",
    rows: rows.map((cells) => cells.map((cell) => ("text" in cell ? cell.text : ""))),
    align: columns.map((column) => (column?.align === "right" ? "end" : "start")),
  };
}

function richText(element: types.RichTextBlockElement): Sketch {
  switch (element.type) {
    case "rich_text_section":
      return { kind: "words", lines: linesOf(element.elements.map(span)) };
    case "rich_text_preformatted":
      return { kind: "letters", text: element.elements.map((one) => span(one).text).join("") };
    case "rich_text_list":
    case "rich_text_quote":
      throw unsent(element.type);
  }
}

function span(element: types.RichTextElement): Span {
  switch (element.type) {
    case "text":
      return { text: element.text, ...(element.style?.bold && { bold: true }) };
    case "link":
      return { text: element.text ?? element.url, href: element.url };
    case "date":
      return { text: element.fallback ?? "" };
    case "broadcast":
    case "channel":
    case "color":
    case "emoji":
    case "team":
    case "user":
    case "usergroup":
      throw unsent(element.type);
  }
}

/** Elements of a line, which Slack sets apart. */
const spaced = (spans: readonly Span[]): readonly Span[] =>
  spans.flatMap((span, i) => (i === 0 ? [span] : [{ text: " " }, span]));

function contextual(element: types.ContextBlock["elements"][number]): Span {
  if (element.type === "plain_text") return { text: element.text };
  const date = element.type === "mrkdwn" ? /^<!date\^[^|]*\|([^>]*)>$/.exec(element.text) : undefined;
  if (date?.[1] === undefined) throw unsent(element.type);
  return { text: date[1] };
}

function button(element: types.ActionsBlock["elements"][number]): SketchButton {
  if (element.type !== "button") throw unsent(element.type);
  const { text, url, value } = element;
  return {
    label: text.text,
    ...(url !== undefined && { href: url }),
    ...(value !== undefined && { code: value }),
  };
}

/** Broken where their text is. */
function linesOf(spans: readonly Span[]): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  for (const { text, ...how } of spans)
    for (const [i, part] of text.split("\n").entries()) {
      if (i > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ text: part, ...how });
    }
  return lines;
}
