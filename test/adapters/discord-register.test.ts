/** The command list as Discord has it. */
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { applicationCommands, createDiscord } from "../../src/adapters/discord/index.ts";
import { hinted } from "../../src/core/args.ts";
import { defineCommand, type Command } from "../../src/core/command.ts";
import { silent } from "../../src/lib/log.ts";
import { commandFaults } from "../support/fake-discord/check.ts";
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
    expect(discord.state.registered[0]).not.toHaveProperty("contexts");
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
