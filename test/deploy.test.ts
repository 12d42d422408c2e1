/** Rule 12: where Teller is run as a service, what is in its memory is written to no disk, and no debugger is opened. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
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

test.each(["Dockerfile", "teller.service"])("%s has the optional package that draws pictures", (file) => {
  expect(read(file)).not.toContain("--omit=optional");
});

const files = ["Dockerfile", "compose.yaml", "compose.two.yaml", "teller.service"];
const settings = new Set(
  [...readFileSync(join(root, ".env.example"), "utf8").matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name),
);
/** Set in these files, and no settings of ours. */
const others = /^(NODE_ENV|MALLOC_PERTURB_|GLIBC_TUNABLES|POSTGRES_(USER|DB|PASSWORD))$/;

test.each(files)("every setting that %s names is one, and it names what runs, ports, the page and overlays", (file) => {
  const text = read(file);
  const set = [...text.matchAll(/\b([A-Z]+(?:_[A-Z]+)+_?|INSTANCES|DATABASE|OVERLAYS)\b/g)].flatMap(([, name = ""]) =>
    /^(ENV|CMD|AF|POSIX)/.test(name) || others.test(name) ? [] : name,
  );
  expect(set.filter((name) => !settings.has(name))).toEqual([]);
  if (file === "Dockerfile")
    expect(set).toEqual(expect.arrayContaining(["DATABASE", "SLACK_HOST", "DISCORD_HOST", "OPS_PORT"]));
  else expect(set).toEqual(expect.arrayContaining(["INSTANCES", "WEB_PORT", "OPS_PORT"]));
  expect(text).toContain("elections.d");
});

interface Service {
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly env_file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly stop_grace_period: string;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
}

test.each(["compose.yaml", "compose.two.yaml"])("%s is YAML, and what it names is there", (file) => {
  // What stands in comments, to be taken out of them, is YAML as well.
  for (const text of [
    read(file),
    read(file).replaceAll(/^( +)# ((?:- )?[\w.:/-]+:? ?(?:\[.*\]|[\w.:/-]*))$/gm, "$1$2"),
  ]) {
    const { services, volumes }: Compose = parse(text);
    for (const [name, { build, environment, depends_on: needs = {}, volumes: mounted = [] }] of Object.entries(
      services,
    )) {
      if (build) expect(existsSync(join(root, "deploy", build.context, build.dockerfile)), name).toBe(true);
      expect(Object.values(environment).every((value) => typeof value === "string")).toBe(true);
      expect(Object.keys(needs).filter((one) => !(one in services))).toEqual([]);
      const named = mounted.map((one) => one.split(":")[0] ?? "").filter((one) => !/^[./]/.test(one));
      expect(named.filter((one) => !(one in volumes))).toEqual([]);
    }
    // Longer than answers in flight are given.
    expect(services["teller"]?.stop_grace_period).toBe("20s");
  }
});

test("the image is made of files that are there, and that are not held back from it", () => {
  const allowed = read("Dockerfile.dockerignore").split("\n");
  const copied = [...read("Dockerfile").matchAll(/^COPY (?!--)(.*) \S+$/gm)].flatMap(([, names = ""]) =>
    names.split(" "),
  );
  expect(copied.length).toBeGreaterThan(4);
  for (const name of copied) {
    expect(existsSync(join(root, name)), name).toBe(true);
    expect(allowed).toContain(`!${name}`);
  }
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
