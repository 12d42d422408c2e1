/**
 * Rule 11 of the tip line, in its shortest form. `.ci/run` sends more, and `tools/canary.ts` thousands. What may be found, and
 * where, is listed in `support/canary/index.ts`.
 */
import { expect, test } from "vitest";
import { canary, type CanaryReport } from "./support/canary/index.ts";
import { plantNames, type PlantName } from "./support/canary/plants.ts";
import type { Found } from "./support/canary/search.ts";
import { onEveryDatabase } from "./support/databases.ts";
import { isLong } from "./support/long.ts";

function isWell({ found, lost, standing, repeated, odd }: CanaryReport): void {
  expect({ found, lost, standing, repeated }).toEqual({ found: [], lost: [], standing: [], repeated: 0 });
  // A form whose moment passed on a busy machine is opened again: a few are no fault.
  expect(odd.length, odd.join("\n")).toBeLessThan(4);
}

onEveryDatabase("rule 11: nothing kept or sent says who sent a tip", ({ name, fresh }) => {
  const mode = name === "SQLite" ? "text" : "sealed";
  test.runIf(isLong || mode === "text")(`nor what it says, but to whom it is for: ${mode} mode`, async () => {
    const database = name === "SQLite" ? {} : { database: await fresh() };
    const report = await canary({ seed: 7, tips: 4, kills: name === "SQLite" ? 1 : 0, mode, ...database });
    isWell(report);
    expect(report.receipts).toBeGreaterThanOrEqual(4);
  });
});

/** Where each leak of `plants.ts` has to turn up. */
const traces: Readonly<Record<PlantName, Partial<Found>>> = {
  "words in the log": { secret: "words", form: "plain", where: "its log" },
  "words in the database, in hex": { secret: "words", form: "hex", where: "home/teller.sqlite" },
  "words on the page of figures": { secret: "words", form: "plain", where: "its pages" },
  "words in a request, as in an address": { secret: "words", form: "plain" },
  "words as an argument of the process": { secret: "words", form: "plain", where: "its arguments" },
  "a codename in a temporary file, in base64": { secret: "codename", form: "base64", where: "temporary/cache" },
  "who asks in a temporary file, in base64": { secret: "who", form: "base64", where: "temporary/trace" },
  "a reply in the log": { secret: "replies", form: "plain", where: "its log" },
};

test.runIf(isLong)("rule 11: it finds each leak that is planted", async () => {
  const { found } = await canary({ seed: 8, tips: 4, kills: 0, mode: "text", plants: plantNames });
  for (const name of plantNames) expect(found, name).toContainEqual(expect.objectContaining(traces[name]));
  expect(found.some(({ where }) => where.startsWith("GET /api/api.test?about="))).toBe(true);
});
