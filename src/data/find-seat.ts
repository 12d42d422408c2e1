/** Words for a constituency, as people type them -> the seats they may mean, and how sure one can be. */
import type { Election } from "../core/election.ts";
import type { SeatFinder, SeatMatch } from "../core/finder.ts";
import { createByPerson } from "./find-seat/by-person.ts";
import { createCompletion } from "./find-seat/completion.ts";
import { createGazetteer, isTown, type Named } from "./find-seat/gazetteer.ts";
import { createJudge } from "./find-seat/judge.ts";
import { createPlaces, type Found, isWhole } from "./find-seat/places.ts";
import { isPostcode } from "./find-seat/postcode.ts";
import { least, margin, placeName, plausible, secondThought, steps, worthListing } from "./find-seat/scores.ts";
import { formersOf } from "./find-seat/seat-names.ts";
import { nameOf, settledIn } from "./find-seat/settled.ts";
import { fold, isCompass, wordsOf } from "./words/fold.ts";

/** Scores that differ by less are the same. */
const rounding = 0.01;

/** Factor for one word of several, the others being no part of the name. */
const guess = 0.59;

/** From here on a match is someone's whole name. */
const wholePerson = 0.94;

/** For a name that begins with the words as they are written, marks and all. */
const asWritten = 0.004;

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
  let completion: ReturnType<typeof createCompletion> | undefined;
  // Whole names are asked for first: few who ask complete any.
  const complete = (typed: string) => (completion ??= createCompletion(seats, formers))(typed);
  const gazetteer = createGazetteer(election);
  const fromPeople = createByPerson(election, formers);

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

  /** Beside a seat whose name is as near a slip leads to no village: "ashfeild". */
  function placesNamed(text: string, seatNames: readonly Found[]): Named | undefined {
    const found = gazetteer?.find(text);
    if (found?.how !== "slip") return found;
    const nearest = steps.name * (found.closeness ?? 0) - rounding;
    if (!seatNames.some(({ isName, slipped, score }) => isName === true && slipped && score >= nearest)) return found;
    const towns = found.places.filter(isTown);
    return towns.length > 0 ? { ...found, places: towns } : undefined;
  }

  /** All that may be meant, each seat once, best first. */
  function ranked(text: string): readonly Found[] {
    const seatNames = places.search(text);
    const isSeat = seatNames.some(({ isName, exact }) => isName === true && exact);
    const settled = isSeat ? undefined : placesNamed(text, seatNames);
    const called = seatNames.map((found) => known(found, text, settled));
    const unfinished = fromUnfinished(text, seatNames, settled);
    const named = [...called, ...unfinished, ...(settled ? settledIn(settled) : [])];
    const all = [...named, ...fromCodes(text, named), ...fromPeople(text, named)];
    // Beside a name that the words are as they stand, names that they are only near are second thoughts.
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

  /** Names that go on from the words, which are no whole words of any: "St N" may become St Neots. */
  function fromUnfinished(text: string, named: readonly Found[], settled: Named | undefined): Found[] {
    // Whole words of a name are more than the beginning of one.
    const isBegun = /\S\s+\S\s*$/u.test(text);
    const isNamed = named.some(({ how, score }) => isWhole(how) && score >= (isBegun ? steps.part : steps.beginning));
    if (isNamed || settled?.how === "exact" || (!isBegun && wordsOf(text).every(isCompass))) return [];
    const met = new Set(named.filter(({ exact }) => exact).map(({ seat }) => seat));
    return complete(text)
      .filter(({ by, begins, seat }) => begins && (by === "name" || by === "alias") && !met.has(seat))
      .map((found) => ({
        ...found,
        // A beginning is no guess at a slip.
        exact: true,
        score: found.by === "name" ? steps.unfinished : steps.unfinishedAlias,
        why: found.by === "name" ? "its name begins so" : `${found.read}, which is here`,
      }));
  }

  /** Further knowledge of a seat that was met by its name, or by part of it. */
  function known(found: Found, text: string, settled: Named | undefined): Found {
    if (settled?.how === "exact" && found.by === "alias") return alsoPlace(found, settled);
    if (found.how !== "part" || found.by !== "name") return found;
    // Ealing Southall is called after the place that is there.
    const isThere = settled?.how === "exact" && settled.places.some(({ seats: at }) => at[0]?.seat === found.seat);
    const score = isThere ? Math.max(found.score, steps.beginning) : found.score;
    return {
      ...found,
      score: score + (found.read.toLowerCase().startsWith(text.trim().toLowerCase()) ? asWritten : 0),
    };
  }

  /** The place that another name of a seat is, where it is one there. */
  function alsoPlace(found: Found, { places: all }: Named): Found {
    if (found.by !== "alias" || found.how !== "exact") return found;
    const here = all.find((place) => place.seats.some(({ seat }) => seat === found.seat));
    return here ? { ...found, place: nameOf(here) } : found;
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

  const judge = createJudge(election, matchOf);
  return {
    rank: (text, limit = 5) => (isPostcode(text) ? [] : ranked(text).slice(0, Math.max(0, limit)).map(matchOf)),
    find: (text) => (isPostcode(text) ? { kind: "postcode" } : judge(text, ranked(text))),
    complete: (text, limit = 5) => (isPostcode(text) ? [] : complete(text).slice(0, Math.max(0, limit)).map(matchOf)),
  };
}
