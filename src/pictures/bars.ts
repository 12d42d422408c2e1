/** A bar of a party's colour and texture. */
import type { Party } from "../core/election.ts";
import { markOn, strokesAt, type Texture } from "./paint.ts";
import { at, ink } from "./svg.ts";

/** @param x of its left end @param y of its upper side @param length in pixels; a bar of next to nothing is a line */
export function bar(
  { x, y, length, thick }: { readonly x: number; readonly y: number; readonly length: number; readonly thick: number },
  { colour }: Party,
  texture: Texture | undefined,
): string {
  const long = Math.max(2, length);
  const half = thick / 2;
  const marks = texture
    ? Array.from({ length: Math.floor(long / thick) }, (_, i) =>
        strokesAt(texture, x + half + i * thick, y + half, half * 0.9),
      )
    : [];
  const shape = `<path d="M${at(x)} ${at(y)}h${at(long)}v${at(thick)}h${at(-long)}z" fill="${colour.base}" stroke="${ink}" stroke-width="1"/>`;
  return marks.length === 0
    ? shape
    : `${shape}<path d="${marks.join("")}" fill="none" stroke="${markOn(colour.base)}" stroke-width="${at(thick / 14)}"/>`;
}
