/** Damaged documents through every source, a few of them; and the judge, who must see what is wrong. */
import { expect, test } from "vitest";
import { fuzz } from "../../tools/fuzz/run.ts";
import { randomBy } from "../../tools/fuzz/random.ts";
import type { Found, Source } from "../../src/data/sources/source.ts";
import { pack } from "../support/source-stage.ts";
import { inForm } from "../support/long.ts";

const few = { inputs: inForm(120, 600), seed: 20_240_704 };

test("nothing crashes, nothing is invented, and what is sound is kept", async () => {
  const { tallies, faults } = await fuzz(pack, few);
  expect(faults.map(({ input, what }) => `input ${input}: ${what}`)).toEqual([]);
  for (const [shape, { inputs, declarations, quarantined }] of tallies) {
    expect(inputs, shape).toBe(few.inputs / 6);
    expect(declarations, shape).toBeGreaterThan(inForm(5, 10));
    expect(quarantined, shape).toBeGreaterThan(inForm(5, 10));
  }
});

/** A source that is wrong in one way. */
const wrongly =
  (change: (found: readonly Found[]) => readonly Found[]) =>
  (source: Source): Source => ({
    ...source,
    async ask(kept, signal) {
      const heard = await source.ask(kept, signal);
      return { ...heard, found: change(heard.found) };
    },
  });

const told = (found: readonly Found[], change: (said: Extract<Found, { kind: "declaration" }>["said"]) => object) =>
  found.map((one) => (one.kind === "declaration" ? { ...one, said: { ...one.said, ...change(one.said) } } : one));

test.each<[string, (source: Source) => Source, RegExp]>([
  ["loses one", wrongly((found) => found.slice(1)), /said 0 times/],
  ["says one twice", wrongly((found) => [...found, ...found]), /said 2 times/],
  [
    "has a figure of its own",
    wrongly((found) =>
      told(found, ({ votes }) => ({ votes: votes && { ...votes, [Object.keys(votes)[0] ?? ""]: 1_234_567 } })),
    ),
    /1234567 stands nowhere/,
  ],
  [
    "leaves somebody out",
    wrongly((found) =>
      told(found, ({ votes }) => ({ votes: votes && Object.fromEntries(Object.entries(votes).slice(1)) })),
    ),
    /not all candidates/,
  ],
  ["names another seat", wrongly((found) => told(found, () => ({ seat: "E14000001" }))), /is not in the document/],
  [
    "harms a screen",
    wrongly((found) => found.map((one) => (one.kind === "quarantine" ? { ...one, why: "a\u001b[2J" } : one))),
    /misworded/,
  ],
  [
    "crashes",
    (source) => ({ ...source, ask: () => Promise.reject(new TypeError("x of undefined")) }),
    /thrown: TypeError/,
  ],
])("a source that %s is seen", async (_, instead, what) => {
  const { faults } = await fuzz(pack, { inputs: inForm(24, 60), seed: 1, instead });
  expect(faults.map((fault) => fault.what).join("\n")).toMatch(what);
});

test("chance comes again by its seed", async () => {
  const draws = (seed: number) => Array.from({ length: 20 }, (_, index) => randomBy(seed + index).below(1_000));
  expect(draws(7)).toEqual(draws(7));
  expect(draws(7)).not.toEqual(draws(8));
  expect(randomBy(1).some([1, 2, 3], 2)).toHaveLength(2);
});
