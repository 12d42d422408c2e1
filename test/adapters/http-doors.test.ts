/** Doors over HTTP, and Slack's socket: slow senders, signatures sent again, signed nonsense, other machines. */
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createDiscord } from "../../src/adapters/discord/index.ts";
import { createMetrics } from "../../src/ops/metrics.ts";
import { startOps } from "../../src/ops/server.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";
import { bodyOf, secrets, sign, typeOf } from "../support/fake-slack/index.ts";
import { openSlack, type SlackStage } from "../support/slack-stage.ts";
import { sendSlowly, slowly } from "../support/slow-sender.ts";

afterEach(closeStages);

/** Rejections that nobody awaited: one ends the program. */
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
process.on("unhandledRejection", note);
afterAll(() => void process.off("unhandledRejection", note));
beforeEach(() => void unhandled.splice(0));

const { signingSecret } = secrets;
const hasty = { port: 0, host: "127.0.0.1", patience: 300 };

async function slackDoor(http: { readonly host?: string; readonly patience?: number } = {}): Promise<SlackStage> {
  const stage = await openSlack({ mode: { http: { port: 0, signingSecret, ...http } } });
  onTestFinished(() => stage.stop());
  return stage;
}

async function discordDoor(http: { readonly host?: string; readonly patience?: number } = {}): Promise<number> {
  const { discord, parts } = await openStage();
  const platform = createDiscord({
    token: discord.state.token,
    apiUrl: discord.apiUrl,
    mode: { http: { port: 0, publicKey: discord.publicKey, ...http } },
    edge: parts.edge,
    timeZone: parts.timeZone,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  await platform.start(parts.commands, parts.dispatch);
  onTestFinished(() => platform.stop());
  return platform.port ?? 0;
}

async function opsDoor(): Promise<number> {
  const server = await startOps({ ...hasty, metrics: createMetrics(), states: () => ({}) });
  onTestFinished(() => server.close());
  return server.port;
}

describe.each([
  ["Slack", async () => (await slackDoor({ patience: hasty.patience })).platform.port ?? 0],
  ["Discord", () => discordDoor({ patience: hasty.patience })],
  ["health", opsDoor],
] as const)("%s: whoever sends slowly is gone in time", (_, door) => {
  test.each(Object.entries(slowly))("%s", async (_name, text) => {
    const took = await sendSlowly(await door(), text, 5_000);
    // A fifth over the patience, and a busy machine; with Node's own intervals it would be half a minute.
    expect(took).toBeLessThan(3_000);
  });
});

test.each([
  ["Slack", async () => (await slackDoor()).platform.port ?? 0],
  ["Discord", () => discordDoor()],
] as const)("%s listens for this machine alone unless told", async (_, door) => {
  const port = await door();
  const near = connect(port, "127.0.0.1");
  await once(near, "connect");
  near.destroy();
  await expect(once(connect(port, "127.0.0.2"), "connect")).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL/);
});

describe("Slack over HTTP", () => {
  async function send(
    { platform }: SlackStage,
    body: string,
    headers: Record<string, string> = sign(body, signingSecret),
    type = typeOf("slash_commands"),
  ): Promise<number> {
    const url = `http://127.0.0.1:${platform.port}/slack/events`;
    const response = await fetch(url, { method: "POST", body, headers: { "content-type": type, ...headers } });
    await response.body?.cancel();
    return response.status;
  }
  const command = (text: string): string =>
    bodyOf("slash_commands", {
      command: "/teller",
      text,
      user_id: "U1",
      channel_id: "C1",
      team_id: "T",
      response_url: "",
      trigger_id: "",
    });

  test("a signature is taken once, however it is spelt", async () => {
    const stage = await slackDoor();
    const body = command("help");
    const headers = sign(body, signingSecret);
    expect(await send(stage, body, headers)).toBe(200);
    expect(await send(stage, body, headers)).toBe(401);
    expect(await send(stage, body, { ...headers, "x-slack-signature": `${headers["x-slack-signature"]}=x` })).toBe(401);
    const stamp = `${headers["x-slack-request-timestamp"]}.0`;
    expect(await send(stage, body, { ...headers, "x-slack-request-timestamp": stamp })).toBe(401);
    expect(await send(stage, command("about"))).toBe(200);
  });

  test("for as long as it would be accepted, though it was dated ahead", async () => {
    let now = Date.now();
    const stage = await openSlack({
      mode: { http: { port: 0, host: "127.0.0.1", signingSecret } },
      now: () => new Date(now),
    });
    onTestFinished(() => stage.stop());
    const body = command("help");
    const headers = sign(body, signingSecret, Math.floor(now / 1_000) + 280);
    expect(await send(stage, body, headers)).toBe(200);
    now += 9 * 60_000;
    expect(await send(stage, command("about"), sign(command("about"), signingSecret, Math.floor(now / 1_000)))).toBe(
      200,
    );
    expect(await send(stage, body, headers)).toBe(401);
  });

  test("Slack’s own repeat of what is here already gets a nod, and nothing is done", async () => {
    const stage = await slackDoor();
    const body = command("help");
    const headers = sign(body, signingSecret);
    expect(await send(stage, body, headers)).toBe(200);
    const calls = stage.slack.calls.length;
    expect(await send(stage, body, { ...headers, "x-slack-retry-num": "1" })).toBe(200);
    expect(stage.slack.calls).toHaveLength(calls);
  });

  test.each([
    ["application/json", "null"],
    ["application/json", "[]"],
    ["application/json", '"x"'],
    ["application/json", "{"],
    ["application/json", ""],
    ["application/x-www-form-urlencoded", "payload=null"],
    ["application/x-www-form-urlencoded", "payload=1"],
    ["application/x-www-form-urlencoded", "payload=%7B"],
  ])("what is signed and is no message is refused: %s %s", async (type, body) => {
    const stage = await slackDoor();
    expect(await send(stage, body, sign(body, signingSecret), type)).toBe(400);
    await pause(50);
    expect(unhandled).toEqual([]);
    expect(stage.platform.isReady()).toBe(true);
    expect(await send(stage, command("help"))).toBe(200);
  });

  test("so is a body without end", async () => {
    const stage = await slackDoor();
    const body = "x".repeat(3_000_000);
    const status = await send(stage, body).catch(() => "broken off");
    expect([413, "broken off"]).toContain(status);
    expect(await send(stage, command("help"))).toBe(200);
  });
});

test.each([
  "null",
  "[]",
  "7",
  '"x"',
  "{",
  "{}",
  '{"type":null}',
  '{"type":"events_api"}',
  '{"type":"events_api","payload":{"event":null}}',
  '{"type":"slash_commands","envelope_id":"1","payload":null}',
  '{"type":"interactive","envelope_id":"2"}',
])("a frame of Slack’s socket that is no message is dropped: %s", async (frame) => {
  const { slack, platform, stop } = await openSlack();
  onTestFinished(stop);
  slack.socket.frame(frame);
  expect((await slack.user("ann").dm("seat bath")).text).toContain("Bath");
  expect(unhandled).toEqual([]);
  expect(platform.isReady()).toBe(true);
});

describe("Discord over HTTP", () => {
  const ping = (id: string): string => JSON.stringify({ type: 1, id, application_id: "1", token: "x", version: 1 });

  test("a signature is taken once, however it is spelt", async () => {
    const { discord } = await openStage({ mode: "http" });
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = discord.signed(timestamp, ping("1"));
    expect((await discord.knock(ping("1"), { timestamp, signature })).status).toBe(200);
    expect((await discord.knock(ping("1"), { timestamp, signature })).status).toBe(401);
    expect((await discord.knock(ping("1"), { timestamp, signature: signature.toUpperCase() })).status).toBe(401);
    expect((await discord.knock(ping("2"))).status).toBe(200);
  });

  test("for as long as it would be accepted", async () => {
    let now = Date.now();
    const { discord } = await openStage({ mode: "http", now: () => new Date(now) });
    const timestamp = String(Math.floor(now / 1_000) + 280);
    expect((await discord.knock(ping("1"), { timestamp })).status).toBe(200);
    now += 9 * 60_000;
    expect((await discord.knock(ping("2"), { timestamp: String(Math.floor(now / 1_000)) })).status).toBe(200);
    expect((await discord.knock(ping("1"), { timestamp })).status).toBe(401);
  });

  test.each(["null", "[]", "7", '"x"', "{", "", "{}", '{"type":2}', '{"type":3,"data":null}', '{"type":5}'])(
    "what is signed and is no interaction is refused: %s",
    async (body) => {
      const { discord, platform } = await openStage({ mode: "http" });
      expect((await discord.knock(body)).status).toBe(400);
      await pause(50);
      expect(unhandled).toEqual([]);
      expect(platform.isReady()).toBe(true);
      expect((await discord.knock(ping("1"))).status).toBe(200);
    },
  );
});
