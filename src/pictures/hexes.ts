/** Seats as hexagons: the pack's own layout (odd-r), or rows where it has none. */
import type { Seat } from "../core/election.ts";
import { at } from "./svg.ts";

export interface Hex {
  readonly seat: Seat;
  /** Of its centre, in pixels. */
  readonly x: number;
  readonly y: number;
}

export interface Grid {
  readonly hexes: readonly Hex[];
  /** From one flat side of a hexagon to the other, in pixels. */
  readonly side: number;
}

/** Hexagons as large as they can be in a box, from its upper left corner. @param largest of their widths */
export function gridIn(
  seats: readonly Seat[],
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  largest: number,
): Grid {
  const columns = Math.ceil(Math.sqrt(seats.length));
  const isLaid = seats.every(({ hex }) => hex);
  const cells = seats.map((seat, i) => {
    const [column, row] = isLaid && seat.hex ? seat.hex : [i % columns, Math.floor(i / columns)];
    return { seat, column: column + (Math.abs(row) % 2) / 2, row };
  });
  const [left, top] = [Math.min(...cells.map(({ column }) => column)), Math.min(...cells.map(({ row }) => row))];
  const across = Math.max(...cells.map(({ column }) => column)) - left + 1;
  const down = (Math.max(...cells.map(({ row }) => row)) - top) * rowPitch + 2 / Math.sqrt(3);
  const side = Math.min(largest, box.width / across, box.height / down);
  return {
    side,
    hexes: cells.map(({ seat, column, row }) => ({
      seat,
      x: box.x + (column - left + 0.5) * side,
      y: box.y + (row - top) * rowPitch * side + side / Math.sqrt(3),
    })),
  };
}

/** Between two rows, in widths of a hexagon. */
const rowPitch = Math.sqrt(3) / 2;

/** A hexagon that stands on its point, as path data. @param side its width */
export function hexagon(x: number, y: number, side: number): string {
  const r = side / Math.sqrt(3);
  const half = side / 2;
  return `M${at(x)} ${at(y - r)}l${at(half)} ${at(r / 2)}v${at(r)}l${at(-half)} ${at(r / 2)}l${at(-half)} ${at(-r / 2)}v${at(-r)}z`;
}
