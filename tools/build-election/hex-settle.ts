/**
 * The last touches to seats already laid on a grid of hexagons: neighbouring cells trade places (simulated annealing)
 * until directions are right, regions and coasts are compact, and what the sea divides does not touch.
 */
import type { Link, Point } from "./hex-spread.ts";

/** What settling has to know of a seat. */
export type Settler = {
  /** Where the cartogram has it. */
  readonly home: Point;
  readonly links: readonly Link[];
  /** What should stay in one piece: a region, or an island of it. */
  readonly patch: string;
};
/** The cells of an odd-r grid, row by row; index = row * width + column. */
export type Grid = { readonly width: number; readonly height: number };

export function middleOf(grid: Grid, cell: number): Point {
  const row = Math.floor(cell / grid.width);
  return { x: (cell % grid.width) + (row % 2) / 2, y: (row * Math.sqrt(3)) / 2 };
}

/** The six cells around a cell, fewer at the edge of the grid. */
export function around(grid: Grid, cell: number): number[] {
  const row = Math.floor(cell / grid.width);
  const column = cell % grid.width;
  const lean = row % 2;
  const steps = [[-1, 0], [1, 0], [lean - 1, -1], [lean, -1], [lean - 1, 1], [lean, 1]] as const; // prettier-ignore
  return steps.flatMap(([q, r]) => {
    const inside = column + q >= 0 && column + q < grid.width && row + r >= 0 && row + r < grid.height;
    return inside ? [(row + r) * grid.width + column + q] : [];
  });
}

/** What the sides of hexagons cost, against the square of a cell's width for a seat out of place. */
const price = { border: 0.5, coast: 0.5, hole: 2, strait: 6, split: 12, link: 0.5, home: 0.05 };
const trades = 1_500_000;
const heat = { first: 2, last: 0.03 };

/** The cells of the settlers, from the cells they are given. Two that water has `parted` should not touch. */
export function settle(
  settlers: readonly Settler[],
  start: readonly number[],
  grid: Grid,
  parted: (a: number, b: number) => boolean,
): number[] {
  const cells = [...start];
  const cellCount = grid.width * grid.height;
  const middles = Array.from({ length: cellCount }, (_, cell) => middleOf(grid, cell));
  const sides = Array.from({ length: cellCount }, (_, cell) => around(grid, cell));
  const holder: (number | undefined)[] = Array.from({ length: cellCount }, () => undefined);
  for (const [index, cell] of cells.entries()) holder[cell] = index;
  const patches = Map.groupBy(settlers.keys(), (index) => settlers[index]?.patch);

  const between = settlers.map((one, a) =>
    settlers.map((other, b) => (parted(a, b) ? price.strait : one.patch === other.patch ? 0 : price.border)),
  );
  const sideCost = (a: number | undefined, b: number | undefined): number => {
    if (a === b) return 0;
    return a === undefined || b === undefined ? price.coast : (between[a]?.[b] ?? 0);
  };
  /** A bay is well and good; a hole is not. */
  const holeCost = (cell: number): number => {
    if (holder[cell] !== undefined) return 0;
    const shores = (sides[cell] ?? []).filter((side) => holder[side] !== undefined).length;
    return shores < 4 ? 0 : price.hole * (shores - 3);
  };
  /** What changes when the holders of two cells trade places. */
  const costAround = (a: number, b: number): number => {
    let cost = 0;
    for (const side of sides[a] ?? []) cost += sideCost(holder[a], holder[side]);
    for (const side of sides[b] ?? []) if (side !== a) cost += sideCost(holder[b], holder[side]);
    if (holder[a] === undefined || holder[b] === undefined)
      for (const cell of new Set([...(sides[a] ?? []), ...(sides[b] ?? [])])) cost += holeCost(cell);
    for (const cell of [a, b]) {
      const settler = settlers[holder[cell] ?? -1];
      const middle = middles[cell];
      if (settler === undefined || middle === undefined) continue;
      cost += price.home * ((middle.x - settler.home.x) ** 2 + (middle.y - settler.home.y) ** 2);
      for (const link of settler.links) {
        const other = middles[cells[link.to] ?? -1];
        if (other === undefined) continue;
        // A link between the two is met twice.
        const weight = link.to === holder[a + b - cell] ? price.link / 2 : price.link;
        cost += weight * ((other.x - middle.x - link.x) ** 2 + (other.y - middle.y - link.y) ** 2);
      }
    }
    return cost;
  };
  /** In how many pieces the patches of two cells' holders lie. */
  const pieces = (a: number, b: number): number => {
    let count = 0;
    for (const patch of new Set([settlers[holder[a] ?? -1]?.patch, settlers[holder[b] ?? -1]?.patch])) {
      if (patch === undefined) continue;
      const left = new Set((patches.get(patch) ?? []).map((index) => cells[index] ?? -1));
      for (const first of left) {
        count += 1;
        const queue = [first];
        left.delete(first);
        for (let cell = queue.pop(); cell !== undefined; cell = queue.pop())
          for (const side of sides[cell] ?? []) if (left.delete(side)) queue.push(side);
      }
    }
    return count;
  };
  const trade = (a: number, b: number): void => {
    [holder[a], holder[b]] = [holder[b], holder[a]];
    for (const cell of [a, b]) {
      const index = holder[cell];
      if (index !== undefined) cells[index] = cell;
    }
  };

  const random = randomNumbers(2024);
  for (let turn = 0; turn < trades; turn++) {
    const warmth = heat.first * (heat.last / heat.first) ** (turn / trades);
    const a = cells[Math.floor(random() * cells.length)] ?? 0;
    const beside = sides[a] ?? [];
    const b = beside[Math.floor(random() * beside.length)] ?? a;
    if (a === b) continue;
    const allowed = -Math.log(random() + Number.EPSILON) * warmth;
    const before = costAround(a, b);
    const whole = settlers[holder[a] ?? -1]?.patch === settlers[holder[b] ?? -1]?.patch;
    trade(a, b);
    let change = costAround(a, b) - before;
    if (change <= allowed && !whole) {
      const now = pieces(a, b);
      trade(a, b);
      change += (now - pieces(a, b)) * price.split;
      trade(a, b);
    }
    if (change > allowed) trade(a, b);
  }
  return cells;
}

/** The same numbers between 0 and 1 for the same seed (mulberry32), so that a layout can be made again. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
