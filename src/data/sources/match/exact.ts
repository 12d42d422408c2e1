/** Names that are the same however they are set: a key leads to one thing, or to none. Nothing is guessed. */
import { fold } from "../../words/fold.ts";

/** Longer than any name: what is longer is none, whatever it begins with. */
const longest = 120;

/** Case, accents, hyphens, apostrophes and `&` apart. Empty for what is no name. */
export const keyOf = (text: string): string => (text.length > longest ? "" : fold(text));

/** And spaces: "Lib Dem", "LibDem". */
export const joinedKeyOf = (text: string): string => keyOf(text).replaceAll(" ", "");

export interface Exact<T> {
  /** Undefined for what names nothing, or more than one thing. */
  get(text: string): T | undefined;
}

/** @param key what makes two names the same */
export function exactly<T>(names: Iterable<readonly [text: string, thing: T]>, key = keyOf): Exact<T> {
  const known = new Map<string, T | undefined>();
  for (const [text, thing] of names) {
    const at = key(text);
    if (at === "") continue;
    known.set(at, known.has(at) && known.get(at) !== thing ? undefined : thing);
  }
  return { get: (text) => known.get(key(text)) };
}
