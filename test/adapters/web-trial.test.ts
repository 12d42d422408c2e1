/** Where parts can be played, and where nobody may: a trial is thrown away, and a live night knows nobody by the page. */
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { UsageError } from "../../src/cli/usage-error.ts";
import { ConfigError, readConfig } from "../../src/config.ts";
import { openHouse } from "../../src/main.ts";
import { openTrial } from "../../src/main/trial.ts";
import { teller } from "../support/command-line.ts";
import { isLong } from "../support/long.ts";
import { theNight } from "../support/night.ts";
import { freePort, program } from "../support/run-stage.ts";
import { service } from "../support/service.ts";

const sink = { write: () => true };

function wanted(env: Readonly<Record<string, string>>) {
  const config = readConfig(env);
  const platform = config.platforms.find(({ kit }) => kit.name === "web");
  if (!platform) throw new TypeError("there is no page");
  return { config, platform, out: sink, err: sink };
}
const tokens = [{ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" }, { DISCORD_TOKEN: "abc" }] as const;

describe("a trial", () => {
  test.each(tokens)("is refused beside a platform's token", async (env) => {
    await expect(openTrial(wanted(env), openHouse)).rejects.toThrow(UsageError);
    const { code, err } = await teller(["run", "--web"], { env });
    expect([code, err]).toEqual([2, expect.stringMatching(/where no platform’s token|where no platform's token/)]);
  });

  test.each([
    ["--role", "editor"],
    ["--at", "2024-07-05T02:00"],
  ])("goes alone, without %s", async (...more) => {
    const { code, err } = await teller(["run", "--web", ...more]);
    expect([code, err]).toEqual([2, expect.stringContaining("--web goes alone")]);
  });

  test("keeps nothing, and leaves a live night's database alone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "teller-trial-"));
    const options = wanted({ DATABASE: join(folder, "teller.sqlite"), WEB_PORT: String(await freePort()) });
    const printed: string[] = [];
    const { platform, stop } = await openTrial(
      { ...options, out: { write: (text: string) => !!printed.push(text) } },
      openHouse,
    );
    const [, base = "", key = ""] = /(http:\S+)\/#(\S+)/.exec(printed.join("")) ?? [];
    const post = (path: string, body: unknown, as = "") =>
      fetch(base + path, {
        method: "POST",
        headers: { "x-teller-key": key, "x-teller-tab": "tab0", "x-teller-as": as },
        body: JSON.stringify(body),
      });
    const html = async (line: string, as: string) =>
      ((await (await post("/ask", { line }, as)).json()) as { readonly html: string }).html;
    expect(await html("/freeze", "editor")).toContain("Every post is stopped");
    expect(await html("/freeze", "")).toContain("is for editors");
    expect((await post("/ask", { line: "/freeze" }, "somebody")).status).toBe(403);
    // A time that is none is said, and the night goes on as it was.
    for (const from of ["25:99", "yesterday", "2024-02-31"]) {
      const answer = await post("/night", { from, speed: 60 });
      expect([answer.status, await answer.json()]).toEqual([422, { error: expect.stringContaining("is not a time") }]);
    }
    // One that cannot be is no reason for another not to begin.
    const begun = await Promise.all(
      ["04:00", "25:99", "04:30", "05:00"].map((from) => post("/night", { from, speed: 0 })),
    );
    expect(begun.map(({ status }) => status)).toEqual([200, 422, 200, 200]);
    expect((await post("/night", { pace: 1e9 })).status).toBe(400);
    expect((await post("/night", { from: "06:00", speed: 0 })).status).toBe(200);
    const json = (await (await fetch(`${base}/results.json`)).json()) as {
      readonly declared: number;
      readonly rehearsal: boolean;
    };
    const known = theNight().entries.filter(({ recorded }) => recorded <= new Date("2024-07-05T06:00+01:00"));
    expect(json).toMatchObject({ rehearsal: true, declared: known.length });
    // The night that was forgotten was frozen, and this one is not.
    expect(await html("/desk", "editor")).not.toContain("Frozen");
    expect(await html("/tip send", "")).toMatch(/no tip line|safer/i);
    expect(platform.name).toBe("web");
    await stop();
    expect(readdirSync(folder)).toEqual([]);
    await expect(fetch(`${base}/board`)).rejects.toThrow("fetch failed");
  });

  test("says so where its port is another's", async () => {
    const port = String(await freePort());
    const { stop } = await openTrial(wanted({ WEB_PORT: port }), openHouse);
    onTestFinished(stop);
    await expect(openTrial(wanted({ WEB_PORT: port }), openHouse)).rejects.toThrow(
      /cannot be listened on: give another WEB_PORT/,
    );
  });
});

describe("on a live night", () => {
  test("no setting makes anybody of the page known, or a channel of it the newsroom's", () => {
    for (const env of [
      { STAFF: "ana:editor=web:editor" },
      { MANAGERS: "web:manager" },
      { DESK: "web:newsroom" },
      { TIPS_CHANNELS: "web:newsroom" },
    ])
      expect(() => readConfig(env)).toThrow(ConfigError);
  });

  test.runIf(isLong)(
    "nobody is an editor by the page, which answers, has no parts, and ends when it is told to",
    async () => {
      const [port, folder] = [await freePort(), mkdtempSync(join(tmpdir(), "teller-live-"))];
      const database = join(folder, "teller.sqlite");
      const run = service([program, "run"], {
        WEB_PORT: String(port),
        DATABASE: database,
        TIPS_SAFER: "SecureDrop=https://drop.example.org",
      });
      await vi.waitFor(() => expect(run.text()).toContain("/#"), { timeout: 30_000, interval: 50 });
      const [, base = "", key = ""] = /(http:\/\/127[^/]+)\/#(\S+)/.exec(run.text()) ?? [];
      const post = (path: string, body: unknown, as = "") =>
        fetch(base + path, {
          method: "POST",
          headers: { "x-teller-key": key, "x-teller-tab": "tab0", "x-teller-as": as },
          body: JSON.stringify(body),
        });
      const ask = (line: string, as = "") => post("/ask", { line }, as);
      for (const as of ["editor", "second", "manager"]) expect((await ask("/freeze", as)).status).toBe(403);
      const html = async (line: string) => ((await (await ask(line)).json()) as { readonly html: string }).html;
      expect(await html("/freeze")).toContain("is for editors");
      expect(await html("/announce here")).toContain("is for managers");
      expect(await html("/seat bath")).toContain("LD HOLD: Bath");
      // No form: the safer ways, and nothing else.
      for (const line of ["/tip send", "/tip safer"]) expect(await html(line)).toContain("https://drop.example.org");
      const sent = await post("/submit", {
        ask: { command: "tip send", args: { agreed: "yes" } },
        values: { subject: "a subject", text: "the words of a tip" },
      });
      expect(((await sent.json()) as { readonly html: string }).html).toMatch(
        /not open.*https:\/\/drop\.example\.org/s,
      );
      expect(existsSync(database)).toBe(true);
      // The key is for the person at the machine: it is in no line of the log.
      expect(run.lines().some((line) => JSON.stringify(line).includes(key))).toBe(false);
      run.kill("SIGTERM");
      expect(await run.ended).toBe(0);
    },
  );

  test.each([
    [{ WEB_HOST: "0.0.0.0", WEB_PORT: "8080" }, /^WEB_ADDRESS is missing/],
    [{ WEB_HOST: "0.0.0.0", WEB_ADDRESS: "https://board.example.org" }, /^WEB_PORT is missing/],
    [{ WEB_SITES: "https://news.example.org/page" }, /^WEB_SITES is a list of sites/],
    [{ WEB_PORT: "9090", OPS_PORT: "9090" }, /is another's port already/],
  ])("settings that do not fit are said: %o", (env, words) => {
    let said = "";
    try {
      readConfig(env);
    } catch (error) {
      said = (error as Error).message.split("\n")[1] ?? "";
    }
    expect(said).toMatch(words);
  });
});
