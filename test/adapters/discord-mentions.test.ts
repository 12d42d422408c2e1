/** Commands in words that can be pressed. */
import { afterEach, describe, expect, test } from "vitest";
import { createMentions, mentioning } from "../../src/adapters/discord/mentions.ts";
import { renderDiscord } from "../../src/adapters/discord/render.ts";
import { cutMarked } from "../../src/adapters/discord/words.ts";
import { asDeliveryId } from "../../src/core/place.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";
import { commandId } from "../support/fake-discord/guild.ts";
import { textOf } from "../support/fake-discord/state.ts";

afterEach(closeStages);

const known = new Map([
  ["seat", "11"],
  ["announce here", "12"],
]);

test.each([
  ["Try /seat bath or /help", "Try </seat:11> bath or /help"],
  ["(/seat), “/announce here”. /announce", "(</seat:11>), “</announce here:12>”. /announce"],
  ["/seat", "</seat:11>"],
  ["/seats, /seat-x, /seat/x, a/seat, x.org/seat, \\/seat", "/seats, /seat-x, /seat/x, a/seat, x.org/seat, \\/seat"],
  ["[a](<https://x.org/seat>) </seat:11>", "[a](<https://x.org/seat>) </seat:11>"],
  ["/Seat /announce now", "/Seat /announce now"],
])("%s", (written, shown) => {
  expect(mentioning(written, known)).toBe(shown);
  expect(mentioning(written, undefined)).toBe(written);
});

test("a mention is cut whole or not at all", () => {
  for (let most = 6; most < 20; most++)
    expect(cutMarked("Try </seat:1234567> bath", most)).toMatch(/^Try(…| <\/seat:1234567>( \w*)?…)$/);
});

test("others' words, titles and what is to be copied stay as they are", () => {
  const words = (kind: "text" | "note", quoted?: true) => ({ kind, text: ["/seat bath"], ...(quoted && { quoted }) });
  const blocks = [words("text"), words("note"), words("text", true), { kind: "code" as const, text: "/seat bath" }];
  const { body } = renderDiscord(
    { summary: "", card: { title: "/seat", blocks } },
    { commands: [], timeZone: "UTC", mentions: known },
  );
  expect(textOf({ content: "", components: body.components }).split("\n")).toEqual([
    "### /seat",
    "</seat:11> bath",
    "-# </seat:11> bath",
    "/seat bath",
    "```",
    "/seat bath",
    "```",
  ]);
});

describe("ids", () => {
  test("come with registration, and again with another one", async () => {
    const { discord } = await openStage();
    const { message } = await discord.user("ada").slash("/gains wobbly");
    const at = discord.state.registered.findIndex(({ name }) => name === "gains");
    expect(textOf(message ?? { content: "", components: [] })).toContain(
      `</gains:${commandId(discord.state, undefined, at)}> Labour`,
    );
  });

  test("of a server's own commands are told there alone, and news has those that are everywhere", async () => {
    const { discord } = await openStage({ started: false });
    const { platform, place } = await openStage({ on: discord, newsroom: discord.state.guild });
    const ed = discord.user("ed");
    const said = async (who: typeof ed): Promise<string> => {
      const { message } = await who.slash("/help");
      return textOf(message ?? { content: "", components: [] });
    };
    expect(await said(ed)).toMatch(/<\/freeze:\d+>/);
    expect(await said(discord.user("ed", { direct: true }))).toMatch(/(?<!<)\/freeze/);
    await platform.post(place, { summary: "Ask /seat bath, or /freeze." }, asDeliveryId("one"));
    expect(discord.messages().at(-1)).toMatch(/<\/seat:\d+> bath, or \/freeze\.$/);
  });

  test("that Discord does not tell are none", () => {
    const mentions = createMentions();
    mentions.learn(undefined, { message: "scripted" });
    expect(mentions.in().size).toBe(0);
    mentions.learn(undefined, [{ id: "1", name: "seat" }]);
    mentions.learn(undefined, [{ id: "2", name: "seat" }]);
    expect(mentions.in("3").get("seat")).toBe("2");
  });
});
