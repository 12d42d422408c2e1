/** The map of hexagons, as the pack has it: made from its seats and the places of the repository. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hexLayout, readPlaces } from "../../tools/build-election/hex-layout.ts";
import { isLong } from "../support/long.ts";

const seatList = z.array(
  z.object({
    code: z.string(),
    name: z.string(),
    region: z.string(),
    nation: z.string(),
    hex: z.tuple([z.number(), z.number()]),
  }),
);
type Seat = z.infer<typeof seatList>[number];

const seats = seatList.parse(
  JSON.parse(readFileSync(new URL("../../elections/uk-2024/seats.json", import.meta.url), "utf8")),
);
const places = readPlaces();
const layout = new Map(seats.map(({ code, hex }) => [code, hex]));

function cellOf(code: string): readonly [number, number] {
  const cell = layout.get(code);
  if (cell === undefined) throw new Error(`${code} has no cell`);
  return cell;
}
/** Cells eastwards and southwards. */
function middleOf(code: string): { x: number; y: number } {
  const [q, r] = cellOf(code);
  return { x: q + (r % 2) / 2, y: r };
}
function named(name: string): { x: number; y: number } {
  const seat = seats.find((one) => one.name === name);
  if (seat === undefined) throw new Error(`no seat ${name}`);
  return middleOf(seat.code);
}
function mean(of: (seat: Seat) => boolean): { x: number; y: number } {
  const all = seats.filter(of).map(({ code }) => middleOf(code));
  return {
    x: all.reduce((sum, { x }) => sum + x, 0) / all.length,
    y: all.reduce((sum, { y }) => sum + y, 0) / all.length,
  };
}
const region = (name: string): { x: number; y: number } => mean((seat) => seat.region === name);

function sides([q, r]: readonly [number, number]): string[] {
  const lean = r % 2;
  const steps = [
    [-1, 0],
    [1, 0],
    [lean - 1, -1],
    [lean, -1],
    [lean - 1, 1],
    [lean, 1],
  ] as const;
  return steps.map(([right, down]) => `${q + right},${r + down}`);
}

/** The connected pieces of some seats, largest first, as lists of names. */
function pieces(some: readonly Seat[]): string[][] {
  const left = new Map(some.map((seat) => [String(cellOf(seat.code)), seat]));
  const found: string[][] = [];
  for (const [start, seat] of left) {
    left.delete(start);
    const piece = [seat];
    for (const { code } of piece)
      for (const side of sides(cellOf(code))) {
        const next = left.get(side);
        if (next !== undefined) piece.push(next);
        left.delete(side);
      }
    found.push(piece.map(({ name }) => name).toSorted());
  }
  return found.toSorted((a, b) => b.length - a.length);
}

it("gives every seat a cell of its own, counted from zero", () => {
  expect(places.size).toBe(650);
  expect(layout.size).toBe(650);
  expect(new Set([...layout.values()].map(String)).size).toBe(650);
  expect(Math.min(...[...layout.values()].map(([q]) => q))).toBe(0);
  expect(Math.min(...[...layout.values()].map(([, r]) => r))).toBeOneOf([0, 1]);
  expect(Math.max(...[...layout.values()].flat())).toBeLessThan(60);
});

it.runIf(isLong)("comes out as the pack has it", () => {
  expect(hexLayout(seats, places)).toEqual(layout);
});

it("comes out the same whatever the order of the seats, each in a cell of its own", () => {
  const some = seats.filter(({ nation }) => nation !== "England");
  expect(some.length).toBeGreaterThan(100);
  const once = hexLayout(some, places, 0.02);
  expect([...hexLayout(some.toReversed(), places, 0.02)]).toEqual([...once]);
  expect(new Set([...once.values()].map(String)).size).toBe(some.length);
});

it("names the seat that has no place", () => {
  expect(() => hexLayout(seats, new Map())).toThrow("no place for E14001063 Aldershot");
});

describe("regions", () => {
  const apart: Readonly<Record<string, string[][]>> = {
    Scotland: [["Na h-Eileanan an Iar"], ["Orkney and Shetland"]],
    "South East": [["Isle of Wight East", "Isle of Wight West"]],
  };

  it.each([...new Set(seats.map((seat) => seat.region))])("%s is in one piece, but for its islands", (name) => {
    const [, ...rest] = pieces(seats.filter((seat) => seat.region === name));
    expect(rest.toSorted()).toEqual(apart[name] ?? []);
  });

  it("make one Great Britain, one Ireland and the islands, with the sea between", () => {
    expect(pieces(seats).map((piece) => piece.length)).toEqual([628, 18, 2, 1, 1]);
  });

  it("leave no hole", () => {
    const taken = new Set([...layout.values()].map(String));
    const isSea = new Set(["-2,-2"]);
    for (const cell of isSea) {
      const [q = 0, r = 0] = cell.split(",").map(Number);
      // Remainders of negative rows are negative, and all that matters of a row here is whether it is odd.
      const lean = Math.abs(r % 2);
      for (const [x, y] of [
        [q - 1, r],
        [q + 1, r],
        [q + lean, r - 1],
        [q + lean - 1, r - 1],
        [q + lean, r + 1],
        [q + lean - 1, r + 1],
      ] as const)
        if (Math.min(x, y) >= -2 && Math.max(x, y) <= 62 && !taken.has(`${x},${y}`)) isSea.add(`${x},${y}`);
    }
    expect(isSea.size + taken.size).toBe(65 * 65);
  });
});

