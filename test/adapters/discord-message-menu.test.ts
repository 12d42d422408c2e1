/** “Which seats are in this?” in a message's menu. */
import { afterEach, describe, expect, test } from "vitest";
import { wordsIn } from "../../src/adapters/discord/words-in.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";

afterEach(closeStages);

const entry = "Which seats are in this?";

describe("a message's menu", () => {
  test("finds seats in its text and its embeds, for the asker alone, with a menu to each card", async () => {
    const { discord } = await openStage();
    const ada = discord.user("ada");
    const shown = await ada.pick(entry, {
      content: "So **Clacton** fell, and [Bath](https://x.example/Yeovil) held. @everyone <@1>",
      embeds: [{ title: "Newport East", description: "Newport", fields: [{ name: "Also", value: "in Ashfield" }] }],
    });
    expect(shown).toMatchObject({ audience: "asker" });
    expect(shown.text).toMatch(/4 constituencies named/);
    expect(shown.text).toMatch(/\*\*Clacton\*\* .*majority 8,405/);
    expect(shown.text).toMatch(/“Newport” may be Newport East or Newport West and Islwyn/);
    expect(shown.buttons.slice(0, 4)).toEqual(["Clacton", "Bath", "Newport East", "Ashfield"]);
    expect(shown.text).not.toMatch(/everyone|<@|Yeovil/);
    expect(await ada.press(/Bath/)).toMatchObject({ audience: "asker", text: expect.stringContaining("LD HOLD") });
    expect(discord.state.refused).toEqual([]);
    expect(discord.messages()).toEqual([]);
  });

  test.each(["server", "group"] as const)("is there where Teller was not let in: a %s", async (visits) => {
    const { discord } = await openStage();
    const ada = discord.user("ada", { visits });
    expect(await ada.pick(entry, { content: "Clacton declares" })).toMatchObject({ audience: "asker" });
  });

  test("answers of a picture alone, of Teller's own card, and of words in which everybody is called", async () => {
    const { discord, parts, logged } = await openStage();
    const ada = discord.user("ada");
    expect((await ada.pick(entry, {})).text).toMatch(/No constituency is named for certain/);
    const card = await ada.slash("/seat bath");
    const again = await ada.pick(entry, { components: card.message?.components });
    expect(again.text).toMatch(/\*\*Bath\*\*/);
    const hostile = "@everyone <@&1> Bath @here ".repeat(150);
    const { message } = await ada.pick(entry, { content: hostile });
    expect(JSON.stringify(message)).not.toMatch(/everyone|@here|<@/);
    expect([discord.state.refused, parts.faults]).toEqual([[], []]);
    expect(JSON.stringify(logged)).not.toContain("Bath");
  });

  test("of an older version is answered by nothing of ours, and does no harm", async () => {
    const { discord, logged } = await openStage();
    const ada = discord.user("ada");
    const data = { id: "1", type: 3, name: "Gone", target_id: "1", resolved: { messages: {} } };
    void ada.raw(2, data).catch(() => {});
    await expect.poll(() => logged.map(({ event }) => event)).toContain("an interaction of a kind that is not ours");
  });
});

test.each([
  ["<:bath:123> <a:bath:1> <#1> </seat bath:1> <t:1:R> Bath", "Bath"],
  ["[Bath](<https://x.org/a(b>) https://x.org/Clacton", "Bath"],
  ["**Bath** and ||Clacton||", "Bath and Clacton"],
])("Discord's own marks name nothing: %s", (content, words) => {
  expect(wordsIn({ content }).replaceAll(/\s+/g, " ").trim()).toContain(words);
});
