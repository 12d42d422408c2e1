/** What becomes of a post of unclear fate, under policies like those of news and of tips. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attempt, fateOf, search, type Fate, type FatePolicy } from "../../src/core/fate.ts";
import type { Posted, Search } from "../../src/core/platform.ts";

const message = { place: { platform: "paper", id: "C1", kind: "channel" }, id: "m1" } as const;

const policies = {
  "gives up": { grace: 15, patience: 3_600, pause: [1, 60], unreadable: { giveUpAfter: 0 } },
  "gives up late": { grace: 15, patience: 0, pause: [0, 0], unreadable: { giveUpAfter: 9_000 } },
  repeats: { grace: 15, patience: Infinity, pause: [0, 0], unreadable: { repeatAfter: 600 } },
} as const satisfies Record<string, FatePolicy>;

/** Seconds, say. The last attempt came a hundred after the first. */
const attempts = { first: 1_000, last: 1_100 };

const waits = (until: number): Fate => ({ kind: "wait", until });
const found: Fate = { kind: "found", message };
const repeat: Fate = { kind: "repeat" };
const giveUp: Fate = { kind: "give up" };

const table: readonly (readonly [Search, keyof typeof policies, after: number, Fate])[] = [
  [message, "gives up", 0, found],
  [message, "gives up", 9_999, found],
  [message, "gives up late", 0, found],
  [message, "gives up late", 9_999, found],
  [message, "repeats", 0, found],
  [message, "repeats", 9_999, found],

  ["absent", "gives up", 0, waits(1_115)],
  ["absent", "gives up", 14, waits(1_115)],
  ["absent", "gives up", 15, repeat],
  ["absent", "gives up", 9_999, repeat],
  ["absent", "gives up late", 14, waits(1_115)],
  ["absent", "gives up late", 15, repeat],
  ["absent", "repeats", 14, waits(1_115)],
  ["absent", "repeats", 15, repeat],

  ["not now", "gives up", 0, waits(1_101)],
  ["not now", "gives up", 20, waits(1_140)],
  ["not now", "gives up", 60, waits(1_220)],
  ["not now", "gives up", 3_599, waits(4_759)],
  ["not now", "gives up", 3_600, giveUp],
  ["not now", "gives up late", 0, waits(10_000)],
  ["not now", "gives up late", 8_899, waits(10_000)],
  ["not now", "gives up late", 8_900, giveUp],
  ["not now", "repeats", 0, waits(1_100)],
  ["not now", "repeats", 999_999, waits(1_001_099)],

  ["cannot-look", "gives up", 0, giveUp],
  ["cannot-look", "gives up", 9_999, giveUp],
  ["cannot-look", "gives up late", 0, waits(10_000)],
  ["cannot-look", "gives up late", 8_899, waits(10_000)],
  ["cannot-look", "gives up late", 8_900, giveUp],
  ["cannot-look", "repeats", 0, waits(1_700)],
  ["cannot-look", "repeats", 599, waits(1_700)],
  ["cannot-look", "repeats", 600, repeat],
];

describe("a post of unclear fate", () => {
  test.each(table)("%j, under a policy that %s, %i after its last attempt", (searched, policy, after, fate) => {
    expect(fateOf(searched, attempts, attempts.last + after, policies[policy])).toEqual(fate);
  });

  test("the table has every answer of a search under every policy", () => {
    const searches = new Set(table.map(([searched]) => JSON.stringify(searched)));
    const pairs = new Set(table.map(([searched, policy]) => `${JSON.stringify(searched)} ${policy}`));
    expect(searches.size).toBe(4);
    expect(pairs.size).toBe(searches.size * Object.keys(policies).length);
  });

  const moments = fc.nat({ max: 100_000 });
  const policy = fc.record({
    grace: moments,
    patience: fc.oneof(moments, fc.constant(Infinity)),
    pause: fc.tuple(moments, moments).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
    unreadable: fc.oneof(
      fc.record({ giveUpAfter: moments }),
      moments.map((repeatAfter) => ({ repeatAfter })),
    ),
  });
  const unfound = fc.constantFrom("absent", "not now", "cannot-look");

  test("is never repeated within the grace where the history can be read, and never waited for in the past", () => {
    fc.assert(
      fc.property(policy, unfound, moments, moments, moments, (under, searched, first, between, after) => {
        const last = first + between;
        const fate = fateOf(searched, { first, last }, last + after, under);
        if (searched === "absent") expect(fate.kind).toBe(after < under.grace ? "wait" : "repeat");
        if (fate.kind === "wait") expect(fate.until).toBeGreaterThanOrEqual(last + after);
        if (fate.kind === "give up") expect(under.unreadable).toHaveProperty("giveUpAfter");
      }),
    );
  });

  test("is waited for until the moment that is said, and not longer", () => {
    fc.assert(
      fc.property(
        policy,
        fc.constantFrom("absent", "cannot-look"),
        moments,
        moments,
        (under, searched, first, after) => {
          const fate = fateOf(searched, { first, last: first }, first + after, under);
          if (fate.kind !== "wait") return;
          expect(fateOf(searched, { first, last: first }, fate.until - 1, under)).toEqual(fate);
          expect(fateOf(searched, { first, last: first }, fate.until, under).kind).not.toBe("wait");
        },
      ),
    );
  });
});

describe("an adapter", () => {
  const broken = new TypeError("an adapter's fault");
  const late = (): Promise<never> => Promise.reject(broken);
  const atOnce = (): never => {
    throw broken;
  };

  test("that answers is believed", async () => {
    const sent: Posted = { kind: "sent", message };
    expect(await attempt(async () => sent)).toBe(sent);
    expect(await search(async () => "absent")).toBe("absent");
  });

  test.each([late, atOnce])("that throws has told nothing of a post, and has not answered a search", async (fails) => {
    expect(await attempt(fails)).toEqual({ kind: "unclear", why: "the adapter failed" });
    expect(await search(fails)).toBe("not now");
  });
});
