/** The documents are true: screens are real output, links lead somewhere, and what they tell to type can be typed. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { Verb } from "../src/cli/verb.ts";
import { joinCommands } from "../src/main/commands.ts";
import { kits } from "../src/adapters/kits.ts";
import type { Trouble } from "../src/data/store/engine.ts";
import { settings } from "../src/config/settings.ts";
import { privacyWords } from "../src/tips/rules/words.ts";
import { whoSeesReply } from "../src/tips/views/who.ts";
import { here } from "../src/cli/house.ts";
import { describe as describePictures, shown } from "../tools/docs/pictures.ts";
import { openBot } from "./support/bot.ts";
import { pages, root } from "../tools/docs/pages.ts";
import { countScreens, rescreen } from "../tools/docs/screens.ts";
import { copyOfProject, moved } from "./support/copy.ts";
import { readMarkdown } from "./support/markdown.ts";
import { isLong } from "./support/long.ts";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const documents = [...pages, "SECURITY.md", "CHANGELOG.md", "elections/uk-2024/SOURCES.md"];
const documented = [...read(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map(([, setting = ""]) => setting);

test("the README is a door: at most 8 KB, with a screen", () => {
  expect(Buffer.byteLength(read("README.md"))).toBeLessThanOrEqual(8 * 1024);
  expect(countScreens(read("README.md"))).toBe(1);
});

test("three pictures of the README have the words that are made with them, and are there", async () => {
  const bot = await openBot();
  const pictures = shown(bot.house.context(here));
  expect(describePictures(read("README.md"), pictures)).toBe(read("README.md"));
  for (const [name, { alt, width, height }] of Object.entries(pictures)) {
    expect(read("README.md")).toContain(`![${alt}](docs/pictures/${name}.png)`);
    const drawn = readFileSync(join(root, "docs", "pictures", `${name}.png`));
    expect([drawn.readUInt32BE(16), drawn.readUInt32BE(20)]).toEqual([width, Math.round(height)]);
  }
  expect(Object.keys(pictures)).toHaveLength(3);
});

test("every page can be reached from the README", () => {
  const reached = new Set(["README.md"]);
  for (const page of reached)
    for (const { path } of readMarkdown(read(page)).links)
      if (path.endsWith(".md")) reached.add(normalize(join(dirname(page), path)));
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});

describe.each(pages.filter((page) => countScreens(read(page)) > 0))("%s", (page) => {
  test("its screens are real", async () => {
    expect(await rescreen(read(page))).toBe(read(page));
  });
});

describe.each(documents)("%s", (file) => {
  const { anchors, links, codes, typed } = readMarkdown(read(file));

  test("its links lead to files, and to headings in them", () => {
    for (const { path, anchor } of links) {
      const to = path === "" ? file : join(dirname(file), path);
      expect(existsSync(join(root, to)), `${file} links to ${to}`).toBe(true);
      if (anchor === undefined) continue;
      const there = path === "" ? anchors : readMarkdown(read(to)).anchors;
      expect(there, `${file} links to ${to}#${anchor}`).toContain(anchor);
    }
  });

  test("the files that it names are there", () => {
    const named = [...codes, ...typed].flatMap(
      (code) => code.match(/\b(?:src|test|tools|bench|elections|deploy|docs|examples)\/[\w./-]+/g) ?? [],
    );
    // Walks name files that are yet to be made.
    for (const path of named.filter((name) => !samples.some(([sample]) => sample === name)))
      expect(existsSync(join(root, path)), `${file} names ${path}`).toBe(true);
  });

  test("the scripts, verbs and options that it names are there", async () => {
    const { scripts } = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
    for (const line of [...codes, ...typed]) {
      const [, script] = /\bnpm run (?:-s )?([a-z]+)/.exec(line) ?? [];
      if (script !== undefined) expect(Object.keys(scripts), line).toContain(script);
      const [, verb, rest = ""] = /^(?:npm run -s teller -- |teller )([a-z]+)([^#|>]*)/.exec(line) ?? [];
      if (verb === undefined) continue;
      expect(existsSync(join(root, "src", "cli", `${verb}.ts`)), `no verb: ${line}`).toBe(true);
      const loaded = (await import(`../src/cli/${verb}.ts`)) as { readonly default: Verb };
      for (const [, option = ""] of rest.matchAll(/ --([a-z-]+)/g))
        expect(["help", ...Object.keys(loaded.default.options)], line).toContain(option);
    }
  });

  test("the questions that it names have a command", async () => {
    const names = (await joinCommands()).map(({ name }) => name);
    const asked = [
      ...codes.filter((code) => code.startsWith("/")),
      ...[...codes, ...typed].flatMap((code) => [...code.matchAll(/"(\/[^"]+)"/g)].map(([, line = ""]) => line)),
    ];
    for (const line of asked.filter((line) => !others.some((other) => line.split(" ")[0] === other))) {
      const [first = "", second] = line
        .replace(/^\/teller /, "/")
        .slice(1)
        .split(" ");
      // A group's name alone stands for all of its commands.
      const isGroup = second === undefined && names.some((name) => name.startsWith(`${first} `));
      expect(isGroup || names.includes(first) || names.includes(`${first} ${second}`), `${file}: ${line}`).toBe(true);
    }
  });

  test("the settings that it names are there", () => {
    for (const code of codes) {
      const [, name] = /^([A-Z]+(?:_[A-Z]+)*)(?:=|$)/.exec(code) ?? [];
      if (name !== undefined) expect([...documented, ...variables], `${file}: ${code}`).toContain(name);
    }
  });
});

/** Slashes that are no questions: addresses of ours, and commands of a platform's own. */
const others = [
  "/healthz",
  "/readyz",
  "/metrics",
  "/slack/events",
  "/invite",
  "/",
  "/board",
  "/board/map",
  "/board/events",
  "/results.json",
  "/results.csv",
];

