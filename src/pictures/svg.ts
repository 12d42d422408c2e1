/** The few shapes that pictures are made of, as SVG source. Presentation attributes alone: a page may forbid inline styles. */
import { clean, letters as lettersOf } from "../core/text.ts";

export const ink = "#1b1f23";
/** Small words; 7:1 on white. */
export const grey = "#4d555c";
export const rule = "#c3c9ce";
export const paper = "#ffffff";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Characters that XML 1.0 does not allow. */
const forbidden = /[\p{Control}\p{Surrogate}\uFFFE\uFFFF]/gu;

/** Anybody's words, so that they cannot be markup. */
export const escape = (words: string): string =>
  clean(words)
    .replaceAll(forbidden, "")
    .replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? "");

/** Inter's widths of the letters from space to tilde, in hundredths of the size; of the regular weight. */
const widths = [
  28, 29, 47, 63, 64, 98, 64, 30, 36, 36, 50, 66, 29, 46, 29, 36, 63, 41, 61, 62, 65, 59, 62, 57, 62, 62, 29, 30, 66,
  66, 66, 51, 97, 69, 65, 73, 72, 60, 59, 75, 74, 27, 57, 67, 57, 90, 75, 76, 64, 76, 64, 64, 65, 74, 69, 99, 68, 68,
  63, 36, 36, 36, 47, 46, 32, 56, 61, 57, 61, 58, 37, 61, 59, 24, 24, 55, 24, 88, 59, 60, 61, 61, 38, 53, 33, 59, 56,
  82, 55, 56, 55, 43, 33, 43, 66,
];

/** Pixels that words take, to within a few in a hundred. */
export function lengthOf(words: string, size: number, bold = false): number {
  let sum = 0;
  for (const letter of words.normalize("NFD").replaceAll(/\p{Mark}/gu, ""))
    sum += widths[(letter.codePointAt(0) ?? 0) - 32] ?? 66;
  return (sum * size * (bold ? 1.05 : 1)) / 100;
}

/** Words cut to a length, with an ellipsis where they were. */
export function fitted(words: string, size: number, most: number, bold = false): string {
  if (lengthOf(words, size, bold) <= most) return words;
  const letters = lettersOf(words);
  while (letters.length > 1 && lengthOf(`${letters.join("")}…`, size, bold) > most) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** Words in lines of at most so many pixels. */
export function lines(words: string, size: number, most: number, bold = false): string[] {
  const made: string[] = [];
  for (const word of words.split(" ")) {
    const longer = made.length > 0 ? `${made.at(-1)} ${word}` : word;
    if (made.length > 0 && lengthOf(longer, size, bold) <= most) made[made.length - 1] = longer;
    else made.push(word);
  }
  return made.map((line) => fitted(line, size, most, bold));
}

export interface Lettering {
  readonly size: number;
  readonly bold?: boolean;
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
}

/** @param y of the baseline */
export function text(x: number, y: number, words: string, { size, bold, fill = ink, anchor }: Lettering): string {
  const end = anchor && anchor !== "start" ? ` text-anchor="${anchor}"` : "";
  return `<text x="${at(x)}" y="${at(y)}" font-size="${at(size)}"${bold ? ' font-weight="600"' : ""} fill="${fill}"${end}>${escape(words)}</text>`;
}

export const rect = (x: number, y: number, width: number, height: number, fill: string, more = ""): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(0, width))}" height="${at(height)}" fill="${fill}"${more && ` ${more}`}/>`;

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, more = ""): string =>
  `<path d="M${at(x1)} ${at(y1)}L${at(x2)} ${at(y2)}" fill="none" stroke="${stroke}"${more && ` ${more}`}/>`;

/** A coordinate: tenths of a pixel are enough. */
export const at = (n: number): string => String(Math.round(n * 10) / 10);
