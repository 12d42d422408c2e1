/** The documents are true: screens are real output, the walk through a new command works, links lead somewhere. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { privacyWords } from "../src/tips/rules/words.ts";
import { countScreens, rescreen } from "../tools/readme/screens.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

test("the screens of the README are real", async () => {
  const readme = read("README.md");
  expect(countScreens(readme)).toBeGreaterThanOrEqual(4);
  expect(await rescreen(readme)).toBe(readme);
});

test.each(["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "elections/uk-2024/SOURCES.md"])(
  "links and paths in %s lead to files",
  (file) => {
    const text = read(file);
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, to]) => join(dirname(file), to ?? ""));
    // The walk through a new command names files that are yet to be made.
    const named = [...text.matchAll(/`((?:src|test|tools|bench|elections|deploy)\/[\w./-]+)`/g)].map(
      ([, to]) => to ?? "",
    );
    for (const to of [...links, ...named.filter((path) => !path.includes("turnout"))])
      expect(existsSync(join(root, to)), `${file} names ${to}`).toBe(true);
  },
);

test("what SECURITY.md says is promised is what sources are told", () => {
  const told = privacyWords({
    platform: "Discord",
    whoCanSee: [],
    newsroom: "The Gazette",
    relay: "a private channel of the newsroom’s own, on Slack",
    mode: "text",
    saferWays: [{ name: "SecureDrop", address: "https://gazette.example.org/drop" }],
    days: 30,
  }).map((block) =>
    block.kind === "text"
      ? block.text.map((part) => (typeof part === "string" ? part : "bold" in part ? `**${part.bold}**` : "")).join("")
      : "",
  );
  const quote = [...read("SECURITY.md").matchAll(/^> (.+)$/gm)].map(([, line]) => line);
  expect(quote).toEqual(told.filter((words) => words !== ""));
});

test("every command is in the README, and every setting, and no other, in .env.example", async () => {
  const readme = read("README.md");
  const { joinCommands } = await import("../src/main/commands.ts");
  for (const { name } of await joinCommands()) expect(readme, name).toContain(`/${name}`);
  const { settings } = await import("../src/config/settings.ts");
  const documented = [...read(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map(([, setting]) => setting);
  expect(documented.toSorted()).toEqual(Object.keys(settings.shape).toSorted());
});

test("the walk through a new command works as it is written", () => {
  const samples = [...read("CONTRIBUTING.md").matchAll(/^`([^`]+\.ts)`:\n\n```ts\n([^]*?)^```$/gm)];
  expect(samples.map(([, path]) => path)).toEqual(["src/commands/turnout.ts", "test/commands/turnout.test.ts"]);
  const copy = mkdtempSync(join(tmpdir(), "teller-walk-"));
  try {
    for (const part of [
      "src",
      "elections",
      "test/support",
      "teller.mjs",
      "package.json",
      "vitest.config.ts",
      "tsconfig.json",
    ])
      cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    for (const [, path = "", code = ""] of samples) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), code);
    }
    const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
    expect(run("teller.mjs", "ask", "/help").stdout).toContain("/turnout [page]");
    const tested = run("node_modules/vitest/vitest.mjs", "run");
    expect(tested.stdout + tested.stderr).toMatch(/1 passed/);
    expect(tested.status).toBe(0);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
