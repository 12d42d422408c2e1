/** A name as people write it -> the candidate it can only be. */
import type { Ballot, Standing } from "./ballot.ts";

export type Named =
  | { readonly kind: "one"; readonly is: Standing }
  | { readonly kind: "several"; readonly could: readonly Standing[] }
  | { readonly kind: "none" }
  /** The name is one candidate's, and the party another's. */
  | { readonly kind: "torn"; readonly is: Standing; readonly other: Standing };

/**
 * "Dan Norris (Labour)", "NORRIS, Dan", "Norris", or "Lab" where one candidate of that party stands. Of namesakes the
 * party tells which.
 */
export function whoIs(text: string, { standing }: Ballot): Named {
  const said = wordsOf(text);
  const found = [
    longest(standing.filter(({ name }) => within(wordsOf(name), said))),
    standing.filter((one) => hasFamilyNameAlone(one, said)),
    standing.filter((one) => formsOf(one).some((form) => form.join(" ") === said.join(" "))),
  ].find((some) => some.length > 0);
  if (!found) return { kind: "none" };
  const [is, ...others] = found.length > 1 ? ofParty(found, said) : found;
  if (!is || others.length > 0) return { kind: "several", could: found };
  const party = wordsOf(/\(([^()]*)\)\W*$/u.exec(text)?.[1] ?? "");
  const isOf = (one: Standing): boolean => formsOf(one).some((form) => form.join(" ") === party.join(" "));
  const other = isOf(is) ? undefined : standing.find(isOf);
  return other ? { kind: "torn", is, other } : { kind: "one", is };
}

/** Letters without case and accents: "O’Neill" is one word, "Rees-Mogg" two. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFD").replaceAll(/[\p{M}'’.]/gu, "");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

const within = (words: readonly string[], said: readonly string[]): boolean =>
  words.length > 0 && words.every((word) => said.includes(word));

/** "Ann Smith Jones" is not Ann Smith where both stand. */
function longest(found: readonly Standing[]): readonly Standing[] {
  const size = ({ name }: Standing): number => wordsOf(name).length;
  const most = Math.max(...found.map(size));
  return found.filter((one) => size(one) === most);
}

/** With nothing beside it but initials and the party: "J. Norris (Lab)", and not "Bob Norris". */
function hasFamilyNameAlone(one: Standing, said: readonly string[]): boolean {
  const family = wordsOf(one.candidate.family);
  const party = new Set(formsOf(one).flat());
  const own = wordsOf(one.candidate.given);
  const fits = (word: string): boolean =>
    family.includes(word) || party.has(word) || own.some((given) => given === word || given[0] === word);
  return within(family, said) && said.every(fits);
}

function ofParty(found: readonly Standing[], said: readonly string[]): readonly Standing[] {
  return found.filter((one) => formsOf(one).some((form) => within(form, said)));
}

/** How a candidate's party is written. */
function formsOf({ candidate, party }: Standing): readonly (readonly string[])[] {
  const { name, short, abbreviation, printed, aliases } = party;
  const own = candidate.printed === undefined ? [] : [candidate.printed];
  return [name, short, abbreviation, ...printed, ...aliases, ...own].map(wordsOf);
}
