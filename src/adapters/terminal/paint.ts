/** Colours of a terminal, as far as it has them and its owner wants them. */
import { styleText } from "node:util";
import type { Paint } from "../../core/plain-text.ts";

const plain: Paint = { bold: (text) => text, dim: (text) => text, colour: (text) => text };

/** Bits of colour from which any shade can be shown. */
const trueColour = 24;

/** @param screen asked for its depth, which heeds NO_COLOR, FORCE_COLOR and TERM; a pipe has none */
export function paintFor(screen: NodeJS.WriteStream): Paint {
  const depth = screen.isTTY ? screen.getColorDepth() : 1;
  if (depth === 1) return plain;
  return {
    bold: (text) => styleText("bold", text, { validateStream: false }),
    dim: (text) => styleText("dim", text, { validateStream: false }),
    colour: (text, { onDark }) => (depth < trueColour ? text : `\u{1B}[38;2;${rgb(onDark)}m${text}\u{1B}[39m`),
  };
}

const rgb = (hex: string): string => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(";");
