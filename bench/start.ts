/** From the shell to the first answer, and the memory it takes, against Node with an empty file. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quantile, row } from "./figures.ts";

const runs = 15;
const launcher = join(import.meta.dirname, "..", "teller.mjs");

/** Prints its own peak memory, in kilobytes, as it leaves. */
const tellsMemory = 'process.on("exit", () => process.stderr.write(`\\n${process.resourceUsage().maxRSS}`));\n';

export function startTable(): string {
  const folder = mkdtempSync(join(tmpdir(), "teller-bench-"));
  try {
    const empty = join(folder, "empty.mjs");
    const memory = join(folder, "memory.mjs");
    writeFileSync(empty, "");
    writeFileSync(memory, tellsMemory);
    const commands: Readonly<Record<string, readonly string[]>> = {
      "node, an empty file": [empty],
      "teller ask /seat bath": [launcher, "ask", "/seat bath"],
      "teller ask /portillo": [launcher, "ask", "/portillo"],
    };
    const taken = new Map(Object.keys(commands).map((name) => [name, { ms: [] as number[], mb: [] as number[] }]));
    // In turn, so that a slow spell of the machine is shared by all; the first round warms the compile cache.
    for (let run = -1; run < runs; run += 1)
      for (const [name, args] of Object.entries(commands)) {
        const start = performance.now();
        const { stderr, status } = spawnSync(process.execPath, ["--import", memory, ...args], { encoding: "utf8" });
        const ms = performance.now() - start;
        if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
        if (run >= 0) taken.get(name)?.ms.push(ms);
        if (run >= 0) taken.get(name)?.mb.push(Number(stderr.trim().split("\n").at(-1)) / 1024);
      }
    const bare = taken.get("node, an empty file");
    const [bareMs, bareMb] = [quantile(bare?.ms ?? [], 0.5), quantile(bare?.mb ?? [], 0.5)];
    return [
      row("", "ms", "ratio", "peak MB", "ratio"),
      ...[...taken].map(([name, { ms, mb }]) => {
        const [time, size] = [quantile(ms, 0.5), quantile(mb, 0.5)];
        return row(name, Math.round(time), time / bareMs, Math.round(size), size / bareMb);
      }),
    ].join("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
