/** Towns, villages, wards and council areas, by the names that people type. Read and indexed when first asked. */
import type { Election, PlaceType } from "../../core/election.ts";
import type { How } from "../../core/finder.ts";
import { slips } from "../../core/slips.ts";
import { fold, isCompass, wordsOf } from "../words/fold.ts";
import { closenessOf } from "../words/vocabulary.ts";
import { bitCount, lettersOf } from "../words/letters.ts";
import { firstFrom } from "../words/first-from.ts";
import { at, type Index, indexOf, isBig, keyOf } from "./place-index.ts";
import { readings } from "../words/spellings.ts";

export interface Place {
  readonly name: string;
  readonly type: PlaceType;
  /** The county first, then the council's area where that is another. */
  readonly areas: readonly string[];
  /** Indexes of seats, the one at the centre first; the share (0-1) of a place that is in several. */
  readonly seats: readonly { readonly seat: number; readonly share?: number }[];
  /** Smaller is likelier meant: a city, a town, and so on down to a ward. */
  readonly rank: number;
  /** The binary logarithm of its people; 0 where unknown. */
  readonly size: number;
}

export interface Named {
  readonly how: How;
  /** Best first. */
  readonly places: readonly Place[];
  /** 0 to 1, for a slip. */
  readonly closeness?: number;
}

export interface Gazetteer {
  /** Places of that name; failing those, of which it is the short form or the beginning, or nearly the name. */
  find(text: string): Named | undefined;
  /** Cities, towns and villages whose names go on from the words. */
  begun(text: string): readonly Place[];
}

const ranks: Readonly<Record<PlaceType, number>> = {
  city: 0,
  town: 1,
  island: 2,
  islands: 2,
  area: 2,
  council: 2,
  village: 4,
  suburb: 5,
  place: 6,
  hamlet: 7,
  ward: 8,
};
/** Half a thousand dozen people and more make a village or suburb weigh more than others of its kind. */
const large = 13;
const largeRank = 3;

const isType = (type: string): type is PlaceType => type in ranks;
const typeOf = (type: string): PlaceType => (isType(type) ? type : "place");

/** A city, or as good as a town. */
export const isTown = ({ rank }: Place): boolean => rank <= ranks.town;
const typeWords =
  /^(?:the )?(?:town|village|city|hamlet|suburb|ward|isle|parish|island) of |[ ,]+(?:town|village|city|hamlet|suburb|ward|parish|(?:(?:city|borough|county|district|town) )?council|borough|district)$/i;
const governed = /(?:council|borough|district)$/i;
/** A council, or a town that one is named after. */
const isGoverned = ({ type, rank }: Place): boolean => type === "council" || rank <= ranks.council;
const apart = /^(?<name>.+?)(?:\s*[,(]\s*|\s+(?:in|near)\s+)(?<rest>[^()]+?)\)?$/isu;

