/** A double click is one click, whichever instance hears it; a later click is another. */
import { expect, test } from "vitest";
import { createPresses, type Press } from "../../src/core/presses.ts";

const press: Press = { platform: "p", message: "C1 1.2", value: "!seat|Bath", isPublic: true };

/** Two instances with one store. */
function twins() {
  const keys = new Set<string>();
  let at = 9_999;
  const now = () => new Date(at);
  const once = async (key: string) => !keys.has(key) && keys.add(key) !== undefined;
  const [one, two] = [createPresses({ once, now }), createPresses({ once, now })];
  return { one, two, keys, later: (milliseconds: number) => void (at += milliseconds) };
}

test("the second click counts for nothing, on either instance, whatever the clock shows between", async () => {
  const { one, two, later } = twins();
  expect(await Promise.all([one(press), two(press)])).toEqual([true, false]);
  expect(await one(press)).toBe(false);
  later(1_500);
  expect([await one(press), await two(press)]).toEqual([false, false]);
});

test("another value, another message and a later click are clicks of their own", async () => {
  const { one, later } = twins();
  expect(await one(press)).toBe(true);
  expect(await one({ ...press, value: "!seat|York" })).toBe(true);
  expect(await one({ ...press, message: "C1 1.3" })).toBe(true);
  later(20_001);
  expect(await one(press)).toBe(true);
});

test("between two people nothing of it is written down", async () => {
  const { one, keys } = twins();
  expect(await one({ ...press, isPublic: false })).toBe(true);
  expect(await one({ ...press, isPublic: false })).toBe(false);
  expect(keys.size).toBe(0);
});

test("a store that fails costs nobody an answer", async () => {
  const failed: unknown[] = [];
  const once = () => Promise.reject(new Error("no store"));
  const first = createPresses({ once, failed: (error) => failed.push(error), now: () => new Date(0) });
  expect([await first(press), await first(press)]).toEqual([true, false]);
  expect(failed).toHaveLength(1);
});
