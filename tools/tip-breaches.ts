/**
 * Breaks each rule of the tip line in a copy of the project, and runs the test that has to notice:
 * `node tools/tip-breaches.ts [--rule 5]`. Exits with 1 where a test passes all the same, or fails without a breach.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { breaches } from "../test/support/breaches.ts";
import { copyOfProject } from "../test/support/copy.ts";

const { values } = parseArgs({ options: { rule: { type: "string" } } });
const wanted = breaches.filter(({ rule }) => values.rule === undefined || rule === Number(values.rule));
const copy = copyOfProject("test", "deploy", "examples", "docs", "SECURITY.md", "vitest.config.ts", "tsconfig.json");

/** @returns whether all tests passed, of which there was one at the least */
function passes(test: string, part: string): boolean {
  const program = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--maxWorkers=1",
    test,
    ...(part === "" ? [] : ["-t", part]),
  ];
  const { status, stdout } = spawnSync(process.execPath, program, { cwd: copy.folder, encoding: "utf8" });
  if (!/Tests\s+.*(?:passed|failed)/.test(stdout)) throw new Error(`${test} did not run:\n${stdout}`);
  return status === 0;
}

const sound = new Map<string, boolean>();
let amiss = 0;
for (const { rule, name, file, from, to, test, part } of wanted) {
  const key = `${test} ${part}`;
  if (!sound.has(key)) sound.set(key, passes(test, part));
  const before = readFileSync(join(copy.folder, file), "utf8");
  copy.change(file, (text) => text.replace(from, () => to));
  const isNoticed = !passes(test, part);
  copy.change(file, () => before);
  const is = !sound.get(key) ? "FAILS WITHOUT IT" : isNoticed ? "noticed" : "NOT NOTICED";
  if (is !== "noticed") amiss += 1;
  console.log(`rule ${rule}, ${name}: ${is} by ${test}`);
}
rmSync(copy.folder, { recursive: true });
if (amiss > 0) process.exitCode = 1;
