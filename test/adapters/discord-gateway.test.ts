/** The gateway: packets that are not as they should be, and sessions that outlive an adapter. */
import { afterEach, describe, expect, test } from "vitest";
import { createKept } from "../../src/adapters/discord/index.ts";
import { closeStages, openStage, type DiscordStage } from "../support/discord-stage.ts";
import { isLong } from "../support/long.ts";

afterEach(closeStages);

const dispatched = (t: unknown, d: unknown, s: unknown = 9) => ({ op: 0, t, s, d });
const whole = { id: "1", token: "t", application_id: "2", channel_id: "3", version: 1, guild_id: "4", type: 2 };

/** Each has been seen to throw inside the SDK's structures, or might. */
const malformed: readonly unknown[] = [
  ...[null, undefined, [], {}, "text", 7].map((d) => dispatched("INTERACTION_CREATE", d)),
  ...[
    { ...whole, data: null },
    { ...whole, data: { type: 1, name: null } },
    { ...whole, member: null, data: { type: 1, name: "seat" } },
    { ...whole, member: { user: null }, data: { type: 1, name: "seat" } },
    { ...whole, member: { user: {}, permissions: "many" }, data: { type: 1, name: "seat", options: null } },
    { ...whole, member: { user: { id: "9" }, permissions: "x" }, data: { type: 1, name: "seat" } },
    { ...whole, user: { id: "9" }, data: { type: 2, name: "seat" } },
    { ...whole, user: { id: "9" }, channel: null, data: { type: 1, name: "seat", options: [null] } },
    { ...whole, type: 3, user: { id: "9" }, data: null, message: null },
    { ...whole, type: 3, user: { id: "9" }, data: { component_type: 2 }, message: null },
    { ...whole, type: 3, user: { id: "9" }, data: { component_type: 3, custom_id: 4 }, message: {} },
    { ...whole, type: 4, user: { id: "9" }, data: {} },
    { ...whole, type: 5, user: { id: "9" }, data: { custom_id: "x", components: [{ type: 18 }] } },
    { ...whole, type: 5, user: { id: "9" }, data: { custom_id: null, components: null } },
    { ...whole, type: 77, user: { id: "9" }, data: {} },
    { ...whole, type: "2" },
    { ...whole, id: null },
    { ...whole, token: undefined },
  ].map((d) => dispatched("INTERACTION_CREATE", d)),
  ...[
    "GUILD_CREATE",
    "GUILD_UPDATE",
    "GUILD_DELETE",
    "GUILD_MEMBER_ADD",
    "GUILD_ROLE_CREATE",
    "GUILD_AUDIT_LOG_ENTRY_CREATE",
    "MESSAGE_CREATE",
    "MESSAGE_UPDATE",
    "CHANNEL_CREATE",
    "CHANNEL_UPDATE",
    "CHANNEL_DELETE",
    "THREAD_CREATE",
    "THREAD_LIST_SYNC",
    "USER_UPDATE",
    "READY",
    "RESUMED",
  ].map((t) => dispatched(t, null)),
  dispatched("READY", {}),
  dispatched("READY", { session_id: 5, resume_gateway_url: "x" }),
  dispatched(null, null),
  dispatched("INTERACTION_CREATE", whole, "many"),
  dispatched("INTERACTION_CREATE", whole, null),
  { op: 11, d: { odd: true } },
  { op: 10, d: null },
  { op: 10, d: { heartbeat_interval: "often" } },
  { op: 10, d: { heartbeat_interval: 0 } },
  { op: 77, d: null },
  { op: "0", d: null },
  {},
  [],
  null,
  "text",
];

const bath = async ({ discord }: DiscordStage): Promise<string> => (await discord.user("ada").slash("/seat bath")).text;

test("packets that are not as documented crash nothing, and questions are answered after them", async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on("unhandledRejection", note);
  try {
    const stage = await openStage();
    expect(malformed.length).toBeGreaterThanOrEqual(54);
    for (const packet of malformed) stage.discord.gateway.raw(packet);
    expect(await bath(stage)).toContain("LD HOLD");
    expect([stage.discord.gateway.count(2), stage.discord.gateway.connections()]).toEqual([1, 1]);
    // No heartbeat comes without end, whatever interval was named.
    expect(stage.discord.gateway.count(1)).toBeLessThan(5);
    expect([stage.platform.isReady(), stage.lost]).toEqual([true, []]);
    expect(unhandled).toEqual([]);
  } finally {
    process.off("unhandledRejection", note);
  }
});

test("a READY that comes twice changes nothing, and its session is resumed", async () => {
  const stage = await openStage();
  const { gateway, state } = stage.discord;
  gateway.emit("READY", {
    v: 10,
    user: { id: state.bot },
    guilds: [],
    session_id: "other",
    resume_gateway_url: "junk",
  });
  gateway.drop();
  await expect.poll(() => gateway.count(6)).toBe(1);
  expect(gateway.paths).toEqual(["/gateway", "/gateway"]);
}, 10_000);

describe("a session", () => {
  test("is resumed by the next adapter, which answers what was asked in between", async () => {
    const kept = createKept();
    const first = await openStage({ kept });
    expect(await bath(first)).toContain("LD HOLD");
    const { discord, parts } = first;
    await first.platform.stop();
    await expect.poll(() => discord.gateway.connections()).toBe(0);
    const asked = discord.user("ada").slash("/seat bath");
    const next = await openStage({ kept, on: discord });
    expect((await asked).text).toContain("LD HOLD");
    expect([discord.gateway.count(2), discord.gateway.count(6)]).toEqual([1, 1]);
    expect(discord.gateway.paths).toEqual(["/gateway", "/resumed"]);
    // READY, and the first question.
    expect(discord.gateway.resumedFrom()).toBe(2);
    expect([next.platform.isReady(), parts.faults]).toEqual([true, []]);
  });

  test.runIf(isLong)(
    "that Discord has forgotten costs no more than seven seconds",
    async () => {
      const kept = createKept();
      const first = await openStage({ kept });
      const { discord } = first;
      await first.platform.stop();
      discord.gateway.forget();
      const began = performance.now();
      const next = await openStage({ kept, on: discord });
      expect(next.platform.isReady()).toBe(true);
      expect(performance.now() - began).toBeLessThan(7_000);
      discord.gateway.raw({ op: 9, d: null });
      const lost = performance.now();
      await expect.poll(() => discord.gateway.count(2), { timeout: 10_000 }).toBe(3);
      await expect.poll(() => next.platform.isReady()).toBe(true);
      expect(performance.now() - lost).toBeLessThan(7_500);
      expect(await bath(next)).toContain("LD HOLD");
    },
    30_000,
  );
});
