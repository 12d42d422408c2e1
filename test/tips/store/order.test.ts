/** Rule 5 of the tip line: what is kept tells no order within a window, by any trace. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { concordance, orders, rankingsOf, type Sent } from "../../support/canary/order.ts";
import { onEveryDatabase } from "../../support/databases.ts";
import { gone } from "../../support/gone.ts";
import { isLong } from "../../support/long.ts";
import { arrive, keptOf, type Arrival } from "../../support/order/index.ts";

const most = 60;
/** All is written anew for each minute of them. */
const fewer = 24;

describe("an order is found", () => {
  const sent = (n: number): readonly Sent[] =>
    Array.from({ length: n }, (_, at) => ({ number: `${at}`, window: 0, begun: at, arrival: at, traits: {} }));
  const ranks = (list: readonly number[]) => new Map(list.map((rank, at) => [`${at}`, rank]));
  const z = (list: readonly number[], page?: number): number =>
    concordance(ranks(list), sent(list.length), ({ arrival }) => arrival, true, page);
  const shuffled = [7, 2, 9, 4, 0, 8, 3, 6, 1, 5];

  test("by rank, whichever way it runs", () => {
    // Worked out by hand: ten pairs of five, of which the sum has a variance of 5 * 4 * 15 / 18.
    expect(z([1, 2, 3, 5, 8])).toBeCloseTo(10 / Math.sqrt(300 / 18));
    expect(z([8, 5, 3, 2, 1])).toBeCloseTo(-10 / Math.sqrt(300 / 18));
    expect(z([2, 1, 3, 5, 4])).toBeCloseTo(6 / Math.sqrt(300 / 18));
    expect(z([4, 4, 4, 4])).toBe(0);
    expect(Math.abs(z(shuffled))).toBeLessThan(1);
  });

  test("within pages, where the pages themselves are in none", () => {
    const pages = Array.from(
      { length: 60 },
      (_, n) => (shuffled[n % 10] ?? 0) * 4_096 + 4_000 - 60 * Math.floor(n / 10),
    );
    expect(Math.abs(z(pages))).toBeLessThan(4);
    expect(Math.abs(z(pages, 4_096))).toBeGreaterThan(4.9);
  });
});

onEveryDatabase(
  "rule 5: the store tells no order within a window",
  ({ name, fresh }) => {
    const tips = isLong ? most : fewer;

    /** All that is kept of tips in this process, whose files are copied before it closes them. */
    async function kept(isFaulty: boolean): Promise<Awaited<ReturnType<typeof keptOf>>> {
      const database = await fresh();
      const arrivals: Arrival[] = [];
      const all: Awaited<ReturnType<typeof keptOf>>[] = [];
      await arrive({
        database,
        tips,
        isFaulty,
        async arrived(arrival) {
          arrivals.push(arrival);
          if (arrivals.length === tips) all.push(await keptOf(database, arrivals));
        },
      });
      const [whole] = all;
      if (!whole) throw new Error("too few came");
      return whole;
    }

    test("of tips that are older than a minute", async () => {
      const all = await kept(false);
      expect(orders(...all)).toEqual([]);
      // Each kind was looked at, and found where it is.
      const looked = rankingsOf(...all).filter(({ ranks }) => ranks.size >= (5 * tips) / 6);
      const columns = ["case number", "tip_cases.lookup", "tip_words.id", "tip_words.sealed"];
      const hidden = name === "SQLite" ? ["place"] : ["its transaction", "its place"];
      for (const kind of [...columns, ...hidden])
        expect(
          looked.some(({ where }) => where.includes(kind)),
          kind,
        ).toBe(true);
    });

    test("and would be found to, were nothing written anew", async () => {
      expect(orders(...(await kept(true)))).not.toEqual([]);
    });

    test.runIf(isLong)("after kills at random moments", { timeout: 600_000 }, async () => {
      for (let kill = 0; kill < 6; kill++) {
        const database = await fresh();
        const file = join(mkdtempSync(join(tmpdir(), "teller-order-")), "arrivals");
        const child = spawn(
          process.execPath,
          ["--no-warnings", join(import.meta.dirname, "../../support/order/program.ts")],
          { env: { PATH: process.env["PATH"] ?? "", DATABASE: database, ARRIVALS: file, TIPS: "100000" } },
        );
        const arrivals = (): readonly Arrival[] => {
          try {
            return readFileSync(file, "utf8")
              .trim()
              .split("\n")
              .map((line): Arrival => JSON.parse(line) as Arrival);
          } catch {
            return [];
          }
        };
        while (arrivals().length < 55) await pause(5);
        await pause(Math.random() * 60);
        child.kill("SIGKILL");
        await gone(child);
        expect(orders(...(await keptOf(database, arrivals())))).toEqual([]);
      }
    });
  },
  isLong,
);
