/** Seven words instead of an account: made by chance, shown once, and read however they are typed. */
import { z } from "zod";
import { codenameWords } from "./codename-words.ts";
import { below, type Random } from "./random.ts";

/** Seven of 2,048 words: 77 bits, which nobody tries out. */
export const wordsInCodename = 7;

const codename = z.string().brand("codename");

/** Lower case, one space between words. Whoever has it is the source; it is never stored or logged. */
export type Codename = z.output<typeof codename>;

export type ReadCodename =
  | { readonly kind: "read"; readonly codename: Codename }
  /** Another number of words. */
  | { readonly kind: "count"; readonly words: number }
  /** Places of words, from 1, that are none of ours nor one slip away from one, or that may be one of two. */
  | { readonly kind: "unknown"; readonly places: readonly number[] };

export const newCodename = (random: Random): Codename =>
  codename.parse(
    Array.from({ length: wordsInCodename }, () => codenameWords[below(codenameWords.length, random)]).join(" "),
  );

/**
 * Capitals, commas, hyphens, numbers and line ends mean nothing; words may be run together, or parted anywhere. In a word that
 * stands by itself one slip is put right: a letter more, less, or another, or two neighbours swapped. Where a text may mean
 * two codenames neither is taken.
 */
export function readCodename(text: string): ReadCodename {
  const typed = lettersIn(text.slice(0, longestTyped));
  const apart = wordByWord(typed);
  const whole = cut(typed.join(""));
  if (whole?.length !== wordsInCodename) return apart;
  const joined = codename.parse(whole.join(" "));
  if (apart.kind !== "read" || apart.codename === joined) return { kind: "read", codename: joined };
  // "rackhand work" is "rack handwork" parted elsewhere, or "backhand work" with a slip.
  const words = apart.codename.split(" ");
  return { kind: "unknown", places: placesWhere(whole, (word, index) => word !== words[index]) };
}

function wordByWord(typed: readonly string[]): ReadCodename {
  const parts = typed.map((letters) => ({ words: cut(letters) ?? [undefined], slip: mended(letters) }));
  // "iconfigure" is "icon figure" run together, or "configure" with a slip: as many as make seven words of all.
  const inDoubt = parts.filter(({ words, slip }) => words.length > 1 && slip !== undefined);
  const count = parts.reduce((sum, { words }) => sum + words.length, 0);
  const slips = count - wordsInCodename;
  if (slips > 0 && slips < inDoubt.length)
    return { kind: "unknown", places: placesWhere(parts, (part) => inDoubt.includes(part)) };
  const isSlip = slips > 0 && slips === inDoubt.length;
  const words = parts.flatMap(({ words: some, slip }): readonly (string | undefined)[] =>
    some[0] === undefined || (isSlip && slip !== undefined && some.length > 1) ? [slip] : some,
  );
  if (words.length !== wordsInCodename) return { kind: "count", words: words.length };
  const places = placesWhere(words, (word) => word === undefined);
  if (places.length > 0) return { kind: "unknown", places };
  return { kind: "read", codename: codename.parse(words.join(" ")) };
}

const placesWhere = <T>(all: readonly T[], is: (one: T, index: number) => boolean): readonly number[] =>
  all.flatMap((one, index) => (is(one, index) ? [index + 1] : []));

/**
 * Whether a text has what may well be a codename in it, or most of one: among seven words one after another five that are ours.
 * Nobody's prose has that by chance, and whoever forgot a word or two of seven types the rest.
 */
export function hasCodename(text: string): boolean {
  const words = lettersIn(text.slice(0, longestLine)).flatMap(
    (word): readonly (string | undefined)[] => cut(word) ?? [undefined],
  );
  let ours = 0;
  for (const [at, word] of words.entries()) {
    if (word !== undefined) ours += 1;
    if (words[at - wordsInCodename] !== undefined) ours -= 1;
    if (ours >= telling) return true;
  }
  return false;
}

/** With five words no more than two are left to guess. */
const telling = 5;

const longestLine = 4_000;

/** Characters that are looked at: seven of the longest words and then some. */
const longestTyped = 300;

const known = new Set(codenameWords);
const lengths = [...new Set(codenameWords.map((word) => word.length))].toSorted((a, b) => a - b);

const lettersIn = (text: string): readonly string[] =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");

/** Letters run together, as words of the list. No word begins another, so there is one way at most. */
function cut(letters: string): readonly string[] | undefined {
  const words: string[] = [];
  let at = 0;
  while (at < letters.length) {
    const word = lengths.map((length) => letters.slice(at, at + length)).find((one) => known.has(one));
    if (word === undefined) return undefined;
    words.push(word);
    at += word.length;
  }
  return words;
}

/** Words of the list are three slips from each other or more, so there is one at most. */
const mended = (typed: string): string | undefined => codenameWords.find((word) => isOneSlip(typed, word));

function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a.charAt(same) === b.charAt(same)) same += 1;
  const [restOfA, restOfB] = [a.slice(same), b.slice(same)];
  return (
    restOfA.slice(1) === restOfB ||
    restOfA === restOfB.slice(1) ||
    restOfA.slice(1) === restOfB.slice(1) ||
    (restOfA.slice(2) === restOfB.slice(2) && restOfA.slice(0, 2) === restOfB.charAt(1) + restOfB.charAt(0))
  );
}
