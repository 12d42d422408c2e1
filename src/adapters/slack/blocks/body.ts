/**
 * Blocks of a reply as Slack's own. Words are rich text or plain text, never mrkdwn: there is then no markup for a
 * stranger's words to carry, and nothing to escape.
 */
import type { types } from "@slack/bolt";
import type { Block, PictureBlock } from "../../../core/reply.ts";
import { tableWords, type Table } from "../../../core/table-words.ts";
import { altOf, type Shown } from "../uploads.ts";
import { limits } from "../limits.ts";
import { bold, footOf, inline, spoken, text, wordsIn, type Element } from "./inline.ts";
import { nativeTable } from "./table.ts";
import { cut, literal } from "./text.ts";

/** Text that is of use only whole. */
type Whole = Extract<Block, { kind: "file" | "code" }>;

export interface Drawn {
  readonly blocks: readonly types.KnownBlock[];
  /** Something is left out. */
  readonly cut: boolean;
}

/** Room below which there is no use in beginning a block: some words, and the JSON around them. */
const least = 200;

export interface Drawing {
  readonly timeZone: string;
  /** Whether what is too long to be shown is sent after it: elsewhere it is cut, and no file promised. */
  readonly follows: boolean;
  /** Whether a table may be Slack's own: a message has one, and a view has none. */
  readonly native: boolean;
  /** Slack's ids of pictures that it has; the others are said in words. */
  readonly shown?: Shown;
}

/** @param room characters of JSON left in the message @returns undefined where nothing useful fits */
export function drawBlock(
  block: Block,
  room: number,
  { timeZone, follows, native, shown }: Drawing,
): Drawn | undefined {
  if (room < least) return undefined;
  switch (block.kind) {
    case "text":
    case "note": {
      const parts = block.text.map((part) => inline(part, timeZone));
      // Small words hold no links.
      const small = block.kind === "note" && parts.every(({ type }) => type !== "link");
      const dated = small && parts.some(({ type }) => type === "date") ? footOf(block.text, timeZone) : undefined;
      if (dated && sizeOf(dated) <= room) return { blocks: [dated], cut: false };
      return small ? contextOf(parts.map(spoken).join(""), room) : sections([parts], room);
    }
    case "facts":
      return sections(
        block.facts.map(({ label, value }) => [bold(label), text(`  ${value}`)]),
        room,
      );
    case "picture":
      return imageOf(block, shown?.get(block), room);
    case "table": {
      const own = native ? nativeTable(block, room) : undefined;
      return own ? { blocks: [own], cut: false } : inWords(block, room);
    }
    case "code":
      return follows && isLong(block)
        ? contextOf("It follows as a file.", room)
        : preformatted(block.text.split("\n"), room);
    case "file":
      return follows && isLong(block)
        ? contextOf(`${block.name} follows as a file.`, room)
        : preformatted(spelt(block).text.split("\n"), room);
  }
}

/** A table in words: a line for each row, its name in bold. */
function inWords(table: Table, room: number): Drawn {
  const { heading, rows } = tableWords(table);
  const lines = rows.map(({ place, name, rest }) => [text(place === "" ? "" : `${place} `), bold(name), text(rest)]);
  return sections([...(heading === "" ? [] : [[{ ...text(heading), style: { italic: true } }]]), ...lines], room);
}

/** A picture that Slack has, or its words. */
function imageOf(picture: PictureBlock, id: string | undefined, room: number): Drawn {
  const words = (): Drawn => (picture.said ? { blocks: [], cut: false } : contextOf(picture.alt, room));
  if (id === undefined) return words();
  const image: types.ImageBlock = { type: "image", slack_file: { id }, alt_text: altOf(picture) };
  return sizeOf(image) <= room ? { blocks: [image], cut: false } : words();
}

/** Text too long to be shown, which is sent as a file. */
export const wholes = (blocks: readonly Block[]): readonly Whole[] =>
  blocks.filter((block) => block.kind === "file" || block.kind === "code").filter(isLong);

/** Whether a file is shown in the message itself. @param follows as in `Drawing` */
export const isShown = (block: Block, follows: boolean): block is Extract<Block, { kind: "file" }> =>
  block.kind === "file" && !(follows && isLong(block));

