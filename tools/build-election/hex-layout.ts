/**
 * A map of hexagons of equal size, one a constituency (layout "odd-r": odd rows stand half a cell to the right, rows
 * grow southwards), made from nothing but the seats' regions and the rough positions in `places.csv`. Those positions
 * (each seat's main town, or its middle) were written down by hand as plain facts of geography, to about 0.05 of a
 * degree, 0.01 in London: good enough to say what lies north of what, and not meant for anything else.
 */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { assign } from "./assignment.ts";
import { type Grid, middleOf } from "./hex-grid.ts";
import { settle } from "./hex-settle.ts";
import { linkNeighbours, type Point, spread, squared } from "./hex-spread.ts";

export type Place = { readonly lat: number; readonly lon: number };
export type PlacedSeat = {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly nation: string;
};
type Placed = PlacedSeat & { readonly place: Place };

const placeRows = z.array(z.strictObject({ code: z.string(), lat: z.coerce.number(), lon: z.coerce.number() }));

/** Places by ONS code, by default those beside this file. */
export function readPlaces(file: string | URL = new URL("places.csv", import.meta.url)): Map<string, Place> {
  const rows = placeRows.parse(parse(readFileSync(file, "utf8"), { columns: true }));
  return new Map(rows.map(({ code, lat, lon }) => [code, { lat, lon }]));
}

/** Seats that stand in the sea, apart from the rest of their region. */
const islands: Readonly<Record<string, string>> = {
  S14000051: "Orkney and Shetland",
  S14000027: "Na h-Eileanan an Iar",
  E14001303: "Isle of Wight",
  E14001304: "Isle of Wight",
};

/** Estuaries, which part two regions on the seaward side of the last bridge. */
const estuaries = [
  { shores: ["Wales", "South West"], isSeaward: (place: Place) => place.lon < -2.95 },
  { shores: ["East of England", "South East"], isSeaward: (place: Place) => place.lon > 0.3 },
];

/** Cells from one seat to the next one over water; undefined where they lie on the same shore. */
function waterBetween(a: Placed, b: Placed): number | undefined {
  if (landOf(a) !== landOf(b)) return 3;
  const isEstuary = estuaries.some(
    ({ shores, isSeaward }) =>
      a.region !== b.region &&
      [a, b].every(({ region }) => shores.includes(region)) &&
      [a, b].some(({ place }) => isSeaward(place)),
  );
  return isEstuary ? 2.5 : undefined;
}

function landOf(seat: Placed): string {
  return islands[seat.code] ?? (seat.nation === "Northern Ireland" ? "Ireland" : "Great Britain");
}

/** The cell of every seat: column and row, from zero. @param effort the share of the usual care to take in settling */
export function hexLayout(
  seats: readonly PlacedSeat[],
  places: ReadonlyMap<string, Place>,
  effort = 1,
): Map<string, [q: number, r: number]> {
  const placed = seats
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((seat): Placed => {
      const place = places.get(seat.code);
      if (place === undefined) throw new Error(`no place for ${seat.code} ${seat.name}`);
      return { ...seat, place };
    });
  const water = placed.map((a) => placed.map((b) => waterBetween(a, b)));
  // A little closer than a cell, for it is easier to push seats apart than to close gaps.
  const links = linkNeighbours(placed.map(project), (a, b) => water[a]?.[b] ?? 0.9);
  const { homes, grid } = ontoGrid(spread(placed.map(project), links));
  const cells = assign(homes.length, grid.width * grid.height, (row, column) => distance(homes[row], grid, column));
  const settlers = placed.map((seat, index) => ({
    home: homes[index] ?? { x: 0, y: 0 },
    links: links[index] ?? [],
    patch: islands[seat.code] ?? seat.region,
  }));
  const settled = settle(settlers, cells, grid, (a, b) => water[a]?.[b] !== undefined, effort);
  const at = settled.map((cell): [q: number, r: number] => [cell % grid.width, Math.floor(cell / grid.width)]);
  const left = Math.min(...at.map(([q]) => q));
  // Whole pairs of rows are trimmed, or odd rows would become even ones.
  const top = Math.min(...at.map(([, r]) => r - (r % 2)));
  return new Map(at.map(([q, r], index) => [placed[index]?.code ?? "", [q - left, r - top]]));
}

/** Degrees of longitude are shortened as they are in the middle of the country. */
function project({ place }: Placed): Point {
  return { x: place.lon * Math.cos((54 * Math.PI) / 180), y: -place.lat };
}

function distance(home: Point | undefined, grid: Grid, cell: number): number {
  return home === undefined ? 0 : squared(home, middleOf(grid, cell));
}

/** The points moved into a grid with room to spare around them. */
function ontoGrid(points: readonly Point[]): { homes: Point[]; grid: Grid } {
  const margin = 2;
  const left = Math.min(...points.map(({ x }) => x)) - margin;
  const top = Math.min(...points.map(({ y }) => y)) - margin;
  const homes = points.map(({ x, y }) => ({ x: x - left, y: y - top }));
  const width = Math.ceil(Math.max(...homes.map(({ x }) => x))) + margin;
  const height = Math.ceil(Math.max(...homes.map(({ y }) => y)) / (Math.sqrt(3) / 2)) + margin;
  return { homes, grid: { width, height } };
}
