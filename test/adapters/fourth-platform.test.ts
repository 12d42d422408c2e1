/** A platform that comes with one folder and one line: the example of CONTRIBUTING, by the contract. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPigeon } from "../../examples/platform/index.ts";
import { limits } from "../../examples/platform/draw.ts";
import { silent } from "../../src/lib/log.ts";
import { copyOfProject } from "../support/copy.ts";
import { userId } from "../support/edge.ts";
import { lobby, openFakePigeon, type FakePigeon } from "../support/fake-pigeon.ts";
import { platformContract, type Stage } from "../support/platform-contract.ts";
import { freePort } from "../support/run-stage.ts";
import type { Ran } from "../support/process.ts";
import { service } from "../support/service.ts";
import { inForm, isLong } from "../support/long.ts";

const root = join(import.meta.dirname, "../..");

const can = {
  forms: false,
  complete: false,
  others: true,
  fail: true,
  missed: false,
  threads: false,
  doubles: false,
  links: false,
  most: limits.text,
  oneIn: inForm(5, 1),
};

platformContract("Pigeon", can, async ({ commands, dispatch, edge, timeZone }): Promise<Stage> => {
  const pigeon = await openFakePigeon();
  const { url, token } = pigeon;
  const platform = createPigeon({ url, token, port: 0, edge, timeZone, log: silent });
  await platform.start(commands, dispatch);
  pigeon.robot(platform.port ?? 0);
  const people = new Map<string, ReturnType<typeof pigeon.person>>();
  const never = () => Promise.reject(new TypeError("Pigeon has neither forms nor completion"));
  return {
    platform,
    place: { platform: "pigeon", id: lobby, kind: "channel" },
    user(name) {
      const person = people.get(name) ?? pigeon.person(userId(name));
      people.set(name, person);
      return { ...person, submit: never, complete: never };
    },
    messages: async () => pigeon.history(),
    next: (trouble) => pigeon.next(trouble),
    async stop() {
      await platform.stop();
      await pigeon.close();
    },
  };
});

// A copy of the project is made, and its programs and tests are started: that is for the long form.
describe.runIf(isLong)("one folder and one line", () => {
  let copy: ReturnType<typeof copyOfProject>;
  let program: string;
  let pigeon: FakePigeon;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    copy = copyOfProject("test/boundaries.test.ts", "test/support", "vitest.config.ts");
    const { folder, put, change } = copy;
    program = join(folder, "teller.mjs");
    for (const file of readdirSync(join(root, "examples/platform")))
      put(`examples/platform/${file}`, `src/adapters/pigeon/${file}`);
    const [line = ""] = /^ {2}pigeon: .*$/m.exec(readFileSync(join(root, "CONTRIBUTING.md"), "utf8")) ?? [];
    change("src/adapters/kits.ts", (text) => text.replace("\n};", `\n${line}\n};`));
    pigeon = await openFakePigeon();
    env = {
      PIGEON_TOKEN: pigeon.token,
      PIGEON_URL: pigeon.url,
      PIGEON_PORT: String(await freePort()),
      STAFF: "ana:editor=pigeon:ana",
      DATABASE: join(folder, "teller.sqlite"),
    };
  });
  afterAll(async () => {
    await pigeon.close();
    rmSync(copy.folder, { recursive: true });
  });

  type Call = readonly [args: readonly string[], env: Readonly<Record<string, string>>];

  /** What verbs print, whichever way, one after the other in a program of the copy. */
  async function teller<const T extends readonly Call[]>(...calls: T) {
    const line = join(copy.folder, "test/support/command-line.ts");
    const code = `const { teller } = await import(${JSON.stringify(line)});
      const told = [];
      for (const [args, env] of ${JSON.stringify(calls)}) told.push(await teller(args, { env }));
      console.log(JSON.stringify(told));`;
    const ran = service(["--no-warnings", "--input-type=module", "-e", code]);
    expect(await ran.ended, ran.text()).toBe(0);
    const all = JSON.parse(ran.text()) as readonly Ran[];
    return all.map(({ code, out, err }) => ({ code, told: out + err })) as {
      [K in keyof T]: { code: number; told: string };
    };
  }

  test("it runs, and knows the newsroom's list; a slip of it shows no secret in the log", async () => {
    // An adapter should not, and this one now does.
    copy.change("src/adapters/pigeon/index.ts", (text) =>
      text.replace('log.info("Pigeon is connected"', "log.info(`Pigeon is connected with ${token}`"),
    );
    const running = service([program, "run"], env);
    await running.says("taking calls");
    pigeon.robot(Number(env["PIGEON_PORT"]));
    expect((await pigeon.person("bob").ask("/seat bath")).text).toContain("Wera Hobhouse");
    expect((await pigeon.person("bob").ask("/desk")).text).toContain("is for editors");
    expect((await pigeon.person("ana").ask("/desk")).text).not.toContain("is for editors");
    running.kill("SIGTERM");
    expect(await running.ended).toBe(0);
    expect(running.lines().map(({ msg }) => msg)).toContain("Pigeon is connected with [secret]");
    expect(running.text()).not.toContain("hunter2");
  });

  test("it is in the doctor, its rooms too, with a token and without", async () => {
    const { PIGEON_TOKEN: _, ...without } = env;
    const [{ code, told }, unused] = await teller([["doctor"], { ...env, DESK: "pigeon:desk" }], [["doctor"], without]);
    expect(told).toMatch(/^ok {4}Pigeon: token: is the one of teller$/m);
    expect(told).toMatch(/^ok {4}desk: channel pigeon:desk: is private, and can be posted to$/m);
    expect(code).toBe(0);
    expect(unused.told).toContain("Pigeon: no token is set");
    expect(unused.told).toContain("POOR  STAFF on Pigeon: names a person, and no token is set");
  });

  test("its settings are read with all others, and what is wrong with them is said at once", async () => {
    const wrong = {
      PIGEON_TOKEN: "hunter2",
      PIGEON_NEST: "x",
      OPS_PORT: "x",
      STAFF: "ana:editor=pigeon:Ana!",
    };
    const [{ code, told }, port, nest] = await teller(
      [["doctor"], wrong],
      [["doctor"], { ...env, OPS_PORT: env["PIGEON_PORT"] ?? "" }],
      [["doctor"], { ...env, PIGEON_NEST: "x" }],
    );
    expect(code).toBe(2);
    for (const words of [
      "PIGEON_TOKEN begins with coo-",
      "PIGEON_PORT is missing: Pigeon sends questions there",
      "OPS_PORT is a port",
      "STAFF entry 1: an id is written like pigeon:ana (the name after the @)",
    ])
      expect(told).toContain(words);
    expect(told).not.toContain("hunter2");
    expect(port.told).toContain("OPS_PORT is another's port already");
    expect(nest.told).toContain("PIGEON_NEST is no setting of ours");
  });

  test("it draws what ask asks, prints a manifest, and is in the help of both", async () => {
    const [asked, manifest, help, overview] = await teller(
      [["ask", "/seat bath", "--as", "pigeon"], {}],
      [["manifest", "pigeon"], {}],
      [["ask", "--help"], {}],
      [["help"], {}],
    );
    expect(JSON.parse(asked.told)).toMatchObject({ text: expect.stringContaining("Wera Hobhouse") });
    expect(JSON.parse(manifest.told)).toMatchObject({
      suggestions: expect.arrayContaining([expect.objectContaining({ line: "/seat" })]),
    });
    expect(help.told).toContain("slack, discord, web or pigeon");
    expect(overview.told).toContain("Answers in Slack, Discord and Pigeon");
    expect(overview.told).toContain("what Pigeon suggests while people type");
  });

  test("who may import whom holds with it, and its name stands nowhere else", async () => {
    const walls = ["--testNamePattern", "who may import whom|circle|named outside|a kit is read"];
    const vitest = join(copy.folder, "node_modules/vitest/vitest.mjs");
    const tested = service([vitest, "run", "--root", copy.folder, "--reporter", "verbose", ...walls], {});
    expect(await tested.ended, tested.text()).toBe(0);
    expect(tested.text()).toContain("adapters/pigeon/kit.ts");
  });
});
