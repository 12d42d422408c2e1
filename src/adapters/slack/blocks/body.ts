/**
 * Blocks of a reply as Slack's own. Words are rich text or plain text, never mrkdwn: there is then no markup for a
 * stranger's words to carry, and nothing to escape.
 */
import type { types } from "@slack/bolt";
import { blockLines, clock } from "../../../core/plain-text.ts";
import type { Block, Inline } from "../../../core/reply.ts";
import { columns, limits } from "../limits.ts";
import { cut, literal } from "./text.ts";

/** Text that is of use only whole. */
type Whole = Extract<Block, { kind: "file" | "code" }>;

export interface Drawn {
  readonly block: types.KnownBlock;
  /** Something is left out. */
  readonly cut: boolean;
}

/** Characters that a block takes beside its words. */
const frame = 160;
/** Room below which there is no use in beginning a block. */
const least = 40;

/** @param room characters of JSON left in the message @returns undefined where nothing useful fits */
export function drawBlock(block: Block, room: number, timeZone: string): Drawn | undefined {
  const most = Math.min(limits.text, room - frame);
  if (most < least) return undefined;
  switch (block.kind) {
    case "text":
    case "note": {
      const parts = block.text.map((part) => inline(part, timeZone));
      // Small words hold no links.
      const small = block.kind === "note" && parts.every(({ type }) => type === "text");
      return small ? contextOf(parts.map(({ text: words }) => words).join(""), most) : section(parts, most);
    }
    case "facts":
      return section(
        block.facts.flatMap(({ label, value }, i) => [bold(i === 0 ? label : `\n${label}`), text(`  ${value}`)]),
        most,
      );
    case "table":
    case "bars":
      return preformatted(blockLines(block, { width: columns, timeZone }), most);
    case "code":
      return isLong(block) ? contextOf("It follows as a file.", most) : preformatted(block.text.split("\n"), most);
    case "file":
      return isLong(block)
        ? contextOf(`${block.name} follows as a file.`, most)
        : preformatted([`${block.name}:`, ...block.text.trimEnd().split("\n")], most);
  }
}

/** What is too long to be shown, and so is sent as a file. */
export const wholes = (blocks: readonly Block[]): readonly Whole[] =>
  blocks.filter((block) => block.kind === "file" || block.kind === "code").filter(isLong);

const isLong = (block: Whole): boolean => size(block.text) > limits.text / 2;

/** Small grey words. */
export function contextOf(words: string, most: number = limits.text): Drawn {
  const kept = fitting(literal(words), most);
  const element: types.PlainTextElement = { type: "plain_text", text: kept.text, emoji: false };
  return { block: { type: "context", elements: [element] }, cut: kept.cut };
}

export const paragraph = (words: string, most: number = limits.text): Drawn => section([text(words)], most);

type Element = types.RichTextText | types.RichTextLink;

const text = (words: string): types.RichTextText => ({ type: "text", text: literal(words) });
const bold = (words: string): types.RichTextText => ({ ...text(words), style: { bold: true } });

function inline(part: Inline, timeZone: string): Element {
  if (typeof part === "string") return text(part);
  if ("bold" in part) return bold(part.bold);
  if ("time" in part) return text(clock(part.time, timeZone));
  return { type: "link", url: part.href, text: literal(part.link) };
}

/** Elements while there is room, each with its own JSON around it. */
function section(all: readonly Element[], most: number): Drawn {
  const elements: Element[] = [];
  const said = all.filter(({ text: words }) => words !== "");
  let room = most;
  for (const element of said.length > 0 ? said : [text(" ")]) {
    const size = JSON.stringify(element).length + 1;
    if (size <= room) elements.push(element);
    else if (element.type === "text" && room > frame)
      elements.push({ ...element, text: fitting(element.text, room - 60).text });
    if (size > room) return { block: rich({ type: "rich_text_section", elements }), cut: true };
    room -= size;
  }
  return { block: rich({ type: "rich_text_section", elements }), cut: false };
}

/** Lines while there is room. */
function preformatted(lines: readonly string[], most: number): Drawn {
  const kept: string[] = [];
  let room = most;
  for (const line of lines.map(literal)) {
    room -= JSON.stringify(line).length;
    if (room < 0) break;
    kept.push(line);
  }
  const elements: types.RichTextText[] = [{ type: "text", text: kept.join("\n") || " " }];
  return { block: rich({ type: "rich_text_preformatted", elements }), cut: kept.length < lines.length };
}

const rich = (element: types.RichTextBlockElement): types.RichTextBlock => ({ type: "rich_text", elements: [element] });

/** Characters as JSON has them: a quote or a line break takes two. */
function fitting(words: string, most: number): { text: string; cut: boolean } {
  // Slack takes no empty words.
  let kept = words === "" ? " " : cut(words, most);
  for (let over = size(kept) - most; over > 0; over = size(kept) - most)
    kept = cut(words, Math.max(1, kept.length - over));
  return { text: kept, cut: words !== "" && kept !== words };
}

const size = (words: string): number => JSON.stringify(words).length - 2;
