/** Names in a question: whose they are, found by exactly those words. */
import { remembered } from "../../lib/remembered.ts";
import type { Election } from "../election.ts";
import { namesOfSeat, spelt } from "../seats/read-filter/names.ts";
import { empty, lexicon } from "./words.ts";

/** `typed`: the words that led here, where they are no name of its own. */
export type Named = { readonly typed?: string } &
  /** `letters`: what it was found by, where those are the letters of a small party and may be a word: "sun", "ed". */
  (
    | { readonly is: "party"; readonly id: string; readonly name: string; readonly letters?: string }
    | { readonly is: "area"; readonly name: string }
    /** Of which results are given by seats alone. */
    | { readonly is: "county"; readonly name: string }
    /** `of`: somebody who stood there, by whom it was named. */
    | { readonly is: "seat"; readonly code: string; readonly name: string; readonly of?: string }
    /** A seat of the map before: the name leads on. */
    | { readonly is: "former"; readonly name: string }
    | { readonly is: "person"; readonly name: string }
  );

/** Words of the longest name. */
export const longestName = 9;

/** Names that are other words besides, where they stand among others. */
export const ordinary: ReadonlySet<string> = new Set(["c", "all", "change", "new labour"]);

/** Letters of a party that can be said as a word; a party of fewer candidates is seldom called by them. */
const wordlike = /^(?=.*[aeiouy])[a-z]{2,4}$/i;
const fewLetters = 100;
/** A party of fewer candidates is not what a mistyped word was meant for. */
const fewSlips = 14;

const fought = remembered(
  ({ candidates }: Election): ReadonlyMap<string, number> =>
    new Map([...Map.groupBy(candidates, ({ party }) => party)].map(([party, all]) => [party, all.length])),
);

export const isSmall = (party: string, election: Election): boolean => (fought(election).get(party) ?? 0) < fewSlips;

const adjectives: readonly (readonly [string, string])[] = [
  ["scottish", "Scotland"],
  ["scots", "Scotland"],
  ["welsh", "Wales"],
  ["english", "England"],
  ["northern irish", "Northern Ireland"],
  ["north of the border", "Scotland"],
  ["yorkshires", "Yorkshire and The Humber"],
  ["londons", "London"],
];
/** Members of a party, as people say it. */
const followers: readonly (readonly [string, string])[] = [
  ["tory", "con"],
  ["liberal", "ld"],
  ["liberals", "ld"],
  ["the liberals", "ld"],
  ["labours", "lab"],
  ["farages party", "reform"],
  ["farages lot", "reform"],
  ["nationalists", "snp"],
  ["nats", "snp"],
  ["independents", "ind"],
];

const spoken: ReadonlySet<string> = new Set(
  lexicon.flatMap(({ words }) => words).filter((words) => !words.includes(" ")),
);

/** Every name, plain, and what has it: of the things that share one, the first of party, area, seat, former seat, person. */
export const namesOf = remembered((election: Election): ReadonlyMap<string, Named> => {
  const names = new Map<string, Named>();
  const add = (text: string, named: Named): void => {
    const key = spelt(text);
    if (key === "" || ordinary.has(key) || names.has(key)) return;
    names.set(key, named);
    const bare = key.replace(/^the /, "");
    if (!names.has(bare)) names.set(bare, named);
  };
  const people = new Set(
    [...election.candidates, ...election.byElections.flatMap((by) => by.candidates)].map(({ given, family }) =>
      spelt(`${given} ${family}`),
    ),
  );
  const areas = new Set(election.regions.flatMap(({ name, nation, aliases }) => [name, nation, ...aliases].map(spelt)));
  const parties = new Map(election.parties.map((party) => [party.id, party]));
  for (const { id, name, short, abbreviation, printed, aliases } of election.parties) {
    const isFew = (fought(election).get(id) ?? 0) < fewLetters;
    const letters = isFew && abbreviation !== short && wordlike.test(abbreviation) ? spelt(abbreviation) : undefined;
    for (const text of [short, abbreviation, name, ...printed, ...aliases])
      // A party that is called after somebody, or after a region, for short, is not that.
      if (text.length > 1 && (text === name || !(people.has(spelt(text)) || areas.has(spelt(text)))))
        add(text, { is: "party", id, name: short, ...(letters === spelt(text) && { letters }) });
  }
  for (const [text, id] of followers) {
    const party = parties.get(id);
    if (party) add(text, { is: "party", id, name: party.short });
  }
  for (const { name, aliases } of election.regions)
    for (const text of [name, ...aliases]) add(text, { is: "area", name });
  for (const { nation } of election.regions) add(nation, { is: "area", name: nation });
  for (const [text, name] of adjectives) if (areas.has(spelt(name))) add(text, { is: "area", name });
  for (const seat of election.seats)
    for (const text of namesOfSeat(seat)) add(text, { is: "seat", code: seat.code, name: seat.name });
  for (const { name, aliases } of election.counties ?? [])
    for (const text of [name, ...aliases]) add(text, { is: "county", name });
  for (const seat of election.seats) for (const { name } of seat.from) add(name, { is: "former", name });
  for (const { given, family } of [...election.candidates, ...election.byElections.flatMap((by) => by.candidates)]) {
    const name = `${given} ${family}`.trim();
    if (name.includes(" ")) add(name, { is: "person", name });
  }
  for (const { name } of election.members) if (name.includes(" ")) add(name, { is: "person", name });
  addFamilies(election, add);
  return names;
});

/** Family names that one person of note alone has: a politician of rank, or a sitting member who stood. */
function addFamilies(election: Election, add: (text: string, named: Named) => void): void {
  const ranked = new Set(election.politicians.map(({ mnis }) => mnis));
  const known = election.candidates.filter(
    ({ sitting, mnis }) => sitting === true || (mnis !== undefined && ranked.has(mnis)),
  );
  const families = Map.groupBy(known, ({ family }) => spelt(family));
  // "Sunderland" is the city, whose seats are told apart, before it is anybody's family name.
  const towns = new Set(election.seats.map(({ name }) => spelt(name).split(" ")[0]));
  for (const [family, people] of families) {
    const [only] = people;
    if (!only || people.length > 1 || family.length < 4 || spoken.has(family) || empty.has(family) || towns.has(family))
      continue;
    add(family, { is: "person", name: `${only.given} ${only.family}` });
  }
}
