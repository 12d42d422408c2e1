/**
 * Rule 11 of the tip line, in its shortest form. `.ci/run` sends more, and `tools/canary.ts` thousands. What may be found, and
 * where, is listed in `support/canary/sent.ts`; leaks are planted by lines of `support/canary/plants/`.
 */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { canary, type CanaryReport } from "./support/canary/index.ts";
import { coincidences } from "./support/canary/moments.ts";
import { paperNight } from "./support/canary/on-paper.ts";
import type { Plant } from "./support/canary/plants/plant-line.ts";
import { plants } from "./support/canary/plants.ts";
import type { Found } from "./support/canary/search.ts";
import { stampsIn } from "./support/canary/times.ts";
import { repeatable } from "./support/chance.ts";
import { onEveryDatabase } from "./support/databases.ts";
import { inForm, isLong } from "./support/long.ts";

interface Result {
  readonly valid: number;
  readonly rejected: number;
}

function isWell({ found, lost, standing, repeated, odd }: CanaryReport): void {
  expect({ found, lost, standing, repeated }).toEqual({ found: [], lost: [], standing: [], repeated: 0 });
  // A form whose moment passed on a busy machine is opened again: a few are no fault.
  expect(odd.length, odd.join("\n")).toBeLessThan(4);
}

/** Whether a leak left the trace that it has to. */
const tells = (found: readonly Found[], { finds }: Plant): boolean =>
  found.some(({ secret, where }) => secret === finds.secret && where.includes(finds.where));

onEveryDatabase("rule 11: nothing kept or sent says who sent a tip", ({ name, fresh }) => {
  const mode = name === "SQLite" ? "text" : "sealed";
  const on = async () => (name === "SQLite" ? {} : { database: await fresh() });

  // Whole programs, for half a minute: the plants on paper below are tried each time.
  test.runIf(isLong)(
    `nor what it says, nor when, but to whom it is for: ${mode} mode`,
    { timeout: 180_000 },
    async () => {
      const kills = name === "SQLite" ? inForm(0, 1) : 0;
      const report = await canary({ seed: 7, tips: 7, kills, mode, ...(await on()) });
      isWell(report);
      expect(report.receipts).toBeGreaterThanOrEqual(7);
    },
  );

  // All files are copied after each kill, at a moment of chance.
  test.runIf(isLong)(
    `nor which of fifty in a window was the first, also after kills: ${mode} mode`,
    { timeout: 1_200_000 },
    async () => {
      isWell(await canary({ seed: 9, tips: 120, kills: 4, mode, speed: 120, ...(await on()) }));
    },
  );

  test.runIf(isLong)(`on a night without tips it finds nothing: ${mode} mode`, { timeout: 180_000 }, async () => {
    isWell(await canary({ seed: 10, tips: 0, kills: 0, mode, ...(await on()) }));
  });
});

describe("rule 11: each leak that is planted is found", () => {
  test("there are forty of them at the least, of twenty kinds", () => {
    expect(new Set(plants.map(({ name }) => name)).size).toBe(plants.length);
    expect(plants.length).toBeGreaterThanOrEqual(40);
    expect(new Set(plants.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
  });

  describe("on paper", () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
    afterEach(() => void vi.useRealTimers());

    test("facts that stand in a clump are no times, and times since the program began are", () => {
      const from = Date.parse("2026-11-27T01:00:00Z");
      const same = (at: number): number => at;
      const run = { from, to: from + 40_000, wound: same, real: same, origins: [from + 8_000, from + 21_000] };
      // Tips while the program began, and later.
      const starts = [8_050, 8_160, 8_290, 21_120, 21_270, 30_000, 36_000];
      const moments = starts.map((at) => ({ kind: "send" as const, from: from + at, to: from + at + 60 }));
      const results = JSON.parse(readFileSync("elections/uk-2024/results.json", "utf8")) as Result[];
      const find = (text: string) =>
        coincidences([{ where: "facts", stamps: stampsIn(Buffer.from(text), run, false) }], moments, run);
      expect(find(results.map(({ rejected }) => rejected).join("\n"))).toEqual([]);
      expect(find(results.map(({ valid }) => `${valid.toLocaleString("en-GB")} votes`).join("\n"))).toEqual([]);
      const read = stampsIn(Buffer.from("a majority of 12,345"), run, false).map(({ shown }) => shown);
      expect(new Set(read)).toEqual(new Set(["12345"]));
      const times = moments.map(({ from: at }) => at - from - 8_000 + 20).filter((since) => since > 0);
      expect(find(times.map((since) => since.toFixed(1)).join("\n"))).toMatchObject([{ secret: "time" }]);
    });

    test("those that can be, and nothing where there is none", { timeout: 180_000 }, () => {
      const find = paperNight(repeatable(3), (when) => vi.setSystemTime(when));
      expect(find(undefined)).toEqual([]);
      const some = plants.filter(({ inProgram }) => inProgram === undefined);
      expect(some.length).toBeGreaterThan(60);
      const missed = some.filter((plant) => !tells(find(plant), plant)).map(({ name: one }) => one);
      expect(missed).toEqual([]);
    });
  });

  // All at once they hide one another: a program that is busy with leaking is late, and its times are no more than chance.
  test.runIf(isLong).each([0, 1, 2, 3])("in the program, part %d of four", { timeout: 600_000 }, async (part) => {
    const some = plants.filter((_, i) => i % 4 === part);
    const names = some.map(({ name }) => name);
    const { found } = await canary({ seed: 8, tips: 72, kills: 0, mode: "text", speed: 300, plants: names });
    expect(some.filter((plant) => !tells(found, plant)).map(({ name }) => name)).toEqual([]);
  });
});
