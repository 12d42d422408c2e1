/** The key beside a map: parties with their colours, seats and changes. */
import type { Line } from "./figures.ts";
import { swatch, type Texture } from "./paint.ts";
import { fitted, grey, line, rule, text } from "./svg.ts";

const pitch = 42;

export interface Key {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly heads: readonly [seats: string, change: string];
}

/** @returns SVG, and the height that it takes */
export function keyOf(
  all: readonly Line[],
  { x, y, right, heads }: Key,
  textures: ReadonlyMap<string, Texture>,
): { readonly svg: string; readonly height: number } {
  const seatsAt = heads[1] === "" ? right : right - 110;
  const head = [
    text(seatsAt, y, heads[0], { size: 19, fill: grey, anchor: "end" }),
    text(right, y, heads[1], { size: 19, fill: grey, anchor: "end" }),
    line(x, y + 12, right, y + 12, rule),
  ].join("");
  const rows = all.map(({ party, seats, change = "" }, i) => {
    const base = y + 46 + i * pitch;
    return [
      swatch(x, base - 23, 28, party, textures.get(party.id)),
      text(x + 42, base, fitted(party.short, 25, seatsAt - x - 42 - 48), { size: 25 }),
      text(seatsAt, base, String(seats), { size: 25, bold: true, anchor: "end" }),
      ...(heads[1] === "" ? [] : [text(right, base, change, { size: 25, anchor: "end" })]),
    ].join("");
  });
  return { svg: head + rows.join(""), height: 46 + all.length * pitch };
}
