/** Every name that leads to a seat, and its worth. */
import type { Seat } from "../../core/election.ts";
import { isCompass, wordsOf } from "../words/fold.ts";
import { silent } from "../words/spellings.ts";

/** A former seat, and the share (0-1) of its people in each seat now, largest first. */
export interface Former {
  readonly code: string;
  readonly name: string;
  readonly successors: readonly { readonly seat: number; readonly kept: number }[];
}

export type SeatName = { readonly text: string } & (
  | {
      /**
       * `name` and `other` (Welsh, the press's order) are the seat's own; `part` is a piece between "and" or commas.
       */
      readonly kind: "name" | "other" | "part" | "alias";
      readonly seat: number;
    }
  | { readonly kind: "former"; readonly former: Former }
);

/** Words before the telling one in a part of a name: "Great Yarmouth" begins, for people, with Yarmouth. */
const modest = new Set(["city", "cities", "great", "old", "upper", "vale", "isle", "royal"]);

/** Words that name nothing by themselves. */
const isIdle = (word: string): boolean => isCompass(word) || silent.has(word) || modest.has(word);

/** Former seats by code, with their successors. */
export function formersOf(seats: readonly Seat[]): Former[] {
  const formers = new Map<string, { code: string; name: string; successors: { seat: number; kept: number }[] }>();
  for (const [index, seat] of seats.entries()) {
    for (const { code, name, kept } of seat.from) {
      let former = formers.get(code);
      if (former === undefined) formers.set(code, (former = { code, name, successors: [] }));
      former.successors.push({ seat: index, kept });
    }
  }
  for (const former of formers.values()) former.successors.sort((a, b) => b.kept - a.kept);
  return [...formers.values()];
}

/** "Brighton Kemptown and Peacehaven" -> "Brighton Kemptown", "Peacehaven". */
const partsOf = (name: string): string[] => name.split(/,\s*|\s+(?:and|a|ac|&)\s+/i).filter((part) => part !== "");

export function seatNamesOf(seats: readonly Seat[], formers: readonly Former[]): SeatName[] {
  const names: SeatName[] = [];
  for (const [index, seat] of seats.entries()) {
    names.push({ kind: "name", seat: index, text: seat.name });
    for (const text of [seat.welsh, seat.pa]) {
      if (text !== undefined && text.replaceAll("&", "and") !== seat.name)
        names.push({ kind: "other", seat: index, text });
    }
    for (const whole of new Set([seat.name, seat.welsh ?? seat.name, seat.pa ?? seat.name])) {
      const parts = partsOf(whole);
      if (parts.length === 1) continue;
      for (const text of parts) {
        // Not "West" of Newcastle Central and West, nor "The" of "Wrekin, The".
        if (!wordsOf(text).every(isIdle)) names.push({ kind: "part", seat: index, text });
      }
    }
    for (const text of seat.aliases) names.push({ kind: "alias", seat: index, text });
  }
  for (const former of formers) names.push({ kind: "former", former, text: former.name });
  return names;
}

/** The build of a name, as bits of its words, the first word lowest. */
export interface Build {
  /** Words with which a part of the name begins, compass words and modest ones passed over. */
  readonly beginnings: number;
  /** For each part: its compass words, and its other words. */
  readonly parts: readonly { readonly compass: number; readonly others: number }[];
}

export function buildOf(name: string): Build {
  let beginnings = 0;
  let place = 0;
  const parts = partsOf(name).map((part) => {
    let compass = 0;
    let others = 0;
    let begun = false;
    for (const word of wordsOf(part)) {
      const bit = 1 << place++;
      if (isCompass(word)) compass |= bit;
      else others |= bit;
      if (begun || isCompass(word) || modest.has(word)) continue;
      beginnings |= bit;
      begun = true;
    }
    return { compass, others };
  });
  return { beginnings, parts };
}

/** Whether a compass word was met without any word of the place whose side it tells. */
export function hasStrayCompass({ parts }: Build, met: number): boolean {
  return parts.some(({ compass, others }) => (met & compass) !== 0 && others !== 0 && (met & others) === 0);
}
