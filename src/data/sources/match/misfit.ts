/** A source's words that fit nothing, or cannot be right: in a few words for the desk. */
import type { Found, Misfitting } from "../source.ts";

/** Thrown while one seat's word is read; the rest goes on. */
export class Misfit extends Error {
  override readonly name = "Misfit";
  /** Something is missing that may be typed still. */
  readonly isIncomplete: boolean;
  constructor(message: string, isIncomplete = false) {
    super(message);
    this.isIncomplete = isIncomplete;
  }
}

/** Characters of an excerpt, and of a name that is quoted. */
const longestExcerpt = 200;
const longestQuote = 60;

/** @param where row, file or message @param said the source's own words */
export const quarantined = (
  where: string,
  why: string,
  said: string,
  more: Pick<Misfitting, "about" | "how" | "doubted"> = {},
): Misfitting => ({
  kind: "quarantine",
  where: plain(where, longestExcerpt),
  why,
  excerpt: plain(said, longestExcerpt),
  ...more,
});

export const noted = (where: string, why: string, said: string): Extract<Found, { kind: "note" }> => ({
  kind: "note",
  where: plain(where, longestExcerpt),
  why,
  excerpt: plain(said, longestExcerpt),
});

/** A source's words, inside a sentence of ours. */
export const quoted = (text: string): string => `“${plain(text, longestQuote)}”`;

/** One line, nothing that could harm a screen, no more than so many characters. */
function plain(text: string, most: number): string {
  const line = text
    .slice(0, most * 4)
    .replace(/[\p{C}\p{Z}\s]+/gu, " ")
    .trim();
  const letters = Array.from(line);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : line;
}
