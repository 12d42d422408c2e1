/** Contrast, and eyes that part red from green badly: simulated by the matrices of Machado, Oliveira and Fernandes (2009). */
import { describe, expect, test } from "vitest";
import { mapPicture } from "../../src/pictures/index.ts";
import { contrast, markOn, strokesAt, textures, texturesOf } from "../../src/pictures/paint.ts";
import { grey, ink, paper } from "../../src/pictures/svg.ts";
import { knownAfter, wordsIn } from "../support/pictured.ts";

const known = knownAfter(650);
const { lookup, all } = known.results;
const winners = [...new Set(all.flatMap(({ winner }) => (winner ? [winner.party] : [])))];
const textured = texturesOf(lookup);

/** Severity 1.0, in linear RGB. */
const eyes = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
} as const;

const linear = (colour: string): number[] =>
  [1, 3, 5]
    .map((from) => Number.parseInt(colour.slice(from, from + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));

/** CIE L*a*b* (D65) of linear RGB. */
function lab([r = 0, g = 0, b = 0]: readonly number[]): readonly [number, number, number] {
  const xyz = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
  ];
  const [x = 0, y = 0, z = 0] = xyz.map((t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seenBy(kind: keyof typeof eyes, colour: string): readonly [number, number, number] {
  const rgb = linear(colour);
  return lab(
    eyes[kind].map((row) =>
      Math.min(
        1,
        Math.max(
          0,
          row.reduce((sum, part, i) => sum + part * (rgb[i] ?? 0), 0),
        ),
      ),
    ),
  );
}

const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((part, i) => part - (b[i] ?? 0)));

describe.each(Object.keys(eyes) as (keyof typeof eyes)[])("with %s", (kind) => {
  test("any two parties that won a seat differ in texture, or plainly in what is left of their colours", () => {
    expect(winners.length).toBeGreaterThan(12);
    for (const [i, one] of winners.entries())
      for (const other of winners.slice(i + 1)) {
        if (textured.get(one.id) !== textured.get(other.id)) continue;
        const far = apart(seenBy(kind, one.colour.base), seenBy(kind, other.colour.base));
        expect(far, `${one.id} and ${other.id}`).toBeGreaterThan(40);
      }
  });

  test("every party differs from a seat that is not declared, or not asked for", () => {
    for (const { id, colour } of winners)
      for (const empty of ["#ffffff", "#e9ecef"]) {
        const far = apart(seenBy(kind, colour.base), seenBy(kind, empty));
        expect(textured.has(id) || far > 40, `${id} on ${empty}`).toBe(true);
      }
  });
});

test("all but the two that were largest have a texture, and each that won has one of its own", () => {
  const without = lookup.election.parties.filter(({ id }) => !textured.has(id)).map(({ id }) => id);
  expect(without.toSorted()).toEqual(["con", "lab"]);
  const used = winners.flatMap(({ id }) => textured.get(id) ?? []);
  expect(new Set(used).size).toBe(used.length);
  expect(texturesOf(knownAfter(0).results.lookup)).toEqual(textured);
});

test("textures are drawn differently, and inside their hexagon", () => {
  expect(new Set(textures.map((one) => strokesAt(one, 0, 0, 10))).size).toBe(textures.length);
  for (const texture of textures)
    for (const [, x, y] of strokesAt(texture, 0, 0, 100).matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g))
      // The largest circle inside a hexagon that is 200 wide.
      expect(Math.hypot(Number(x), Number(y)), texture).toBeLessThanOrEqual(100 * 0.8);
});

test("words and marks can be read: 4.5 to 1 on white, letters on every hexagon, marks 3 to 1", () => {
  for (const colour of [ink, grey]) expect(contrast(colour, paper)).toBeGreaterThan(4.5);
  const { svg } = mapPicture(known);
  const used = [...svg.matchAll(/<text [^>]*fill="(#\w{6})"/g)].map(([, fill = ""]) => fill);
  expect(new Set(used)).toEqual(new Set([ink, grey]));
  for (const { base } of lookup.election.parties.map(({ colour }) => colour))
    expect(contrast(markOn(base), base)).toBeGreaterThan(3);
  for (const { id, colour } of winners)
    expect(contrast(markOn(colour.base), colour.base), id).toBeGreaterThan(id === "lab" ? 4.4 : 4);
});

test("nothing smaller than 17 pixels is written", () => {
  const { svg } = mapPicture(known);
  const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(17);
  expect(wordsIn(mapPicture(known)).length).toBeGreaterThan(40);
});
