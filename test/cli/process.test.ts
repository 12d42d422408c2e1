/** Where a shell starts the program: all that a process of its own is needed to see. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { program, run } from "../support/run-stage.ts";
import { isLong } from "../support/long.ts";
import { teller } from "../support/process.ts";

const database = () => join(mkdtempSync(join(tmpdir(), "teller-process-")), "teller.sqlite");

/** A module as an argument. */
const inline = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;

/** @returns the exit code, and everything that was written */
async function node(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const own = { PATH: process.env["PATH"] ?? "", DATABASE: database(), ...env };
  const child = spawn(process.execPath, args, { env: own, stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const code = await new Promise((resolve) => void child.once("close", resolve));
  return { code, out, err };
}

test("the first command answers real questions from a pipe, with and without the slash", async () => {
  const { code, out, err } = await teller(["run"], {
    input: "/seat North East Somerset and Hanham\ntarget 164\n\n/portillo\nexit\n/never asked\n",
  });
  expect([code, err]).toEqual([0, ""]);
  for (const words of [
    "LAB GAIN FROM CON",
    "20,739",
    "15,420",
    "5,319",
    "69.2%",
    "19.5",
    "On Labour’s target list, 164 by Teller’s rule: won",
    "Portillo moments",
  ])
    expect(out).toContain(words);
  expect(out).not.toContain("never");
  expect(out).not.toMatch(/\u001B/);
});

test.runIf(isLong)("a pipe closed early is no error", async () => {
  const { code, err } = await teller(["export", "candidates"], { closeAfter: 100 });
  expect([code, err]).toEqual([0, ""]);
});

test("with no token and nobody there, it says what to do, opens no database, and is wrong usage", async () => {
  const DATABASE = database();
  const running = run({ DATABASE });
  expect(await running.ended).toBe(2);
  expect(running.text()).toMatch(/^teller: there is nobody to answer: no token is set.*teller -- doctor\n$/);
  expect(existsSync(DATABASE)).toBe(false);
});

test("an older Node is told what to install, and starts nothing", async () => {
  const older = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });`;
  const { code, err } = await node(["--import", inline(older), program, "ask", "/results"]);
  expect(code).toBe(2);
  expect(err).toMatch(/^Teller needs Node 24 and this is 20\.20\.2: [^\n]+ "npm start" [^\n]+\n$/);
});

test("questions, finds and exports open no database and load no SDK; times are the voters' own, whatever this machine's", async () => {
  const DATABASE = database();
  const tellLoads = `import { registerHooks } from "node:module";
    registerHooks({ load: (url, context, next) => (process.stderr.write(url + "\\n"), next(url, context)) });`;
  const ask = `import { main } from ${JSON.stringify(pathToFileURL(join(program, "../src/main.ts")).href)};
    for (const args of [["ask", "/results", "--at", "2024-07-05T02:00"], ["find", "bath"], ["export", "seats"]])
      if ((await main(args)) !== 0) process.exitCode = 1;`;
  const env = { DATABASE, DISCORD_TOKEN: "a.b.c", TZ: "Asia/Tokyo" };
  const { code, out, err } = await node(["--import", inline(tellLoads), "--input-type=module", "-e", ask], env);
  expect(code).toBe(0);
  expect(out).toContain("12 of 650");
  expect(existsSync(DATABASE)).toBe(false);
  for (const verb of ["ask", "find", "export"]) expect(err).toContain(`src/cli/${verb}.ts`);
  expect(err).not.toMatch(/discord\.js|@slack|kysely|src\/adapters\/(slack|discord)\/(?!kit\.ts|seat-pages\.ts)/);
});
