/**
 * The look of each party: its colour, and a texture so that pictures can be read without colour. The two parties that
 * were the largest have none; it does not change in the course of a night.
 */
import type { Party } from "../core/election.ts";
import { remembered } from "../lib/remembered.ts";
import type { Lookup } from "../core/lookup.ts";
import { Results } from "../core/results.ts";
import { at, ink, paper } from "./svg.ts";

/** Lines from point to point (x, y, x, y, …), or a ring's radius, in a square from −1 to 1; the commonest texture first. */
const strokes = {
  slash: [
    [-0.55, 0.2, 0.2, -0.55],
    [-0.2, 0.55, 0.55, -0.2],
  ],
  dot: [[0.2]],
  bars: [
    [-0.55, -0.25, 0.55, -0.25],
    [-0.55, 0.25, 0.55, 0.25],
  ],
  pillars: [
    [-0.25, -0.5, -0.25, 0.5],
    [0.25, -0.5, 0.25, 0.5],
  ],
  backslash: [
    [-0.2, -0.55, 0.55, 0.2],
    [-0.55, -0.2, 0.2, 0.55],
  ],
  ring: [[0.42]],
  plus: [
    [-0.5, 0, 0.5, 0],
    [0, -0.5, 0, 0.5],
  ],
  cross: [
    [-0.4, -0.4, 0.4, 0.4],
    [-0.4, 0.4, 0.4, -0.4],
  ],
  triangle: [[0, -0.5, 0.48, 0.35, -0.48, 0.35, 0, -0.5]],
  chevron: [[-0.5, -0.3, 0, 0.2, 0.5, -0.3]],
  square: [[-0.38, -0.38, 0.38, -0.38, 0.38, 0.38, -0.38, 0.38, -0.38, -0.38]],
  diamond: [[0, -0.52, 0.45, 0, 0, 0.52, -0.45, 0, 0, -0.52]],
  delta: [[0, 0.5, 0.48, -0.35, -0.48, -0.35, 0, 0.5]],
  roof: [[-0.5, 0.3, 0, -0.2, 0.5, 0.3]],
  bar: [[-0.6, 0, 0.6, 0]],
  pillar: [[0, -0.6, 0, 0.6]],
  star: [
    [-0.5, 0, 0.5, 0],
    [-0.25, -0.43, 0.25, 0.43],
    [-0.25, 0.43, 0.25, -0.43],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly number[])[]>>;
export type Texture = keyof typeof strokes;
const isTexture = (name: string): name is Texture => Object.hasOwn(strokes, name);
export const textures = Object.keys(strokes).filter(isTexture);

/** The texture of each party by its id; absent for the two largest. */
export const texturesOf: (lookup: Lookup) => ReadonlyMap<string, Texture> = remembered((lookup) =>
  assign(lookup, Results.before(lookup.election)),
);

/** By seats and best share last time, then by candidates: nothing of this night. */
function assign(lookup: Lookup, { all }: Results): ReadonlyMap<string, Texture> {
  const seats = new Map<string, number>();
  const best = new Map<string, number>();
  for (const { previous } of all) {
    const winner = previous?.winner.party.id;
    if (winner !== undefined) seats.set(winner, (seats.get(winner) ?? 0) + 1);
    for (const { party, share } of previous?.lines ?? []) best.set(party.id, Math.max(best.get(party.id) ?? 0, share));
  }
  const stood = new Map<string, number>();
  for (const { party } of lookup.election.candidates) stood.set(party, (stood.get(party) ?? 0) + 1);
  const rank = (of: ReadonlyMap<string, number>, { id }: Pick<Party, "id">): number => of.get(id) ?? 0;
  const large = (a: Party, b: Party): number =>
    rank(seats, b) - rank(seats, a) || rank(best, b) - rank(best, a) || rank(stood, b) - rank(stood, a);
  const parties = lookup.election.parties.toSorted((a, b) => large(a, b) || a.id.localeCompare(b.id));
  const plain = new Set(parties.filter(({ kind }) => kind === "party").slice(0, 2));
  // Independents have no share in common, and more of a chance than most parties.
  const early = ({ id, kind }: Party): number => Number(rank(seats, { id }) > 0) * 2 + Number(kind === "independents");
  const rest = parties.filter((party) => !plain.has(party)).toSorted((a, b) => early(b) - early(a) || large(a, b));
  const last = textures.at(-1) ?? "star";
  return new Map(rest.map(({ id }, i) => [id, textures[i] ?? last]));
}

/** The strokes of a texture around a point, as path data. @param r half the side of their square, in pixels */
export function strokesAt(texture: Texture, x: number, y: number, r: number): string {
  return strokes[texture].map((stroke) => pathOf(stroke, x, y, r)).join("");
}

function pathOf(stroke: readonly number[], x: number, y: number, r: number): string {
  const [first = 0, ...rest] = stroke;
  if (rest.length === 0) {
    const radius = at(first * r);
    return `M${at(x - first * r)} ${at(y)}a${radius} ${radius} 0 1 0 ${at(2 * first * r)} 0a${radius} ${radius} 0 1 0 ${at(-2 * first * r)} 0`;
  }
  const points = Array.from(
    { length: stroke.length / 2 },
    (_, i) => [stroke[2 * i] ?? 0, stroke[2 * i + 1] ?? 0] as const,
  );
  return points.map(([dx, dy], i) => `${i === 0 ? "M" : "L"}${at(x + dx * r)} ${at(y + dy * r)}`).join("");
}

/** Ink or paper, whichever can be seen better on a colour. */
export const markOn = (colour: string): string => (contrast(colour, ink) >= contrast(colour, paper) ? ink : paper);

/** The contrast of two colours by WCAG 2, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((from) => Number.parseInt(colour.slice(from, from + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** A square of a party's colour and texture, for keys and bars. */
export function swatch(x: number, y: number, size: number, party: Party, texture: Texture | undefined): string {
  const half = size / 2;
  const { base } = party.colour;
  const marks = texture
    ? `<path d="${strokesAt(texture, x + half, y + half, half)}" fill="none" stroke="${markOn(base)}" stroke-width="${at(size / 11)}"/>`
    : "";
  return `<path d="M${at(x)} ${at(y)}h${at(size)}v${at(size)}h-${at(size)}z" fill="${base}" stroke="${ink}" stroke-width="1"/>${marks}`;
}
