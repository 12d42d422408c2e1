/** The doctor, over a small server that answers as the platforms do. */
import { chmodSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { folder, found, key, permissions, platform, tokens } from "../support/doctored.ts";
import { teller } from "../support/command-line.ts";
import type { Finding } from "../../src/lib/finding.ts";
import { banbury } from "../support/banbury.ts";
import { onPostgresAlone } from "../support/databases.ts";

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
  const checks = JSON.parse(out) as Finding[];
  expect(code).toBe(0);
  expect(checks.filter(({ state }) => state !== "good")).toEqual([]);
  expect(out).not.toContain("hunter2");
  expect(checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "Slack: clock",
      "Slack: permissions",
      "Slack: Socket Mode",
      "Slack: blocks",
      "Discord: interactions",
      "Discord: servers",
    ]),
  );
});

test("overlays: those that count, those that are broken, and sources that are read by them", async () => {
  const within = folder();
  const sheet = join(folder(), "sheet.csv");
  writeFileSync(
    sheet,
    "Constituency,Polling day,Candidate,Votes\nBanbury,2027-05-06,Ann Example,20000\nBanbury,2027-05-06,Bob Sample,18000\n",
  );
  writeFileSync(join(within, "banbury.json"), JSON.stringify({ upcoming: [banbury] }));
  const env = {
    DATABASE: join(folder(), "teller.sqlite"),
    OVERLAYS: within,
    SOURCES: `Sheet:csv=${sheet}`,
  };
  const { code, out } = await teller(["doctor"], { env });
  expect(out).toContain("overlays: count: banbury.json");
  expect(out).toContain("source Sheet: answers: 1 declaration");
  expect(code).toBe(0);
  writeFileSync(join(within, "broken.json"), '{"upcoming":[');
  const after = await teller(["doctor"], { env });
  expect(after.out).toMatch(/BAD +overlays: are refused: broken\.json is not JSON, perhaps cut short/);
  expect(after.code).toBe(1);
});

