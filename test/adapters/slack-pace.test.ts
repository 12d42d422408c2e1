/** How fast we write to Slack, by a clock of our own that runs faster than the real one. */
import { describe, expect, test } from "vitest";
import { createPace, type Pace } from "../../src/adapters/slack/pace.ts";

/** A second of Slack's is so many milliseconds here. */
const second = 200;
const pace = second / 1_000;

/** A clock that stands. */
const still = (): number => 0;

/** Milliseconds from now until each of so many calls may be made, in the order in which they may. */
async function times(count: number, take: (i: number) => Promise<unknown>): Promise<number[]> {
  const began = performance.now();
  const all = Array.from({ length: count }, async (_, i) => {
    await take(i);
    return performance.now() - began;
  });
  return (await Promise.all(all)).toSorted((a, b) => a - b);
}

const post = (of: Pace, channel: string, most = 60_000) => of.take("chat.postMessage", channel, most);

test("a channel gets a short burst, then a post a second", async () => {
  const budget = createPace({ pace });
  const at = await times(7, () => post(budget, "C1"));
  expect(at[2]).toBeLessThan(second / 2);
  for (const [i, wait] of at.entries()) expect(wait).toBeGreaterThanOrEqual((i - 2) * second - 2);
});

test("nobody waits behind another channel", async () => {
  const budget = createPace({ pace: 1 });
  const busy = Promise.all(Array.from({ length: 5 }, () => post(budget, "C1", 2_500)));
  const [first = Infinity, ...more] = await times(10, (i) => post(budget, `C${i + 2}`));
  expect(Math.max(first, ...more)).toBeLessThan(500);
  await busy;
});

test("no more are under way than can be made soon, and several all the same where that is none", () => {
  const atOnce = (instances: number, of = 1): number =>
    createPace({ pace: of, instances: () => instances }, still).atOnce("chat.postMessage");
  expect([1, 2, 5, 50].map((instances) => atOnce(instances))).toEqual([10, 5, 2, 2]);
  expect(atOnce(1, 0)).toBe(Infinity);
});

test("who would wait long is told how long instead, and uses nothing up", async () => {
  const budget = createPace({}, still);
  for (let i = 0; i < 3; i++) expect(await post(budget, "C1", 0)).toBeUndefined();
  for (let i = 0; i < 10; i++) expect(await post(budget, "C1", 0)).toBe(1_000);
  expect(await post(budget, "C2", 0)).toBeUndefined();
});

describe("the workspace", () => {
  const burst = async (budget: Pace): Promise<number> => {
    let count = 0;
    while ((await post(budget, `C${count}`, 0)) === undefined) count++;
    return count;
  };

  test("has a budget over all channels, shared out between instances", async () => {
    expect(await burst(createPace({}, still))).toBe(20);
    expect(await burst(createPace({ instances: () => 4 }, still))).toBe(5);
    expect(await burst(createPace({ instances: () => 50 }, still))).toBe(1);
    const slow = createPace({ instances: () => 4 }, still);
    await burst(slow);
    expect(await post(slow, "C99", 0)).toBe(800);
  });

  test("has another for edits, and a channel has none of its own for them", async () => {
    const budget = createPace({}, still);
    await burst(budget);
    for (let i = 0; i < 10; i++) expect(await budget.take("chat.update", undefined, 0)).toBeUndefined();
    expect(await budget.take("chat.update", undefined, 0)).toBe(1_200);
  });

  test("is left alone where Slack asks for it, method by method", async () => {
    const budget = createPace({ pace: 0 }, still);
    budget.hold("chat.postMessage", 2_000);
    expect(await post(budget, "C1", 0)).toBe(2_000);
    expect(await budget.take("chat.update", undefined, 0)).toBeUndefined();
  });
});

test("answers to people wait for nobody, and count", async () => {
  const budget = createPace({}, still);
  for (let i = 0; i < 4; i++) budget.count("chat.postMessage", "C1");
  expect(await post(budget, "C1", 0)).toBe(2_000);
});

test("without a pace there is none", async () => {
  const budget = createPace({ pace: 0 });
  for (let i = 0; i < 1_000; i++) expect(await post(budget, "C1", 0)).toBeUndefined();
});
