/** What a person types for a constituency -> the seats it may mean, and how sure one can be. */
import type { Election } from "../core/election.ts";
import type { SeatAnswer, SeatFinder, SeatMatch } from "../core/finder.ts";
import { longDay } from "../core/story.ts";
import { createRegionFinder } from "./find-names.ts";
import { createCompletion } from "./find-seat/completion.ts";
import { createPlaces, type Found, isBarelyBegun } from "./find-seat/places.ts";
import { isPostcode } from "./find-seat/postcode.ts";
import {
  barelyBegun,
  least,
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
import { peopleIn, type FoundPerson, type Person } from "./people.ts";
import { fold, isCompass, isCounty, isSilent, wordsOf } from "./words/fold.ts";

/** A city's seats are all listed when its name alone is typed. */
const mostOfACity = 10;

/** Factor for one word of several, the others being no part of the name. */
const guess = 0.59;

/** From here on a match is someone's whole name. */
const wholePerson = 0.94;

/** How far below a place that was only begun someone whose very name was typed comes at most: within `margin`. */
const asLikely = 0.06;
/** What is left, on that floor, of the differences between such people. */
const floorSpread = 0.01;

/** Factor for people whose name is a place's too. */
const namesake = 0.84;

/** A place that was not typed as it is written. A seat's own name with a slip or two in it is still what is likely meant. */
const isMistyped = ({ by, slipped, isName, score }: Found): boolean =>
  by !== "person" && slipped && !(isName === true && score > nearName);
/** A whole name of ten letters with one of them wrong, or nearer. */
const nearName = 0.895;

/** Reads the whole election once, into memory; the finder keeps nothing of what it is asked. */
export function createSeatFinder(election: Election): SeatFinder {
  const { seats } = election;
  const formers = formersOf(seats);
  const places = createPlaces(seats, formers);
  const seatByCode = new Map(seats.map(({ code }, seat) => [code, seat]));
  const seatByShort = new Map(seats.map(({ short }, seat) => [short, seat]));
  const formerByCode = new Map(formers.map((former) => [former.code, former]));
  const regions = createRegionFinder(election);
  const completion = createCompletion(seats, formers);

  /** Only as one word: "na h" is no NAH. */
  function fromCodes(text: string, named: readonly Found[]): Found[] {
    const typed = text.slice(0, 40).trim();
    const code = typed.toUpperCase();
    const match = { exact: true, slipped: false, by: "code", how: "exact", read: code, why: `code ${code}` } as const;
    const short = seatByShort.get(code);
    if (short !== undefined) {
      // Small letters may be a word as well: "ash" is a village, and "mid" begins many names.
      const isWord =
        typed !== code && (isCompass(fold(typed)) || named.some(({ score, exact }) => exact && score >= steps.part));
      return [{ ...match, seat: short, score: isWord ? steps.codeAndName : steps.code }];
    }
    const current = seatByCode.get(code);
    if (current !== undefined) return [{ ...match, seat: current, score: 1 }];
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
    const people = peopleIn(election).search(text);
    // An exact family name is no less likely to be meant than the place it begins: Darling, and Darlington.
    const begun = named.reduce(
      (most, { exact, slipped, score }) => (exact || slipped ? most : Math.max(most, score)),
      0,
    );
    const floor = factor === 1 ? begun - asLikely : 0;
    for (const one of people) {
      const seat = seatOf(one.person);
      if (seat === undefined) continue;
      const { exact, slipped, person } = one;
      found.push({
        seat,
        score: scoreOf(one, text, floor) * factor,
        exact,
        slipped,
        how: exact ? (one.score >= wholePerson ? "exact" : "part") : slipped ? "slip" : "prefix",
        read: person.name,
        by: "person",
        why: whyPerson(person),
        ...(person.kind === "by-election" ? { since: person.date } : {}),
      });
    }
    return found;
  }

  function scoreOf({ score, exact, named, query, slipped }: FoundPerson, text: string, floor: number): number {
    if (exact && named) return floor > score ? floor + floorSpread * score : score;
    return isBarelyBegun(text, { query, slipped }) ? score * barelyBegun : score;
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
        return `${person.name} stood here in the by-election of ${longDay(person.date)}`;
    }
  }

  /** All that may be meant, each seat once, best first. */
  function ranked(text: string): readonly Found[] {
    const named = places.search(text);
    const all = [...named, ...fromCodes(text, named), ...fromPeople(text, named), ...fromUnfinished(text, named)];
    // Where the words are a name as they stand, those they are only near are second thoughts.
    const isExact = all.some(({ score, exact, by }) => exact && score >= (by === "person" ? wholePerson : placeName));
    // A place that was mistyped, if it was meant at all, comes after someone whose very name was typed.
    const someone = all.reduce(
      (most, { by, exact, score }) => (by === "person" && exact ? Math.max(most, score) : most),
      0,
    );
    const mistyped = all.reduce((most, found) => (isMistyped(found) ? Math.max(most, found.score) : most), 0);
    const behind = someone >= plausible && mistyped > 0 ? Math.min(1, (someone - margin - 0.005) / mistyped) : 1;
    const best = new Map<number, Found>();
    for (const found of all) {
      const lessened = (isExact && !found.exact ? secondThought : 1) * (isMistyped(found) ? behind : 1);
      const score = found.score * lessened;
      const known = best.get(found.seat);
      if (score >= worthListing && (known === undefined || known.score < score))
        best.set(found.seat, { ...found, score });
    }
    const ranking = [...best.values()].toSorted((a, b) => b.score - a.score || a.seat - b.seat);
    return (ranking[0]?.score ?? 0) < least ? guesses(text, ranking) : ranking;
  }

  /** "St N" may become St Neots, and is not only a St something North; "St A" is not any St. */
  function fromUnfinished(text: string, named: readonly Found[]): Found[] {
    if (!/\S\s+[nseway]\s*$/i.test(text) || named.some(({ exact, score }) => exact && score >= steps.part)) return [];
    return completion(text)
      .filter(({ by, begins }) => begins && by === "name")
      .map((found) => ({ ...found, exact: true, score: steps.unfinished, why: "part of its name" }));
  }

  /** The least bad guesses at words that are no name together: the names among them, then what they are a little like. */
  function guesses(text: string, ranking: readonly Found[]): readonly Found[] {
    const words = wordsOf(text).filter((word) => word.length > 3 && !isCompass(word));
    const best = new Map<number, Found>();
    for (const word of words.length > 1 ? words : []) {
      for (const found of places.search(word)) {
        const score = found.score * guess;
        if (found.exact && score >= least && score > (best.get(found.seat)?.score ?? 0))
          best.set(found.seat, { ...found, score });
      }
    }
    const found = [...best.values()].toSorted((a, b) => b.score - a.score || a.seat - b.seat);
    return found.length === 0 ? ranking : [...found, ...ranking.filter(({ seat }) => !best.has(seat))];
  }

  function matchOf({ seat, score, why, by, how, read, former, since, place, split }: Found): SeatMatch {
    const { code = "", name = "" } = seats[seat] ?? {};
    const more = {
      ...(former && { former }),
      ...(since && { since }),
      ...(place && { place }),
      ...(split && { split }),
    };
    return { code, name, score: Math.min(1, score), why, by, how, read, ...more };
  }

  /** The region or nation that words are the name of, or a side of it ("mid Wales"), as it is asked for. */
  function regionOf(text: string): string | undefined {
    const bare = text.replace(/^\s*the\s+/i, "");
    const whole = wordsOf(text)
      .filter((word) => !isCompass(word))
      .join(" ");
    const name = [text, bare, whole].find((words) => regions.has(words));
    return name === undefined ? undefined : regions.rank(name, 1)[0];
  }

  function judge(text: string, all: readonly Found[]): SeatAnswer {
    const [best] = all;
    const none = (near = all): SeatAnswer => ({
      kind: "none",
      nearest: near
        .filter(({ score }) => score >= least)
        .slice(0, 5)
        .map(matchOf),
    });
    const isName = best !== undefined && best.score >= steps.part && best.by !== "person";
    // "London" or "the North East" is a region, even where a seat's name has the word in it.
    const region = isName ? undefined : regionOf(text);
    if (region !== undefined) return { kind: "none", nearest: [], region };
    if (!isName && isSilent(text)) return none([]);
    if (best === undefined) return none();
    const asGood = all.filter(({ score }) => score > best.score - margin);
    // Kent is more than Mid Kent; where several seats have the county's name, they are offered.
    if (!isName && isCounty(text) && (asGood.length === 1 || !best.exact)) {
      return none(all.filter(({ by, exact }) => exact && (by === "name" || by === "former")));
    }
    if (best.score < (best.exact ? plausible : plausiblyNear)) return none();
    // "North" begins many names, and says nothing of which.
    if (!isName && wordsOf(text).every(isCompass)) return none(all.filter(({ by }) => by !== "person"));
    if (asGood.length > 1) return { kind: "several", matches: asGood.slice(0, mostOfACity).map(matchOf) };
    if (best.score < sure) return none();
    const others = all.slice(1, 4).filter(({ score }) => score >= plausible);
    return { kind: "one", match: matchOf(best), others: others.map(matchOf) };
  }

  return {
    rank: (text, limit = 5) => (isPostcode(text) ? [] : ranked(text).slice(0, Math.max(0, limit)).map(matchOf)),
    find: (text) => (isPostcode(text) ? { kind: "postcode" } : judge(text, ranked(text))),
    complete: (text, limit = 5) => (isPostcode(text) ? [] : completion(text).slice(0, Math.max(0, limit)).map(matchOf)),
  };
}
