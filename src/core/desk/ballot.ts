/** The candidates of a contest in the order of the ballot paper, and which of them a name as people write it means. */
import { partsOf, type Contest } from "../declaration.ts";
import type { Candidate, Party } from "../election.ts";
import { certaintiesOf } from "./name.ts";
import { upcomingContest, type Results } from "../results.ts";
import { fullName } from "../story.ts";

/** A candidate as the ballot paper has them. */
export interface OnBallot {
  readonly candidate: Candidate;
  readonly party: Party;
  readonly name: string;
}

export interface Ballot {
  readonly contest: Contest;
  /** In the order of the ballot paper, which is the pack's. */
  readonly standing: readonly OnBallot[];
  /** People entitled to vote; infinite where that is not known. */
  readonly electorate: number;
  /** The year in which the contest is held: figures of another are another election's. */
  readonly year: string;
}

/** @throws RangeError for a contest that is not in the pack */
export function ballotOf(results: Results, contest: Contest): Ballot {
  const { lines, seat } = results.outcome(contest);
  const rank = new Map(orderOf(results, contest).map((id, i) => [id, i]));
  const standing = lines
    .map(({ candidate, party }) => ({ candidate, party, name: fullName({ candidate }) }))
    .toSorted((a, b) => (rank.get(a.candidate.id) ?? 0) - (rank.get(b.candidate.id) ?? 0));
  const year = (partsOf(contest).byElection ?? results.election.date).slice(0, 4);
  return { contest, standing, electorate: seat.electorate ?? Infinity, year };
}

function orderOf({ lookup, election }: Results, contest: Contest): readonly string[] {
  const coming = election.upcoming?.find((one) => upcomingContest(one) === contest);
  return (coming?.candidates ?? lookup.candidates(partsOf(contest).seat)).map(({ id }) => id);
}

/** "Dan Norris (Labour)": enough to tell namesakes apart. */
export const labelOf = ({ name, party }: OnBallot): string => `${name} (${party.short})`;

/** The candidates that a name means: one, unless the name is unclear. */
export type Meant =
  | { readonly kind: "one"; readonly is: OnBallot }
  | { readonly kind: "several"; readonly could: readonly OnBallot[] }
  | { readonly kind: "none" }
  /** The name is one candidate's, and the party another's. */
  | { readonly kind: "torn"; readonly is: OnBallot; readonly other: OnBallot };

/**
 * "Dan Norris (Labour)", "NORRIS, Dan", "Norris", or "Lab" where one candidate of that party stands. The party tells
 * namesakes apart.
 */
export function whoIs(text: string, { standing }: Ballot): Meant {
  const said = wordsOf(text);
  const found = [
    longest(standing.filter(({ name }) => within(wordsOf(name), said))),
    standing.filter((one) => hasFamilyNameAlone(one, said)),
    standing.filter((one) => formsOf(one).some((form) => form.join(" ") === said.join(" "))),
    nearest(text, standing),
  ].find((some) => some.length > 0);
  if (!found) return { kind: "none" };
  const [is, ...others] = found.length > 1 ? ofParty(found, said) : found;
  if (!is || others.length > 0) return { kind: "several", could: found };
  const party = wordsOf(/\(([^()]*)\)\W*$/u.exec(text)?.[1] ?? "");
  const isOf = (one: OnBallot): boolean => formsOf(one).some((form) => form.join(" ") === party.join(" "));
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
function longest(found: readonly OnBallot[]): readonly OnBallot[] {
  const size = ({ name }: OnBallot): number => wordsOf(name).length;
  const most = Math.max(...found.map(size));
  return found.filter((one) => size(one) === most);
}

/** By the name alone, as sheets are read: with titles before it and letters after, initials, the family name first. */
function nearest(text: string, standing: readonly OnBallot[]): readonly OnBallot[] {
  const name = text.replace(/\s*[([][^()[\]]*[)\]]\W*$/u, "");
  const rates = certaintiesOf(
    { name },
    standing.map(({ candidate }) => candidate),
  );
  const most = Math.max(...rates);
  return most > 0 ? standing.filter((_, i) => rates[i] === most) : [];
}

/** With nothing beside it but initials and the party: "J. Norris (Lab)", and not "Bob Norris". */
function hasFamilyNameAlone(one: OnBallot, said: readonly string[]): boolean {
  const family = wordsOf(one.candidate.family);
  const party = new Set(formsOf(one).flat());
  const own = wordsOf(one.candidate.given);
  const fits = (word: string): boolean =>
    family.includes(word) || party.has(word) || own.some((given) => given === word || given[0] === word);
  return within(family, said) && said.every(fits);
}

function ofParty(found: readonly OnBallot[], said: readonly string[]): readonly OnBallot[] {
  return found.filter((one) => formsOf(one).some((form) => within(form, said)));
}

/** The ways in which a candidate's party is written. */
function formsOf({ candidate, party }: OnBallot): readonly (readonly string[])[] {
  const { name, short, abbreviation, printed, aliases } = party;
  const own = candidate.printed === undefined ? [] : [candidate.printed];
  return [name, short, abbreviation, ...printed, ...aliases, ...own].map(wordsOf);
}
