/** What a person types for a party, or for a part of the country -> which is meant. */
import type { Election, Party } from "../core/election.ts";
import type { Area, How, PartyFinder, Read, RegionFinder } from "../core/finder.ts";
import { fold, foldJoined, isCompass, wordsOf } from "./words/fold.ts";
import { createWordIndex, howMet } from "./words/word-index.ts";

interface Naming<T> {
  readonly text: string;
  readonly thing: T;
}

interface Ranked<T> {
  readonly thing: T;
  readonly score: number;
  readonly how: How;
  readonly text: string;
}

/** From here on a guess is good enough to act on, when no other is as good. */
const clear = 0.7;
const margin = 0.05;
const worthListing = 0.45;

interface NameFinder<T> {
  has(text: string): boolean;
  read(text: string): Read<T> | undefined;
  rank(text: string): Ranked<T>[];
}

/** For names that are few and short, some of one letter. Of two as good, the one earlier in the list comes first. */
function createNameFinder<T>(names: readonly Naming<T>[]): NameFinder<T> {
  const exact = new Map<string, Naming<T>>();
  for (const naming of names) {
    const joined = foldJoined(naming.text);
    if (!exact.has(joined)) exact.set(joined, naming);
  }
  const index = createWordIndex(
    names.map(({ text }) => text),
    (name) => names[name]?.thing,
  );

  /** Words with figures in them, which are never a slip for others, nor passed over. */
  const figuresOf = (text: string): string[] => wordsOf(text).filter((word) => /\p{N}/u.test(word));
  const figures = names.map(({ text }) => figuresOf(text));
  /** Quarters of the compass: "north east" is no slip for "North West". */
  const compassOf = (text: string): string => wordsOf(text).filter(isCompass).toSorted().join(" ");
  const compass = names.map(({ text }) => compassOf(text));

  const sizes = names.map(({ text }) => foldJoined(text).length);
  const order = new Map(Array.from(new Set(names.map(({ thing }) => thing)), (thing, place) => [thing, place]));

  function rank(text: string): Ranked<T>[] {
    const best = new Map<T, Ranked<T>>();
    const same = exact.get(foldJoined(text));
    if (same !== undefined) best.set(same.thing, { ...same, score: 1, how: "exact" });
    // "North" alone begins several names, and means none of them.
    const typedSize = foldJoined(text).length;
    const isDirection = wordsOf(text).every(isCompass);
    const typedFigures = figuresOf(text);
    const typedQuarter = compassOf(text);
    for (const hit of index.search(text)) {
      if (!typedFigures.every((word) => figures[hit.name]?.includes(word) === true)) continue;
      const quarter = compass[hit.name] ?? "";
      if (!typedQuarter.includes(quarter) && !quarter.includes(typedQuarter)) continue;
      const { thing, text: name = "" } = names[hit.name] ?? {};
      if (thing === undefined || (isDirection && !hit.whole)) continue;
      // Of three letters or four, one wrong makes another abbreviation.
      if (hit.whole && hit.query < 0.97 && (sizes[hit.name] ?? 0) <= 4 && typedSize >= (sizes[hit.name] ?? 0)) continue;
      const score = (hit.whole ? 0.98 : 0.8 + 0.1 * hit.covered) * hit.query;
      if (score >= worthListing && score > (best.get(thing)?.score ?? 0))
        best.set(thing, { thing, score, how: howMet(hit), text: name });
    }
    return [...best.values()].toSorted(
      (a, b) => b.score - a.score || (order.get(a.thing) ?? 0) - (order.get(b.thing) ?? 0),
    );
  }

  return {
    rank,
    has: (text) => exact.has(foldJoined(text)),
    read(text) {
      const same = exact.get(foldJoined(text));
      if (same !== undefined) return { is: same.thing, how: "exact", read: same.text };
      const [best, next] = rank(text);
      if (best === undefined || best.score < clear) return undefined;
      const { thing: is, how, text: read } = best;
      return next !== undefined && next.score > best.score - margin ? undefined : { is, how, read };
    },
  };
}

/** By id, name, short name, abbreviation, printed form or alias; parties with more candidates first. */
export function createPartyFinder({ parties, candidates }: Pick<Election, "parties" | "candidates">): PartyFinder {
  const stood = new Map<string, number>();
  for (const { party } of candidates) stood.set(party, (stood.get(party) ?? 0) + 1);
  const bySize = parties.toSorted((a, b) => (stood.get(b.id) ?? 0) - (stood.get(a.id) ?? 0));
  const namesOf = ({ id, name, short, abbreviation, printed, aliases }: Party): string[] => [
    ...new Set([id, short, abbreviation, name, ...printed, ...aliases]),
  ];
  const finder = createNameFinder(bySize.flatMap((party) => namesOf(party).map((text) => ({ text, thing: party }))));
  return {
    has: (text) => finder.has(text),
    read: (text) => finder.read(text),
    find: (text) => finder.read(text)?.is,
    rank: (text, limit = 5) =>
      finder
        .rank(text)
        .slice(0, Math.max(0, limit))
        .map(({ thing }) => thing),
  };
}

/** By name or alias of a region, or by name of a nation; one that is both is the region. */
export function createRegionFinder({ regions }: Pick<Election, "regions">): RegionFinder {
  const known = new Set(regions.map(({ name }) => fold(name)));
  const areas: Naming<Area>[] = [];
  const labels = new Map<Area, string>();
  for (const region of regions) {
    const area: Area = { kind: "region", region };
    labels.set(area, region.name);
    for (const text of [region.name, ...region.aliases]) areas.push({ text, thing: area });
  }
  for (const nation of new Set(regions.map((region) => region.nation))) {
    if (known.has(fold(nation))) continue;
    const area: Area = { kind: "nation", nation };
    labels.set(area, nation);
    areas.push({ text: nation, thing: area });
  }
  const finder = createNameFinder(areas);
  return {
    has: (text) => finder.has(text),
    read: (text) => finder.read(text),
    find: (text) => finder.read(text)?.is,
    rank: (text, limit = 5) =>
      finder
        .rank(text)
        .slice(0, Math.max(0, limit))
        .map(({ thing }) => labels.get(thing) ?? ""),
  };
}
