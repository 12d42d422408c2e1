/** What a person types for a constituency -> the seats it may mean, and how sure one can be. */
import type { Election } from "../core/election.ts";
import type { SeatAnswer, SeatFinder, SeatMatch } from "../core/finder.ts";
import { createPlaces, type Found } from "./find-seat/places.ts";
import { isPostcode } from "./find-seat/postcode.ts";
import {
  margin,
  placeName,
  plausible,
  plausiblyNear,
  secondThought,
  steps,
  sure,
  worthListing,
} from "./find-seat/scores.ts";
import { formersOf } from "./find-seat/seat-names.ts";
import { peopleIn, type Person } from "./people.ts";
import { fold, isCounty, isSilent, wordsOf } from "./words/fold.ts";

/** A city's seats are all listed when its name alone is typed. */
const mostOfACity = 10;

/** Factor for people whose name is a place's too. */
const namesake = 0.84;

/** Reads the whole election once, into memory; the finder keeps nothing of what it is asked. */
export function createSeatFinder(election: Election): SeatFinder {
  const { seats } = election;
  const formers = formersOf(seats);
  const places = createPlaces(seats, formers);
  const seatByCode = new Map(seats.map(({ code }, seat) => [code, seat]));
  const seatByShort = new Map(seats.map(({ short }, seat) => [short, seat]));
  const formerByCode = new Map(formers.map((former) => [former.code, former]));
  const areas = new Set(election.regions.flatMap(({ name, nation, aliases }) => [name, nation, ...aliases]).map(fold));

  function fromCodes(text: string, named: readonly Found[]): Found[] {
    const code = text.slice(0, 40).replaceAll(/\s+/g, "").toUpperCase();
    const why = `code ${code}`;
    const short = seatByShort.get(code);
    if (short !== undefined) {
      const isName = named.some(({ score, exact }) => exact && score >= steps.part);
      return [{ seat: short, score: isName ? steps.codeAndName : steps.code, exact: true, why }];
    }
    const current = seatByCode.get(code);
    if (current !== undefined) return [{ seat: current, score: 1, exact: true, why }];
    const former = formerByCode.get(code);
    return former === undefined ? [] : places.successorsOf(former);
  }

  function fromPeople(text: string, named: readonly Found[]): Found[] {
    // A seat's whole name leaves no room for a person's; nearly whole, it does not either, unless it is a single word.
    const words = wordsOf(text).length;
    if (named.some(({ isName, exact, score }) => isName === true && (exact || (words > 1 && score > 0.87)))) return [];
    // A place's name is meant as the place; someone of that name comes after.
    const factor = named.some(({ score, exact }) => exact && score >= placeName) ? namesake : 1;
    const found: Found[] = [];
    for (const { person, score, exact } of peopleIn(election).search(text)) {
      const seat = seatOf(person);
      if (seat !== undefined) found.push({ seat, score: score * factor, exact, why: whyPerson(person) });
    }
    return found;
  }

  /** Where they stood; for a member who did not stand again, where most of their old seat is now. */
  function seatOf(person: Person): number | undefined {
    return person.kind === "member"
      ? formerByCode.get(person.formerSeat)?.successors[0]?.seat
      : seatByCode.get(person.seat);
  }

  function whyPerson(person: Person): string {
    switch (person.kind) {
      case "candidate":
        return `${person.name} stood here`;
      case "member":
        return `${person.name} held ${formerByCode.get(person.formerSeat)?.name ?? "a former seat"}`;
      case "by-election":
        return `${person.name} stood here in the by-election of ${person.date}`;
    }
  }

  /** All that may be meant, each seat once, best first. */
  function ranked(text: string): Found[] {
    const named = places.search(text);
    const all = [...named, ...fromCodes(text, named), ...fromPeople(text, named)];
    // Where the words are a name as they stand, those they are only near are second thoughts.
    const isExact = all.some(({ score, exact }) => exact && score >= placeName);
    const best = new Map<number, Found>();
    for (const found of all) {
      const score = isExact && !found.exact ? found.score * secondThought : found.score;
      const known = best.get(found.seat);
      if (score >= worthListing && (known === undefined || known.score < score))
        best.set(found.seat, { ...found, score });
    }
    return [...best.values()].toSorted((a, b) => b.score - a.score || a.seat - b.seat);
  }

  function matchOf({ seat, score, why, former }: Found): SeatMatch {
    const { code = "", name = "" } = seats[seat] ?? {};
    const match = { code, name, score: Math.min(1, score), why };
    return former === undefined ? match : { ...match, former };
  }

  function judge(text: string, all: readonly Found[]): SeatAnswer {
    const [best] = all;
    const none = (): SeatAnswer => ({ kind: "none", nearest: all.slice(0, 5).map(matchOf) });
    if (best === undefined || best.score < (best.exact ? plausible : plausiblyNear)) return none();
    const isName = best.score >= steps.part;
    // "London" or "the North East" is a region, even where a seat's name has the word in it.
    if (!isName && (isSilent(text) || areas.has(fold(text)))) return none();
    const asGood = all.filter(({ score }) => score > best.score - margin);
    // Kent is more than Mid Kent; where several seats have the county's name, they are offered.
    if (!isName && isCounty(text) && (asGood.length === 1 || !best.exact)) return none();
    if (asGood.length > 1) return { kind: "several", matches: asGood.slice(0, mostOfACity).map(matchOf) };
    if (best.score < sure) return none();
    const others = all.slice(1, 4).filter(({ score }) => score >= plausible);
    return { kind: "one", match: matchOf(best), others: others.map(matchOf) };
  }

  return {
    rank: (text, limit = 5) => (isPostcode(text) ? [] : ranked(text).slice(0, Math.max(0, limit)).map(matchOf)),
    find: (text) => (isPostcode(text) ? { kind: "postcode" } : judge(text, ranked(text))),
  };
}
