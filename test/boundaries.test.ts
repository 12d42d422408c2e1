/** Who may import whom, from the imports as they really are. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { kits } from "../src/adapters/kits.ts";

const root = join(import.meta.dirname, "..");
const src = join(root, "src");

const everything = [
  "lib",
  "core",
  "views",
  "commands",
  "data",
  "cli",
  "adapters/kits.ts",
  "adapters/terminal",
  "doctor",
  "ops",
  "main",
  "jobs",
  "pictures",
  "tips/check.ts",
  "tips/commands",
  "tips/join.ts",
  "tips/rules",
  "tips/tip-line.ts",
  "config.ts",
  "edge.ts",
  "zod",
  "node:",
  // As a type: the parts share one database.
  "kysely",
];

/** An adapter imports nothing but this, and the SDK of its platform. */
const adapter = ["lib", "core", "zod", "node:"];

/**
 * What a room may import besides itself: other rooms, `node:` for Node's own modules, and packages by name. A room is a
 * folder of src, each adapter and each folder of the tip line one of its own. The tip line is in nobody's list but the
 * composition root's. An adapter without an SDK needs no line here.
 */
const may: Readonly<Record<string, readonly string[]>> = {
  lib: ["@scure", "zod"],
  core: ["lib", "zod"],
  // Words are for pictures too, and pictures are parts of news.
  views: ["lib", "core", "pictures", "zod", "csv-stringify"],
  pictures: ["lib", "core", "views", "sharp", "node:"],
  commands: ["lib", "core", "views", "pictures", "zod", "node:"],
  data: ["lib", "core", "zod", "node:", "kysely", "pg", "keyv", "csv-parse", "fast-xml-parser", "ipaddr.js"],
  // kysely as a type: a job and the store share one database.
  jobs: ["lib", "core", "views", "data", "zod", "node:", "node-cron", "kysely"],
  cli: ["lib", "core", "views", "pictures", "config.ts", "zod", "node:"],
  "adapters/discord": [...adapter, "discord.js"],
  "adapters/slack": [...adapter, "@slack"],
  "adapters/web": [...adapter, "hono", "@hono"],
  "adapters/kits.ts": ["core", ...kits.map(({ name }) => `adapters/${name}`)],
  doctor: ["lib", "core", "data", "pictures", "config.ts", "node:"],
  ops: ["lib", "core", "node:", "pino", "pino-pretty", "prom-client"],
  "config.ts": ["lib", "core", "config", "adapters/kits.ts", "node:"],
  config: ["lib", "core", "adapters/kits.ts", "zod", "node:"],
  "edge.ts": ["lib", "core", "node:"],
  "tips/rules": ["lib", "core", "zod", "node:", "age-encryption"],
  // Its language: what its commands work with, and its store implements.
  "tips/tip-line.ts": ["core"],
  "tips/store": ["lib", "core", "tips/rules", "tips/tip-line.ts", "data", "zod", "node:", "kysely"],
  "tips/views": ["lib", "core", "tips/tip-line.ts", "views", "zod"],
  "tips/relay": [
    "lib",
    "core",
    "tips/rules",
    "tips/store",
    "tips/tip-line.ts",
    "tips/views",
    "data",
    "jobs",
    "node:",
    "kysely",
  ],
  "tips/commands": ["lib", "core", "tips/tip-line.ts", "tips/views", "views", "zod"],
  "tips/join.ts": [
    "lib",
    "core",
    "config.ts",
    "data",
    "jobs",
    "kysely",
    "node:",
    "tips/relay",
    "tips/rules",
    "tips/store",
  ],
  "tips/check.ts": ["lib", "config.ts", "tips/join.ts"],
  "main.ts": everything,
  main: everything,
};

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

const roomOf = (file: string): string => {
  const [first = "", second = ""] = file.split("/");
  return first === "adapters" || first === "tips" ? `${first}/${second}` : first;
};

const ruleOf = (room: string): readonly string[] | undefined =>
  may[room] ?? (room.startsWith("adapters/") ? adapter : undefined);

const textOf = (file: string): string => readFileSync(join(src, file), "utf8");

