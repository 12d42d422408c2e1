/** Who may import whom, from the imports as they really are. */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const src = join(root, "src");

const everything = [
  "lib",
  "core",
  "views",
  "commands",
  "data",
  "cli",
  "adapters/terminal",
  "adapters/discord",
  "adapters/slack",
  "ops",
  "main",
  "jobs",
  "tips",
  "config.ts",
  "edge.ts",
  "zod",
  "node:",
  // As a type: the parts share one database.
  "kysely",
];

/**
 * What a room may import besides itself: other rooms, `node:` for Node's own modules, and packages by name. A room is a
 * folder of src, each adapter one of its own.
 */
const may: Readonly<Record<string, readonly string[]>> = {
  lib: ["@scure"],
  core: ["lib", "tips", "zod"],
  views: ["lib", "core", "zod", "csv-stringify"],
  commands: ["lib", "core", "views", "zod", "node:"],
  data: ["lib", "core", "zod", "node:", "kysely", "pg", "keyv", "csv-parse", "fast-xml-parser", "ipaddr.js"],
  tips: [
    "lib",
    "core",
    "views",
    "data",
    "jobs",
    "config",
    "config.ts",
    "main",
    "zod",
    "node:",
    "age-encryption",
    "kysely",
  ],
  // kysely as a type: a job and the store share one database.
  jobs: ["lib", "core", "views", "data", "zod", "node:", "node-cron", "kysely"],
  cli: ["lib", "core", "views", "tips", "config.ts", "zod", "node:"],
  "adapters/terminal": ["lib", "core", "node:"],
  "adapters/discord": ["lib", "core", "zod", "node:", "discord.js"],
  "adapters/slack": ["lib", "core", "zod", "node:", "@slack"],
  ops: ["lib", "core", "tips", "node:", "pino", "pino-pretty", "prom-client"],
  "config.ts": ["lib", "core", "config", "node:"],
  config: ["lib", "core", "zod", "node:"],
  "edge.ts": ["lib", "core", "node:"],
  "main.ts": everything,
  main: everything,
};

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

const roomOf = (file: string): string => {
  const [first = "", second = ""] = file.split("/");
  return first === "adapters" ? `${first}/${second}` : first;
};

/** Static and dynamic, types too: a type is knowledge. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), "utf8");
  const found = text.matchAll(/^(?:import|export)\b[^;"=]*?\bfrom "([^"]+)";|\bimport\(["`]([^"`]+)["`]\)/gm);
  return [...found].map(([, fixed, lazy]) => fixed ?? lazy ?? "");
}

function targetOf(file: string, name: string): string {
  if (name.startsWith("node:")) return "node:";
  if (!name.startsWith(".")) return name.split("/")[0] ?? name;
  return roomOf(relative(src, resolve(src, dirname(file), name)));
}

describe("who may import whom", () => {
  test.each(files)("%s", (file) => {
    const room = roomOf(file);
    const allowed = may[room];
    expect(allowed, `no rule for ${room}: add one to this test`).toBeDefined();
    const foreign = importsOf(file).filter((name) => ![room, ...(allowed ?? [])].includes(targetOf(file, name)));
    expect(foreign).toEqual([]);
  });

  test("the rule is read from imports that are there", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(importsOf("core/outcome.ts")).toContain("./election.ts");
    expect(importsOf("main.ts")).toContain("./commands/index.ts");
  });
});

describe("no circle of imports", () => {
  /** Files that reach themselves again, each with the way back. */
  function circles(imports: ReadonlyMap<string, readonly string[]>): string[] {
    const found: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, way: readonly string[]): void => {
      const at = way.indexOf(file);
      if (at >= 0) found.push([...way.slice(at), file].join(" → "));
      if (at >= 0 || done.has(file)) return;
      for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
      done.add(file);
    };
    for (const file of imports.keys()) visit(file, []);
    return found;
  }

  test("anywhere in src, types included", () => {
    const own = (file: string): string[] =>
      importsOf(file)
        .filter((name) => name.startsWith("."))
        .map((name) => relative(src, resolve(src, dirname(file), name)));
    expect(circles(new Map(files.map((file) => [file, own(file)])))).toEqual([]);
  });

  test("one that is there would be found", () => {
    const imports = new Map([
      ["a", ["b"]],
      ["b", ["c", "d"]],
      ["c", []],
      ["d", ["b"]],
    ]);
    expect(circles(imports)).toEqual(["b → d → b"]);
  });
});

describe("only config.ts reads the environment", () => {
  test.each(files.filter((file) => file !== "config.ts"))("%s", (file) => {
    expect(readFileSync(join(src, file), "utf8")).not.toContain("process.env");
  });
});

describe("nothing in src knows the year, a party's name or the majority line", () => {
  const known = /\b(2019|326|Conservative|Sinn|Plaid|Reform UK|Brexit|Starmer|Sunak)\b/;
  // Examples are typed by people, and people name parties; doc comments quote real headlines.
  const spoken = /^\s*(\*|\/\*\*|\/\/)|examples:|\["\/|`\/\$\{name\}/;
  test.each(files)("%s", (file) => {
    const lines = readFileSync(join(src, file), "utf8").split("\n");
    expect(lines.filter((line) => known.test(line) && !spoken.test(line))).toEqual([]);
  });
});

describe("no platform is named outside its adapter", () => {
  test.each(files.filter((file) => /^(lib|core|views|commands|data|ops|edge|tips|jobs)\b/.test(file)))("%s", (file) => {
    expect(readFileSync(join(src, file), "utf8")).not.toMatch(/\b(slack|discord)\b/i);
  });
});
