/** `teller run` as a service: a real process, the real SDKs, over the fakes of both platforms. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { teller } from "../support/command-line.ts";
import { userId } from "../support/edge.ts";
import { self } from "../support/fake-slack/world.ts";
import { freePort, run, stage } from "../support/run-stage.ts";
import { isLong } from "../support/long.ts";

const tip = "The firm that printed the ballot papers belongs to the officer’s brother.";

/** With a tip line, opened in Slack by the configuration. */
const withTips = async () => ({
  TIPS_RECIPIENTS: await identityToRecipient(await generateX25519Identity()),
  TIPS_CHANNELS: "slack:CEDITORS",
  TIPS_NEWSROOM: "The Gazette",
  TIPS_SAFER: "SecureDrop=https://gazette.example.org/drop",
  TIPS_SLACK_TEAMS: self.team,
  STAFF: `ed:editor=slack:${userId("ed")}`,
});

/** Each test finds the service as the one before has left it: answering on both platforms. */
describe("one service, from its start until it is told to leave", () => {
  let on: Awaited<ReturnType<typeof stage>>;
  let env: Readonly<Record<string, string>>;
  let first: ReturnType<typeof run>;

  beforeAll(async () => {
    const ends: (() => void | Promise<void>)[] = [];
    on = await stage((end) => ends.push(end));
    env = { ...on.env, ...(await withTips()) };
    first = run(env, (end) => ends.push(end));
    return async () => {
      for (const end of ends.toReversed()) await end();
    };
  });

  test("answers on both platforms, and counts", async () => {
    const { slack, discord, page, ready } = on;
    await ready({ slack: "up", discord: "up" });
    expect((await page("/healthz")).status).toBe(200);
    expect((await page("/readyz")).status).toBe(200);

    expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Wera Hobhouse");
    expect((await discord.user("ada").slash("/seat bath")).text).toContain("Wera Hobhouse");
    expect((await slack.user("ada").slash("/teller seat qqqqxyz")).text).toContain("I know no constituency");
    expect((await slack.user("ada").slash("/teller channel answers private")).text).toContain("is for managers");
    const chosen = await slack.user("mia").slash("/teller channel answers private");
    expect(chosen.audience).toBe("asker");

    const { text } = await page("/metrics");
    for (const line of [
      'teller_calls_total{command="seat",platform="slack",outcome="answered"} 1',
      'teller_calls_total{command="seat",platform="slack",outcome="not-found"} 1',
      'teller_calls_total{command="seat",platform="discord",outcome="answered"} 1',
      'teller_adapter_up{platform="slack"} 1',
      'teller_adapter_up{platform="discord"} 1',
    ])
      expect(text).toContain(line);
  });

  test("has a tip line, opened in Discord by a channel’s manager and in Slack by the configuration, and counts none of it", async () => {
    const { slack, discord, page } = on;
    const ada = discord.user("ada");
    const shut = await ada.slash("/tip send");
    expect(shut.text).toContain("not open here");
    expect(shut.text).toContain("gazette.example.org/drop");
    expect((await discord.user("mia", { manages: true }).slash("/tip open")).text).toContain("is open in this channel");
    expect((await ada.slash("/tip send")).text).toContain("Not anonymous to Discord");
    const eve = slack.user("eve");
    const words = await eve.slash("/teller tip send");
    expect(words.text).toContain("Not anonymous to Slack");
    expect(words.audience).toBe("asker");
    for (const [source, text] of [
      [ada, tip],
      [eve, `${tip} Twice.`],
    ] as const) {
      expect((await source.press(/Low risk/)).form).toHaveLength(2);
      const receipt = await source.submit({ "What the newsroom should know": text });
      expect(receipt.audience).toBe("asker");
      expect(receipt.text).toContain("Nothing is sent yet");
      const sent = await source.press(/written (it )?down: send/i);
      expect(sent.audience).toBe("asker");
      expect(sent.text).toContain("Your tip is sent");
    }
    expect((await page("/metrics")).text).not.toMatch(/command="tip/);
  });

  test("tells by /readyz of a connection that is lost for a moment, and comes back by itself", async () => {
    const { discord, page, ready } = on;
    discord.gateway.drop();
    await ready({ discord: "waiting" });
    await ready({ slack: "up", discord: "up" });
    expect((await page("/metrics")).text).not.toContain("teller_adapter_restarts_total{");
  });

  test("shut out by one platform, says so and starts anew there, and goes on answering on the other", async () => {
    const { slack, discord, page, ready } = on;
    discord.gateway.drop(4_004);
    await ready({ slack: "up", discord: "down" });
    expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Wera Hobhouse");
    await ready({ slack: "up", discord: "up" });
    expect((await discord.user("ada").slash("/seat bath")).text).toContain("Wera Hobhouse");
    expect(first.lines().map(({ msg }) => msg)).toContainEqual(
      expect.stringMatching(/^crashed: Discord has shut us out/),
    );
    expect((await page("/metrics")).text).toContain('teller_adapter_restarts_total{platform="discord"} 1');
  });

  test("tells and counts a platform in a hurry, and a token that is revoked", async () => {
    const { slack, page, ready } = on;
    slack.next("views.publish", { status: 429, after: 1 });
    await slack.user("ada").home();
    expect((await page("/metrics")).text).toContain('teller_rate_limits_total{platform="slack"} 1');
    slack.revoke("token_revoked");
    void slack
      .user("ada")
      .home()
      .catch(() => "nothing is shown");
    await ready({ slack: "down", discord: "up" });
    // It is asked again in minutes: nobody mends a token within seconds.
    await first.says("crashed: Slack no longer lets us in: the bot token was revoked");
    slack.revoke(undefined);
  });

  test("leaves when told, having logged nobody", async () => {
    const { slack, discord, page } = on;
    const { text } = await page("/metrics");
    first.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(first.lines().at(-1)?.msg).toBe("left");
    const told = `${first.text()}${text}`;
    const { botToken, appToken } = slack;
    const people = [userId("ada"), userId("eve"), userId("mia")];
    for (const secret of [botToken, appToken, discord.state.token, ...people, "qqqqxyz", "Hobhouse"])
      expect(told).not.toContain(secret);
    for (const word of ["tip", "ballot papers", "codename"]) expect(first.text()).not.toContain(word);
  });

  test.runIf(isLong)(
    "in its next life, keeps what was chosen, and answers although nobody reads its log any more",
    async () => {
      const { slack, discord, ready } = on;
      const second = run(env);
      await ready({ slack: "up", discord: "up" });
      expect((await slack.user("ada").slash("/teller seat bath")).audience).toBe("asker");
      second.deaf();
      // Each has something to say of it.
      slack.socket.drop("cut");
      discord.gateway.drop();
      await slack.socket.arrival();
      await ready({ slack: "up", discord: "up" });
      expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Wera Hobhouse");
      expect((await discord.user("ada").slash("/seat bath")).text).toContain("Wera Hobhouse");
      second.kill("SIGINT");
      expect(await second.ended).toBe(0);
    },
  );
});

test.runIf(isLong)(
  "a bad token of one is one clear line and does not keep the other from answering",
  async () => {
    const { slack, env, page, ready } = await stage();
    const running = run({ ...env, DISCORD_TOKEN: "bad.token.hunter2" });
    await ready({ slack: "up", discord: "down" });
    expect((await page("/readyz")).status).toBe(503);
    expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Wera Hobhouse");
    const line = running.lines().find(({ platform, level }) => platform === "discord" && level === "error");
    expect(line?.msg).toMatch(/^could not start: Discord does not accept the bot token.*DISCORD_TOKEN/);
    expect(running.text()).not.toContain("hunter2");
    running.kill("SIGTERM");
    expect(await running.ended).toBe(0);
  },
  60_000,
);

test.runIf(isLong)(
  "Discord alone, and its files though Slack’s own HTTP library came into the process first",
  async () => {
    const { discord, env, ready } = await stage();
    const { SLACK_BOT_TOKEN: _, SLACK_APP_TOKEN: __, ...alone } = env;
    const first = `--import=${pathToFileURL(join(import.meta.dirname, "../support/slack-first.mjs")).href}`;
    const running = run({ ...alone, STAFF: `ed:editor=discord:${userId("ed")}`, NODE_OPTIONS: first });
    await ready({ discord: "up" });
    const shown = await discord.user("ed").slash("/export seats");
    expect(JSON.stringify(shown.message?.components)).toMatch(/attachment:\/\/[\w-]+\.csv/);
    // The terminal stays out of it.
    expect(running.text()).not.toContain("teller>");
    running.kill("SIGTERM");
    expect(await running.ended).toBe(0);
  },
  60_000,
);

test.runIf(isLong)(
  "over HTTP, both at ports of their own",
  async () => {
    const { slack, discord, env, ready } = await stage();
    const [one, other] = [await freePort(), await freePort()];
    const { SLACK_APP_TOKEN: _, ...shared } = env;
    const running = run({
      ...shared,
      SLACK_MODE: "http",
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_PORT: String(one),
      DISCORD_MODE: "http",
      DISCORD_PUBLIC_KEY: discord.publicKey,
      DISCORD_PORT: String(other),
    });
    await ready({ slack: "up", discord: "up" });
    slack.overHttp(one);
    discord.door(`http://127.0.0.1:${other}`);
    expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Wera Hobhouse");
    expect((await discord.user("ada").slash("/seat bath")).text).toContain("Wera Hobhouse");
    running.kill("SIGTERM");
    expect(await running.ended).toBe(0);
  },
  60_000,
);

test("a database that cannot be opened, and a port that is taken, are one line each", async () => {
  const { env } = await stage();
  const lost = await teller(["run"], { env: { ...env, DATABASE: "/no/such/folder/teller.sqlite" } });
  expect([lost.code, lost.out]).toEqual([2, ""]);
  expect(lost.err).toMatch(/^teller: The database \/no\/such.*cannot be opened.*\n$/);
  const taken = createServer().listen(Number(env.OPS_PORT), "127.0.0.1");
  onTestFinished(() => void taken.close());
  const second = await teller(["run"], { env });
  expect(second.code).toBe(2);
  expect(second.err).toMatch(/^teller: OPS_PORT \d+ on 127\.0\.0\.1 cannot be listened on \(EADDRINUSE\)/m);
}, 60_000);
