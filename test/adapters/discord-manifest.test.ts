/** Discord's manifest: its form, and which people find which command where. */
import { describe, expect, test } from "vitest";
import { commandLists } from "../../src/adapters/discord/register.ts";
import { kits } from "../../src/config.ts";
import { joinCommands } from "../../src/main/commands.ts";
import { asOwn, commandList } from "../support/discord-manifest.ts";

const commands = await joinCommands();
const newsroom = "200000000000000000";

/** As `teller manifest discord` prints it. */
async function printed(set: Readonly<Record<string, string>>) {
  const kit = kits.find(({ name }) => name === "discord");
  const made = await kit?.manifest?.make(set, { commands });
  return made as { readonly invite: string; readonly commands: unknown; readonly newsroom?: unknown };
}

describe("the manifest", () => {
  test.each([{}, { DISCORD_NEWSROOM: newsroom }, { DISCORD_GUILD: newsroom }])(
    "keeps to Discord's rules: %o",
    async (set) => {
      const { invite, commands: list, newsroom: own = [] } = await printed(set);
      for (const some of [list, own]) {
        const read = commandList.safeParse(some);
        expect(read.error?.issues).toBeUndefined();
        expect(asOwn(read.data ?? [])).toEqual(some);
      }
      // View Channels, Send Messages, in threads too, Read Message History, Attach Files.
      const bits = 2 ** 10 + 2 ** 11 + 2 ** 15 + 2 ** 16 + 2 ** 38;
      expect(new URL(invite).searchParams.get("permissions")).toBe(String(bits));
    },
  );

  test.each([
    ["a name in capitals", { name: "Seat" }],
    ["a long name", { name: "s".repeat(33) }],
    ["no description", { description: "" }],
    ["a long description", { description: "d".repeat(101) }],
    ["a field of its own", { extra: true }],
    ["a context that there is not", { contexts: [3] }],
    [
      "an option that is needed after one that is not",
      {
        options: [
          { type: 3, name: "a", description: "a", required: false },
          { type: 3, name: "b", description: "b", required: true },
        ],
      },
    ],
  ])("would be refused with %s", (_, wrong) => {
    const good = { type: 1, name: "seat", description: "A seat", options: [] };
    expect(commandList.safeParse([good]).success).toBe(true);
    expect(commandList.safeParse([{ ...good, ...wrong }]).success).toBe(false);
  });
});

const everywhere = commandLists(commands, {})[0]?.commands ?? [];
const rolesOf = (name: string) =>
  commands.filter((one) => one.name.split(" ")[0] === name || one.onMessage?.label === name);

test("questions that only read are asked anywhere, by anyone; all others where Teller was let in", () => {
  for (const { name, integration_types: types, contexts } of everywhere) {
    const reads = rolesOf(name).every((command) => command.reads);
    expect([name, types, contexts]).toEqual([name, reads ? [0, 1] : [0], reads ? [0, 1, 2] : [0, 1]]);
  }
  expect(everywhere.filter(({ integration_types: types }) => types?.includes(1)).length).toBeGreaterThan(20);
});

test("nothing that changes anything counts as reading", () => {
  for (const { name, reads, role, secret } of commands)
    if (reads) expect([name, role, secret]).toEqual([name, "anyone", undefined]);
});

test("staff's commands ask for Manage Channels, wherever they are; nobody else's do", () => {
  for (const servers of [{}, { newsroom }, { guild: newsroom }])
    for (const { name, default_member_permissions: needed } of commandLists(commands, servers).flatMap((list) => [
      ...list.commands,
    ])) {
      const isStaffs = rolesOf(name).every(({ role }) => role !== "anyone");
      expect([name, needed]).toEqual([name, isStaffs ? "16" : undefined]);
    }
});

test("with a newsroom's server no editors' command is anywhere else", () => {
  const [all, own] = commandLists(commands, { newsroom });
  const words = (role: string) =>
    new Set(commands.filter((one) => one.role === role).map(({ name }) => name.split(" ")[0]));
  const editors = words("editor");
  expect(own?.guild).toBe(newsroom);
  expect(new Set(own?.commands.map(({ name }) => name))).toEqual(editors);
  const mixed = new Set([...words("anyone"), ...words("manager")]);
  expect(all?.commands.filter(({ name }) => editors.has(name) && !mixed.has(name))).toEqual([]);
  expect(editors.has("freeze")).toBe(true);
});
