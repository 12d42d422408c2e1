/** Words for a politician, as people type them -> the people they may mean. */
import type { Election } from "../core/election.ts";
import type { How, PersonAnswer, PersonFinder, PersonMatch } from "../core/finder.ts";
import { isPostcode } from "./find-seat/postcode.ts";
import { type FoundPerson, type People, peopleIn, type Person } from "./people.ts";
import { likenessOf } from "./people/compare.ts";
import { type Like, whoIs, whoMay } from "./people/meant.ts";
import { fold, foldJoined, wordsOf } from "./words/fold.ts";

/** Below this a match is no more than a shared letter or two. */
const worthListing = 0.4;
/** From here on the whole of a name was typed, by itself. */
const wholeName = 0.87;
/** Factors for what follows a name: someone it does not fit, and someone known by the name when it fits nobody. */
const otherPlace = 0.6;
const noPlace = 0.8;
/** Added for whom it fits to the letter, not only as a beginning. */
const veryPlace = 0.02;

/** "Greg Smith, Mid Buckinghamshire", "Greg Smith in Mid Buckinghamshire", "Greg Smith (Conservative)". */
const qualified = /^(?<name>[^,(/]+?)(?:\s*[,(/]|\s+(?:in|at|of|for)\s)(?<rest>.+)$/isu;

/** Factor for those whose name is not like the words. */
const remote = 0.5;
/** Most people who are offered at once. */
const most = 12;
/** A difference of standing by which one of several is the one whom people mean. */
const clearly = 0.15;

/** Most characters of a text that a button may carry. */
const longestAsked = 80;

/** Facts that may be said of someone besides the name. */
interface About {
  readonly place: string;
  readonly party: string;
  /** Every word of any name of the seat or the party. */
  readonly words: readonly string[];
  /** Texts that are this place, this party, or both, in agreed spelling. */
  readonly whole: ReadonlySet<string>;
}

/** Candidates, members who did not stand, and those who stood only in a by-election since. */
export function createPersonFinder(election: Election): PersonFinder {
  const seats = new Map(election.seats.map((seat) => [seat.code, seat]));
  const parties = new Map(election.parties.map((party) => [party.id, party]));
  const formerSeats = new Map(election.members.map(({ seat }) => [seat.code, seat.name]));
  const abouts = new Map<Person, About>();
  let namesakes: ReadonlyMap<string, readonly Person[]> | undefined;

  function placesOf(person: Person): string[] {
    if (person.kind === "member") return [formerSeats.get(person.formerSeat) ?? ""];
    const seat = seats.get(person.seat);
    return seat === undefined
      ? []
      : [seat.name, seat.pa ?? seat.name, seat.welsh ?? seat.name, seat.short ?? seat.name, ...seat.aliases];
  }

  function aboutOf(person: Person): About {
    const known = abouts.get(person);
    if (known !== undefined) return known;
    const places = placesOf(person);
    const party = parties.get(person.party);
    const names =
      party === undefined
        ? []
        : [party.short, party.name, party.abbreviation, party.id, ...party.printed, ...party.aliases];
    const [place = "", short = ""] = [places[0], names[0]];
    const about = {
      place,
      party: short,
      words: [...places, ...names].flatMap(wordsOf),
      whole: new Set([...places, ...names, `${place} ${short}`].map(agreed)),
    };
    abouts.set(person, about);
    return about;
  }

  /** The fit of words after a name to someone: to the letter, in beginnings of words, or not at all. */
  function fits(person: Person, rest: string): "whole" | "begun" | "no" {
    const about = aboutOf(person);
    if (about.whole.has(rest)) return "whole";
    return rest.split(" ").every((word) => about.words.some((known) => known.startsWith(word))) ? "begun" : "no";
  }

  /** People whose name the words are like, then those of whom some words remind. */
  function likely(text: string): FoundPerson[] {
    const people = peopleIn(election);
    const like = whoMay(text, people);
    const known = new Set(like.map(({ person }) => person));
    const rest = people.search(text).filter(({ person }) => !known.has(person));
    return [...like, ...rest.map((found) => ({ ...found, score: found.score * remote }))];
  }

  function search(text: string): FoundPerson[] {
    const plain = likely(text);
    const { name, rest } = qualified.exec(text.slice(0, longestText).trim())?.groups ?? {};
    // "Smith, Greg" is a name too.
    if (name === undefined || plain.some(({ exact, score }) => exact && score >= wholeName)) return plain;
    const place = agreed(rest ?? "");
    if (place === "") return plain;
    const named = likely(name).map((found) => ({ found, fit: fits(found.person, place) }));
    const isMet = named.some(({ found, fit }) => fit !== "no" && found.named);
    const scored = named.map(({ found, fit }) => {
      if (!isMet) return { ...found, score: found.score * noPlace };
      if (fit === "no") return { ...found, score: found.score * otherPlace };
      return { ...found, score: found.score + (fit === "whole" ? veryPlace : 0) };
    });
    const placed = new Set(scored.map(({ person }) => person));
    return [...scored, ...plain.filter(({ person }) => !placed.has(person))];
  }

  function askedOf(person: Person): string {
    namesakes ??= Map.groupBy(peopleIn(election).all, ({ name }) => foldJoined(name));
    const others = (namesakes.get(foldJoined(person.name)) ?? []).filter((other) => other !== person);
    if (others.length === 0) return person.name;
    const { place, party } = aboutOf(person);
    const isThere = (other: Person): boolean => fold(aboutOf(other).place) === fold(place);
    const asked = [person.name, place, ...(others.some(isThere) ? [party] : [])].join(", ");
    const short = person.kind === "member" ? undefined : seats.get(person.seat)?.short;
    return asked.length <= longestAsked || short === undefined ? asked : `${person.name}, ${short}`;
  }

  function matchOf({ person, score: found, how = "part" }: FoundPerson): PersonMatch {
    const { name } = person;
    const score = Math.min(1, found);
    const asked = askedOf(person);
    switch (person.kind) {
      case "candidate":
        return { name, score, how, asked, kind: person.kind, seat: person.seat, candidate: person.candidate };
      case "member":
        return { name, score, how, asked, kind: person.kind, mnis: person.mnis };
      case "by-election":
        return { name, score, how, asked, kind: person.kind, seat: person.seat, date: person.date };
    }
  }

  const asMatch = (person: Person, how: How): PersonMatch => ({
    ...matchOf({ person, score: 1, exact: true, slipped: false, named: true, query: 1 }),
    how,
  });

  function judge({ kind, how, people: all }: Like, unread?: string): PersonAnswer {
    const matches = all.map((person) => asMatch(person, how));
    const [first, second] = all;
    const [match] = matches;
    if (kind === "namesake" || kind === "given" || !first || !match)
      return { kind: "none", nearest: matches.slice(0, most) };
    // Somebody who stood again since: the election's own comes first.
    const general = all.filter((person) => person.kind !== "by-election");
    if (kind === "whole" && how === "exact" && all.every(({ name }) => name === first.name) && general[0] === first)
      if (general.length === 1) return { kind: "one", match, others: matches.slice(1, most) };
    // One person may have stood in many seats.
    const next = all.find((other) => !isSamePerson(first, other));
    const standsOut = next === undefined || first.standing - next.standing >= clearly;
    if (second !== undefined && !standsOut) return { kind: "several", matches: matches.slice(0, most) };
    return { kind: "one", match, others: matches.slice(1, most), ...(unread !== undefined && { unread }) };
  }

  /** "Angie Rayner" stood, and Angela Rayner is better known by that name too. */
  function betterKnown(text: string, { people: all }: Like, people: People): readonly PersonMatch[] {
    const most = Math.max(...all.map(({ standing }) => standing));
    return whoMay(text, people)
      .filter(({ person, kind, how }) => kind === "whole" && how === "exact" && !all.includes(person))
      .filter(({ person }) => person.standing - most >= clearly)
      .map(({ person }) => asMatch(person, "part"));
  }

  function besides(answer: PersonAnswer, known: readonly PersonMatch[]): PersonAnswer {
    return answer.kind === "one" && known.length > 0
      ? { ...answer, others: [...known, ...answer.others].slice(0, most), known }
      : answer;
  }

  function find(text: string): PersonAnswer {
    const nobody: PersonAnswer = { kind: "none", nearest: [] };
    if (isPostcode(text)) return nobody;
    const people = peopleIn(election);
    const short = text.slice(0, longestText).trim();
    const plain = whoIs(short, people);
    const known = plain && plain.how === "exact" ? betterKnown(short, plain, people) : [];
    const { name, rest = "" } = qualified.exec(short)?.groups ?? {};
    if (plain?.kind === "whole" || name === undefined || agreed(rest) === "")
      return plain ? besides(judge(plain), known) : nobody;
    const named = whoIs(name, people);
    if (!named) return plain ? judge(plain) : nobody;
    const fit = (how: string): Person[] => named.people.filter((person) => fits(person, agreed(rest)) === how);
    const there = [fit("whole"), fit("begun")].find((some) => some.length > 0);
    return judge({ ...named, people: there ?? named.people }, there ? undefined : rest);
  }

  return {
    find,
    complete(text, limit = 5) {
      if (isPostcode(text)) return [];
      const people = peopleIn(election);
      const typed = fold(text).split(" ");
      return search(text)
        .filter(({ score, slipped }) => score >= worthListing && !slipped)
        .filter(
          ({ person }) =>
            likenessOf(typed, person.folded, people.given).given !== "contradicts" || qualified.test(text),
        )
        .toSorted((a, b) => b.score - a.score || b.person.standing - a.person.standing)
        .slice(0, Math.max(0, limit))
        .map(matchOf);
    },
    rank(text, limit = 5) {
      if (isPostcode(text)) return [];
      return search(text)
        .filter(({ score }) => score >= worthListing)
        .toSorted((a, b) => b.score - a.score || b.person.standing - a.person.standing)
        .slice(0, Math.max(0, limit))
        .map(matchOf);
    },
  };
}

const isSamePerson = (one: Person, other: Person): boolean =>
  one.kind === "candidate" && other.kind === "candidate" && one.candidate === other.candidate;

/** One spelling for all ways to write a place or a party. */
const agreed = (text: string): string => wordsOf(text).join(" ");

/** Characters of a text that are looked at for a place after a name. */
const longestText = 160;
