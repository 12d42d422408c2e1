/** The command list as Discord has it. */
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { applicationCommands, createDiscord, createKept } from "../../src/adapters/discord/index.ts";
import { commandLists } from "../../src/adapters/discord/register.ts";
import { kits } from "../../src/config.ts";
import { hinted } from "../../src/core/args.ts";
import { defineCommand, type Command } from "../../src/core/command.ts";
import { silent } from "../../src/lib/log.ts";
import { commandFaults } from "../support/fake-discord/check.ts";
import { asDeliveryId } from "../../src/core/place.ts";
import type { Trouble } from "../support/fake-discord/rest.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";

afterEach(closeStages);

const simple: Command = defineCommand({
  name: "say",
  summary: "Says",
  examples: ["/say"],
  args: z.object({ words: hinted(z.string().optional(), { label: "words", about: "anything" }) }),
  audience: "asker",
  role: "anyone",
  run: () => ({ summary: "said" }),
});

describe("commands are registered", () => {
  test("only when they differ from those that are", async () => {
    const { discord, parts } = await openStage();
    const puts = (): number => discord.state.requests.filter(({ what }) => what.startsWith("PUT")).length;
    expect(puts()).toBe(1);
    const options = {
      token: discord.state.token,
      apiUrl: discord.apiUrl,
      mode: "gateway",
      log: silent,
      edge: parts.edge,
    } as const;
    const second = createDiscord({ ...options, timeZone: parts.timeZone });
    await second.start(parts.commands, parts.dispatch);
    await second.stop();
    expect(puts()).toBe(1);
    const third = createDiscord({ ...options, timeZone: parts.timeZone });
    await third.start(parts.commands.slice(1), parts.dispatch);
    await third.stop();
    expect(puts()).toBe(2);
  });

  test("in one server, for trials", async () => {
    const { discord, logged } = await openStage({ guild: "200000000000000000" });
    expect(logged.filter(({ event }) => event.includes("for trials"))).toHaveLength(1);
    expect(discord.state.requests.map(({ what }) => what).join()).toMatch(
      /PUT \/applications\/\d+\/guilds\/200000000000000000\/commands/,
    );
    expect(discord.state.own[0]).not.toHaveProperty("contexts");
  });

  test("two-word names as subcommands, closed lists as choices, names with suggestions, secrets not at all", () => {
    const command = (name: string, args: z.ZodObject = z.object({})): Command => ({ ...simple, name, args });
    const word = (hint: object) => hinted(z.string(), { label: "x", about: "y".repeat(150), ...hint });
    const made = applicationCommands([
      command("tip send", z.object({ codename: word({ secret: true }) })),
      command("tip status"),
      command(
        "seat",
        z.object({
          show: hinted(z.enum(["a", "b"]).optional(), { label: "s", about: "t" }),
          place: word({ complete: "seat" }),
        }),
      ),
    ]);
    expect(commandFaults(made as Parameters<typeof commandFaults>[0])).toEqual([]);
    expect(made.map(({ name }) => name)).toEqual(["tip", "seat"]);
    expect(made[0]?.options?.map(({ name }) => name)).toEqual(["send", "status"]);
    expect(made[0]?.options?.[0]).toHaveProperty("options", []);
    const [place, show] = made[1]?.options ?? [];
    expect(place).toMatchObject({ name: "place", required: true, autocomplete: true });
    expect(show).toMatchObject({ name: "show", required: false, choices: [{ value: "a" }, { value: "b" }] });
  });
});

describe("a registration that is refused", () => {
  const puts = /^PUT /;
  const lists = /^GET \/applications\/\d+\/(?:guilds\/\d+\/)?commands/;

  /** Starts while commands of an earlier version stand at Discord. */
  async function refused(trouble: Omit<Trouble, "on" | "kind">, guild?: string) {
    const kept = createKept();
    const stage = await openStage({ kept, started: false, ...(guild !== undefined && { guild }) });
    const { discord, platform, parts } = stage;
    discord.state.registered = applicationCommands(parts.commands.slice(0, -1)) as never;
    discord.trouble({ on: puts, kind: "status", always: true, ...trouble });
    await platform.start(parts.commands, parts.dispatch);
    const said = stage.logged.filter(({ event }) => event.startsWith("commands could not be registered"));
    return { ...stage, kept, said, why: said[0]?.error?.message ?? "" };
  }

  test("for an hour keeps nothing else down: questions are answered, news is told, and its wait is kept", async () => {
    const { discord, platform, place, said, why, kept, lost } = await refused({
      status: 429,
      body: { message: "You are being rate limited.", retry_after: 3_600, global: false },
      headers: { "retry-after": "3600" },
    });
    expect([said.length, platform.isReady(), lost]).toEqual([1, true, []]);
    expect(why).toMatch(/wait 360\d seconds/);
    expect((await discord.user("ada").slash("/seat bath")).text).toContain("LD HOLD");
    expect((await platform.post(place, { summary: "news" }, asDeliveryId("one"))).kind).toBe("sent");
    await platform.stop();
    const count = discord.state.requests.filter(({ what }) => puts.test(what)).length;
    const next = await openStage({ kept, on: discord });
    expect(next.platform.isReady()).toBe(true);
    expect(discord.state.requests.filter(({ what }) => puts.test(what))).toHaveLength(count);
  });

  test("is told in words that fit: a day's two hundred, no access with a server for trials and without, a page", async () => {
    const limit = {
      status: 400,
      code: 30_034,
      body: { message: "Max number of daily application command creates has been reached (200)" },
    };
    expect((await refused(limit)).why).toMatch(/refuses our commands \(code 30034\)/);
    const barred = { status: 403, code: 50_001 };
    expect((await refused(barred)).why).not.toMatch(/DISCORD_GUILD/);
    expect((await refused(barred, "200000000000000000")).why).toMatch(
      /server that DISCORD_GUILD names: invite the bot/,
    );
    expect((await refused({ status: 403, page: "<html>Sorry, you have been blocked</html>" })).why).toMatch(
      /a page from before it/,
    );
  });

  test("that hangs holds the start up for a moment only", async () => {
    const { discord, platform, parts } = await openStage({ started: false });
    discord.trouble({ on: lists, kind: "timeout", always: true });
    const began = performance.now();
    await platform.start(parts.commands, parts.dispatch);
    expect(performance.now() - began).toBeLessThan(2_500);
    expect(platform.isReady()).toBe(true);
  });
});

test("commands that a server had for trials are taken away again, and nothing else", async () => {
  const guild = "200000000000000000";
  const { discord, parts } = await openStage({ guild });
  expect(discord.state.own.length).toBeGreaterThan(10);
  const kit = kits.find(({ name }) => name === "discord");
  const set = { DISCORD_TOKEN: discord.state.token, DISCORD_API_URL: discord.apiUrl };
  const clear = async (server: string) => kit?.manifest?.clear?.run(set, server);
  const count = commandLists(parts.commands, { guild }).flatMap((list) => list.commands).length;
  expect(await clear(guild)).toEqual({ server: guild, cleared: count });
  expect(discord.state.own).toEqual([]);
  expect(await clear(guild)).toEqual({ server: guild, cleared: 0 });
  expect(discord.state.requests.at(-1)?.what).toMatch(/^GET .*guilds/);
  await expect(clear("the newsroom")).rejects.toThrow(/a server's id, a long number/);
});
