/** The chaos test in its short form; `tools/bad-night.ts` is the long one, and repeats what a seed did. */
import { expect, test } from "vitest";
import { badNight } from "./support/bad-night/index.ts";
import { badTable } from "./support/bad-night/table.ts";
import { onEveryDatabase } from "./support/databases.ts";

onEveryDatabase("a bad night, with faults, failing platforms and programs that are killed", (database) => {
  test("leaves every place with what it asked for, each once, in order, as things stand at the end", async () => {
    const postgres = database.name === "PostgreSQL";
    const night = await badNight({
      seed: postgres ? 12 : 11,
      instances: postgres ? 2 : 1,
      kills: 4,
      speed: 300,
      from: "2024-07-05T02:00",
      until: "2024-07-05T03:00",
      database: await database.fresh(),
    });
    const table = badTable(night);
    expect(
      night.rows.filter(({ faults }) => faults.length > 0),
      table,
    ).toEqual([]);
    expect(night.rows).toHaveLength(20);
    expect(night.rows.find(({ name }) => name === "everything")?.declarations).toBeGreaterThan(20);
    expect(night.refused).toEqual([]);
    process.stdout.write(`\n${table}\n`);
  }, 120_000);
});
