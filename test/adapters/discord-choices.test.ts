/** Choices at Discord: menus in place of many buttons, two rows on a phone, and forms whose lists are closed. */
import { afterEach, describe, expect, test } from "vitest";
import { renderDiscord } from "../../src/adapters/discord/index.ts";
import type { Action, Reply } from "../../src/core/reply.ts";
import { asStaffName } from "../../src/core/asker.ts";
import { openBot } from "../support/bot.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";
import { oneIn } from "../support/long.ts";
import { faultsOf, messageFaults } from "../support/fake-discord/check.ts";
import { deep, type Component } from "../support/fake-discord/state.ts";

afterEach(closeStages);

const bot = await openBot();
const { commands, election } = bot.house;
const { timeZone } = election;

function partsOf(reply: Reply): { readonly rows: readonly Component[]; readonly all: readonly Component[] } {
  const { body, files } = renderDiscord(reply, { commands, timeZone });
  const names = files.map(({ name }) => name);
  expect(faultsOf("MessageCreate", body, () => messageFaults(body, names))).toEqual([]);
  const all = deep(body.components);
  return { all, rows: all.filter(({ type }) => type === 1) };
}

describe("“did you mean”", () => {
  test("is a menu, whose choice answers the question, and changes one's own answer", async () => {
    const { discord } = await openStage();
    const ada = discord.user("ada");
    const asked = await ada.slash("/gains wobbly");
    expect(asked.text).toMatch(/I know no party/);
    expect(asked.message?.components.at(-1)).toMatchObject({
      type: 1,
      components: [{ type: 3, placeholder: "Did you mean", options: expect.any(Array) }],
    });
    expect(asked.buttons.every((label) => label.startsWith("/"))).toBe(true);
    const chosen = await ada.press(/gains/);
    expect(chosen).toMatchObject({ audience: "asker" });
    expect(chosen.message?.id).toBe(asked.message?.id);
    expect(discord.state.refused).toEqual([]);
  });

  test("works after a restart, and in a channel answers whoever chooses, alone", async () => {
    const { discord, platform } = await openStage();
    const ada = discord.user("ada");
    const asked = await ada.slash("/seat newport");
    expect(asked).toMatchObject({ audience: "channel", buttons: expect.arrayContaining(["Newport East"]) });
    await platform.stop();
    await openStage({ on: discord });
    const chosen = await ada.press(/Newport East/);
    expect(chosen).toMatchObject({ audience: "asker", text: expect.stringContaining("Newport East") });
    expect(asked.message?.was).toEqual([]);
    expect(discord.state.refused).toEqual([]);
  });

  test("carries whole questions, each of which is another, within the limits", async () => {
    for (const line of ["/seat newport", "/person smith", "/seat richmond", "/seat durham", "/gains labor"]) {
      const { rows } = partsOf((await bot.say(line)).reply);
      for (const { options = [] } of rows.flatMap(({ components = [] }) => components)) {
        const values = options.map(({ value }) => value);
        expect([line, new Set(values).size]).toEqual([line, values.length]);
      }
    }
  });

  test("with one proposal is a button", () => {
    const instead = [{ command: "help", args: {} }];
    expect(partsOf({ summary: "There is no such command.", instead }).all).toMatchObject([
      { type: 10 },
      { type: 1 },
      { type: 2, label: "/help" },
    ]);
  });
});

const asking = (length: number): readonly Action[] =>
  Array.from({ length }, (_, i) => ({ label: `ask ${i}`, ask: { command: "seat", args: { place: String(i) } } }));

describe("on a phone", () => {
  test.each([0, 1, 5, 6, 10, 11, 29, 30, 31, 60])("%i actions fit two rows", (length) => {
    const share = { label: "Share", ask: { command: "results", args: {} }, share: true as const };
    const link = { label: "Seat", href: "https://example.org/" };
    const reply = { summary: "s", card: { title: "T", blocks: [], actions: [...asking(length), share, link] } };
    const { rows, all } = partsOf(reply);
    expect(rows.length).toBeLessThanOrEqual(2);
    const labels = all.flatMap(({ label, options = [] }) => [label, ...options.map((one) => one.label)]);
    expect(labels).toEqual(expect.arrayContaining(["Share", "Seat"]));
    // Three buttons beside Share and the link, and a menu.
    expect(labels.filter((label) => label?.startsWith("ask")).length).toBe(Math.min(length, length > 8 ? 28 : length));
    expect(JSON.stringify(all).includes("cut to fit")).toBe(length > 28);
  });

  test("Share is no louder than the rest", () => {
    const actions = [...asking(2), { label: "Share", ask: { command: "results", args: {} }, share: true as const }];
    const { all } = partsOf({ summary: "s", card: { title: "T", blocks: [], actions } });
    expect(all.filter(({ type }) => type === 2).map(({ style }) => style)).toEqual([2, 2, 2]);
  });

  test("no answer to an example has more than two rows", async () => {
    for (const { examples } of oneIn(4, commands))
      for (const line of examples) {
        const { reply } = await bot.say(line, { role: "manager", staff: asStaffName("mia") });
        expect([line, partsOf(reply).rows.length <= 2]).toEqual([line, true]);
      }
  });
});

describe("a form with a closed list", () => {
  test("is sent back as it was pressed", async () => {
    const { discord, parts, place } = await openStage();
    const mia = discord.user("mia", { manages: true });
    const opened = await mia.raw(2, {
      id: "1",
      type: 1,
      name: "channel",
      options: [{ type: 1, name: "answers", options: [] }],
    });
    const [label = ""] = opened.form ?? [];
    await mia.submit({ [label]: "private" });
    expect(parts.settings.get(place)).toMatchObject({ answers: "private" });
  });

  test("opens with menus where Discord does not take radios", async () => {
    const { discord, parts, place } = await openStage();
    discord.trouble({ on: /^POST \/interactions\//, kind: "status", status: 400, code: 50_035 });
    const mia = discord.user("mia", { manages: true });
    const opened = await mia.raw(2, {
      id: "1",
      type: 1,
      name: "channel",
      options: [{ type: 1, name: "answers", options: [] }],
    });
    const [label = ""] = opened.form ?? [];
    await mia.submit({ [label]: "off" });
    expect(parts.settings.get(place)).toMatchObject({ answers: "off" });
    const sent = discord.state.requests.filter(({ what }) => what.startsWith("POST /interactions"));
    const kinds = sent.map(({ body }) => JSON.stringify(body).match(/"type":(?:3|21)(?=,"custom_id")/g)?.[0]);
    expect(kinds.slice(0, 2)).toEqual(['"type":21', '"type":3']);
  });
});

describe("an empty option", () => {
  test("offers names, and nothing of a command that the asker may not use", async () => {
    const { discord } = await openStage();
    const ada = discord.user("ada");
    expect(await ada.complete("/seat place:")).toHaveLength(25);
    expect(await ada.complete("/person name:")).toContain("Liz Truss");
    expect(await ada.complete("/help command:")).not.toContain("freeze");
    expect(await ada.complete("/declare place:")).toEqual([]);
    expect(await discord.user("ed").complete("/declare place:")).toHaveLength(25);
    expect(discord.state.refused).toEqual([]);
  });
});
