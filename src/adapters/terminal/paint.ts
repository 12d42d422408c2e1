/** Colours of a terminal, as far as it has them and its owner wants them. */
import { styleText } from "node:util";
import type { Paint } from "../../core/plain-text.ts";

const plain: Paint = { bold: (text) => text, dim: (text) => text, colour: (text) => text };

/** Bits of colour from which any shade can be shown, and from which one of 256 can. */
const trueColour = 24;
const palette = 8;

/** @param screen asked for its depth, which heeds NO_COLOR, FORCE_COLOR and TERM; a pipe has none */
export function paintFor(screen: NodeJS.WriteStream): Paint {
  const depth = screen.isTTY ? screen.getColorDepth() : 1;
  if (depth === 1) return plain;
  return {
    bold: (text) => styleText("bold", text, { validateStream: false }),
    dim: (text) => styleText("dim", text, { validateStream: false }),
    colour: (text, { onDark }) => (depth < palette ? text : `\u{1B}[38;${shade(rgb(onDark), depth)}m${text}\u{1B}[39m`),
  };
}

const rgb = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** The colour itself, or the nearest of the palette's cube of six by six by six. */
function shade(parts: readonly number[], depth: number): string {
  if (depth >= trueColour) return `2;${parts.join(";")}`;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Math.round((part / 255) * 5));
  return `5;${16 + 36 * red + 6 * green + blue}`;
}
