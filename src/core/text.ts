/** Text as screens and people measure it. */
import type { Column } from "./reply.ts";

// Made when first needed: most text never needs it.
let segments: Intl.Segmenter | undefined;
/** Nearly all that is ever drawn, each letter by itself: ASCII, Latin letters with accents, dashes, quotes, minus, block. */
const simple = /^[\u{20}-\u{7E}\u{A1}-\u{AC}\u{AE}-\u{17F}\u{2013}-\u{2026}\u{2212}\u{2588}]*$/u;

/** Letters with their accents, emoji with their modifiers. */
export function letters(text: string): string[] {
  if (simple.test(text)) return text.split("");
  segments ??= new Intl.Segmenter("en-GB", { granularity: "grapheme" });
  return Array.from(segments.segment(text), ({ segment }) => segment);
}

/** No control character of a stranger's, and no change of direction, reaches a screen. Line breaks stay. */
export const clean = (text: string): string =>
  simple.test(text)
    ? text
    : text.normalize("NFC").replaceAll(/[^\P{Cc}\n]|[\u{202A}-\u{202E}\u{2066}-\u{2069}]/gu, " ");

const postcode = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/giu;

/** The first postcode in a text. */
export const postcodeIn = (text: string): string | undefined => text.match(postcode)?.[0];

/** Someone's words, clean and short enough to repeat; not a postcode, which says where they live. */
export function brief(words: string, most = 40): string {
  const kept = letters(
    clean(words.slice(0, most * 20))
      .replaceAll(postcode, "a postcode")
      .replaceAll(/\s+/gu, " ")
      .trim(),
  );
  return kept.length > most ? `${kept.slice(0, most).join("")}…` : kept.join("");
}

/** Cells of a screen, near enough: one for each letter with its accents, two for an emoji. */
export function widthOf(text: string): number {
  if (simple.test(text)) return text.length;
  return letters(text).reduce((sum, letter) => sum + (/\p{Emoji_Presentation}/u.test(letter) ? 2 : 1), 0);
}

/** Exactly this wide: filled with spaces, or cut with an ellipsis. */
export function pad(text: string, width: number, align: Column["align"] = "start"): string {
  const have = widthOf(text);
  if (have > width) {
    const kept = letters(text);
    while (kept.length > 0 && widthOf(kept.join("")) > width - 1) kept.pop();
    return pad(`${kept.join("").trimEnd()}…`, width, align);
  }
  const space = " ".repeat(width - have);
  return align === "start" ? text + space : space + text;
}

/** Breaks at spaces, and within a word that is wider than a line; lines of the text stay lines. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ").flatMap((whole) => broken(whole, width))) {
      if (line !== "" && widthOf(line) + 1 + widthOf(word) > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}

/** A word in pieces that fit. Addresses stay whole, so that they can be followed. */
function broken(word: string, width: number): string[] {
  if (widthOf(word) <= width || word.includes("://")) return [word];
  const pieces: string[] = [""];
  for (const letter of letters(word)) {
    const last = pieces.at(-1) ?? "";
    if (widthOf(last) + widthOf(letter) > width) pieces.push(letter);
    else pieces[pieces.length - 1] = last + letter;
  }
  return pieces;
}

/** "a, b and c" */
export function listed(names: readonly string[], last: "and" | "or" = "and"): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;
}

/** A sentence begins with a capital. */
export const upper = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
