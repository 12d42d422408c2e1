/** From the shell to the first answer, and the memory it takes, against Node with an empty file. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quantile, row } from "./figures.ts";

const runs = 15;
const launcher = join(import.meta.dirname, "..", "teller.mjs");

/**
 * Prints its own peak memory, in kilobytes, as it leaves. The kernel's figure begins anew with the program; the one that
 * a process is told of itself counts its parent's.
 */
const tellsMemory = `import { readFileSync } from "node:fs";
process.on("exit", () => {
  let peak = process.memoryUsage.rss() / 1024;
  try {
    peak = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {}
  process.stderr.write("\\n" + peak);
});
`;

/** What a program imports, as a module that does nothing else. */
const importing = (...paths: readonly string[]): string =>
  paths.map((path) => `import ${JSON.stringify(path)};\n`).join("");
const source = (path: string): string => new URL(`../${path}`, import.meta.url).href;
const sdks = [import.meta.resolve("@slack/bolt"), import.meta.resolve("discord.js")];
const opened = `${importing(...sdks, source("src/adapters/slack/index.ts"), source("src/adapters/discord/index.ts"))}
import { openHouse } from ${JSON.stringify(source("src/main.ts"))};
const { dispatch } = await openHouse({ pack: ${JSON.stringify(join(import.meta.dirname, "..", "elections", "uk-2024"))}, fault: console.error });
await dispatch.line("/seat bath", { place: { platform: "bench", id: "1", kind: "direct" }, caller: "x", role: "anyone", forms: false }).answer;
`;

export function startTable(): string {
  const folder = mkdtempSync(join(tmpdir(), "teller-bench-"));
  try {
    const empty = join(folder, "empty.mjs");
    const memory = join(folder, "memory.mjs");
    writeFileSync(empty, "");
    const [both, whole] = [join(folder, "sdks.mjs"), join(folder, "whole.mjs")];
    writeFileSync(both, importing(...sdks));
    writeFileSync(whole, opened);
    writeFileSync(memory, tellsMemory);
    const commands: Readonly<Record<string, readonly string[]>> = {
      "node, an empty file": [empty],
      "teller ask /seat bath": [launcher, "ask", "/seat bath"],
      "teller ask /portillo": [launcher, "ask", "/portillo"],
      "both SDKs, imported": [both],
      "teller with both, a first answer": [whole],
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
    const median = (name: string) => quantile(taken.get(name)?.ms ?? [], 0.5);
    const asked = median("teller ask /seat bath") / bareMs;
    const answered = median("teller with both, a first answer") / median("both SDKs, imported");
    return [
      row("", "ms", "ratio", "peak MB", "ratio"),
      ...[...taken].map(([name, { ms, mb }]) => {
        const [time, size] = [quantile(ms, 0.5), quantile(mb, 0.5)];
        return row(name, Math.round(time), time / bareMs, Math.round(size), size / bareMb);
      }),
      `/seat bath to an empty file: ${asked.toFixed(2)} of 6; with both, to both imported: ${answered.toFixed(2)} of 1.5`,
    ].join("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