describe("the compass", () => {
  const northToSouth = ["Scotland", "North East", "Yorkshire and The Humber", "East Midlands", "London", "South East"];
  it.each(northToSouth.slice(1).map((south, index) => [northToSouth[index] ?? "", south]))(
    "has %s north of %s",
    (north, south) => expect(region(north).y).toBeLessThan(region(south).y),
  );

  const westToEast = ["Northern Ireland", "Wales", "West Midlands", "East Midlands", "East of England"];
  it.each(westToEast.slice(1).map((east, index) => [westToEast[index] ?? "", east]))(
    "has %s west of %s",
    (west, east) => expect(region(west).x).toBeLessThan(region(east).x),
  );

  it("puts nations where they are", () => {
    const nation = (name: string): { x: number; y: number } => mean((seat) => seat.nation === name);
    expect(nation("Scotland").y).toBeLessThan(nation("England").y - 15);
    expect(nation("Wales").x).toBeLessThan(nation("England").x - 5);
    expect(nation("Northern Ireland").y).toBeLessThan(nation("Wales").y);
    expect(nation("Northern Ireland").y).toBeGreaterThan(nation("Scotland").y);
    const irish = seats.filter((seat) => seat.nation === "Northern Ireland").map(({ code }) => middleOf(code).x);
    expect(Math.max(...irish)).toBeLessThan(region("North West").x);
  });

  it("has Cornwall westmost in England", () => {
    const english = seats.filter((seat) => seat.nation === "England");
    const west = english.toSorted((a, b) => middleOf(a.code).x - middleOf(b.code).x).slice(0, 3);
    const cornish = [
      "Camborne and Redruth",
      "North Cornwall",
      "South East Cornwall",
      "St Austell and Newquay",
      "St Ives",
      "Truro and Falmouth",
    ];
    expect(cornish).toEqual(expect.arrayContaining(west.map(({ name }) => name)));
  });

  it.each([
    ["Berwickshire, Roxburgh and Selkirk", "south", "Edinburgh North and Leith"],
    ["Glasgow North", "west", "Edinburgh West"],
    ["Orkney and Shetland", "north", "Caithness, Sutherland and Easter Ross"],
    ["Na h-Eileanan an Iar", "west", "Inverness, Skye and West Ross-shire"],
    ["Carlisle", "north", "Blackpool South"],
    ["Liverpool Walton", "west", "Manchester Central"],
    ["Leeds North East", "north", "Leeds South"],
    ["Leeds West and Pudsey", "west", "Leeds East"],
    ["Ynys Môn", "north", "Swansea West"],
    ["Swansea West", "west", "Cardiff East"],
    ["Foyle", "west", "Belfast East"],
    ["North Antrim", "north", "South Down"],
    ["Great Yarmouth", "east", "Peterborough"],
    ["Romford", "east", "Uxbridge and South Ruislip"],
    ["Chipping Barnet", "north", "Croydon South"],
    ["Dover and Deal", "east", "Guildford"],
    ["Brighton Pavilion", "south", "Crawley"],
    ["Isle of Wight West", "south", "Southampton Test"],
    ["North Devon", "north", "South Devon"],
  ])("has %s %s of %s", (name, way, other) => {
    const [a, b] = [named(name), named(other)];
    const steps = { north: b.y - a.y, south: a.y - b.y, east: a.x - b.x, west: b.x - a.x }[way];
    expect(steps).toBeGreaterThan(0);
  });

  it("keeps nine pairs in ten of a region's seats in order, north to south and west to east", () => {
    const turns = { x: { right: 0, wrong: 0 }, y: { right: 0, wrong: 0 } };
    const count = (axis: "x" | "y", cells: number, degrees: number): void => {
      if (cells === 0 || Math.abs(degrees) < 0.05) return;
      turns[axis][cells > 0 === degrees > 0 ? "right" : "wrong"] += 1;
    };
    for (const a of seats)
      for (const b of seats) {
        const [here, there] = [places.get(a.code), places.get(b.code)];
        if (a.region !== b.region || a.code >= b.code || here === undefined || there === undefined) continue;
        count("x", middleOf(a.code).x - middleOf(b.code).x, here.lon - there.lon);
        count("y", middleOf(a.code).y - middleOf(b.code).y, there.lat - here.lat);
      }
    for (const { right, wrong } of Object.values(turns)) expect(right / (right + wrong)).toBeGreaterThan(0.9);
  });
});
