/** Declarations a second, from a newsroom's sheet to the log. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../src/data/store/log.ts";
import { sheet } from "../../test/support/sheets.ts";
import { quantile, row } from "../figures.ts";
import { spread } from "./deliveries.ts";
import { ahead, keep, sheetAt, speaker, theSeats, type Kind } from "./stage.ts";
import type { Remembered as Answers } from "../../src/data/sources/source.ts";

const rounds = 5;
/** Declarations of a round in which they come one by one: the sheet is read whole each time. */
const single = 60;

const now = (): Date => new Date(Date.now() + ahead);

/** @param steps how many seats the sheet has at each asking */
async function fill(kind: Kind, steps: readonly number[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "teller-bench-"));
  const kept = await keep(kind);
  try {
    const path = join(folder, "sheet.csv");
    const seats = theSeats();
    const source = sheetAt(path, now);
    const log = createLog(kept.store.db);
    const { signal } = new AbortController();
    let answers: Answers | undefined;
    let [count, ms] = [0, 0];
    for (const upTo of steps) {
      writeFileSync(path, sheet(seats.slice(0, upTo)));
      const began = performance.now();
      const heard = await source.ask(answers, signal);
      const said = heard.found.flatMap((found) => (found.kind === "declaration" ? [found.said] : []));
      const { entries } = await log.append(speaker, said, now());
      ms += performance.now() - began;
      count += entries.length;
      answers = heard.kept;
    }
    const [all = 0] = steps.slice(-1);
    if (count !== all) throw new Error(`${count} entries of ${all}`);
    return (1_000 * count) / ms;
  } finally {
    await kept.drop();
    rmSync(folder, { recursive: true });
  }
}

export async function feedTable(kinds: readonly Kind[]): Promise<string> {
  const lines = [row("", "a second", "spread")];
  const ways: Readonly<Record<string, readonly number[]>> = {
    "650 at once": [650],
    "one by one": Array.from({ length: single }, (_, i) => i + 1),
  };
  for (const [way, steps] of Object.entries(ways))
    for (const kind of kinds) {
      const rates: number[] = [];
      // The first warms.
      for (let round = -1; round < rounds; round += 1) {
        const rate = await fill(kind, steps);
        if (round >= 0) rates.push(rate);
      }
      lines.push(row(`${way}, ${kind}`, Math.round(quantile(rates, 0.5)), spread(rates)));
    }
  return lines.join("\n");
}
