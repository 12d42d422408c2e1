/** Subscriptions in words: where one argument of a typed line ends and the next begins, and what each means. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Command } from "../../../src/core/command.ts";
import { changed, subscriptionArgs, typedSubscription } from "../../../src/core/news/subscription-words.ts";
import { usualSubscription, type Subscription } from "../../../src/core/news/subscription.ts";
import { parseLine } from "../../../src/core/parse.ts";
import { here } from "../../../src/cli/house.ts";
import { openBot } from "../../support/bot.ts";
import { inForm } from "../../support/long.ts";

const context = (await openBot()).house.context(here);
const { lookup } = context.results;
const args = z.object(subscriptionArgs());
const command: Command = {
  name: "announce here",
  summary: "",
  examples: ["/announce here"],
  args,
  audience: "asker",
  role: "manager",
  run: () => ({ summary: "" }),
};
const typed = (words: string) => parseLine(`/announce here ${words}`, [command], () => true).args;
const read = (words: string) => changed(usualSubscription, args.parse(typed(words)), context, "/announce here");

test("pictures are as usual unless they are on or off, and usual again where somebody says so", () => {
  expect(read("").pictures).toBeUndefined();
  for (const pictures of ["on", "off"] as const) {
    const holds = read(`pictures ${pictures}`);
    expect(holds.pictures).toBe(pictures);
    expect(typedSubscription(holds, lookup).pictures).toBe(`pictures ${pictures}`);
    const usual = changed(holds, args.parse(typed("pictures usual")), context, "/announce here");
    expect(usual).toEqual(usualSubscription);
    // Another change leaves them as they are.
    expect(changed(holds, args.parse(typed("briefing on")), context, "/announce here").pictures).toBe(pictures);
  }
});

describe("a typed line", () => {
  test.each<[string, Record<string, string>]>([
    ["", {}],
    ["everything", { filter: "everything" }],
    [
      "labour gains or scotland every 15 quiet 23:00-07:00 scoreboard on briefing off",
      {
        filter: "labour gains or scotland",
        every: "every 15",
        quiet: "quiet 23:00-07:00",
        scoreboard: "scoreboard on",
        briefing: "briefing off",
      },
    ],
    ["labour targets to 100", { filter: "labour targets to 100" }],
    ["labour targets 100", { filter: "labour targets 100" }],
    ["labour targets to 100 15", { filter: "labour targets to 100", every: "15" }],
    ["gains 15 minutes scoreboard on", { filter: "gains", every: "15 minutes", scoreboard: "scoreboard on" }],
    ["targets 1-20 23-7 Europe/Paris", { filter: "targets 1-20", quiet: "23-7 Europe/Paris" }],
    ["live", { every: "live" }],
    ["every hour", { every: "every hour" }],
    ["quiet off", { quiet: "quiet off" }],
    ["briefing on", { briefing: "briefing on" }],
    ["labour gains pictures off", { filter: "labour gains", pictures: "pictures off" }],
    ["scoreboard on pictures on", { scoreboard: "scoreboard on", pictures: "pictures on" }],
    ["bath and putney scoreboard off", { filter: "bath and putney", scoreboard: "scoreboard off" }],
  ])("%s", (words, expected) => {
    expect(typed(words)).toEqual(expected);
  });

  test.each([
    "gains every fifteen",
    "gains every 0",
    "gains every 25 hours",
    "gains briefing off every 15",
    "gains quiet 25:00-07:00",
    "gains quiet 23:00",
    "gains quiet 07:00-07:00",
    "gains quiet 23-7 Middle/Earth",
    "gains scoreboard",
    "gains scoreboard perhaps",
    "labour targets",
    "labour targets to",
  ])("%s is refused with how to type it", (words) => {
    expect(() => typed(words)).toThrow(/Type it as \/announce here \[filter\]/);
  });
});

describe("what each means", () => {
  test.each<[string, Partial<Subscription>]>([
    ["every 15", { every: 15 }],
    ["90 minutes", { every: 90 }],
    ["every 2 hours", { every: 120 }],
    ["every hour", { every: 60 }],
    ["every minute", { every: 1 }],
    ["quiet 23:00-07:00", { quiet: { from: "23:00", to: "07:00", zone: "Europe/London" } }],
    ["quiet 11 to 13:30 america/new_york", { quiet: { from: "11:00", to: "13:30", zone: "America/New_York" } }],
    ["7.05–9", { quiet: { from: "07:05", to: "09:00", zone: "Europe/London" } }],
    ["scoreboard ON", { scoreboard: true }],
  ])("%s", (words, expected) => {
    expect(read(words)).toEqual({ ...usualSubscription, ...expected });
  });

  test("what is not said stays as it was, and can be taken back", () => {
    const holds = read("gains every 15 quiet 23:00-07:00 scoreboard on briefing on");
    const again = (words: string) => changed(holds, args.parse(typed(words)), context, "/announce change");
    expect(again("")).toEqual(holds);
    expect(again("wales")).toEqual({ ...holds, filter: { is: "region", region: "Wales" } });
    expect(again("live quiet off scoreboard off briefing off")).toEqual({
      filter: { is: "gains" },
      scoreboard: false,
      briefing: false,
    });
  });
});

const clockTimes = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const subscriptions: fc.Arbitrary<Subscription> = fc.record(
  {
    filter: fc.constantFrom<Subscription["filter"]>(
      { is: "everything" },
      { is: "targets", party: "lab", upTo: 164 },
      { is: "seats", seats: ["E14001394", "E14001265"] },
      { is: "or", of: [{ is: "gains" }, { is: "not", of: { is: "region", region: "Yorkshire and The Humber" } }] },
    ),
    every: fc.integer({ min: 1, max: 1_440 }),
    quiet: fc
      .record({ from: clockTimes, to: clockTimes, zone: fc.constantFrom("Europe/London", "America/New_York", "UTC") })
      .filter(({ from, to }) => from !== to),
    scoreboard: fc.boolean(),
    briefing: fc.boolean(),
  },
  { requiredKeys: ["filter", "scoreboard", "briefing"] },
);

test("a subscription typed as it is said is the same, as a line and one by one", () => {
  fc.assert(
    fc.property(subscriptions, (subscription) => {
      const words = typedSubscription(subscription, lookup);
      expect(read(Object.values(words).join(" "))).toEqual(subscription);
      const bare = Object.fromEntries(Object.entries(words).map(([key, one]) => [key, one.replace(`${key} `, "")]));
      const holds: Subscription = { ...usualSubscription, every: 7, scoreboard: true, briefing: true };
      expect(changed(holds, args.parse(bare), context, "")).toEqual(subscription);
    }),
    { numRuns: inForm(60, 200) },
  );
});
