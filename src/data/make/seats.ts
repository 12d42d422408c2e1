/** Rows of candidates -> seats of the pack: those that the election before knows, each with its last result. */
import type { ElectionFacts, Seat } from "../../core/election.ts";
import { slug } from "../../lib/slug.ts";
import type { Pack } from "../pack/pack.ts";
import { seatNames } from "../sources/match/seats.ts";
import { MakeError, type CandidateRow } from "./candidates-file.ts";
import type { Kind, MakeOptions } from "./options.ts";
import type { HeldSeat } from "./held.ts";
import { order } from "./targets.ts";

export interface Found {
  readonly code: string;
  readonly name: string;
  readonly seat?: Seat;
  readonly rows: readonly CandidateRow[];
}

/** Seats in the order of their codes, with their rows. */
export function seatsOf(
  rows: readonly CandidateRow[],
  { kind, before }: MakeOptions,
  held: ReadonlyMap<string, HeldSeat>,
): readonly Found[] {
  const names = seatNames(before.seats);
  const isOfHouse = kind === "general" || kind === "by-election";
  const strangers = new Set<string>();
  const grouped = Map.groupBy(rows, ({ seat, code, row }) => {
    const known = isOfHouse ? (held.get(code)?.seat ?? names.byName(seat)?.seat) : undefined;
    if (known) {
      if (code !== "" && held.has(code) && seat !== "" && names.byName(seat)?.seat !== known)
        throw new MakeError(`Row ${row}: ${code} is ${known.name}, and the row says ${seat}. Put one of them right.`);
      return known.code;
    }
    if (isOfHouse) strangers.add(`${seat || code} (row ${row})`);
    return code || slug(seat);
  });
  if (strangers.size > 0)
    throw new MakeError(
      `No constituency of the ${before.election.name} is called ${[...strangers].slice(0, 5).join("; ")}. Boundaries may have changed, or a name is mistyped.`,
    );
  if (kind === "general") {
    const missing = before.seats.filter(({ code }) => !grouped.has(code));
    if (missing.length > 0)
      throw new MakeError(
        `Nobody stands in ${missing.length} of ${before.seats.length} constituencies: ${missing
          .slice(0, 8)
          .map(({ name }) => name)
          .join("; ")}. A general election has them all.`,
      );
  }
  return [...grouped]
    .map(([code, own]): Found => {
      const seat = held.get(code)?.seat;
      return { code, name: seat?.name ?? own[0]?.seat ?? code, rows: own, ...(seat && isOfHouse && { seat }) };
    })
    .toSorted((a, b) => order(a.code, b.code));
}

export interface LastOf extends NonNullable<Seat["previous"]> {
  readonly guess?: number;
  readonly heldBy?: string;
}

/**
 * The result that a seat is measured against, named where it is not of the election before: for a by-election the last
 * there was, for a general election the general election before, as broadcasters and the Commons Library have it.
 */
export function lastOf(held: HeldSeat | undefined, kind: Kind, { election }: Pack): LastOf | undefined {
  const measured = kind === "general" ? held?.elected : held?.last;
  if (!held || !measured) return undefined;
  const { on, ...last } = measured;
  return {
    ...last,
    ...(on.date !== election.date && { on }),
    ...(held.minutes !== undefined && { guess: held.minutes }),
    ...(held.by && kind === "by-election" && { heldBy: held.by.name }),
  };
}

const previousIn = ({ electorate, valid, votes, on }: LastOf): NonNullable<Seat["previous"]> => ({
  ...(electorate !== undefined && { electorate }),
  valid,
  votes,
  ...(on && { on }),
});

export function seatOf(
  kind: Kind,
  code: string,
  name: string,
  seat: Seat | undefined,
  rows: readonly CandidateRow[],
  last: LastOf | undefined,
): Seat {
  const { guess, heldBy } = last ?? {};
  const previous = last && previousIn(last);
  const electorate = rows.find((row) => row.electorate)?.electorate ?? previous?.electorate ?? seat?.electorate;
  return {
    code,
    ...(seat?.short && { short: seat.short }),
    name,
    ...(seat?.welsh && { welsh: seat.welsh }),
    ...(seat?.pa && { pa: seat.pa }),
    nation: seat?.nation ?? nationOf(code),
    region: seat?.region ?? nationOf(code),
    ...(seat?.type && { type: seat.type }),
    ...(electorate !== undefined && { electorate }),
    ...(kind === "general" && seat?.hex && { hex: seat.hex }),
    from: [],
    ...(previous && { previous }),
    ...(heldBy !== undefined && { heldBy }),
    ...(guess !== undefined && { guess }),
    aliases: seat?.aliases ?? shortNames(kind, name),
  };
}

/** Areas of mayors are named after their authorities, and called without: "Greater Manchester Combined Authority". */
function shortNames(kind: Kind, name: string): string[] {
  const short = name
    .replace(/^(?:mayor (?:of|for) |the )+/i, "")
    .replace(/(?: (?:combined|county|mayoral|strategic|authority|council|mayor))+$/i, "")
    .trim();
  return kind === "general" || kind === "by-election" || short === "" || short === name ? [] : [short];
}

function nationOf(code: string): Seat["nation"] {
  switch (code.slice(0, 1)) {
    case "S":
      return "Scotland";
    case "W":
      return "Wales";
    case "N":
      return "Northern Ireland";
    default:
      return "England";
  }
}

export function regionsOf(seats: readonly Seat[], { election }: Pack): ElectionFacts["regions"] {
  const needed = new Map(seats.map(({ region, nation }) => [region, nation]));
  return [...needed].map(
    ([name, nation]) => election.regions.find((one) => one.name === name) ?? { name, nation, aliases: [] },
  );
}

/** Counties of which every seat is in the election: where some are missing, "Essex" would say too much. */
export function countiesOf(seats: readonly Seat[], { election }: Pack): Pick<ElectionFacts, "counties"> {
  const codes = new Set(seats.map(({ code }) => code));
  const whole = (election.counties ?? []).filter((county) => county.seats.every((code) => codes.has(code)));
  return whole.length > 0 ? { counties: whole } : {};
}
