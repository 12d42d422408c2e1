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
import { type Grid, middleOf, settle } from "./hex-settle.ts";
import { linkNeighbours, type Point, spread, squared } from "./hex-spread.ts";

export type Place = { readonly lat: number; readonly lon: number };
export type PlacedSeat = {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly nation: string;
};

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

/** Estuaries, which part two regions except east or west of the last bridge. */
const estuaries = [
  { shores: ["Wales", "South West"], isOpen: (place: Place) => place.lon < -2.95 },
  { shores: ["East of England", "South East"], isOpen: (place: Place) => place.lon > 0.3 },
];

function isWaterBetween(
  a: PlacedSeat | undefined,
  b: PlacedSeat | undefined,
  places: ReadonlyMap<string, Place>,
): boolean {
  if (a === undefined || b === undefined) return false;
  if (landOf(a) !== landOf(b)) return true;
  const isOpen = [a, b].map((seat) => places.get(seat.code)).filter((place) => place !== undefined);
  return estuaries.some(
    ({ shores, isOpen: open }) =>
      a.region !== b.region && shores.includes(a.region) && shores.includes(b.region) && isOpen.some(open),
  );
}

function landOf(seat: PlacedSeat): string {
  return islands[seat.code] ?? (seat.nation === "Northern Ireland" ? "Ireland" : "Great Britain");
}

/** The cell of every seat: column and row, from zero. */
export function hexLayout(
  seats: readonly PlacedSeat[],
  places: ReadonlyMap<string, Place>,
): Map<string, [q: number, r: number]> {
  const sorted = seats.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const points = sorted.map((seat) => {
    const place = places.get(seat.code);
    if (place === undefined) throw new Error(`no place for ${seat.code} ${seat.name}`);
    return { x: place.lon * Math.cos((54 * Math.PI) / 180), y: -place.lat };
  });
  const parted = (a: number, b: number): boolean => isWaterBetween(sorted[a], sorted[b], places);
  const links = linkNeighbours(points, (a, b) => (parted(a, b) ? 2.5 : 0.85));
  const { homes, grid } = ontoGrid(spread(points, links));
  const cells = assign(homes.length, grid.width * grid.height, (row, column) => distance(homes[row], grid, column));
  const settlers = sorted.map((seat, index) => ({
    home: homes[index] ?? { x: 0, y: 0 },
    links: links[index] ?? [],
    patch: islands[seat.code] ?? seat.region,
  }));
  const settled = settle(settlers, cells, grid, parted);
  return new Map(
    sorted.map((seat, i) => {
      const cell = settled[i] ?? 0;
      return [seat.code, [cell % grid.width, Math.floor(cell / grid.width)]];
    }),
  );
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
