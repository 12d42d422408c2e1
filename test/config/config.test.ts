/** Settings as people write them, well and badly. */
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../../src/config.ts";

const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };

/** A platform's own settings, and whether its token is set. */
function platform(name: string, env: Record<string, string>) {
  const found = readConfig(env).platforms.find(({ kit }) => kit.name === name);
  return { ...found?.set, isUsed: found?.access !== undefined };
}

/** Its lines, without the first. */
function problems(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n").slice(1);
    throw error;
  }
  return [];
}

describe("what is set", () => {
  test("nothing needs to be", () => {
    const config = readConfig({});
    expect(config.election).toMatch(/elections\/uk-2024$/);
    expect(config.database).toMatch(/teller\.sqlite$/);
    expect(config).toMatchObject({ people: { staff: [], managers: [] }, logLevel: "info" });
    for (const part of ["ops", "style"]) expect(config).not.toHaveProperty(part);
    expect(config.platforms.map(({ kit, access }) => [kit.name, access])).toEqual([
      ["slack", undefined],
      ["discord", undefined],
      ["web", undefined],
    ]);
  });

  test("a setting left empty is left out", () => {
    expect(readConfig({ SLACK_BOT_TOKEN: "", DISCORD_TOKEN: " ", OPS_PORT: "", STAFF: "" })).toEqual(readConfig({}));
  });

  test("both platforms, as they are by default", () => {
    const env = {
      ...slack,
      SLACK_COMMANDS: "/seat, Results",
      TIPS_SLACK_TEAMS: "T012AB3CD, T99",
      DISCORD_TOKEN: "a.b.c",
      TIPS_DISCORD_SERVERS: "80351110224678912, 80351110224678913",
    };
    expect(platform("slack", env)).toEqual({
      ...slack,
      SLACK_MODE: "socket",
      SLACK_HOST: "127.0.0.1",
      SLACK_PORT: 3000,
      SLACK_PACE: 1,
      SLACK_UNFURL_DOMAINS: [],
      SLACK_COMMANDS: ["seat", "results"],
      TIPS_SLACK_TEAMS: ["T012AB3CD", "T99"],
      isUsed: true,
    });
    expect(platform("discord", env)).toEqual({
      DISCORD_TOKEN: "a.b.c",
      DISCORD_MODE: "gateway",
      DISCORD_HOST: "127.0.0.1",
      DISCORD_PORT: 3001,
      TIPS_DISCORD_SERVERS: ["80351110224678912", "80351110224678913"],
      isUsed: true,
    });
    expect(readConfig(env).secrets).toEqual(["xoxb-1", "xapp-1", "a.b.c"]);
  });

  test("both platforms over HTTP, elsewhere", () => {
    const key = "0f".repeat(32);
    const env = {
      ...slack,
      SLACK_MODE: "http",
      SLACK_SIGNING_SECRET: "s",
      SLACK_PORT: "8080",
      SLACK_HOST: "0.0.0.0",
      SLACK_API_URL: "http://127.0.0.1:4000/api/",
      DISCORD_TOKEN: "a.b.c",
      DISCORD_MODE: "http",
      DISCORD_PUBLIC_KEY: key,
      DISCORD_HOST: "::",
      DISCORD_API_URL: "https://proxy.example.org/api",
      DISCORD_GUILD: "80351110224678912",
    };
    expect(platform("slack", env)).toMatchObject({
      SLACK_MODE: "http",
      SLACK_SIGNING_SECRET: "s",
      SLACK_PORT: 8080,
      SLACK_HOST: "0.0.0.0",
      SLACK_API_URL: "http://127.0.0.1:4000/api/",
      isUsed: true,
    });
    expect(platform("discord", env)).toEqual({
      DISCORD_TOKEN: "a.b.c",
      DISCORD_MODE: "http",
      DISCORD_PUBLIC_KEY: key,
      DISCORD_HOST: "::",
      DISCORD_PORT: 3001,
      DISCORD_API_URL: "https://proxy.example.org/api",
      DISCORD_GUILD: "80351110224678912",
      TIPS_DISCORD_SERVERS: [],
      isUsed: true,
    });
  });

  test("people: one name over all platforms", () => {
    const { people } = readConfig({
      STAFF: "ana:editor=slack:U1,discord:2; lin:manager=slack:U9;",
      MANAGERS: "slack:U9, discord:123",
    });
    expect(people).toEqual({
      staff: [
        {
          name: "ana",
          role: "editor",
          ids: [
            { platform: "slack", id: "U1" },
            { platform: "discord", id: "2" },
          ],
        },
        { name: "lin", role: "manager", ids: [{ platform: "slack", id: "U9" }] },
      ],
      managers: [
        { platform: "slack", id: "U9" },
        { platform: "discord", id: "123" },
      ],
    });
  });

  test("PostgreSQL comes before the file, and its address is a secret, as is the password in it", () => {
    const address = "postgres://teller:hun%2Bter%20two@db.example.org/teller?schema=night";
    const config = readConfig({ DATABASE: "/data/teller.sqlite", DATABASE_URL: ` ${address}` });
    expect(config.database).toBe(address);
    expect(config.secrets).toEqual([address, "hun%2Bter%20two", "hun+ter two"]);
    expect(readConfig({ DATABASE_URL: "postgresql:///teller?host=/run/postgresql" }).secrets).toHaveLength(1);
  });

  test("one instance runs unless told", () => {
    expect(readConfig({}).instances).toBe(1);
    expect(readConfig({ INSTANCES: "50", DATABASE_URL: "postgres://h/d" }).instances).toBe(50);
  });

  test("health and metrics are for this machine alone unless told", () => {
    expect(readConfig({ OPS_PORT: "9090" }).ops).toEqual({ host: "127.0.0.1", port: 9090 });
    expect(readConfig({ OPS_PORT: "9090", OPS_HOST: "0.0.0.0" }).ops?.host).toBe("0.0.0.0");
  });
});