/** @returns undefined for an election without places */
export function createGazetteer({ places: read, seats, regions }: Election): Gazetteer | undefined {
  if (!read) return undefined;
  let known: Index | undefined;
  const seatAt = new Map(seats.map(({ short }, i) => [short, i]));
  const index = (): Index => (known ??= indexOf(read().places));
  const places = (found: readonly number[]): Place[] =>
    [...new Set(found)]
      .map((i) => placeOf(index().lines[i] ?? ""))
      .toSorted((a, b) => a.rank - b.rank || b.size - a.size);

  const bigOnes = (keys: readonly string[]): Place[] =>
    places(keys.flatMap((key) => at(index().exact, key)).filter((i) => isBig(index().lines[i] ?? "")));

  function placeOf(line: string): Place {
    const [name = "", type = "place", size = "", areas = "", within = ""] = line.split("|");
    const log = size === "" ? 0 : Number.parseInt(size, 36);
    const is = typeOf(type);
    const own = is === "place" && log > 0 ? ranks.town : ranks[is];
    return {
      name,
      type: is,
      size: log,
      rank: log >= large ? Math.min(own, largeRank) : own,
      areas: areas.split(".").map((area) => read?.().areas[Number.parseInt(area, 36)] ?? ""),
      seats: within.split(".").map((one) => {
        const share = one.slice(3);
        return { seat: seatAt.get(one.slice(0, 3)) ?? 0, ...(share !== "" && { share: Number(share) / 100 }) };
      }),
    };
  }

  /** Whether every word is one of the county, the council, the region, the nation or the seat of a place. */
  function isThere(place: Place, words: readonly string[]): boolean {
    const around = place.seats.flatMap(({ seat }) => {
      const { name = "", nation = "", region = "" } = seats[seat] ?? {};
      return [name, nation, region, ...regions.filter((one) => one.name === region).flatMap(({ aliases }) => aliases)];
    });
    const theirs = new Set([...place.areas, ...around].flatMap(wordsOf));
    return words.every((word) => (readings.get(word) ?? [word]).some((meaning) => theirs.has(meaning)));
  }

  const exactly = (text: string): Place[] => {
    const keys = [...new Set([keyOf(text), keyOf(wordsOf(text).join(" "))])];
    const found = places(keys.flatMap((key) => at(index().exact, key)));
    // Wards and councils mostly share their names with what they are named after.
    const settled = found.filter(({ type }) => type !== "ward");
    if (settled.some(isTown)) return settled.filter(({ type }) => type !== "council");
    const short = shortly(text).filter(isTown);
    if (short.length === 0) return settled.length > 0 ? settled : found;
    // Burnham-on-Sea is as likely meant by "Burnham" as the village, and no likelier.
    return settled.length > 0 ? [...settled, ...short.map((place) => ({ ...place, rank: ranks.village }))] : [];
  };
  const shortly = (text: string): Place[] => places(at(index().short, keyOf(text)));

  /** @param loosely whether a county may stand behind the name without a mark or a word between */
  function qualified(text: string, look: (name: string) => Place[], loosely: boolean): Place[] {
    const { name, rest } = apart.exec(text)?.groups ?? {};
    const ways = [...(name === undefined ? [] : [[name, rest ?? ""] as const]), ...(loosely ? trailing(text) : [])];
    for (const [before, after] of ways) {
      const words = wordsOf(after);
      const there = words.every(isCompass) ? [] : look(before).filter((place) => isThere(place, words));
      if (there.length > 0) return there;
    }
    return [];
  }

  function begun(text: string): Place[] {
    const key = keyOf(text);
    const { sorted } = index().keys();
    const found: string[] = [];
    for (let from = firstFrom(sorted, key); from < sorted.length && found.length < mostBegun; from++) {
      const one = sorted[from] ?? "";
      if (!one.startsWith(key)) break;
      found.push(one);
    }
    return bigOnes(found);
  }

  function near(text: string): Named | undefined {
    const key = keyOf(text);
    const { byLength } = index().keys();
    const most = key.length < 5 ? 0 : key.length < 9 ? 1 : 2;
    if (most === 0) return undefined;
    const own = lettersOf(key);
    let least = most + 1;
    let found: string[] = [];
    for (let length = key.length - most; length <= key.length + most; length++) {
      for (const { key: other, letters } of byLength[length] ?? []) {
        if (bitCount(own ^ letters) > 2 * most) continue;
        const away = slips(key, other, Math.min(most, least));
        if (away > Math.min(most, least)) continue;
        if (away < least) [least, found] = [away, []];
        found.push(other);
      }
    }
    // A space in another place is a slip as well.
    const spaces = wordsIn(text);
    const all = bigOnes(found).filter(({ name }) => least + Math.abs(wordsIn(name) - spaces) <= most);
    if (all.length === 0) return undefined;
    const [first, second] = all;
    // A town that everybody knows, and a village that nobody does, are not equally near.
    const isClear = first !== undefined && first.size >= wellKnown && (second?.size ?? 0) < first.size - 1;
    return { how: "slip", closeness: closenessOf(least, key.length), places: isClear ? [first] : all };
  }

  return {
    begun,
    find(text) {
      const bare = text.replace(typeWords, "").trim();
      const ways: (() => Place[])[] = [
        () => exactly(text),
        () => qualified(text, exactly, true),
        // A hamlet called Lake is no district.
        () => (bare === text ? [] : exactly(bare).filter((place) => !governed.test(text) || isGoverned(place))),
      ];
      for (const way of ways) {
        const found = way();
        if (found.length > 0) return { how: "exact", places: found };
      }
      for (const found of [shortly(text), qualified(text, shortly, false)])
        if (found.length > 0) return { how: "part", places: found };
      const going = keyOf(text).length >= 4 ? begun(text) : [];
      return going.length > 0 ? { how: "prefix", places: going } : near(text);
    },
  };
}

const wordsIn = (name: string): number => fold(name).split(" ").length;
/** Four thousand people and more. */
const wellKnown = 12;
/** Most names that go on from a few letters. */
const mostBegun = 40;

/** "hartford cheshire": the last words may be the county. */
function* trailing(text: string): Generator<readonly [string, string]> {
  const words = text.trim().split(/\s+/u);
  for (let after = 1; after <= 4 && after < words.length; after++)
    yield [words.slice(0, -after).join(" "), words.slice(-after).join(" ")];
}
