/** Names, compared as people write them, with "and", commas and brackets in them. */
import type { Election } from "../../election.ts";
import { slips } from "../../slips.ts";

/** Lower case, no accents, no punctuation, single spaces; `&` and `+` read as "and". */
export const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}'’‘`´]/gu, "")
    .toLowerCase()
    .replace(/[&+]/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Words and marks that would otherwise part a name in two. */
const parting = /[(),&|+]|\b(and|or|not|in|but|except)\b/i;

const read = new WeakMap<Election, ReadonlySet<string>>();

/** Every name of a seat, a party or a region, now or formerly, that has such a word or mark in it; plain. */
export function partedNames(election: Election): ReadonlySet<string> {
  const known = read.get(election);
  if (known) return known;
  const names = [
    ...election.seats.flatMap((seat) => [
      seat.name,
      seat.pa,
      ...(seat.welsh === undefined ? [] : [seat.welsh]),
      ...seat.aliases,
      ...seat.from.map(({ name }) => name),
    ]),
    ...election.parties.flatMap(({ name, short, printed, aliases }) => [name, short, ...printed, ...aliases]),
    ...election.regions.flatMap(({ name, aliases }) => [name, ...aliases]),
  ];
  const made = new Set(names.filter((name) => parting.test(name)).map(plain));
  read.set(election, made);
  return made;
}

/** Words that are a name but for a slip or two of the finger, or the beginning of one. Parts of a name are not near it. */
export function isNear(words: string, names: readonly string[]): boolean {
  const typed = plain(words);
  const most = typed.length > 6 ? 2 : 1;
  return (
    typed.length > 2 &&
    names.map(plain).some((name) => (typed.length > 4 && name.startsWith(typed)) || slips(typed, name, most) <= most)
  );
}
