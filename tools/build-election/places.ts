/** `places.json`: settlements, wards and council areas with the seats they are in, as short as can be. */
import type { PlacesFile, PlaceType, Seat } from "../../src/core/election.ts";
import { must, readTable, type Row } from "./table.ts";

/** A place in more seats is a region, and is asked for as one. */
const mostSeats = 12;
/** A share below which a part of a ward is a sliver. */
const sliver = 0.02;

const types: Readonly<Record<string, PlaceType>> = {
  City: "city",
  Town: "town",
  Village: "village",
  Suburb: "suburb",
  Hamlet: "hamlet",
  Other: "place",
  Island: "island",
  Islands: "islands",
  Area: "area",
};

interface Place {
  readonly name: string;
  readonly alt?: string;
  readonly type: PlaceType;
  readonly population: number;
  /** The county first, where it is another than the council's area. */
  readonly areas: readonly string[];
  /** By three-letter code; the seat at the centre first. Shares are whole per cent. */
  readonly seats: readonly { readonly short: string; readonly share?: number }[];
}

export function buildPlaces(folder: string, seats: readonly Seat[]): PlacesFile {
  const shortOf = new Map(seats.map(({ code, short }) => [code, short]));
  const seatsOf = (row: Row, least: number): Place["seats"] => {
    const shares = row.optional("shares").split(";").filter(Boolean).map(Number);
    return row
      .text("constituency_codes")
      .split(";")
      .map((code, i) => {
        const short = must(shortOf.get(code), `${row.where}: no seat ${code}`);
        const share = shares[i];
        return share === undefined ? { short } : { short, share };
      })
      .filter(({ share }, i) => i === 0 || share === undefined || share >= least);
  };
  const settlements = readTable(folder, "places/settlements.csv").map((row): Place => {
    const [council, county] = [areaName(row.text("lad_name")), areaName(row.optional("county"))];
    const alt = row.optional("alt_name");
    return {
      name: row.text("name"),
      ...(alt !== "" && { alt }),
      type: must(types[row.text("type")], `${row.where}, field "type": unknown`),
      population: Number(row.optional("population") || 0),
      areas: [...new Set([county, council].filter(Boolean))],
      seats: seatsOf(row, 0),
    };
  });
  const settled = Map.groupBy(settlements, ({ name }) => plain(name));
  const wards = readTable(folder, "places/wards_2024.csv")
    .map((row): Place => ({
      name: row.text("ward_name"),
      type: "ward",
      population: 0,
      areas: [areaName(row.text("lad_name"))],
      seats: seatsOf(row, sliver),
    }))
    // A ward called as a settlement of the same seat tells nothing new.
    .filter(({ name, seats: [first] }) =>
      (settled.get(plain(name)) ?? []).every((place) => place.seats.every(({ short }) => short !== first?.short)),
    );
  const councils = readTable(folder, "places/local_authorities.csv").map((row): Place => ({
    name: areaName(row.text("lad_name")),
    type: "council",
    population: 0,
    areas: [row.text("region")],
    seats: seatsOf(row, sliver),
  }));
  return written([...settlements, ...wards, ...councils].filter((place) => place.seats.length <= mostSeats));
}

function written(places: readonly Place[]): PlacesFile {
  const areas = [...new Set(places.flatMap((place) => place.areas))].toSorted(byLetters);
  const at = new Map(areas.map((area, i) => [area, i.toString(36)]));
  const lines = places.map(({ name, alt, type, population, areas: own, seats }) => {
    const one = seats.length === 1;
    const within = seats.map(({ short, share }) =>
      one || share === undefined ? short : short + Math.round(share * 100),
    );
    const size = population > 0 ? Math.floor(Math.log2(population)).toString(36) : "";
    const fields = [name, type, size, own.map((area) => at.get(area)).join("."), within.join(".")];
    return [...fields, ...(alt === undefined ? [] : [alt])].join("|");
  });
  return { areas, places: lines.toSorted(byLetters) };
}

/** "Bristol, City of" is Bristol, for people. */
const areaName = (name: string): string => name.replace(/, (?:City|County) of$/, "");

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
const byLetters = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
