/** The people of an election as names to be found: candidates, members who did not stand, and by-elections' candidates. */
import type { How } from "../core/finder.ts";
import { tiers, type Election } from "../core/election.ts";
import type { FoldedName } from "./people/compare.ts";
import { fold, wordsOf } from "./words/fold.ts";
import { createWordIndex, type Hit } from "./words/word-index.ts";

export type Person = {
  readonly name: string;
  /** Id of the party they stand for, or were elected for. */
  readonly party: string;
  /** 0 to 1: how likely this person is meant among namesakes. */
  readonly standing: number;
  readonly folded: FoldedName;
} & (
  | { readonly kind: "candidate"; readonly seat: string; readonly candidate: string }
  | { readonly kind: "member"; readonly mnis: number; readonly formerSeat: string }
  | { readonly kind: "by-election"; readonly seat: string; readonly date: string }
);

export interface FoundPerson {
  readonly person: Person;
  /** 0 to 1. */
  readonly score: number;
  /** Every word was typed as it is written. */
  readonly exact: boolean;
  /** The family name was typed whole. */
  readonly named: boolean;
  /** As in `Hit`, of the word index. */
  readonly query: number;
  readonly slipped: boolean;
  /** Present where the name was compared word by word. */
  readonly how?: How;
  readonly kind?: "whole" | "family" | "near" | "namesake" | "given";
}

export interface People {
  /** By family name, folded and joined. */
  readonly byFamily: ReadonlyMap<string, readonly Person[]>;
  /** Every given name, folded. */
  readonly given: ReadonlySet<string>;
  /** In no order. */
  search(text: string): FoundPerson[];
  readonly all: readonly Person[];
}

export const titles: ReadonlySet<string> = new Set(
  "sir dame dr doctor lord lady baroness mr mrs ms miss mx rt hon cllr councillor rev prof professor mp".split(" "),
);

/** Worth of a match, on the scale of seats' `steps`. */
const worth = { fullName: 0.95, family: 0.76, familyPart: 0.66, given: 0.5 } as const;

/** Factor for another form of a name, so that someone who has the very name comes first, whoever they are. */
const otherForm = 0.94;

/** The number of words in a part of a name, mostly one: cheaper than taking it apart. */
const countWords = (text: string): number => (/^[a-z]+$/i.test(text) ? 1 : wordsOf(text).length);

/** A name as it is searched, and the bits of its words that are the family name. */
interface Searched {
  readonly text: string;
  readonly family: number;
  readonly person: Person;
  /** Not the name as it is written: a given name in another form, or initials. */
  readonly other: boolean;
}

/** The name itself, and again with other forms of given names. */
function searchedAs(person: Person, given: string, family: string): Searched[] {
  const bits = 2 ** countWords(family) - 1;
  const as = (before: string, isOther = false): Searched => ({
    text: `${before} ${family}`,
    family: bits << (before === "" ? 0 : wordsOf(before).length),
    person,
    other: isOther,
  });
  const searched = [as(given)];
  // "Mc Donnell", "reesmogg": names that people part or join otherwise, alone.
  if (/[^a-z]|^ma?c/i.test(family)) searched.push(as(""));
  const initials = initialsOf(`${given} ${family}`);
  if (person.standing >= known && initials !== undefined)
    searched.push({ text: initials, family: 1, person, other: true });
  return searched;
}

/** A standing from which people go by their initials: those who sat in the Commons. */
const known = 0.3;

/** "IDS", "JRM": of three names or more, hyphened ones apart. */
function initialsOf(name: string): string | undefined {
  const parts = name.split(/[\s-]+/);
  return parts.length < 3 ? undefined : parts.map((part) => part.slice(0, 1)).join("");
}

type Unfolded = Person extends infer P ? (P extends Person ? Omit<P, "folded"> : never) : never;

const foldedWords = (text: string): string[] =>
  fold(text)
    .split(" ")
    .filter((word) => word !== "");

/** People who are called by the initials that were typed. */
export function initialsKnown(typed: readonly string[], { all }: People): readonly Person[] {
  const [word = ""] = typed;
  if (typed.length !== 1 || word.length < 3 || word.length > 4) return [];
  return all.filter(({ standing, name }) => standing >= known && initialsOf(name)?.toLowerCase() === word);
}

