/**
 * From a map to a cartogram: points as crowded as towns are become points about one apart, each still lying in its old
 * direction from its old neighbours.
 */

export type Point = { readonly x: number; readonly y: number };
/** The direction of `to`, as seen from the owner of the link. */
export type Link = { readonly to: number; readonly x: number; readonly y: number };

/**
 * Links between neighbours: two points are neighbours when no third lies in the circle between them (a Gabriel graph).
 * `length` says how far apart they should come to lie, in cells.
 */
export function linkNeighbours(points: readonly Point[], length: (a: number, b: number) => number): Link[][] {
  return points.map((a, i) =>
    points.flatMap((b, j) => {
      if (i === j) return [];
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      const reach = squared(a, b) / 4;
      if (points.some((c, k) => k !== i && k !== j && squared(c, middle) < reach)) return [];
      const scale = length(i, j) / Math.sqrt(4 * reach);
      return [{ to: j, x: (b.x - a.x) * scale, y: (b.y - a.y) * scale }];
    }),
  );
}

/** Points moved to where their links want them, then pushed apart until none is much closer than a cell to another. */
export function spread(points: readonly Point[], links: readonly (readonly Link[])[]): Point[] {
  const moving = points.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < relaxing; round++) relax(moving, links, 1);
  for (let round = 0; round < pushing; round++) {
    relax(moving, links, 0.3 * (1 - round / pushing));
    pushApart(moving);
  }
  return moving;
}
/** Rounds until the whole country has settled: news of a move travels one link a round. */
const relaxing = 4000;
const pushing = 400;

function relax(moving: { x: number; y: number }[], links: readonly (readonly Link[])[], strength: number): void {
  for (const [index, point] of moving.entries()) {
    let [x, y, count] = [0, 0, 0];
    for (const link of links[index] ?? []) {
      const other = moving[link.to];
      if (other === undefined) continue;
      x += other.x - link.x;
      y += other.y - link.y;
      count += 1;
    }
    if (count === 0) continue;
    point.x += (x / count - point.x) * strength;
    point.y += (y / count - point.y) * strength;
  }
}

function pushApart(moving: { x: number; y: number }[]): void {
  for (const [index, a] of moving.entries()) {
    for (let other = 0; other < index; other++) {
      const b = moving[other];
      if (b === undefined) continue;
      const [x, y] = [a.x - b.x, a.y - b.y];
      const near = x * x + y * y;
      if (near >= 1 || near === 0) continue;
      const push = (1 / Math.sqrt(near) - 1) / 2;
      a.x += x * push;
      a.y += y * push;
      b.x -= x * push;
      b.y -= y * push;
    }
  }
}

export function squared(a: Point, b: Point): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
