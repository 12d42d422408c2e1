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
const read = ["deploy", "examples", "docs", "SECURITY.md", ".env.example", "package-lock.json"];
const copy = copyOfProject("test", ...read, "vitest.config.ts", "tsconfig.json");

/** On a busy machine a program takes its time: a test that was cut short has noticed nothing, and is no fault of the copy. */
const patience = 600_000;

interface Run {
  readonly is: "passes" | "fails" | "too slow";
  readonly said: string;
}

/** Runs the tests of a file with this in their names, of which there is one at the least. */
function run(test: string, part: string): Run {
  const program = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--maxWorkers=1",
    `--testTimeout=${patience}`,
    `--hookTimeout=${patience}`,
    test,
    ...(part === "" ? [] : ["-t", part]),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: copy.folder, encoding: "utf8" });
  const said = stdout + stderr;
  if (!/Tests\s+.*(?:passed|failed)/.test(stdout)) throw new Error(`${test} did not run:\n${said}`);
  return { is: status === 0 ? "passes" : /Test timed out/.test(said) ? "too slow" : "fails", said };
}

const sound = new Map<string, Run>();
let amiss = 0;
for (const { rule, name, file, from, to, test, part } of wanted) {
  const key = `${test} ${part}`;
  const before = sound.get(key) ?? run(test, part);
  sound.set(key, before);
  const text = readFileSync(join(copy.folder, file), "utf8");
  copy.change(file, (whole) => whole.replace(from, () => to));
  const after = run(test, part);
  copy.change(file, () => text);
  const is =
    before.is !== "passes" ? `${before.is} WITHOUT IT` : after.is === "fails" ? "noticed" : `NOT NOTICED, ${after.is}`;
  console.log(`rule ${rule}, ${name}: ${is} by ${test}`);
  if (is === "noticed") continue;
  amiss += 1;
  console.log((before.is === "passes" ? after : before).said.slice(-4_000));
}
rmSync(copy.folder, { recursive: true });
if (amiss > 0) process.exitCode = 1;
