/**
 * Words of a typed line -> the arguments that they are: where one ends and the next begins. Anyone may type anything, so
 * the work for a line is bounded, whatever its words.
 */
import type { z } from "zod";
import { choicesOf, hintOf, isOptional, type NameKind } from "./args.ts";

/**
 * Knowledge of names, to the letter or nearly: it settles where one argument ends and the next begins. Seats and people
 * may have any words for a name, so that all words count as known.
 */
export type Knows = (kind: NameKind, text: string, how: "exactly" | "nearly") => boolean;

type Slot = readonly [name: string, schema: z.ZodType];
type Assigned = Readonly<Record<string, string>>;
type Fits = (kind: NameKind | undefined, text: string) => boolean;

/**
 * Words of an argument that others follow: of a party or region, as many as finders look at; of one of a few choices
 * ("the returning officer"); of anything else.
 */
const mostWords = { name: 12, choice: 4, other: 40 };

/** Texts that one way of reading may try for arguments; lines that people mean take some dozens. */
const mostTries = 2_000;

/**
 * Each argument is given a run of words, in order, none left over. The best reading has a party or region to the letter,
 * the next best nearly; failing both, earlier arguments take all they can.
 */
export function assign(slots: readonly Slot[], words: readonly string[], knows: Knows): Assigned | undefined {
  const isKnown = remembered(knows);
  const reading = (how: "exactly" | "nearly") =>
    fill(slots, words, (kind, text) => kind === undefined || isKnown(kind, text, how));
  return reading("exactly") ?? reading("nearly") ?? fill(slots, words, () => true, true);
}

/** A finder is asked once for the same words, however many readings have them. */
function remembered(knows: Knows): Knows {
  const known = new Map<string, boolean>();
  return (...asked) => {
    const key = JSON.stringify(asked);
    const is = known.get(key) ?? knows(...asked);
    known.set(key, is);
    return is;
  };
}

function fill(slots: readonly Slot[], all: readonly string[], fits: Fits, greedy = false): Assigned | undefined {
  /** Arguments that cannot take all words from a place on: none is tried there again. */
  const dead = new Set<string>();
  let tries = 0;

  function from(index: number, start: number): Assigned | undefined {
    const slot = slots[index];
    if (!slot) return start === all.length ? {} : undefined;
    const at = `${index} ${start}`;
    if (dead.has(at)) return undefined;
    const assigned = take(slot, index, start) ?? (isOptional(slot[1]) ? from(index + 1, start) : undefined);
    if (!assigned) dead.add(at);
    return assigned;
  }

  function take([name, schema]: Slot, index: number, start: number): Assigned | undefined {
    const { complete: kind, after, carried, secret } = hintOf(name, schema);
    if (carried || secret || (after !== undefined && all[start]?.toLowerCase() !== after)) return undefined;
    const words = all.slice(after === undefined ? start : start + 1);
    const isLast = index === slots.length - 1;
    const lengths = isLast ? [words.length].filter((n) => n > 0) : lengthsOf(schema, kind, words.length);
    for (const length of greedy ? lengths.toReversed() : lengths) {
      const text = words.slice(0, length).join(" ");
      // A number after a name is the next argument, right or wrong.
      if (kind !== undefined && !isLast && number.test(words[length - 1] ?? "")) continue;
      if ((kind === "party" || kind === "region") && /^[-+.]*[\d\s]|^[-+.]+$/.test(text)) continue;
      if (++tries > mostTries) return undefined;
      if (!schema.safeParse(text).success || !fits(kind, text)) continue;
      const rest = from(index + 1, all.length - words.length + length);
      if (rest) return { [name]: text, ...rest };
    }
    return undefined;
  }

  return from(0, 0);
}

/** How many words an argument may take of those that are left: a few, or all. */
function lengthsOf(schema: z.ZodType, kind: NameKind | undefined, left: number): readonly number[] {
  const isNamed = kind === "party" || kind === "region";
  const most = mostWords[isNamed ? "name" : choicesOf(schema) ? "choice" : "other"];
  const few = Array.from({ length: Math.min(most, left) }, (_, i) => i + 1);
  return left > most ? [...few, left] : few;
}

const number = /^[-+.]?\d[\d.,]*(e\d+)?$/i;
