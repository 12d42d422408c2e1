/** Seats by a source's names for them: by code or by name, exactly. */
import type { Seat } from "../../../core/election.ts";
import { tidy } from "../../../core/desk/cells.ts";
import { wordsOf } from "../../words/fold.ts";
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

/** Of packs: reading one takes longer than most documents, and every source asks for the same. */
const known = new WeakMap<readonly Seat[], SeatNames>();

export function seatNames(seats: readonly Seat[]): SeatNames {
  const names = known.get(seats) ?? readNames(seats);
  known.set(seats, names);
  return names;
}

function readNames(seats: readonly Seat[]): SeatNames {
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
  const loose = exactly(own, spelt);
  const shorts = exactly(pairs(({ short }) => (short === undefined ? [] : [short])));
  const aliases = exactly(pairs(({ aliases }) => aliases));
  const surely = (seat: Seat | undefined): SeatFound | undefined => seat && { seat, loosely: false };
  const loosely = (seat: Seat | undefined): SeatFound | undefined => seat && { seat, loosely: true };
  return {
    byCode: (code) =>
      codes.get(
        code
          .trim()
          .replace(/^(?:gss|ons)\s*:\s*/i, "")
          .toUpperCase(),
      ),
    byName(text) {
      const written = tidy(text);
      const code = /\b[ENSW]\d{8}\b/i.exec(written)?.[0];
      const find = (name: string): SeatFound | undefined => {
        const sure = names.get(name) ?? turned.get(name) ?? shorts.get(name) ?? codes.get(name.trim().toUpperCase());
        return surely(sure ?? loose.get(name)) ?? loosely(aliases.get(name));
      };
      for (const name of waysOf(written)) {
        const found = find(name);
        if (found) return found;
      }
      const coded = code === undefined ? undefined : codes.get(code.toUpperCase());
      return surely(coded) ?? besides(written, find);
    },
  };
}

/** "Ynys Môn (Anglesey)", "Bath, South West": a name with its other name, or its region, beside it. Another seat's name there means neither. */
function besides(written: string, find: (name: string) => SeatFound | undefined): SeatFound | undefined {
  if (written.length > longest) return undefined;
  const [, outside = "", inside = ""] =
    /^([^()[\]]+)[([]([^()[\]]+)[)\]]\s*$/.exec(written) ?? /^([^,]+),([^,]+)$/.exec(written) ?? [];
  const [one, other] = [find(outside.trim()), find(inside.trim())];
  if (!one) return undefined;
  const isPlace = other?.seat === one.seat || (!other && regions.test(inside.trim()));
  return isPlace ? { ...one, loosely: true } : undefined;
}

const regions =
  /^(?:north east|north west|yorkshire(?: and the humber)?|(?:east|west) midlands|east(?: of england)?|(?:greater )?london|south (?:east|west)|england|scotland|wales|northern ireland|uk)$/i;

/** The longest name that is looked at again, without what stands around it. */
const longest = 120;

/** A name as it stands, and without what is no part of it. */
function waysOf(written: string): readonly string[] {
  if (written.length > longest) return [written];
  const bare = written
    .replace(/\b[ENSW]\d{8}\b/i, " ")
    .replace(
      /[([](?:[^()[\]]*\b(?:constituency|const|seat|cc|bc|county|borough|burgh|ge\d*|20\d\d)\b[^()[\]]*|\s*)[)\]]/i,
      " ",
    )
    .replace(
      /[\s,:–—-]+(?:(?:uk )?(?:parliamentary|parl\.?|county|borough|burgh|westminster)\s+)*(?:constituency|const\.?|seat|cc|bc|co const|boro const|burgh const)(?:\s+(?:result|declaration))?s?[\s.]*$/i,
      " ",
    )
    .replace(/^\s*(?:(?:parliamentary|county|borough|burgh)\s+)*(?:constituency|seat)(?:\s+of\b|\s*:)/i, " ")
    .replace(/^[\s\d.)–—-]+(?=\p{L})|[\s:–—-]+$/gu, "")
    .trim();
  return [...new Set([written, bare])];
}

/** The words of a name in one spelling, compass words first in each part: "N. Devon", "Devon North". */
function spelt(name: string): string {
  if (name.length > longest) return "";
  const parts = name.split(/\s+(?:and|&|\+)\s+/i).map((part) => {
    const words = wordsOf(part);
    const leads = (word: string): boolean => compass.has(word) || quarters.has(word);
    return [...words.filter(leads), ...words.filter((word) => !leads(word))].join(" ");
  });
  return parts.includes("") ? "" : parts.join(" and ");
}

const quarters: ReadonlySet<string> = new Set(["northeast", "northwest", "southeast", "southwest"]);
