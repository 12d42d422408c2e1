/**
 * The last touches to seats already laid on a grid of hexagons: neighbouring cells trade places (simulated annealing)
 * until directions are right, regions and coasts are compact, and what the sea divides does not touch.
 */
import { around, holeFillers, type Grid, middleOf } from "./hex-grid.ts";
import type { Link, Point } from "./hex-spread.ts";

/** A seat, as far as settling needs it. */
export type Settler = {
  /** The seat's place in the cartogram. */
  readonly home: Point;
  readonly links: readonly Link[];
  /** The area that should stay in one piece: a region, or an island of it. */
  readonly patch: string;
};

/** Prices of hexagons' sides, against the square of a cell's width for a seat out of place. */
const price = { border: 0.5, coast: 1.5, strait: 8, split: 12, link: 0.5 };
/**
 * First the shape, when homes count for little because closing gaps moves whole counties from theirs; then, the shape
 * kept, the order of seats within it. `home` is a price too.
 */
const stages = [
  { trades: 2_000_000, hot: 5, cold: 0.1, home: 0.03, keepsShape: false },
  { trades: 500_000, hot: 1, cold: 0.05, home: 0.03, keepsShape: false },
  { trades: 800_000, hot: 1, cold: 0.02, home: 0.5, keepsShape: true },
];

/** The cells of the settlers, from the cells they are given. Two that water has `parted` should not touch. @param effort share of the trades */
export function settle(
  settlers: readonly Settler[],
  start: readonly number[],
  grid: Grid,
  parted: (a: number, b: number) => boolean,
  effort: number,
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
  /** The change in cost if the holders of two cells trade places. */
  const costAround = (a: number, b: number, home: number): number => {
    let cost = 0;
    for (const side of sides[a] ?? []) cost += sideCost(holder[a], holder[side]);
    for (const side of sides[b] ?? []) if (side !== a) cost += sideCost(holder[b], holder[side]);
    for (const cell of [a, b]) {
      const settler = settlers[holder[cell] ?? -1];
      const middle = middles[cell];
      if (settler === undefined || middle === undefined) continue;
      cost += home * ((middle.x - settler.home.x) ** 2 + (middle.y - settler.home.y) ** 2);
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
  /** The number of pieces in which the patches of two cells' holders lie. */
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

  const random = randomNumbers(2);
  for (const { trades: usual, hot, cold, home, keepsShape } of stages) {
    const trades = Math.round(usual * effort);
    for (let turn = 0; turn < trades; turn++) {
      const warmth = hot * (cold / hot) ** (turn / trades);
      const a = cells[Math.floor(random() * cells.length)] ?? 0;
      const beside = sides[a] ?? [];
      const b = beside[Math.floor(random() * beside.length)] ?? a;
      if (keepsShape && holder[b] === undefined) continue;
      const allowed = -Math.log(random() + Number.EPSILON) * warmth;
      const before = costAround(a, b, home);
      const isWithin = settlers[holder[a] ?? -1]?.patch === settlers[holder[b] ?? -1]?.patch;
      trade(a, b);
      let change = costAround(a, b, home) - before;
      if (change <= allowed && !isWithin) {
        const now = pieces(a, b);
        trade(a, b);
        change += (now - pieces(a, b)) * price.split;
        trade(a, b);
      }
      if (change > allowed) trade(a, b);
    }
    if (!keepsShape) for (const [empty, taken] of holeFillers(grid, holder)) trade(empty, taken);
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
