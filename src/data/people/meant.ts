/** Who is meant by words that are, or may be, a person's name. */
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
    const { kind = "given", how, worth = 0 } = ranks[rank] ?? {};
    return {
      person,
      score: worth + spread * person.standing,
      exact: how === "exact" || how === "part",
      slipped: how === "slip",
      named: kind !== "given",
      query: 1,
      how: how ?? "part",
      kind,
    };
  });
}

const spread = 0.03;

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
const ranks: readonly { readonly kind: Like["kind"]; readonly how: How; readonly worth: number }[] = [
  { kind: "whole", how: "exact", worth: 0.97 },
  { kind: "whole", how: "exact", worth: 0.9 },
  { kind: "family", how: "part", worth: 0.76 },
  { kind: "near", how: "part", worth: 0.75 },
  { kind: "near", how: "slip", worth: 0.74 },
  { kind: "near", how: "prefix", worth: 0.72 },
  { kind: "namesake", how: "part", worth: 0.5 },
  { kind: "near", how: "part", worth: 0.62 },
  { kind: "near", how: "prefix", worth: 0.58 },
  { kind: "near", how: "slip", worth: 0.56 },
  { kind: "given", how: "part", worth: 0.48 },
];

function rankOf({ family, given }: Likeness): number | undefined {
  const isSame = given === "exact" || given === "other";
  switch (family) {
    case "exact":
      if (given === "none") return 2;
      if (isSame) return given === "exact" ? 0 : 1;
      return given === "slip" ? 4 : given === "prefix" ? 5 : 6;
    case "part":
      return isSame ? 3 : given === "none" ? 7 : undefined;
    case "slip":
      return isSame ? 4 : given === "none" ? 9 : undefined;
    case "prefix":
      return isSame ? 5 : given === "none" ? 8 : undefined;
    case "none":
      return isSame ? 10 : undefined;
  }
}