describe("what needs mending", () => {
  test("every problem at once, each with its setting", () => {
    const found = problems({
      ELECTION: "nowhere",
      SLACK_BOT_TOKEN: "xoxb-1",
      DISCORD_TOKEN: "Bot abc",
      DISCORD_MODE: "carrier pigeon",
      OPS_PORT: "99999",
      LOG_LEVEL: "loud",
      STAFF: "ana=slack:U1",
    });
    for (const name of [
      "ELECTION",
      "SLACK_APP_TOKEN",
      "DISCORD_TOKEN",
      "DISCORD_MODE",
      "OPS_PORT",
      "LOG_LEVEL",
      "STAFF",
    ])
      expect(
        found.filter((line) => line.startsWith(`${name} `)),
        name,
      ).toHaveLength(1);
    expect(found).toHaveLength(7);
  });

  test.each([
    [{ SLACK_BOT_TOKEN: "xoxb-1" }, /^SLACK_APP_TOKEN is missing: Socket Mode needs/],
    [{ SLACK_BOT_TOKEN: "xoxb-1", SLACK_MODE: "http" }, /^SLACK_SIGNING_SECRET is missing/],
    [{ SLACK_APP_TOKEN: "xapp-1" }, /^SLACK_BOT_TOKEN is missing/],
    [{ SLACK_BOT_TOKEN: "xapp-1", SLACK_APP_TOKEN: "xapp-1" }, /^SLACK_BOT_TOKEN begins with xoxb-/],
    [{ ...slack, SLACK_COMMANDS: "seat results;" }, /^SLACK_COMMANDS/],
    [{ DISCORD_TOKEN: "a.b.c", DISCORD_MODE: "http" }, /^DISCORD_PUBLIC_KEY is missing/],
    [{ DISCORD_PUBLIC_KEY: "abc" }, /^DISCORD_PUBLIC_KEY is 64/],
    [{ SLACK_API_URL: "javascript:alert(1)" }, /^SLACK_API_URL is a web address/],
    [{ SLACK_API_URL: "ftp://example.org" }, /^SLACK_API_URL/],
    [{ OPS_PORT: "0" }, /^OPS_PORT is a port/],
    [{ OPS_PORT: "80a" }, /^OPS_PORT is a port/],
    [{ ...slack, SLACK_MODE: "http", SLACK_SIGNING_SECRET: "s", OPS_PORT: "3000" }, /^OPS_PORT is another's/],
    [
      { ...slack, SLACK_MODE: "http", SLACK_SIGNING_SECRET: "s", SLACK_PORT: "80", OPS_PORT: "80" },
      /^OPS_PORT is another's/,
    ],
    [
      { DATABASE_URL: "postgres://h/one", REPLAY: " postgres://h/one" },
      /^REPLAY is the database that DATABASE_URL names/,
    ],
    [{ DATABASE: "one.sqlite", REPLAY: "./one.sqlite" }, /^REPLAY is the database that DATABASE names/],
    [{ DATABASE_URL: "mysql://db.example.org/teller" }, /^DATABASE_URL is an address: postgres:/],
    [{ DATABASE_URL: "teller.sqlite" }, /^DATABASE_URL is an address: postgres:/],
    [
      { SOURCES: "Wire:csv=/srv/a.csv", LEASE_SECONDS: "10" },
      /^LEASE_SECONDS is 10, and a source of SOURCES has 30 seconds/,
    ],
    [{ INSTANCES: "0" }, /^INSTANCES is how many run at once/],
    [{ INSTANCES: "51", DATABASE_URL: "postgres://h/d" }, /^INSTANCES is how many run at once/],
    [{ INSTANCES: "1.5" }, /^INSTANCES is how many run at once/],
    [{ INSTANCES: "-1" }, /^INSTANCES is how many run at once/],
    [{ INSTANCES: "2" }, /^DATABASE_URL is missing: several instances share one PostgreSQL/],
    [{ INSTANCES: "two" }, /^INSTANCES is how many run at once/],
    [{ STYLE: "/nowhere/style.json" }, /^STYLE names no file/],
    [{ STAFF: "ana:boss=slack:U1" }, /^STAFF entry 1: a role is editor or manager/],
    [{ STAFF: "ana:editor=slack:U1;ana:editor=slack:U2" }, /^STAFF entry 2 has a name that stands there already/],
    [{ STAFF: "ana:editor=slack:U1;bo:editor=slack:U1" }, /^STAFF gives ana and bo the same id/],
    [{ STAFF: "manager:editor=slack:U1" }, /^STAFF entry 1: a name is/],
    [{ STAFF: "ana:editor=slack:@ana" }, /^STAFF entry 1: an id is written like slack:U/],
    [{ MANAGERS: "teams:U1" }, /^MANAGERS an id is written like slack:U.* or discord:8/],
    [{ TIPS_SLACK_TEAMS: "gazette" }, /^TIPS_SLACK_TEAMS is a list of workspace ids, which begin with T/],
    [{ TIPS_DISCORD_SERVERS: "gazette" }, /^TIPS_DISCORD_SERVERS is a list of servers' ids, which are long numbers/],
    [{ STAFF: "ana=slack:U1" }, /^STAFF entry 1 is written name:role=ids, as in ana:editor=slack:U\w+,discord:\d+;/],
    [
      { SLACK_MODE: "http", DISCORD_MODE: "http", DISCORD_PORT: "3000" },
      /^DISCORD_PORT is another's port already: give each its own/,
    ],
    [{ MANAGERS: "discord:ana" }, /^MANAGERS an id is written like discord:8/],
  ])("%j", (env, words) => {
    expect(problems(env)).toEqual([expect.stringMatching(words)]);
  });

  test("no value is repeated, for it may be a secret", () => {
    const secret = "hunter2secret";
    for (const name of [
      "SLACK_BOT_TOKEN",
      "SLACK_APP_TOKEN",
      "DISCORD_PUBLIC_KEY",
      "SLACK_API_URL",
      "DATABASE_URL",
      "OPS_PORT",
      "STAFF",
      "MANAGERS",
      "LOG_LEVEL",
      "SLACK_MODE",
    ])
      expect(problems({ [name]: secret }).join("\n"), name).not.toContain(secret);
  });
});
