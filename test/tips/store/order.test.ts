/** Rule 5 of the tip line: what is kept tells no order within a window, by any trace. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { betrayals, ordersIn, spearman, type Trace } from "../../support/canary-order.ts";
import { onEveryDatabase } from "../../support/databases.ts";
import { gone } from "../../support/gone.ts";
import { isLong } from "../../support/long.ts";
import { arrive, tracesOf, type Arrival } from "../../support/order/index.ts";

const most = 60;
/** All is written anew for each minute of them. */
const fewer = 24;

describe("an order is found", () => {
  const shuffled = [7, 2, 9, 4, 0, 8, 3, 6, 1, 5];

  test("by rank, whichever way it runs", () => {
    expect(spearman([1, 2, 3, 5, 8])).toBe(1);
    expect(spearman([8, 5, 3, 2, 1])).toBe(-1);
    expect(spearman([4, 4, 4, 4])).toBe(0);
    // Worked out by hand: 1 - 6 * 4 / (5 * 24).
    expect(spearman([2, 1, 3, 5, 4])).toBeCloseTo(0.8);
    expect(Math.abs(spearman(shuffled))).toBeLessThan(0.4);
  });

  test("within pages, where the pages themselves are in none", () => {
    const pages = Array.from(
      { length: 60 },
      (_, n) => (shuffled[n % 10] ?? 0) * 4_096 + 4_000 - 60 * Math.floor(n / 10),
    );
    const trace: Trace = { where: "a file", at: pages, page: 4_096 };
    expect(betrayals([trace]).map(({ by }) => by)).toEqual(["places within pages"]);
  });
});

onEveryDatabase(
  "rule 5: the store tells no order within a window",
  ({ name, fresh }) => {
    const tips = isLong ? most : fewer;

    /** Every trace of tips in this process, whose files are copied before it closes them. */
    async function kept(isFaulty: boolean): Promise<readonly Trace[]> {
      const database = await fresh();
      const arrivals: Arrival[] = [];
      const traces: Trace[] = [];
      await arrive({
        database,
        tips,
        isFaulty,
        async arrived(arrival) {
          arrivals.push(arrival);
          if (arrivals.length === tips) traces.push(...(await tracesOf(database, arrivals, isLong)));
        },
      });
      return traces;
    }

    test("of tips that are older than a minute", async () => {
      const traces = await kept(false);
      expect(betrayals(traces)).toEqual([]);
      // Each kind was looked at, and found where it is.
      const looked = traces.flatMap(ordersIn).filter(({ n }) => n >= (5 * tips) / 6);
      const wanted = name === "SQLite" ? ["case number", "lookup id", "words’ id", "sealed words"] : ["xmin", "ctid"];
      for (const kind of wanted) expect(looked.some(({ where }) => where.includes(kind))).toBe(true);
    });

    test("and would be found to, were nothing written anew", async () => {
      expect(betrayals(await kept(true))).not.toEqual([]);
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
        expect(betrayals(await tracesOf(database, arrivals(), true))).toEqual([]);
      }
    });
  },
  isLong,
);
