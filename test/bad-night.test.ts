/**
 * The chaos test in its shortest form. `.ci/run` plays longer ones, on PostgreSQL and with several programs as well, and
 * `tools/bad-night.ts` whole nights; it repeats what a seed did.
 */
import { expect, test } from "vitest";
import { badNight } from "./support/bad-night/index.ts";
import { badTable } from "./support/bad-night/table.ts";

test("a bad night leaves every place with what it asked for, each once, in order, as things stand at the end", async () => {
  const night = await badNight({
    seed: 11,
    instances: 1,
    kills: 3,
    speed: 300,
    from: "2024-07-05T02:00",
    until: "2024-07-05T02:40",
  });
  const table = badTable(night);
  const wrong = night.rows.filter(({ faults }) => faults.length > 0);
  expect(wrong, table).toEqual([]);
  expect(night.rows).toHaveLength(20);
  expect(night.rows.find(({ name }) => name === "everything")?.declarations).toBeGreaterThan(10);
  expect(night.refused).toEqual([]);
  process.stdout.write(`\n${table}\n`);
}, 120_000);
