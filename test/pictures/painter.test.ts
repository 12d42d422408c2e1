/** The painter: PNG from SVG, each picture once, and nothing lost but a picture where it cannot be drawn. */
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { drawnOf } from "../../src/core/picture.ts";
import type { PictureBlock } from "../../src/core/reply.ts";
import { openPictures } from "../../src/data/cache.ts";
import { checkPictures } from "../../src/doctor/pictures.ts";
import { silent } from "../../src/lib/log.ts";
import { mapPicture, nightPicture } from "../../src/pictures/index.ts";
import { createPainter } from "../../src/pictures/painter.ts";
import { png } from "../../src/pictures/png.ts";
import { knownAfter } from "../support/pictured.ts";
import { inForm, isLong } from "../support/long.ts";
import { pack } from "../support/bot.ts";

const picture = (svg: string): PictureBlock => ({
  kind: "picture",
  name: "map",
  svg,
  alt: "words",
  width: 10,
  height: 10,
});
const map = mapPicture(knownAfter(650));
const sizeOf = (drawn: Uint8Array) => [Buffer.from(drawn).readUInt32BE(16), Buffer.from(drawn).readUInt32BE(20)];

test("a map is a PNG of its size, the same bytes each time, and in our letters", async () => {
  const [one, other] = [await png(map.svg), await png(map.svg)];
  expect(sizeOf(one)).toEqual([map.width, Math.round(map.height)]);
  expect(one.equals(other)).toBe(true);
  expect(one.length).toBeLessThan(1_000_000);
  const word = (family: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><text y="40" font-size="40" font-family="${family}">Hag</text></svg>`;
  // There are no others: a name that nobody has is drawn in the same.
  expect((await png(word("Inter"))).equals(await png(word("No Such Letters")))).toBe(true);
  const blank = await png(word("Inter").replace("Hag", ""));
  expect((await png(word("Inter"))).equals(blank)).toBe(false);
});

test.each(["", "<svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect</svg>", "no svg"])(
  "“%s” is an error, and no blank picture",
  async (svg) => {
    await expect(png(svg)).rejects.toThrow(/./);
  },
);

/** A painter that counts, and what it said to the log. */
function stage(draw: (svg: string) => Promise<Buffer>, patience = 1_000) {
  const drawn: string[] = [];
  const said: string[] = [];
  const paint = createPainter({
    cache: openPictures(),
    log: { ...silent, error: (event) => void said.push(event) },
    draw: (svg) => (drawn.push(svg), draw(svg)),
    patience,
  });
  return { paint, drawn, said };
}

describe("the painter", () => {
  test("draws a picture once, however many ask for it at once and later", async () => {
    const { paint, drawn } = stage(async (svg) => (await pause(5), Buffer.from(svg)));
    const all = await Promise.all(Array.from({ length: 30 }, () => paint(picture("one"))));
    expect(all.map((one) => one && Buffer.from(one).toString())).toEqual(Array.from({ length: 30 }, () => "one"));
    await paint({ ...picture("one"), alt: "other words" });
    expect(drawn).toEqual(["one"]);
    await paint(picture("two"));
    expect(drawn).toEqual(["one", "two"]);
  });

  test.each([
    ["malformed", () => Promise.reject(new Error("XML parse error"))],
    ["the library is absent", () => Promise.reject(new Error("Could not load the sharp module"))],
  ])("says nothing but its words where it cannot be drawn: %s", async (_, draw) => {
    const { paint, said, drawn } = stage(draw);
    expect(await paint(picture("one"))).toBeUndefined();
    expect(said).toEqual(["a picture could not be drawn"]);
    // Another try may go well.
    await paint(picture("one"));
    expect(drawn).toHaveLength(2);
    const reply = { summary: "s", card: { title: "t", blocks: [picture("one")] } };
    expect((await drawnOf(reply, paint)).size).toBe(0);
  });

  test("nobody waits longer than a while for one that hangs", async () => {
    const { paint } = stage(() => new Promise(() => {}), 30);
    const began = performance.now();
    expect(await paint(picture("one"))).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("many that wait are refused, and the log says why", async () => {
    const { paint, said } = stage(() => new Promise(() => {}), 30);
    const all = await Promise.all(Array.from({ length: 40 }, (_, i) => paint(picture(String(i)))));
    expect(all.every((one) => one === undefined)).toBe(true);
    expect(said).toHaveLength(40 - 12);
  });
});

test("the cache is bounded, and the oldest leave first", async () => {
  const cache = openPictures(5_000);
  for (let i = 0; i < 100; i++) await cache.set(`picture ${i}`, "x".repeat(900));
  const there = (await Promise.all(Array.from({ length: 100 }, (_, i) => cache.get(`picture ${i}`)))).map(Boolean);
  expect(there.filter(Boolean).length).toBeGreaterThanOrEqual(3);
  expect(there.filter(Boolean).length).toBeLessThanOrEqual(5);
  expect(there.at(-1)).toBe(true);
});

test("the same figures have the same picture, without another being made", () => {
  const known = knownAfter(650);
  const one = mapPicture(known);
  expect(mapPicture(known)).toBe(one);
  expect(nightPicture(known)).toBe(nightPicture(known));
  const began = process.cpuUsage();
  for (let i = 0; i < 50; i++) mapPicture(known);
  expect(process.cpuUsage(began).user / 50_000).toBeLessThan(1);
});

test("a map costs 60 ms of the processor, the best of some; of a machine that is busy with tests more is borne", async () => {
  await png(map.svg);
  const costs: number[] = [];
  for (let i = 0; i < inForm(3, 20); i++) {
    const before = process.cpuUsage();
    // One after another, so that each is measured by itself.
    await png(map.svg);
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1_000);
  }
  expect(Math.min(...costs)).toBeLessThanOrEqual(inForm(180, 60));
});

test.runIf(isLong)("many different maps leave memory as it was", async () => {
  const known = knownAfter(650);
  const paint = createPainter({ cache: openPictures(2_000_000), log: silent });
  const seats = known.results.all.map(({ seat }) => seat.code);
  const some = (i: number) => ({ is: "seats", seats: seats.slice(i, i + 3) }) as const;
  for (let i = 0; i < 10; i++) await paint(mapPicture(known, some(i)));
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 400; i++) await paint(mapPicture(known, some(i)));
  expect((process.memoryUsage().rss - before) / 1_048_576).toBeLessThan(400);
});

describe("the doctor", () => {
  test("draws one and tells how long that took", async () => {
    const [finding] = await checkPictures({ election: pack });
    expect(finding).toMatchObject({
      name: "pictures",
      says: expect.stringMatching(/^a map of \d+ kB is drawn in \d+ ms$/),
    });
  });

  test("draws one map, after a small picture that brings the library with it", async () => {
    const drawn: string[] = [];
    await checkPictures({ election: pack }, (svg) => {
      drawn.push(svg);
      return Promise.resolve(new Uint8Array());
    });
    expect(drawn.map((svg) => svg.length > 10_000)).toEqual([false, true]);
  });

  test("tells why none can be drawn, and that words stand for them", async () => {
    const [finding] = await checkPictures({ election: pack }, () => Promise.reject(new Error("no sharp\nat x")));
    expect(finding).toMatchObject({
      state: "poor",
      says: expect.stringContaining("their words stand for them: no sharp"),
    });
  });
});
