/** Commands that people find in Discord's menu, and answers where Teller was not let in. */
import { ApplicationCommandType } from "discord.js";
import { afterEach, describe, expect, test } from "vitest";
import { menusOf } from "../../src/adapters/discord/menus.ts";
import { createRest } from "../../src/adapters/discord/client.ts";
import { commandLists } from "../../src/adapters/discord/register.ts";
import { silent } from "../../src/lib/log.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";
import { userId } from "../support/edge.ts";
import { contractParts } from "../support/platform-contract.ts";

afterEach(closeStages);

const editors = ["freeze", "declare", "confirm", "copy", "tips"];

/** A newsroom's server with Teller in it, whose owner has granted the commands to the role of editors. */
async function newsroom() {
  const { discord, parts } = await openStage({ started: false });
  const { state } = discord;
  const stage = await openStage({ on: discord, newsroom: state.guild });
  state.members.set(userId("ed"), ["900000000000000001"]);
  state.members.set(userId("ada"), []);
  state.grants = [{ id: state.application, permissions: [{ id: "900000000000000001", type: 1, permission: true }] }];
  return { ...stage, discord, parts, state };
}

describe("the menu", () => {
  test("of a stranger has no command of staff, and an editor's has all of the desk's", async () => {
    const { discord } = await newsroom();
    const stranger = discord.user("ada").menu();
    expect(stranger).toEqual(expect.arrayContaining(["seat", "results", "help", "tip"]));
    expect(stranger.filter((name) => [...editors, "announce", "channel", "solo"].includes(name))).toEqual([]);
    expect(discord.user("ed").menu()).toEqual(expect.arrayContaining([...editors, "seat"]));
    // Another server has no editors' commands at all, and a manager there those of managers.
    const elsewhere = discord.user("mia", { guild: "300000000000000000", manages: true }).menu();
    expect(elsewhere).toEqual(expect.arrayContaining(["announce", "channel", "seat"]));
    expect(elsewhere.filter((name) => editors.includes(name))).toEqual([]);
  });

  test("without a newsroom's server shows what is staff's to people who manage channels", async () => {
    const { discord } = await openStage();
    expect(
      discord
        .user("ada")
        .menu()
        .filter((name) => editors.includes(name)),
    ).toEqual([]);
    expect(discord.user("mia", { manages: true }).menu()).toEqual(expect.arrayContaining(editors));
  });

  test("of somebody who has Teller for themselves has questions alone, wherever they are", async () => {
    const { discord } = await openStage();
    for (const visits of ["server", "group"] as const) {
      const menu = discord.user("ada", { visits }).menu();
      expect(menu).toEqual(expect.arrayContaining(["seat", "results", "help"]));
      expect(menu.filter((name) => [...editors, "announce", "channel", "tip"].includes(name))).toEqual([]);
    }
  });
});

test("every command stands in one list, and nobody's staff command is seen without a grant", async () => {
  const { commands } = await contractParts();
  const lists = commandLists(commands, { newsroom: "200000000000000000" });
  const typed = lists.flatMap((list) => list.commands.filter(({ type }) => type === ApplicationCommandType.ChatInput));
  const names = typed.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(names)).toEqual(new Set(commands.map(({ name }) => name.split(" ")[0])));
  for (const command of lists[1]?.commands ?? [])
    expect([command.name, command.default_member_permissions]).toEqual([command.name, "16"]);
});

describe("where Teller was not let in", () => {
  test.each(["server", "group"] as const)(
    "an answer in a %s is the asker's alone, and cannot be shared",
    async (visits) => {
      const { discord } = await openStage();
      const ada = discord.user("ada", { visits, manages: true });
      expect(await ada.slash("/seat bath")).toMatchObject({
        audience: "asker",
        text: expect.stringContaining("LD HOLD"),
      });
      expect(await ada.press(/All/)).toMatchObject({ audience: "asker" });
      // An old button that would share it is the presser's own as well.
      expect(await ada.raw(3, { custom_id: "!seat|Bath", component_type: 2, id: 1 })).toMatchObject({
        audience: "asker",
      });
      // A manager of channels there is no manager of Teller's.
      expect(
        (await ada.raw(2, { id: "1", type: 1, name: "announce", options: [{ type: 1, name: "here" }] })).text,
      ).toMatch(/manage/);
    },
  );

  test("no tip is taken", async () => {
    const { discord } = await openStage();
    const ada = discord.user("ada", { visits: "server" });
    const { form, text } = await ada.raw(2, { id: "1", type: 1, name: "tip", options: [{ type: 1, name: "send" }] });
    expect(form).toBeUndefined();
    expect(text).not.toMatch(/codename/i);
  });
});

describe("the doctor", () => {
  const look = async ({ state, discord }: Awaited<ReturnType<typeof newsroom>>) => {
    const rest = createRest({ log: silent, apiUrl: discord.apiUrl }).setToken(state.token);
    const staff = ["ed", "ada", "zoe"].map((name) => ({ name, id: userId(name) }));
    return menusOf(rest, state.application, state.guild, staff);
  };

  test("names people of STAFF who do not see the desk's commands", async () => {
    const stage = await newsroom();
    const [finding] = await look(stage);
    expect(finding).toMatchObject({ state: "poor", mend: expect.stringContaining("Integrations") });
    expect(finding?.says).toMatch(/^do not show them to ada \(not \/\w+\), zoe \(is not in that server\)$/);
  });

  test("is content when all of them do", async () => {
    const stage = await newsroom();
    stage.state.members.set(userId("ada"), ["900000000000000001"]).set(userId("zoe"), ["900000000000000001"]);
    expect(await look(stage)).toEqual([expect.objectContaining({ state: "good" })]);
    // A single command that the owner has taken from them is said.
    const [first] = stage.state.own;
    const { commandId } = await import("../support/fake-discord/guild.ts");
    stage.state.grants = [
      ...stage.state.grants,
      {
        id: commandId(stage.state, stage.state.guild, 0),
        permissions: [{ id: userId("zoe"), type: 2, permission: false }],
      },
    ];
    const said = (await look(stage))[0]?.says ?? "";
    expect(said).toContain(`zoe (not /${first?.name})`);
  });
});