function peopleOf(election: Election): Searched[] {
  const rank = new Map(election.politicians.map(({ mnis, tier }) => [mnis, 1 - tiers.indexOf(tier) / tiers.length]));
  const size = new Map<string, number>();
  for (const { party } of election.candidates) size.set(party, (size.get(party) ?? 0) + 1);
  const largest = Math.max(1, ...size.values());
  const standing = (mnis: number | undefined, sat: "sitting" | "former" | undefined, party: string): number =>
    (sat === "sitting" ? 0.6 : sat === "former" ? 0.3 : 0) +
    0.3 * ((mnis === undefined ? undefined : rank.get(mnis)) ?? 0) +
    0.1 * ((size.get(party) ?? 0) / largest);
  const people: Searched[] = [];
  const add = (given: string, family: string, person: Unfolded): void => {
    const folded = { given: foldedWords(given), family: foldedWords(family) };
    people.push(...searchedAs({ ...person, folded }, given, family));
  };
  for (const { id, seat, given: printed, family, party, sitting, former, mnis, called } of election.candidates) {
    const given = called?.endsWith(` ${family}`) ? called.slice(0, -family.length).trim() : printed;
    const sat = sitting === true ? "sitting" : former === true ? "former" : undefined;
    add(given, family, {
      name: `${given} ${family}`.trim(),
      party,
      kind: "candidate",
      seat,
      candidate: id,
      standing: standing(mnis, sat, party),
    });
  }
  for (const { name, mnis, seat, electedAs, stood } of election.members) {
    if (stood !== undefined) continue;
    const words = name.split(" ");
    add(words.slice(0, -1).join(" "), words.at(-1) ?? name, {
      name,
      party: electedAs,
      kind: "member",
      mnis,
      formerSeat: seat.code,
      standing: standing(mnis, "sitting", electedAs),
    });
  }
  const first = (given: string): string => foldedWords(given)[0] ?? "";
  const stood = new Set(election.candidates.map(({ id, given, family }) => `${id} ${first(given)} ${family}`));
  for (const { seat, date, candidates } of [...election.byElections, ...(election.upcoming ?? [])]) {
    for (const { id, given, family, party } of candidates) {
      // Somebody who also stood at the election is found as that candidate, whose card tells the rest; by another name, again.
      if (stood.has(`${id} ${first(given)} ${family}`)) continue;
      add(given, family, {
        name: `${given} ${family}`.trim(),
        party,
        kind: "by-election",
        seat,
        date,
        standing: standing(undefined, undefined, party) * 0.9,
      });
    }
  }
  return people;
}

function scoreOf({ person, family, other }: Searched, hit: Hit): number {
  const ofFamily = hit.met & family;
  const step =
    ofFamily === family
      ? (hit.met & ~family) === 0
        ? worth.family
        : worth.fullName
      : ofFamily === 0
        ? worth.given
        : worth.familyPart;
  // A family name with a given name of somebody else's is another person.
  return step * (other ? otherForm : 1) * hit.query ** 1.5 + (step === worth.fullName ? 0.04 : 0.12) * person.standing;
}

/** Drops initials that would be read as compass words: "E Davey" is no place. */
const withoutSides = (text: string): string => text.replaceAll(/(?<![^\s.])[nsew](?![^\s.])\.?/gi, " ");

const indexes = new WeakMap<Election, People>();

/** Built when first needed, once for an election, and shared by those who look for people and for their seats. */
export function peopleIn(election: Election): People {
  const known = indexes.get(election);
  if (known !== undefined) return known;
  const names = peopleOf(election);
  const index = createWordIndex(
    names.map(({ text }) => text),
    (name) => names[name]?.person,
  );
  const all = [...new Set(names.map(({ person }) => person))];
  const made: People = {
    all,
    byFamily: Map.groupBy(all, ({ folded }) => folded.family.join("")),
    given: new Set(all.flatMap(({ folded }) => folded.given)),
    search(text) {
      const best = new Map<Person, FoundPerson>();
      for (const hit of index.search(withoutSides(text), titles)) {
        const searched = names[hit.name];
        if (searched === undefined || hit.query < 0.45) continue;
        const { person } = searched;
        const score = scoreOf(searched, hit);
        if (score > (best.get(person)?.score ?? 0)) {
          const { query, slipped } = hit;
          const isNamed = (hit.met & searched.family) === searched.family;
          best.set(person, { person, score, exact: query >= 0.985, named: isNamed, query, slipped });
        }
      }
      return [...best.values()];
    },
  };
  indexes.set(election, made);
  return made;
}