/** A file's name and all of its lines, as they are shown and read aloud. */
export const spelt = ({ name, text: lines }: Extract<Block, { kind: "file" }>): Extract<Block, { kind: "code" }> => ({
  kind: "code",
  text: `${name}:\n${lines.trimEnd()}`,
});

const isLong = (block: Whole): boolean => sizeOf(block.text) > limits.text;

/** Small grey words. */
export function contextOf(words: string, room: number = limits.text): Drawn {
  const kept = fitting(literal(words), Math.min(limits.text, room - least / 2));
  const element: types.PlainTextElement = { type: "plain_text", text: kept.text, emoji: false };
  return { blocks: [{ type: "context", elements: [element] }], cut: kept.cut };
}

export const paragraph = (words: string, room: number = limits.message): Drawn => sections([[text(words)]], room);

/** Lines of words, each whole in one block. */
function sections(lines: readonly (readonly Element[])[], room: number): Drawn {
  const said = lines.map((line) => line.filter((element) => spoken(element) !== "")).map(shortened);
  const packed = pack(
    said.map(({ line }) => line),
    room,
  );
  const blocks = packed.packs.map((pieces) => {
    const elements = pieces.flatMap((line, i) => (i === 0 ? line : [text("\n"), ...line]));
    return rich({ type: "rich_text_section", elements: elements.length > 0 ? elements : [text(" ")] });
  });
  return { blocks, cut: packed.cut || said.some(({ cut: one }) => one) };
}

/** A line that is too long for a block by itself loses its end. */
function shortened(line: readonly Element[]): { readonly line: readonly Element[]; readonly cut: boolean } {
  const kept: Element[] = [];
  let room: number = limits.text;
  for (const element of line) {
    const words = wordsIn(element);
    room -= sizeOf(element) + 1;
    const most = lengthOf(words) + Math.min(0, room);
    // A moment is whole, or left out.
    if (element.type === "date" && room >= 0) kept.push(element);
    if (element.type !== "date" && most > 0) kept.push({ ...element, text: fitting(words, most).text });
    if (room < 0) return { line: kept, cut: true };
  }
  return { line, cut: false };
}

function preformatted(lines: readonly string[], room: number): Drawn {
  const fitted = lines.map((line) => fitting(literal(line), limits.text - 2));
  const { packs, cut: less } = pack(
    fitted.map(({ text: words }) => words),
    room,
  );
  const blocks = packs.map((kept) => {
    const element: types.RichTextText = { type: "text", text: kept.join("\n") };
    return rich({ type: "rich_text_preformatted", elements: [element] });
  });
  return { blocks, cut: less || fitted.some(({ cut: one }) => one) };
}

/** Pieces in their order, as many to a block as it takes, while there is room. */
function pack<T>(pieces: readonly T[], room: number): { readonly packs: readonly T[][]; readonly cut: boolean } {
  const frame = least / 2;
  const between = sizeOf(text("\n")) + 1;
  const packs: T[][] = [];
  let left = room;
  let space = 0;
  for (const piece of pieces) {
    const size = sizeOf(piece) + (typeof piece === "string" ? 0 : between);
    const opens = packs.length === 0 || size > space;
    left -= size + (opens ? frame : 0);
    if (left < 0) return { packs, cut: true };
    if (opens) packs.push([]);
    space = (opens ? limits.text : space) - size;
    packs.at(-1)?.push(piece);
  }
  return { packs, cut: false };
}

const rich = (element: types.RichTextBlockElement): types.RichTextBlock => ({ type: "rich_text", elements: [element] });

/** Characters as JSON has them: a quote or a line break takes two. */
const sizeOf = (value: unknown): number => JSON.stringify(value).length;

const lengthOf = (words: string): number => sizeOf(words) - 2;

function fitting(words: string, most: number): { readonly text: string; readonly cut: boolean } {
  // Slack takes no empty words.
  const kept = cut(words, most, lengthOf) || " ";
  return { text: kept, cut: kept !== words && words !== "" };
}
