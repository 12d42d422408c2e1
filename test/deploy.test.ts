/** Rule 12: where Teller is run as a service, what is in its memory is written to no disk, and no debugger is opened. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { overwrites } from "./support/memory/overwrites.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, "deploy", file), "utf8");
const unit = read("teller.service");
/** Of the machine, where it has it. */
const analyze = "systemd-analyze";

test("rule 12: systemd’s unit has no core dump, no swap, no debugger, and hands the key over as a file", () => {
  for (const line of ["LimitCORE=0", "MemorySwapMax=0", "LoadCredential=tips.key"])
    expect(unit).toMatch(new RegExp(`^${line}$`, "m"));
  expect(unit).toMatch(/^ExecStart=.*node --disable-sigusr1 \S*teller\.mjs run$/m);
});

test.each(["compose.yaml", "compose.two.yaml"])("rule 12: %s has no core dump and no swap", (file) => {
  const [, service = ""] = read(file).split(/^ {2}teller:$/m);
  expect(service).toMatch(/^ {4}ulimits:\n {6}core: 0$/m);
  const limits = ["mem_limit", "memswap_limit"].map(
    (name) => new RegExp(`^ {4}${name}: (\\w+)$`, "m").exec(service)?.[1],
  );
  expect(limits[0]).toMatch(/^\d+[mg]$/);
  // Of memory and swap together: no more than of memory alone.
  expect(limits[1]).toBe(limits[0]);
});

test("rule 12: what is given back of the memory is overwritten, and nothing given back is kept", () => {
  for (const [name, value] of Object.entries(overwrites)) {
    expect(unit).toMatch(new RegExp(`^Environment=${name}=${value}$`, "m"));
    expect(read("Dockerfile")).toMatch(new RegExp(`^ {4}${name}=${value} \\\\$`, "m"));
  }
});

test("the image has the optional package that draws pictures", () => {
  expect(read("Dockerfile")).not.toContain("--omit=optional");
});

test("rule 12: the image opens no debugger", () => {
  expect(read("Dockerfile")).toContain('ENTRYPOINT ["node", "--disable-sigusr1", "teller.mjs"]');
});

test.skipIf(spawnSync(analyze, ["--version"]).error !== undefined)("systemd finds nothing wrong with the unit", () => {
  const folder = mkdtempSync(join(tmpdir(), "teller-unit-"));
  const file = join(folder, "teller.service");
  writeFileSync(file, unit.replaceAll("/usr/bin/node", process.execPath).replaceAll("/opt/teller", root));
  const said = spawnSync(analyze, ["verify", file], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  const ours = `${said.stdout}${said.stderr}`.split("\n").filter((line) => line.includes("teller.service"));
  expect(ours).toEqual([]);
});

test.skipIf(process.platform === "win32")(
  "rule 12: no signal opens a debugger, however Teller is started",
  async () => {
    const { PATH = "" } = process.env;
    const folder = mkdtempSync(join(tmpdir(), "teller-signal-"));
    const env = { PATH, DATABASE: join(folder, "teller.sqlite") };
    const child = spawn(process.execPath, ["teller.mjs", "run"], { cwd: root, env });
    let told = "";
    const up = new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          told += text;
          resolve();
        });
    });
    child.stdin.write("/help\n");
    await up;
    child.kill("SIGUSR1");
    await pause(300);
    expect(told).not.toContain("Debugger");
    expect(child.exitCode).toBeNull();
    child.stdin.end();
    await new Promise((resolve) => void child.once("close", resolve));
    rmSync(folder, { recursive: true });
  },
);
