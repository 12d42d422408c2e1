/** The doctor, over a small server that answers as the platforms do. */
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import type { Check } from "../../src/core/check.ts";
import { folder, found, platform, tokens } from "../support/doctored.ts";
import { teller } from "../support/process.ts";

test("with nothing configured, all is well, and nothing is asked of anyone", async () => {
  const { code, out, err } = await teller(["doctor"], { env: { DATABASE: join(folder(), "teller.sqlite") } });
  expect([code, err]).toEqual([0, ""]);
  for (const words of [
    "ok    Node: 24.",
    "election: is the 2024 general election: 650 seats",
    "database: will be made",
    "Slack: no token is set",
    "Discord: no token is set",
  ])
    expect(out).toContain(words);
});

test("with both platforms well", async () => {
  const env = { ...tokens(await platform()), SLACK_COMMANDS: "seat" };
  const { code, out } = await teller(["doctor", "--json"], { env });
  const checks = JSON.parse(out) as Check[];
  expect(code).toBe(0);
  expect(checks.filter(({ state }) => state !== "good")).toEqual([]);
  expect(out).not.toContain("hunter2");
  expect(checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "Slack: clock",
      "Slack: permissions",
      "Slack: Socket Mode",
      "Discord: interactions",
      "Discord: servers",
    ]),
  );
});

test("in words, each thing that is wrong says how to mend it", async () => {
  const url = await platform({ "/auth.test": { body: { ok: false, error: "token_revoked" } } });
  const { code, out } = await teller(["doctor"], { env: tokens(url) });
  expect(code).toBe(1);
  expect(out).toMatch(
    /^BAD {3}Slack: bot token: the bot token was revoked \(token_revoked\)\n {6}Mend: copy the Bot User OAuth Token.*SLACK_BOT_TOKEN/m,
  );
});

test("a configuration that cannot be read is exit 2, every problem of it", async () => {
  const { code, out } = await teller(["doctor"], { env: { SLACK_BOT_TOKEN: "hunter2", OPS_PORT: "x" } });
  expect(code).toBe(2);
  for (const words of [
    "BAD   configuration",
    "SLACK_BOT_TOKEN begins with xoxb-",
    "OPS_PORT is a port",
    "Mend: set these right",
  ])
    expect(out).toContain(words);
  expect(out).not.toContain("hunter2");
});

test("a name that looks like a setting and is none is pointed out, and no more", async () => {
  const { code, out } = await teller(["doctor"], { env: { SLACK_TOKEN: "hunter2" } });
  expect(code).toBe(0);
  expect(out).toContain("POOR  configuration: reads well, but SLACK_TOKEN is no setting of ours");
  expect(out).not.toContain("hunter2");
});

describe("the machine", () => {
  test.each([
    [20, "poor", "20 seconds ahead"],
    [-600, "bad", "600 seconds behind"],
  ])("its clock is %i seconds off", async (off, state, words) => {
    const { wrong } = await found(tokens(await platform({}, new Date(Date.now() - off * 1000))));
    expect(wrong.map((one) => [one.name, one.state])).toEqual([
      ["Slack: clock", state],
      ["Discord: clock", state],
    ]);
    // The header is in whole seconds.
    expect(wrong[0]?.says.replace(/\d+/, (text) => String(Math.round(Number(text) / 10) * 10))).toContain(words);
  });

  test("a platform that cannot be reached", async () => {
    const { wrong } = await found(tokens("http://127.0.0.1:9"));
    expect(wrong.map(({ name, mend }) => [name, mend?.match(/[A-Z]+_API_URL/)?.[0]])).toEqual([
      ["Slack: reach", "SLACK_API_URL"],
      ["Discord: reach", "DISCORD_API_URL"],
    ]);
  });

  test("a database that is newer, or none, or not ours to write", async () => {
    const path = join(folder(), "teller.sqlite");
    new DatabaseSync(path).exec(
      "create table schema_version (version integer); insert into schema_version values (99)",
    );
    expect((await found({ DATABASE: path })).wrong).toEqual([
      expect.objectContaining({ name: "database", state: "bad", says: expect.stringContaining("newer") }),
    ]);
    writeFileSync(path, "a shopping list ".repeat(99));
    expect((await found({ DATABASE: path })).wrong).toEqual([
      expect.objectContaining({ state: "bad", says: expect.stringContaining("not a database") }),
    ]);
    expect((await found({ DATABASE: "/no/such/folder/teller.sqlite" })).wrong).toHaveLength(1);
  });

  test("PostgreSQL that is not there, or knows us not", async () => {
    const DATABASE_URL = "postgres://teller:hunter2@127.0.0.1:9/teller";
    const { wrong } = await found({ DATABASE_URL });
    expect(wrong).toEqual([
      expect.objectContaining({ name: "database", state: "bad", mend: expect.stringContaining("DATABASE_URL") }),
    ]);
    const { code, out } = await teller(["doctor"], { env: { DATABASE_URL } });
    expect(code).toBe(1);
    expect(out).toContain("BAD   database: The database at 127.0.0.1:9 cannot be reached (nothing listens there");
    expect(out).not.toContain("hunter2");
  });

  test.skipIf(process.getuid?.() === 0)("a folder that we may not write in", async () => {
    const closed = folder();
    chmodSync(closed, 0o500);
    expect((await found({ DATABASE: join(closed, "teller.sqlite") })).wrong).toHaveLength(1);
  });

  test("a style file that has something wrong", async () => {
    const path = join(folder(), "style.json");
    writeFileSync(path, '{"percent": "pc"}');
    const { wrong } = await found({ STYLE: path });
    expect(wrong).toEqual([expect.objectContaining({ name: "style", says: expect.stringContaining("percent: ") })]);
    const { code, err } = await teller(["ask", "/seat bath"], { env: { STYLE: path } });
    expect([code, err.split("\n")[0]]).toEqual([2, `teller: The style file ${path} needs mending:`]);
  });

  test("an election that is damaged", async () => {
    const pack = folder();
    writeFileSync(join(pack, "election.json"), "{");
    expect((await found({ ELECTION: pack })).wrong).toEqual([
      expect.objectContaining({ name: "election", state: "bad" }),
    ]);
  });
});
