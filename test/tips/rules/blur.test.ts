/** The moment at which a tip goes out says nothing of the one at which it came. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planRelay, usualWindow, windowOf, type Planned, type Waiting } from "../../../src/tips/rules/blur.ts";
import { below, fraction, shuffled, type Random } from "../../../src/tips/rules/random.ts";
import { repeatable } from "../../support/chance.ts";

const start = Date.parse("2024-07-01T00:00Z");
const key = (random: Random) => Buffer.from(random(12)).toString("hex");

/** Spearman's: how far the order of one says the order of the other. */
function rankCorrelation(pairs: readonly (readonly [number, number])[]): number {
  const ranks = (of: readonly number[]) => {
    const order = of.map((value, index) => ({ value, index })).toSorted((a, b) => a.value - b.value);
    const at = new Map(order.map(({ index }, rank) => [index, rank]));
    return of.map((_, index) => at.get(index) ?? 0);
  };
  const [a, b] = [ranks(pairs.map(([first]) => first)), ranks(pairs.map(([, second]) => second))];
  const n = pairs.length;
  const sum = a.reduce((total, rank, index) => total + (rank - (b[index] ?? 0)) ** 2, 0);
  return 1 - (6 * sum) / (n * (n * n - 1));
}

type Plan = (waiting: readonly Waiting[], now: Date, random: Random) => readonly Planned[];

interface Told {
  /** Milliseconds within the window in which it came. */
  readonly came: number;
  /** Milliseconds within the window in which it went out. */
  readonly went: number;
  /** Place in the relay and place in the order of coming, each from 0 to 1. */
  readonly place: number;
  readonly order: number;
  readonly windowsLater: number;
}

/** Weeks of the line: a handful of tips a window at any moments, relayed as the plan has it. */
function weeks(plan: Plan, seed: number, count = 4): readonly Told[] {
  const random = repeatable(seed);
  const told: Told[] = [];
  for (let window = windowOf(new Date(start)); window < windowOf(new Date(start)) + count * 7 * 24; window += 1) {
    const from = window * usualWindow;
    const moments = Array.from({ length: 2 + below(6, random) }, () =>
      Math.floor(fraction(random) * usualWindow),
    ).toSorted((a, b) => a - b);
    // The store hands them out in the order in which they came: the worst that it can do.
    const tips = moments.map((came) => ({ key: key(random), window, came }));
    const planned = plan(tips, new Date(from + usualWindow), random);
    for (const [order, { key: one, came }] of tips.entries()) {
      const place = planned.findIndex((sent) => sent.key === one);
      const at = planned[place]?.at.getTime() ?? Number.NaN;
      told.push({
        came,
        went: at - from - usualWindow,
        place: place / (tips.length - 1),
        order: order / (tips.length - 1),
        windowsLater: windowOf(new Date(at)) - window,
      });
    }
  }
  return told;
}

describe("rule 5: timing is blurred", () => {
  test.each([1, 2, 3])(
    "over four weeks neither place nor moment of the relay says when a tip came (seed %i)",
    (seed) => {
      const told = weeks(planRelay, seed);
      expect(told.length).toBeGreaterThan(2_500);
      // Without a relation it is normal with a deviation of 1/√(n-1): four of them are one in 16,000.
      const bound = 4 / Math.sqrt(told.length - 1);
      expect(Math.abs(rankCorrelation(told.map(({ came, went }) => [came, went])))).toBeLessThan(bound);
      expect(Math.abs(rankCorrelation(told.map(({ order, place }) => [order, place])))).toBeLessThan(bound);
      expect(new Set(told.map(({ windowsLater }) => windowsLater))).toEqual(new Set([1]));
      const mean = told.reduce((sum, { went }) => sum + went, 0) / told.length / usualWindow;
      expect(mean).toBeGreaterThan(0.47);
      expect(mean).toBeLessThan(0.53);
    },
  );

  test("a relay that keeps the order, or a fixed delay, would be found by this test", () => {
    const inOrder: Plan = (waiting, now, random) => {
      const planned = planRelay(waiting, now, random);
      return waiting.map(({ key: one }, index) => ({ key: one, at: planned[index]?.at ?? now }));
    };
    const told = weeks(inOrder, 1);
    const bound = 4 / Math.sqrt(told.length - 1);
    expect(rankCorrelation(told.map(({ came, went }) => [came, went]))).toBeGreaterThan(5 * bound);
    expect(rankCorrelation(told.map(({ order, place }) => [order, place]))).toBeGreaterThan(5 * bound);
  });

  test("nothing goes out in the window in which it came, everything else in the rest of this one, each once", () => {
    const tip = fc.record({ key: fc.uuid(), window: fc.integer({ min: 470_000, max: 477_500 }) });
    fc.assert(
      fc.property(
        fc.uniqueArray(tip, { selector: (one) => one.key, maxLength: 30 }),
        fc.integer(),
        fc.nat(usualWindow - 1),
        (tips, seed, late) => {
          const now = new Date(477_400 * usualWindow + late);
          const planned = planRelay(tips, now, repeatable(seed));
          const due = tips.filter(({ window }) => window < 477_400).map((one) => one.key);
          expect(planned.map((one) => one.key).toSorted()).toEqual(due.toSorted());
          for (const { at } of planned) {
            expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime());
            expect(windowOf(at)).toBe(477_400);
          }
          expect(planned.map(({ at }) => at.getTime())).toEqual(
            planned.map(({ at }) => at.getTime()).toSorted((a, b) => a - b),
          );
        },
      ),
    );
  });

  test("the order in which the store hands them out does not matter", () => {
    const random = repeatable(3);
    const tips = Array.from({ length: 12 }, () => ({ key: key(random), window: 1 }));
    const now = new Date(start);
    expect(planRelay(tips.toReversed(), now, repeatable(9))).toEqual(planRelay(tips, now, repeatable(9)));
    expect(planRelay(tips, now, repeatable(10))).not.toEqual(planRelay(tips, now, repeatable(9)));
  });

  test("all that is stored of when is the window", () => {
    expect(windowOf(new Date("2024-07-05T12:00:00Z"))).toBe(windowOf(new Date("2024-07-05T12:59:59.999Z")));
    expect(windowOf(new Date("2024-07-05T13:00:00Z"))).toBe(windowOf(new Date("2024-07-05T12:00:00Z")) + 1);
  });
});

describe("chance", () => {
  test("every order of four comes up as often as any other", () => {
    const random = repeatable(21);
    const count = new Map<string, number>();
    for (let i = 0; i < 24_000; i += 1) {
      const order = shuffled(["a", "b", "c", "d"], random).join("");
      count.set(order, (count.get(order) ?? 0) + 1);
    }
    expect(count.size).toBe(24);
    // 23 degrees of freedom: beyond 60 is one in 25,000.
    expect([...count.values()].reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0)).toBeLessThan(60);
  });

  test("below is below, and no number is favoured", () => {
    const random = repeatable(4);
    const count = Array.from({ length: 48 }, () => 0);
    for (let i = 0; i < 48_000; i += 1) {
      const n = below(48, random);
      count[n] = (count[n] ?? 0) + 1;
    }
    expect(count).toHaveLength(48);
    expect(count.reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0)).toBeLessThan(100);
    // 65,535 is thrown again: it would be one zero more than fair.
    const throws = [255, 255, 0, 7];
    expect(below(3, (bytes) => Uint8Array.from(throws.splice(0, bytes)))).toBe(1);
    expect(fraction(() => new Uint8Array(6).fill(255))).toBeLessThan(1);
  });
});
