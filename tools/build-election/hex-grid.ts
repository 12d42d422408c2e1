/** A grid of hexagons in the layout "odd-r": pointed tops, odd rows half a cell to the right. */
import type { Point } from "./hex-spread.ts";

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
  const steps = [
    [-1, 0],
    [1, 0],
    [lean - 1, -1],
    [lean, -1],
    [lean - 1, 1],
    [lean, 1],
  ] as const;
  return steps.flatMap(([q, r]) => {
    const inside = column + q >= 0 && column + q < grid.width && row + r >= 0 && row + r < grid.height;
    return inside ? [(row + r) * grid.width + column + q] : [];
  });
}

/**
 * Trades (an empty cell, a taken one) that close the holes amid the taken cells: each hole draws in a neighbour, whose
 * place the next one takes, and so on as far as the outer edge.
 */
export function* holeFillers(grid: Grid, holder: readonly unknown[]): Generator<[empty: number, taken: number]> {
  const isEmpty = (cell: number): boolean => holder[cell] === undefined;
  for (;;) {
    const outside = reach(grid, 0, isEmpty);
    const hole = holder.findIndex((_, cell) => isEmpty(cell) && !outside.has(cell));
    if (hole === -1) return;
    const isEdge = (cell: number): boolean => !isEmpty(cell) && around(grid, cell).some((side) => outside.has(side));
    const ways = reach(grid, hole, (cell) => !isEmpty(cell));
    const wayTo = (end: number | undefined): number[] => (end === undefined ? [] : [...wayTo(ways.get(end)), end]);
    // A headland can be spared; the neck of a bay cannot.
    const loss = (way: readonly number[]): number =>
      way.length + 3 * around(grid, way.at(-1) ?? hole).filter((side) => !isEmpty(side)).length;
    const ends = [...ways.keys()].filter(isEdge);
    const way = ends.map(wayTo).reduce((best, next) => (loss(next) < loss(best) ? next : best));
    for (const [step, cell] of way.slice(1).entries()) yield [way[step] ?? cell, cell];
  }
}

/** The cells that a walk from one cell over `open` ones comes to, nearest first, each with the cell before it. */
function reach(grid: Grid, from: number, open: (cell: number) => boolean): Map<number, number | undefined> {
  const before = new Map<number, number | undefined>([[from, undefined]]);
  for (const cell of before.keys())
    for (const side of around(grid, cell)) if (open(side) && !before.has(side)) before.set(side, cell);
  return before;
}
