/** `teller run` as a service: a real process, the real SDKs, over the fakes of both platforms. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { userId } from "../support/edge.ts";
import { freePort, program, run, stage } from "../support/run-stage.ts";

test("answers on both platforms, counts, keeps what was chosen, logs nobody, and leaves when told", async () => {
  const { slack, discord, env, page, ready } = await stage();
  const first = run(env);
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

  first.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  expect(first.lines().at(-1)?.msg).toBe("left");
  const told = `${first.text()}${text}`;
  const { botToken, appToken } = slack;
  for (const secret of [botToken, appToken, discord.state.token, userId("ada"), userId("mia"), "qqqqxyz", "Hobhouse"])
    expect(told).not.toContain(secret);

  const second = run(env);
  await ready({ slack: "up", discord: "up" });
  expect((await slack.user("ada").slash("/teller seat bath")).audience).toBe("asker");
  second.kill("SIGINT");
  expect(await second.ended).toBe(0);
}, 60_000);

test("a bad token of one is one clear line and does not keep the other from answering", async () => {
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
}, 60_000);

test("shut out by one while it runs: that one says so and starts anew, the other goes on answering", async () => {
  const { slack, discord, env, page, ready } = await stage();
  const running = run(env);
  await ready({ slack: "up", discord: "up" });
  discord.gateway.drop(4_004);
  await ready({ slack: "up", discord: "down" });
  expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Wera Hobhouse");
  await ready({ slack: "up", discord: "up" });
  expect((await discord.user("ada").slash("/seat bath")).text).toContain("Wera Hobhouse");
  expect(running.lines().map(({ msg }) => msg)).toContainEqual(
    expect.stringMatching(/^crashed: Discord has shut us out/),
  );
  expect((await page("/metrics")).text).toContain('teller_adapter_restarts_total{platform="discord"} 1');
  running.kill("SIGTERM");
  expect(await running.ended).toBe(0);
}, 60_000);

test("a token that is revoked while it runs, and a platform in a hurry, are told and counted", async () => {
  const { slack, env, page, ready } = await stage();
  const running = run(env);
  await ready({ slack: "up", discord: "up" });
  slack.next("views.publish", { status: 429, after: 1 });
  await slack.user("ada").home();
  expect((await page("/metrics")).text).toContain('teller_rate_limits_total{platform="slack"} 1');
  slack.revoke("token_revoked");
  void slack
    .user("ada")
    .home()
    .catch(() => "nothing is shown");
  await ready({ slack: "down", discord: "up" });
  await running.says("could not start: Slack does not start: the bot token was revoked");
  slack.revoke(undefined);
  await ready({ slack: "up", discord: "up" });
  running.kill("SIGTERM");
  expect(await running.ended).toBe(0);
}, 60_000);

test("a connection that is lost for a moment is told by /readyz and comes back by itself", async () => {
  const { discord, env, page, ready } = await stage();
  const running = run(env);
  await ready({ slack: "up", discord: "up" });
  discord.gateway.drop();
  await ready({ discord: "waiting" });
  await ready({ slack: "up", discord: "up" });
  expect((await page("/metrics")).text).not.toContain("teller_adapter_restarts_total{");
  running.kill("SIGTERM");
  expect(await running.ended).toBe(0);
}, 60_000);

test("Discord gets its files where Slack’s own HTTP library came into the process first", async () => {
  const { discord, env, ready } = await stage();
  const first = `--import=${pathToFileURL(join(import.meta.dirname, "../support/slack-first.mjs")).href}`;
  const running = run({ ...env, STAFF: `ed:editor=discord:${userId("ed")}`, NODE_OPTIONS: first });
  await ready({ slack: "up", discord: "up" });
  const shown = await discord.user("ed").slash("/export seats");
  expect(JSON.stringify(shown.message?.components)).toMatch(/attachment:\/\/[\w-]+\.csv/);
  running.kill("SIGTERM");
  expect(await running.ended).toBe(0);
}, 60_000);

test("goes on answering when nobody reads its log any more, and leaves when told", async () => {
  const { slack, discord, env, ready } = await stage();
  const running = run(env);
  await ready({ slack: "up", discord: "up" });
  running.deaf();
  // Each has something to say of it.
  slack.socket.drop("cut");
  discord.gateway.drop();
  await slack.socket.arrival();
  await ready({ slack: "up", discord: "up" });
  expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Wera Hobhouse");
  expect((await discord.user("ada").slash("/seat bath")).text).toContain("Wera Hobhouse");
  running.kill("SIGTERM");
  expect(await running.ended).toBe(0);
}, 60_000);

test("over HTTP, both at ports of their own", async () => {
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
}, 60_000);

test("with one platform's token, the other's SDK and the terminal stay out of it", async () => {
  const { discord, env, ready } = await stage();
  const { SLACK_BOT_TOKEN: _, SLACK_APP_TOKEN: __, ...alone } = env;
  const running = run(alone);
  await ready({ discord: "up" });
  expect((await discord.user("ada").slash("/results")).text).toContain("411");
  expect(running.text()).not.toContain("teller>");
  running.kill("SIGTERM");
  expect(await running.ended).toBe(0);
}, 60_000);

test("with no token and nobody there, it says what to do, opens no database, and is wrong usage", async () => {
  const database = join(mkdtempSync(join(tmpdir(), "teller-run-")), "teller.sqlite");
  const running = run({ DATABASE: database });
  expect(await running.ended).toBe(2);
  expect(running.text()).toMatch(/^teller: there is nobody to answer: no token is set.*teller doctor\n$/);
  expect(existsSync(database)).toBe(false);
});

test("a database that cannot be opened, and a port that is taken, are one line each", async () => {
  const { env } = await stage();
  const lost = run({ ...env, DATABASE: "/no/such/folder/teller.sqlite" });
  expect(await lost.ended).toBe(2);
  expect(lost.text()).toMatch(/^teller: The database \/no\/such.*cannot be opened.*\n$/);
  const taken = createServer().listen(Number(env.OPS_PORT), "127.0.0.1");
  onTestFinished(() => void taken.close());
  const second = run(env);
  expect(await second.ended).toBe(2);
  expect(second.text()).toMatch(/^teller: OPS_PORT \d+ on 127\.0\.0\.1 cannot be listened on \(EADDRINUSE\)/m);
}, 60_000);

/** Says every module that is loaded. */
const tellLoads = `import { registerHooks } from "node:module";
  registerHooks({ load: (url, context, next) => (process.stderr.write(url + "\\n"), next(url, context)) });`;

test.each(["ask", "find", "export"])("%s opens no database and loads no SDK", async (verb) => {
  const database = join(mkdtempSync(join(tmpdir(), "teller-run-")), "teller.sqlite");
  const words = { ask: ["/seat bath"], find: ["bath"], export: ["seats"] }[verb] ?? [];
  const env = { PATH: process.env["PATH"] ?? "", DATABASE: database, DISCORD_TOKEN: "a.b.c" };
  const args = ["--import", `data:text/javascript,${encodeURIComponent(tellLoads)}`, program, verb, ...words];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (told += text));
  const code = await new Promise((resolve) => void child.once("close", resolve));
  expect(code).toBe(0);
  expect(existsSync(database)).toBe(false);
  expect(told).toContain("src/cli/");
  expect(told).not.toMatch(/discord\.js|@slack|kysely|src\/adapters\/(slack|discord)\/(?!kit\.ts)/);
});
