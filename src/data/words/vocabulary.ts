/** The words that names are made of, and the likely ones among them for a typed word. */
import { slips } from "../../core/slips.ts";
import { firstFrom } from "./first-from.ts";
import { isCompass } from "./fold.ts";
import { bitCount, lettersOf } from "./letters.ts";
import { readings } from "./spellings.ts";

export interface WordMatch {
  /** Id of the word, as passed in. */
  readonly word: number;
  /** 0 to 1; 1 for the very word. */
  readonly closeness: number;
  /** Neither the word as written nor its beginning was typed: a slip of the finger lies between. */
  readonly slipped: boolean;
}

export interface Vocabulary {
  /** Best first. @param last whether it is the last word typed, which may not be finished */
  near(typed: string, last: boolean): WordMatch[];
}

/** Most slips forgiven in a word of a length. */
const forgiven = (length: number): number => (length < 4 ? 0 : length < 6 ? 1 : length < 11 ? 2 : 3);

/** Closeness of two words so many slips apart. */
export const closenessOf = (apart: number, length: number): number => 1 - (apart * (apart === 1 ? 1 : 1.15)) / length;

/** Closeness of a word of which only the beginning was typed. */
function beginningCloseness(typed: string, length: number, last: boolean): number {
  // "South" begins "southwest", and is another direction.
  if (isCompass(typed)) return 0.5;
  const base = typed.length >= 3 ? 0.8 : typed.length === 2 ? 0.6 : 0.45;
  return base + (0.15 * typed.length) / length - (last ? 0 : 0.05);
}

/** "Loughboro" for Loughborough, "Middlesboro" for Middlesbrough. */
function withFullEnding(typed: string): string[] {
  if (typed.length < 5 || !typed.endsWith("boro")) return [];
  return ["borough", "brough"].map((ending) => typed.slice(0, -4) + ending);
}

/** Closeness of a word of which the first letter and the end were typed. */
const contractedCloseness = 0.985;

/**
 * Whether a word can only be the first letter and the end of a longer one, an apostrophe between: "n'hampton", "h'pool",
 * "b'burn". No English word begins with the two consonants.
 */
const isContracted = (typed: string): boolean => typed.length >= 4 && contracted.test(typed);
const contracted =
  /^(?!bl|br|ch|cl|cr|dr|dw|fl|fr|gh|gl|gr|gw|kn|ll|mc|ff|ph|pl|pr|rh|sc|sh|sk|sl|sm|sn|sp|sq|st|sw|th|tr|tw|wh|wr)[b-df-hj-np-tv-z]{2}/;

/** A word that is right as it stands is less likely to be meant for another, by so much. */
export const rightAlready = 0.15;

export function createVocabulary(ids: ReadonlyMap<string, number>): Vocabulary {
  const words = [...ids.keys()];
  const letters = Int32Array.from(words, lettersOf);
  const byLength: number[][] = [];
  for (const [id, word] of words.entries()) (byLength[word.length] ??= []).push(id);
  const sorted = words.toSorted();

  return {
    near(typed, last) {
      const found = new Map<number, number>();
      let nearest = 0;
      const slipped = new Set<number>();
      const note = (word: number | undefined, closeness: number, slip = false): void => {
        if (word === undefined || closeness <= (found.get(word) ?? 0)) return;
        found.set(word, closeness);
        if (slip) slipped.add(word);
        else slipped.delete(word);
        nearest = Math.max(nearest, closeness);
      };
      const size = typed.length;
      const [first = typed, ...others] = readings.get(typed) ?? [typed];
      const exact = ids.get(first);
      note(exact, 1);
      for (const other of others) note(ids.get(other), first === typed ? 0.7 : 0.9);
      if (size > 8 && typed.endsWith("shire")) note(ids.get(typed.slice(0, -5)), 0.7);
      for (const full of withFullEnding(typed)) note(ids.get(full), 0.99);
      if (exact === undefined && isContracted(typed)) {
        const ends = [typed, ...withFullEnding(typed)].map((full) => full.slice(1));
        for (const [id, word] of words.entries()) {
          if (word[0] !== typed[0] || word.length <= size + 1) continue;
          if (ends.some((end) => word.endsWith(end))) note(id, contractedCloseness);
        }
      }

      for (let at = firstFrom(sorted, typed); at < sorted.length; at++) {
        const word = sorted[at] ?? "";
        if (!word.startsWith(typed)) break;
        if (word.length > size) note(ids.get(word), beginningCloseness(typed, word.length, last));
      }

      const own = lettersOf(typed);
      // A compass word is one letter away from other words, and is right as it stands.
      const most = exact === undefined ? forgiven(size + 1) : isCompass(typed) || size < 5 ? 0 : 1;
      for (let length = size - most; length <= size + most; length++) {
        if (most === 0) break;
        const longer = Math.max(length, size);
        const allowed = Math.min(most, forgiven(longer));
        for (const id of byLength[length] ?? []) {
          if (id === exact || bitCount(own ^ (letters[id] ?? 0)) > 2 * allowed) continue;
          const apart = slips(typed, words[id] ?? "", allowed);
          if (apart <= allowed) note(id, closenessOf(apart, longer) - (exact === undefined ? 0 : rightAlready), true);
        }
      }
      // A word both unfinished and mistyped is the last guess, and the dearest.
      if (last && size >= 5 && nearest < 0.75) {
        for (let length = size + 1; length < byLength.length; length++) {
          for (const id of byLength[length] ?? []) {
            if (bitCount(own & ~(letters[id] ?? 0)) > 1 || slips(typed, words[id] ?? "", 1, true) > 1) continue;
            note(id, 0.62 + (0.15 * size) / length, true);
          }
        }
      }
      return Array.from(found, ([word, closeness]) => ({ word, closeness, slipped: slipped.has(word) })).toSorted(
        (a, b) => b.closeness - a.closeness,
      );
    },
  };
}
