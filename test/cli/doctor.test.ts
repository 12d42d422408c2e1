/** The doctor, over a small server that answers as the platforms do. */
import { createServer } from "node:http";
import { mkdtempSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { scopes } from "../../src/adapters/slack/manifest.ts";
import type { Check } from "../../src/core/check.ts";
import { readConfig } from "../../src/config.ts";
import { checkup } from "../../src/main/checkup.ts";
import { teller } from "../support/process.ts";

const folder = () => mkdtempSync(join(tmpdir(), "teller-doctor-"));
const all = Object.keys(scopes).join(",");
const key = "ab".repeat(32);
/** View Channels, Send Messages, in threads too, Read Message History, Attach Files. */
const permissions = String(2 ** 10 + 2 ** 11 + 2 ** 15 + 2 ** 16 + 2 ** 38);

type Page = { readonly status?: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> };

/** @param pages by path, over those of a healthy platform */
async function platform(pages: Readonly<Record<string, Page>> = {}, date?: Date): Promise<string> {
  const healthy: Readonly<Record<string, Page>> = {
    "/auth.test": { body: { ok: true, team: "The Newsroom" }, headers: { "x-oauth-scopes": all } },
    "/apps.connections.open": { body: { ok: true, url: "wss://…" } },
    "/v10/applications/@me": { body: { name: "Teller", verify_key: key, interactions_endpoint_url: null } },
    "/v10/users/@me/guilds": { body: [{ id: "80351110224678912", name: "Politics", permissions }] },
  };
  const server = createServer((request, response) => {
    const page = { ...healthy, ...pages }[request.url ?? ""] ?? { status: 404, body: "no such page" };
    const isLetIn = /^(Bearer xox|Bearer xapp|Bot )/.test(request.headers.authorization ?? "");
    response.writeHead(isLetIn ? (page.status ?? 200) : 401, {
      ...(date && { date: date.toUTCString() }),
      ...page.headers,
    });
    response.end(JSON.stringify(page.body));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

const tokens = (url: string) => ({
  SLACK_BOT_TOKEN: "xoxb-1-hunter2",
  SLACK_APP_TOKEN: "xapp-1-hunter2",
  SLACK_API_URL: url,
  DISCORD_TOKEN: "a.b.hunter2",
  DISCORD_API_URL: url,
  DATABASE: join(folder(), "teller.sqlite"),
});

/** What it found, besides what is well. */
async function found(env: Readonly<Record<string, string>>) {
  const checks = await checkup(readConfig(env));
  expect(JSON.stringify(checks)).not.toContain("hunter2");
  for (const { state, mend, name } of checks) if (state === "bad") expect(mend, name).toBeTruthy();
  return { checks, wrong: checks.filter(({ state }) => state !== "good") };
}

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

describe("Slack", () => {
  test.each([
    [
      "history is missing",
      { "/auth.test": { body: { ok: true }, headers: { "x-oauth-scopes": all.replace("channels:history,", "") } } },
      "Slack: permissions",
      "poor",
      /channels:history \(to find my own post again/,
    ],
    [
      "may not post",
      { "/auth.test": { body: { ok: true }, headers: { "x-oauth-scopes": "commands" } } },
      "Slack: permissions",
      "bad",
      /chat:write/,
    ],
    [
      "app token lacks its scope",
      { "/apps.connections.open": { body: { ok: false, error: "missing_scope" } } },
      "Slack: Socket Mode",
      "bad",
      /missing_scope/,
    ],
    ["answers a page of a proxy", { "/auth.test": { status: 502, body: "<html>" } }, "Slack: reach", "bad", /HTTP 502/],
  ])("%s", async (_, pages: Readonly<Record<string, Page>>, name, state, says) => {
    const { wrong } = await found(tokens(await platform(pages)));
    expect(wrong).toEqual([expect.objectContaining({ name, state, says: expect.stringMatching(says) })]);
  });

  test("a short command that is none", async () => {
    const { wrong } = await found({ ...tokens(await platform()), SLACK_COMMANDS: "seat,seats" });
    expect(wrong).toEqual([
      expect.objectContaining({ name: "Slack: commands", says: "SLACK_COMMANDS names what is none: seats" }),
    ]);
  });
});

describe("Discord", () => {
  test.each([
    [
      "a bad token",
      { "/v10/applications/@me": { status: 401, body: {} } },
      {},
      "Discord: bot token",
      "bad",
      /HTTP 401/,
    ],
    [
      "interactions go elsewhere",
      { "/v10/applications/@me": { body: { name: "Teller", interactions_endpoint_url: "https://x.example" } } },
      {},
      "Discord: interactions",
      "bad",
      /go to https:\/\/x\.example/,
    ],
    [
      "another key",
      {
        "/v10/applications/@me": {
          body: { name: "Teller", verify_key: "cd".repeat(32), interactions_endpoint_url: "https://x.example" },
        },
      },
      { DISCORD_MODE: "http", DISCORD_PUBLIC_KEY: key },
      "Discord: interactions",
      "bad",
      /another key/,
    ],
    [
      "nowhere yet",
      {},
      { DISCORD_MODE: "http", DISCORD_PUBLIC_KEY: key },
      "Discord: interactions",
      "bad",
      /sent nowhere yet/,
    ],
    ["no server yet", { "/v10/users/@me/guilds": { body: [] } }, {}, "Discord: servers", "poor", /none has let it in/],
    [
      "not in the server of trials",
      {},
      { DISCORD_GUILD: "80351110224678913" },
      "Discord: servers",
      "bad",
      /DISCORD_GUILD/,
    ],
    [
      "a server that gives no history",
      {
        "/v10/users/@me/guilds": {
          body: [{ id: "80351110224678912", name: "Politics", permissions: String(BigInt(permissions) - 65_536n) }],
        },
      },
      {},
      "Discord: Politics",
      "poor",
      /lacks Read Message History \(to find its own posts/,
    ],
  ])(
    "%s",
    async (_, pages: Readonly<Record<string, Page>>, env: Readonly<Record<string, string>>, name, state, says) => {
      const { wrong } = await found({ ...tokens(await platform(pages)), ...env });
      expect(wrong).toEqual([expect.objectContaining({ name, state, says: expect.stringMatching(says) })]);
    },
  );
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
