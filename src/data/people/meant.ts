/** People who are meant by words that are, or may be, a person's name. */
import type { How } from "../../core/finder.ts";
import { type FoundPerson, initialsKnown, type People, type Person, titles } from "../people.ts";
import { fold } from "../words/fold.ts";
import { likenessOf, type Likeness } from "./compare.ts";

/** People whose names are equally like the words, the best known first. */
export interface Like {
  /**
   * The words are the whole name of each; a family name alone; a part, a beginning or a slip; somebody else's given name
   * before their family name; or a given name alone.
   */
  readonly kind: "whole" | "family" | "near" | "namesake" | "given";
  readonly how: How;
  readonly people: readonly Person[];
}

/** People of whom the index says something, and who are then looked at closely. */
const mostLooked = 40;

/** Someone who is looked at closely, and how near the words are to the name: an index of `ranks`. */
interface Looked {
  readonly person: Person;
  readonly rank: number;
}

/** @returns who is most alike; undefined where nobody is */
export function whoIs(text: string, people: People): Like | undefined {
  const looked = lookAt(text, people);
  const rank = Math.min(...looked.map((one) => one.rank));
  const { kind, how } = ranks[rank] ?? {};
  const alike = looked
    .filter((one) => one.rank === rank)
    .map(({ person }) => person)
    .toSorted((a, b) => b.standing - a.standing);
  return kind && how && { kind, how, people: alike };
}

/** Everybody who is alike at all, with a worth from 0 to 1; in no order. */
export function whoMay(text: string, people: People): FoundPerson[] {
  return lookAt(text, people).map(({ person, rank }) => {
    const { kind, how, worth, spread } = ranks[rank] ?? ranks[at.given];
    return {
      person,
      score: worth + spread * person.standing,
      exact: how === "exact" || how === "part",
      slipped: how === "slip",
      named: kind !== "given",
      query: 1,
      how,
      kind,
    };
  });
}

function lookAt(text: string, people: People): Looked[] {
  const typed = withoutTitles(fold(text).split(" "));
  if (typed.length === 0 || typed[0] === "" || typed.length > mostWords) return [];
  const byInitials = initialsKnown(typed, people);
  if (byInitials.length > 0) return byInitials.map((person) => ({ person, rank: 0 }));
  const looked = new Set<Person>();
  for (let i = 0; i < typed.length; i++) {
    for (const part of [typed.slice(i), typed.slice(0, i + 1)])
      for (const person of people.byFamily.get(part.join("")) ?? []) looked.add(person);
  }
  const found = people.search(text).toSorted((a, b) => b.score - a.score);
  for (const { person } of found.slice(0, mostLooked)) looked.add(person);
  return [...looked].flatMap((person) => {
    const rank = rankOf(likenessOf(typed, person.folded, people.given));
    return rank === undefined ? [] : [{ person, rank }];
  });
}

/** "Sir Keir", "Dr Caroline Johnson MP"; but Jonathan Lord bears that name. */
function withoutTitles(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !titles.has(word));
  const telling = words.slice(Math.max(0, from));
  return from >= 0 && telling.length > 1 && telling.at(-1) === "mp" ? telling.slice(0, -1) : telling;
}

/** A name has no more words. */
const mostWords = 8;

/** The nearer, the earlier; people of one rank are as near as each other. */
const ranks = [
  { kind: "whole", how: "exact", worth: 0.88, spread: 0.12 },
  { kind: "whole", how: "exact", worth: 0.79, spread: 0.08 },
  { kind: "whole", how: "exact", worth: 0.75, spread: 0.03 },
  { kind: "family", how: "part", worth: 0.76, spread: 0.12 },
  { kind: "near", how: "part", worth: 0.75, spread: 0.03 },
  { kind: "near", how: "slip", worth: 0.74, spread: 0.03 },
  { kind: "near", how: "prefix", worth: 0.72, spread: 0.03 },
  { kind: "namesake", how: "part", worth: 0.5, spread: 0.03 },
  { kind: "near", how: "part", worth: 0.62, spread: 0.03 },
  { kind: "near", how: "prefix", worth: 0.58, spread: 0.03 },
  { kind: "near", how: "slip", worth: 0.66, spread: 0.03 },
  { kind: "near", how: "slip", worth: 0.62, spread: 0.12 },
  { kind: "given", how: "part", worth: 0.48, spread: 0.03 },
] as const;

/** Places in `ranks`. */
const at = {
  name: 0,
  otherForm: 1,
  moreNames: 2,
  family: 3,
  partAndGiven: 4,
  slip: 5,
  prefix: 6,
  namesake: 7,
  partAlone: 8,
  prefixAlone: 9,
  twoSlips: 10,
  slipAlone: 11,
  given: 12,
} as const;

function rankOf({ family, given }: Likeness): number | undefined {
  const isSame = given === "exact" || given === "other" || given === "more";
  switch (family) {
    case "exact":
      switch (given) {
        case "exact":
          return at.name;
        case "other":
          return at.otherForm;
        case "more":
          return at.moreNames;
        case "none":
          return at.family;
        case "slip":
          return at.slip;
        case "prefix":
          return at.prefix;
        case "contradicts":
          return at.namesake;
      }
    case "part":
      return isSame ? at.partAndGiven : given === "none" ? at.partAlone : undefined;
    case "slip":
      return isSame ? at.slip : given === "none" ? at.slipAlone : given === "slip" ? at.twoSlips : undefined;
    case "prefix":
      return isSame ? at.prefix : given === "none" ? at.prefixAlone : undefined;
    case "none":
      return isSame ? at.given : undefined;
  }
}