/** Static and dynamic, types too: a type is knowledge. */
function importsOf(file: string, text = textOf(file)): string[] {
  const found = text.matchAll(/^(?:import|export)\b[^;"=]*?\bfrom "([^"]+)";|\bimport\(["`]([^"`]+)["`]\)/gm);
  return [...found].map(([, fixed, lazy]) => fixed ?? lazy ?? "");
}

function targetOf(file: string, name: string): string {
  if (name.startsWith("node:")) return "node:";
  if (!name.startsWith(".")) return name.split("/")[0] ?? name;
  return roomOf(relative(src, resolve(src, dirname(file), name)));
}

/** What a file imports and may not. @param text of the file, where it is not read */
function foreignTo(file: string, text?: string): string[] {
  const room = roomOf(file);
  const allowed = new Set([room, ...(ruleOf(room) ?? [])]);
  return importsOf(file, text).filter((name) => !allowed.has(targetOf(file, name)));
}

describe("who may import whom", () => {
  test.each(files)("%s", (file) => {
    expect(ruleOf(roomOf(file)), `no rule for ${roomOf(file)}: add one to this test`).toBeDefined();
    expect(foreignTo(file)).toEqual([]);
  });

  test.each([
    ["data/desk.ts", "../tips/tip-line.ts"],
    ["commands/seat.ts", "../tips/views/source.ts"],
    ["jobs/poll.ts", "../tips/store/line.ts"],
    ["cli/keys.ts", "../tips/rules/identities.ts"],
    ["ops/metrics.ts", "../tips/tip-line.ts"],
    ["config/tips.ts", "../tips/rules/seal.ts"],
    ["adapters/slack/index.ts", "../../tips/join.ts"],
    ["tips/commands/tip-send.ts", "../store/line.ts"],
    ["tips/views/source.ts", "../rules/seal.ts"],
  ])("%s would be found to import the tip line", (file, tips) => {
    for (const planted of [`import type { X } from "${tips}";`, `const x = await import("${tips}");`])
      expect(foreignTo(file, `${textOf(file)}\n${planted}\n`)).toEqual([tips]);
  });

  test.each([
    ["cli/ask.ts", "../adapters/kits.ts"],
    ["config.ts", "./adapters/slack/kit.ts"],
    ["main/serve.ts", "../adapters/discord/index.ts"],
    ["adapters/slack/kit.ts", "../discord/kit.ts"],
    ["adapters/slack/kit.ts", "discord.js"],
  ])("%s would be found to import %s", (file, platform) => {
    expect(foreignTo(file, `${textOf(file)}\nimport { x } from "${platform}";\n`)).toEqual([platform]);
  });

  test("the list of platforms knows their kits alone", () => {
    expect(importsOf("adapters/kits.ts").filter((name) => name.startsWith("./"))).toEqual(
      kits.map(({ name }) => `./${name}/kit.ts`),
    );
  });

  test("the rule is read from imports that are there", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(importsOf("core/outcome.ts")).toContain("./election.ts");
    expect(importsOf("main.ts")).toContain("./main/commands.ts");
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

test("the arrows of the plan are the imports between rooms, but for those to the language and those of the joiners", () => {
  const top = (path: string): string => path.split("/")[0]?.replace(/\.ts$/, "") ?? "";
  const isDrawn = ([from, to]: readonly [string, string]): boolean =>
    from !== to && !["core", "lib", "edge"].includes(to) && from !== "main";
  const imported = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith("."))
      .map((name) => [top(file), top(relative(src, resolve(src, dirname(file), name)))] as const),
  );
  const plan = readFileSync(join(root, "docs", "architecture.md"), "utf8");
  const [, drawing = ""] = /```mermaid\nflowchart TD\n([^]*?)```/.exec(plan) ?? [];
  const drawn = [...drawing.matchAll(/^ {2}(\w+(?: & \w+)*) (<?)--> (.+)$/gm)].flatMap(
    ([, left = "", both = "", right = ""]) =>
      left
        .split(" & ")
        .flatMap((from) =>
          right
            .split(" & ")
            .flatMap((to): (readonly [string, string])[] => [[from, to], ...(both ? ([[to, from]] as const) : [])]),
        ),
  );
  const words = (arrows: readonly (readonly [string, string])[]): string[] =>
    [...new Set(arrows.filter(isDrawn).map((arrow) => arrow.join(" imports ")))].toSorted();
  expect(drawn.length).toBeGreaterThan(10);
  expect(words(drawn)).toEqual(words(imported));
});

describe("SQL is written by the data and its jobs alone", () => {
  test.each(files.filter((file) => !/^(data|jobs|tips)\b/.test(file)))("%s", (file) => {
    expect(readFileSync(join(src, file), "utf8")).not.toMatch(/\b(selectFrom|insertInto|updateTable|deleteFrom|sql`)/);
  });
});

describe("only config.ts reads the environment", () => {
  test.each(files.filter((file) => file !== "config.ts"))("%s", (file) => {
    // Fonts are looked for by native code, which can be told no other way.
    expect(textOf(file).replace('process.env["FONTCONFIG_FILE"] = ', "")).not.toContain("process.env");
  });
});

describe("a command can reach no service but its own", () => {
  test("one that takes it from its context does not compile", () => {
    const folder = mkdtempSync(join(tmpdir(), "teller-planted-"));
    try {
      const services = ["results", "tips", "desk", "announcing"];
      const planted = services.map((service) => `void context.${service};`).join("\n    ");
      const seat = readFileSync(join(src, "commands", "seat.ts"), "utf8")
        .replaceAll('from "../', `from "${src}/`)
        .replace("const chosen", `${planted}\n    const chosen`);
      writeFileSync(join(folder, "seat.ts"), seat);
      writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({ extends: join(root, "tsconfig.json"), include: ["seat.ts"] }),
      );
      symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
      const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
      const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
      expect([...stdout.matchAll(/error TS\d+: (.*)/g)].map(([, words]) => words)).toEqual(
        services.slice(1).map((service) => `Property '${service}' does not exist on type 'Context'.`),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("nothing in src knows the year, a party's name or the majority line", () => {
  const known = /\b(2019|326|Conservative|Sinn|Plaid|Reform UK|Brexit|Starmer|Sunak)\b/;
  // Examples are typed by people, and people name parties; doc comments quote real headlines.
  const spoken = /^\s*(\*|\/\*\*|\/\/)|examples:|\["\/|`\/\$\{name\}/;
  test.each(files)("%s", (file) => {
    const lines = textOf(file).split("\n");
    expect(lines.filter((line) => known.test(line) && !spoken.test(line))).toEqual([]);
  });
});

describe("no platform is named outside its adapter, comments and settings included", () => {
  // One name is a word besides, as in "web address": its settings, its folder and its name in quotes are looked for.
  const asName = (name: string) => (name === "web" ? "\\bweb_|adapters/web|[\"'`]web[\"'`:]" : name);
  const named = new RegExp(kits.map(({ name }) => asName(name)).join("|"), "i");
  test.each(files.filter((file) => !file.startsWith("adapters/")))("%s", (file) => {
    expect(
      textOf(file)
        .split("\n")
        .filter((line) => named.test(line)),
    ).toEqual([]);
  });
});

describe("a kit is read without its SDK", () => {
  /** What comes with a file when it is loaded: neither types, nor what is imported later. */
  function loaded(file: string): string[] {
    const names = [...textOf(file).matchAll(/^(?:import|export)\b(?! type)[^;"=]*?\bfrom "([^"]+)";/gm)].map(
      ([, name]) => name ?? "",
    );
    const own = names.filter((name) => name.startsWith("."));
    return [
      ...names.filter((name) => !name.startsWith(".")),
      ...own.flatMap((name) => loaded(relative(src, resolve(src, dirname(file), name)))),
    ];
  }

  test.each(kits.map(({ name }) => name))("%s", (name) => {
    const packages = loaded(`adapters/${name}/kit.ts`).filter((one) => !one.startsWith("node:"));
    expect(new Set(packages)).toEqual(new Set(["zod"]));
  });

  test("what a file loads is found however deep it is", () => {
    expect(loaded("adapters/kits.ts")).toEqual([]);
    expect(loaded("adapters/slack/index.ts")).toContain("@slack/bolt");
    expect(loaded("adapters/slack/doctor.ts")).toContain("@slack/bolt");
  });
});