/** Of the environment, and no settings of Teller's. */
const variables = [
  "CHROMIUM",
  "CI",
  "NO_COLOR",
  "TEST_DATABASE_URL",
  "TELLER_TEST_WITHOUT_POSTGRES",
  "TELLER_TEST_LONG",
  "TMPDIR",
];

test("every command is in docs/, and every setting, and no other, in .env.example", async () => {
  const text = pages
    .filter((page) => page.startsWith("docs/"))
    .map(read)
    .join("\n");
  for (const { name } of await joinCommands()) expect(text, name).toMatch(new RegExp(`\`/${name}\\b`));
  const all = [settings, ...kits.map((kit) => kit.settings)].flatMap(({ shape }) => Object.keys(shape));
  expect(documented.toSorted()).toEqual(all.toSorted());
});

describe("when something is wrong, its own words are found", () => {
  const page = read("docs/trouble.md");
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.startsWith("config"))
    .map((file) => read(join("src", file)));
  /** What stands in a call's first argument, without what is filled in. */
  const said = (call: RegExp): string[] =>
    sources
      .flatMap((text) => [...text.matchAll(call)].map(([, words = ""]) => words))
      .flatMap((words) => words.split(/\$\{[^}]*(?:\}|$)/))
      .map((words) => words.replace(/^(?:\W|s )+|\W+$/g, ""))
      .filter((words) => words.length > 6);

  test("every line of the log that is to be seen to", () => {
    const lines = [
      ...said(/log\.(?:warn|error)\(\s*["`]([^"`]+)["`]/g),
      ...said(/complain\((?:[^"`()]*\? )?["`]([^"`]+)["`]/g),
    ];
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.filter((line) => !page.includes(line))).toEqual([]);
  });

  test("every metric, and every word for a database's trouble", () => {
    const metrics = said(/name: "(teller_\w+)"/g);
    expect(metrics.length).toBeGreaterThan(8);
    const all = { full: 1, locked: 1, lost: 1, damaged: 1, closed: 1, failing: 1 } satisfies Record<Trouble, 1>;
    const troubles = Object.keys(all);
    for (const word of [...metrics, ...troubles, "slow"]) expect(page).toContain(`\`${word}\``);
  });
});

test("the plan of the house has every room of src", () => {
  const rows = [...read("docs/architecture.md").matchAll(/^\| (`.+?`) \|/gm)].map(([, rooms = ""]) => rooms).join();
  for (const entry of readdirSync(join(root, "src"), { withFileTypes: true }))
    expect(rows).toContain(`\`${entry.name}${entry.isDirectory() ? "/" : ""}\``);
});

test("what is read of a document is what stands in it", () => {
  const { anchors, links, codes, typed } = readMarkdown(
    "# A question's way\n\n## Twice\n\n## Twice\n\n[one](a.md#b), [two](#c) and `[no](link)`, `/seat\nbath`\n\n```sh\n# no heading\nnpm ci\n```\n",
  );
  expect(anchors).toEqual(["a-questions-way", "twice", "twice-1"]);
  expect(links).toEqual([
    { path: "a.md", anchor: "b" },
    { path: "", anchor: "c" },
  ]);
  expect(codes).toEqual(["[no](link)", "/seat bath"]);
  expect(typed).toEqual(["# no heading", "npm ci"]);
});

/** Facts of the newsroom that documents take for an example. */
const gazette = {
  platform: "Discord",
  whoCanSee: [],
  newsroom: "The Gazette",
  relay: "a private channel of the newsroom’s own, on Slack",
  mode: "text",
  saferWays: [{ name: "SecureDrop", address: "https://gazette.example.org/drop" }],
  days: 30,
} as const;

const told = (mode: "text" | "sealed"): readonly string[] =>
  privacyWords({ ...gazette, mode })
    .map((block) =>
      block.kind === "text"
        ? block.text
            .map((part) => (typeof part === "string" ? part : "bold" in part ? `**${part.bold}**` : ""))
            .join("")
        : "",
    )
    .filter((words) => words !== "");

test.each(["SECURITY.md", "docs/sources.md"])("what %s says is promised is what sources are told", (file) => {
  expect([...read(file).matchAll(/^> (.+)$/gm)].map(([, line]) => line)).toEqual(told("text"));
});

test("what docs/sources.md says of who can see what is what `/tip privacy` shows", () => {
  const [, quoted = ""] = /“(as encrypted text, .+?)”/.exec(read("docs/sources.md")) ?? [];
  expect(quoted).not.toBe("");
  expect(told("sealed").join("\n")).toContain(quoted);
  const line = { words: () => gazette } as unknown as Parameters<typeof whoSeesReply>[0];
  const asker = { place: { platform: "discord" } };
  const { card } = whoSeesReply(line, { asker, whoCanSee: [] } as unknown as Parameters<typeof whoSeesReply>[1]);
  const shown = card?.blocks.flatMap((block) => (block.kind === "table" ? block.rows : [])) ?? [];
  const [, table = ""] = /^\| Who \| Sees \|\n.+\n([^]*?)\n\n/m.exec(read("docs/sources.md")) ?? [];
  expect(table.split("\n")).toEqual(shown.map((row) => `| ${row.join(" | ")} |`));
});

/** What CONTRIBUTING shows, each where it would stand, and where it is kept. */
const samples = [
  ["src/commands/turnout.ts", "examples/command/turnout.ts"],
  ["test/commands/turnout.test.ts", "examples/command/turnout.test.ts"],
  ["src/adapters/pigeon/kit.ts", "examples/platform/kit.ts"],
] as const;

test("what CONTRIBUTING shows is what stands in examples/", () => {
  const shown = [...read("CONTRIBUTING.md").matchAll(/^`([^`]+\.ts)`:\n\n```ts\n([^]*?)^```$/gm)];
  expect(shown.map(([, path, code]) => [path, code])).toEqual(
    samples.map(([path, example]) => [path, moved(read(example), example, path)]),
  );
});

test.runIf(isLong)("the walk through a new command works as it is written", () => {
  const { folder, put } = copyOfProject("test/support", "vitest.config.ts", "tsconfig.json");
  try {
    for (const [path, example] of samples.filter(([, example]) => example.startsWith("examples/command/")))
      put(example, path);
    const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    expect(run("teller.mjs", "ask", "/help").stdout).toContain("/turnout [page]");
    const tested = run("node_modules/vitest/vitest.mjs", "run");
    expect(tested.stdout + tested.stderr).toMatch(/1 passed/);
    expect(tested.status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