test("the age of the agency's .timestamp tells whether its folder is mirrored still", async () => {
  const wire = folder();
  writeFileSync(join(wire, ".timestamp"), "");
  const hourAgo = new Date(Date.now() - 3_600_000);
  utimesSync(join(wire, ".timestamp"), hourAgo, hourAgo);
  const env = { DATABASE: join(folder(), "teller.sqlite"), SOURCES: `Wire:pa=${wire}` };
  expect((await teller(["doctor"], { env })).out).toMatch(
    /source Wire: answers: 0 declarations; its \.timestamp changed 60 minutes ago/,
  );
  writeFileSync(join(wire, ".timestamp"), "now");
  expect((await teller(["doctor"], { env })).out).toMatch(/source Wire: answers: 0 declarations$/m);
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

onPostgresAlone("the machine's clock and the database's", (database) => {
  test("agree, or the doctor tells by how much they do not", async () => {
    const DATABASE_URL = await database.fresh();
    const clock = async () =>
      (await found({ DATABASE_URL })).checks.find(({ name }) => name === "database's clock")?.says;
    expect(await clock()).toBe("this machine's clock agrees");
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 3_600_000 });
    expect(await clock()).toMatch(/^this machine's clock is 3[56]\d\d seconds behind$/);
  });
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

describe("ids of a platform that has no token", () => {
  const lists = {
    DESK: "slack:C012AB3CD,slack:C045EF6GH,discord:80351110224678913",
    TIPS_CHANNELS: "slack:C012AB3CD",
    STAFF: "ana:editor=slack:U1,discord:2;lin:manager=slack:U9",
    MANAGERS: "discord:2",
  };
  const said = ({ name, state, says }: Finding) => [name, state, says];

  test("are pointed out by their setting, with what to do", async () => {
    const { wrong } = await found(lists);
    const silent = wrong.filter(({ says }) => says.includes("no token"));
    expect(silent.map(said)).toEqual([
      ["DESK on Slack", "bad", "names 2 channels, and no token is set: the desk is told nothing there"],
      ["DESK on Discord", "bad", "names a channel, and no token is set: the desk is told nothing there"],
      ["TIPS_CHANNELS on Slack", "bad", "names a channel, and no token is set: tips wait, and are not posted there"],
      ["STAFF on Slack", "poor", "names 2 people, and no token is set: nobody can ask from there"],
      ["STAFF on Discord", "poor", "names a person, and no token is set: nobody can ask from there"],
      ["MANAGERS on Discord", "poor", "names a person, and no token is set: nobody can ask from there"],
    ]);
    expect(silent.map(({ mend }) => mend).slice(0, 2)).toEqual([
      "set a token of Slack, which .env.example explains, or take slack:… out of DESK",
      "set a token of Discord, which .env.example explains, or take discord:… out of DESK",
    ]);
    expect(JSON.stringify(silent)).not.toMatch(/C012AB3CD|U1|U9|80351110224678913/);
  });

  test("are left alone where it has one", async () => {
    const { DISCORD_TOKEN: _, ...slack } = tokens(await platform());
    const { wrong } = await found({ ...slack, ...lists });
    expect(wrong.filter(({ says }) => says.includes("no token")).map(({ name }) => name)).toEqual([
      "DESK on Discord",
      "STAFF on Discord",
      "MANAGERS on Discord",
    ]);
  });
});

describe("channels of the newsroom's own", () => {
  const home = "80351110224678912";
  const me = "80351110224678900";
  const room = "80351110224678913";
  const slackRoom = (over: object) => ({
    "/conversations.info": {
      body: {
        ok: true,
        channel: {
          id: "C012AB3CD",
          is_member: true,
          is_shared: false,
          is_ext_shared: false,
          is_org_shared: false,
          is_pending_ext_shared: false,
          pending_shared: [],
          ...over,
        },
      },
    },
    "/conversations.history": { body: { ok: true, messages: [] } },
  });
  /** Shut for everyone but us, or for nobody. */
  const discordRoom = (shut: boolean) => ({
    "/v10/applications/@me": {
      body: { id: me, name: "Teller", verify_key: key, interactions_endpoint_url: null, bot: { id: me } },
    },
    [`/v10/channels/${room}`]: {
      body: {
        id: room,
        type: 0,
        guild_id: home,
        permission_overwrites: shut
          ? [
              { id: home, type: 0, allow: "0", deny: "1024" },
              { id: me, type: 1, allow: "1024", deny: "0" },
            ]
          : [],
      },
    },
    [`/v10/guilds/${home}`]: {
      body: { id: home, owner_id: "1", roles: [{ id: home, permissions, position: 0, name: "@everyone" }] },
    },
    [`/v10/guilds/${home}/members/${me}`]: { body: { user: { id: me }, roles: [] } },
  });
  const of = (checks: readonly Finding[], name: string) => checks.filter((check) => check.name.startsWith(name));
  const lists = {
    TIPS_CHANNELS: `slack:C012AB3CD,discord:${room}`,
    DESK: `slack:C012AB3CD,discord:${room}`,
  };

  test("that are private and can be posted to are well", async () => {
    const url = await platform({ ...slackRoom({ is_private: true }), ...discordRoom(true) });
    const { checks } = await found({ ...tokens(url), ...lists });
    for (const name of ["tip line: channel", "desk: channel"])
      expect(of(checks, name)).toEqual(
        ["slack:C012AB3CD", `discord:${room}`].map((id) => ({
          name: `${name} ${id}`,
          state: "good",
          says: "is private, and can be posted to",
        })),
      );
  });

  test("where others can read, tips are held back and the desk is overheard", async () => {
    const url = await platform({ ...slackRoom({ is_private: false }), ...discordRoom(false) });
    const { wrong } = await found({ ...tokens(url), ...lists });
    const held = "is not private, so tips wait and are not posted there";
    expect(of(wrong, "tip line: channel").map(({ state, says }) => [state, says])).toEqual([
      ["bad", `${held} (everyone in the workspace could read there)`],
      ["bad", `${held} (people who were not let in one by one could read there)`],
    ]);
    expect(of(wrong, "desk: channel").map(({ state }) => state)).toEqual(["poor", "poor"]);
  });

  test("rule 9: shared with another organisation, tips are held back, and why is said", async () => {
    const url = await platform(slackRoom({ is_private: true, is_shared: true, is_ext_shared: true }));
    const { wrong } = await found({ ...tokens(url), ...lists });
    expect(of(wrong, "tip line: channel slack")).toMatchObject([
      {
        state: "bad",
        says: expect.stringContaining("another organisation"),
        mend: expect.stringContaining("share it"),
      },
    ]);
  });

  test("where we are not, or that is not there, is said with what to do", async () => {
    const url = await platform(slackRoom({ is_member: false, is_private: true }));
    const { wrong } = await found({ ...tokens(url), ...lists });
    expect(of(wrong, "desk: channel slack")).toMatchObject([
      { state: "bad", mend: expect.stringContaining("/invite") },
    ]);
  });
});
