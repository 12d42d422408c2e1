/** Names that are the same however they are set: a key leads to one thing, or to none. Nothing is guessed. */
import { fold } from "../../words/fold.ts";

/** Characters of the longest name; longer text is none, whatever it begins with. */
const longest = 120;

/** A key without case, accents, hyphens, apostrophes and `&`. Empty for text that is no name. */
export const keyOf = (text: string): string => (text.length > longest ? "" : fold(text));

/** A key without spaces as well: "Lib Dem", "LibDem". */
export const joinedKeyOf = (text: string): string => keyOf(text).replaceAll(" ", "");

export interface Exact<T> {
  /** Undefined for text that names nothing, or more than one thing. */
  get(text: string): T | undefined;
}

/** @param key two names with the same key are the same */
export function exactly<T>(names: Iterable<readonly [text: string, thing: T]>, key = keyOf): Exact<T> {
  const known = new Map<string, T | undefined>();
  for (const [text, thing] of names) {
    const at = key(text);
    if (at === "") continue;
    known.set(at, known.has(at) && known.get(at) !== thing ? undefined : thing);
  }
  return { get: (text) => known.get(key(text)) };
}
