/** Interactions over HTTP: nothing that Discord did not sign, now, is heard. */
import { afterEach, describe, expect, test } from "vitest";
import { createDiscord } from "../../src/adapters/discord/index.ts";
import { silent } from "../../src/lib/log.ts";
import { contractCommands } from "../support/contract-commands.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";

afterEach(closeStages);

describe("the door for signed requests", () => {
  const ping = JSON.stringify({ type: 1, id: "1", application_id: "1", token: "x", version: 1 });
  const seconds = (offset: number): string => String(Math.floor(Date.now() / 1000) + offset);

  test("answers Discord's ping", async () => {
    const { discord } = await openStage({ mode: "http" });
    const response = await discord.knock(ping);
    expect([response.status, await response.json()]).toEqual([200, { type: 1 }]);
  });

  test.each([
    { name: "a forged signature", over: { signature: "ab".repeat(64) } },
    { name: "no signature", over: { signature: "" } },
    { name: "something else than a signature", over: { signature: "zz" } },
    { name: "a stale timestamp", over: { timestamp: seconds(-301) } },
    { name: "a timestamp ahead", over: { timestamp: seconds(360) } },
    { name: "no timestamp at all", over: { timestamp: "soon" } },
  ])("refuses $name", async ({ over }) => {
    const { discord, platform } = await openStage({ mode: "http" });
    expect((await discord.knock(ping, over)).status).toBe(401);
    expect(platform.isReady()).toBe(true);
  });

  test("refuses another body under a good signature, other methods, and a body without end", async () => {
    const { discord, platform } = await openStage({ mode: "http" });
    const at = `http://127.0.0.1:${platform.port}`;
    expect((await discord.knock(`${ping} `, { signature: "00".repeat(64) })).status).toBe(401);
    expect((await fetch(at)).status).toBe(401);
    const huge = await fetch(at, { method: "POST", body: "x".repeat(2_000_000) }).then(
      ({ status }) => status,
      () => "broken off",
    );
    expect([401, "broken off"]).toContain(huge);
    expect((await discord.knock(ping)).status).toBe(200);
  });

  test("does not wait for whoever hung up before the answer", async () => {
    const { discord, platform, logged } = await openStage({ mode: "http" });
    const slash = {
      type: 2,
      id: "1",
      application_id: discord.state.application,
      token: "x",
      version: 1,
      channel_id: discord.channel.id,
      channel: { id: discord.channel.id, type: 0 },
      guild_id: discord.state.guild,
      member: { user: { id: "100000000000000007" }, permissions: "0" },
      data: { id: "1", type: 1, name: "slow" },
    };
    await expect(discord.knock(JSON.stringify(slash), { signal: AbortSignal.timeout(400) })).rejects.toThrow(/abort/);
    const before = Date.now();
    await platform.stop();
    expect(Date.now() - before).toBeLessThan(4_000);
    expect(discord.messages()).toEqual(["slow answered"]);
    expect(logged.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("is not opened with a key that is none", async () => {
    const { discord, parts } = await openStage();
    const { token } = discord.state;
    const mode = { http: { port: 0, host: "127.0.0.1", publicKey: "mine" } };
    const platform = createDiscord({
      token,
      apiUrl: discord.apiUrl,
      mode,
      edge: parts.edge,
      timeZone: "UTC",
      log: silent,
    });
    await expect(platform.start(contractCommands, parts.dispatch)).rejects.toThrow(
      /public key is 64 hexadecimal digits/,
    );
  });
});
