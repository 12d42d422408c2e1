/**
 * The size of a message, wherever it is shown: less than the narrowest platform takes, and estimated high, so that
 * nothing is cut there. Each platform has limits of its own; tests hold these sizes against what it draws.
 */
import { blockLines } from "../../core/plain-text.ts";
import type { Block, Inline } from "../../core/reply.ts";

export interface Size {
  /** Letters, with the marks that keep words from being taken for markup. */
  readonly letters: number;
  /** The same as data, with everything that is sent around the letters. */
  readonly data: number;
  readonly blocks: number;
}

/** The limit for a card's blocks; heading, source and buttons have room besides. */
export const mostSize: Size = { letters: 3_500, data: 9_000, blocks: 25 };

export function sizeOf(blocks: readonly Block[]): Size {
  const sizes = blocks.map(sizeOfBlock);
  const sum = (part: (size: Size) => number): number => sizes.reduce((total, size) => total + part(size), 0);
  return { letters: sum(({ letters }) => letters), data: sum(({ data }) => data), blocks: blocks.length };
}

export function fits(blocks: readonly Block[], within: Size = mostSize): boolean {
  const { letters, data, blocks: count } = sizeOf(blocks);
  return letters <= within.letters && data <= within.data && count <= within.blocks;
}

const frame = 120;
const piece = 70;

function sizeOfBlock(block: Block): Size {
  switch (block.kind) {
    case "text":
    case "note": {
      const lines = block.text.map(lettersOf).reduce((sum, n) => sum + n, 3);
      return { letters: lines, data: frame + block.text.reduce((sum, part) => sum + dataOf(part), 0), blocks: 1 };
    }
    case "facts": {
      const words = block.facts.map(({ label, value }) => marked(label) + marked(value) + 6);
      const letters = words.reduce((sum, n) => sum + n, 0);
      return { letters, data: frame + letters + 3 * piece * block.facts.length, blocks: 1 };
    }
    case "table":
      return preformatted([38, 44].map((width) => blockLines(block, { width, timeZone: "UTC" })));
    case "picture":
      return {
        letters: block.said ? 0 : marked(block.alt) + 5,
        data: frame + piece + JSON.stringify(block.alt).length,
        blocks: 1,
      };
    case "code":
    case "file":
      return preformatted([block.text.split("\n")]);
  }
}

/** @param drawn on phones of different widths */
function preformatted(drawn: readonly (readonly string[])[]): Size {
  const letters = Math.max(...drawn.map((lines) => lines.reduce((sum, line) => sum + line.length + 1, 8)));
  const data = Math.max(...drawn.map((lines) => JSON.stringify(lines).length));
  return { letters, data: frame + data, blocks: 1 };
}

/** The letters of a part of a line, and the marks before those that would be markup. */
export function lettersOf(part: Inline): number {
  if (typeof part === "string") return marked(part);
  if ("bold" in part) return marked(part.bold) + 4;
  if ("link" in part) return marked(part.link) + part.href.length + 10;
  return 30;
}

const marked = (words: string): number => words.length + 1 + (words.match(/[\\*_~`|[\]<@]|:\/\/|\n/g)?.length ?? 0);

function dataOf(part: Inline): number {
  return piece + ("object" === typeof part ? 30 : 0) + JSON.stringify(part).length;
}
