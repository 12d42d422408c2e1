/** Seats by a source's names for them: by code or by name, exactly. */
import type { Seat } from "../../../core/election.ts";
import { exactly, keyOf } from "./exact.ts";

export interface SeatFound {
  readonly seat: Seat;
  /** Known only by a nickname, which a source may use for another place. */
  readonly loosely: boolean;
}

export interface SeatNames {
  byCode(code: string): Seat | undefined;
  byName(name: string): SeatFound | undefined;
}

const compass: ReadonlySet<string> = new Set(["north", "south", "east", "west", "central", "mid"]);

/** Compass words first in each part, as the official names have them: "Devon Central", "Wrekin, The". */
export function forwards(name: string): string {
  const parts = name.split(/\s+(?:and|&)\s+/i).map((part) => {
    const words = keyOf(part).split(" ");
    const leads = (word: string): boolean => compass.has(word) || (word === "the" && part.includes(","));
    return [...words.filter(leads), ...words.filter((word) => !leads(word))].join(" ");
  });
  return parts.includes("") ? "" : parts.join(" and ");
}

export function seatNames(seats: readonly Seat[]): SeatNames {
  const codes = new Map(seats.map((seat) => [seat.code, seat]));
  const pairs = (namesOf: (seat: Seat) => readonly string[]): [string, Seat][] =>
    seats.flatMap((seat) => namesOf(seat).map((name): [string, Seat] => [name, seat]));
  // The surest names first: a seat's own name is never another's nickname.
  const own = pairs(({ name, welsh, pa }) => [
    name,
    ...(pa === undefined ? [] : [pa]),
    ...(welsh === undefined ? [] : [welsh]),
  ]);
  const names = exactly(own);
  const turned = exactly(own, forwards);
  const shorts = exactly(pairs(({ short }) => (short === undefined ? [] : [short])));
  const aliases = exactly(pairs(({ aliases }) => aliases));
  const surely = (seat: Seat | undefined): SeatFound | undefined => seat && { seat, loosely: false };
  const loosely = (seat: Seat | undefined): SeatFound | undefined => seat && { seat, loosely: true };
  return {
    byCode: (code) => codes.get(code.trim().toUpperCase()),
    byName: (name) =>
      surely(names.get(name) ?? turned.get(name) ?? shorts.get(name) ?? codes.get(name.trim().toUpperCase())) ??
      loosely(aliases.get(name)),
  };
}
