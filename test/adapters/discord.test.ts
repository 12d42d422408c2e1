/** How Discord is used by people: what they press, type and fill in, and who sees what comes of it. */
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { hinted } from "../../src/core/args.ts";
import { defineCommand, type Command } from "../../src/core/command.ts";
import type { Dispatch } from "../../src/core/dispatch.ts";
import { slow } from "../support/contract-commands.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";
import type { Asker } from "../../src/core/asker.ts";

afterEach(closeStages);

/** A dispatch that answers from what it is told, and remembers who asked. */
function scripted(answers: Dispatch["call"]): { dispatch: Dispatch; askers: Asker[]; asked: unknown[] } {
  const askers: Asker[] = [];
  const asked: unknown[] = [];
  const call: Dispatch["call"] = (one) => {
    const { asker, ...question } = one;
    askers.push(asker);
    asked.push(question);
    return answers(one);
  };
  return { dispatch: { call, line: () => answers({} as never), complete: () => [] }, askers, asked };
}

const simple: Command = defineCommand({
  name: "say",
  summary: "Says",
  examples: ["/say"],
  args: z.object({ words: hinted(z.string().optional(), { label: "words", about: "anything" }) }),
  audience: "asker",
  role: "anyone",
  run: () => ({ summary: "said" }),
});

describe("who asks", () => {
  const quick: Dispatch["call"] = () => ({
    kind: "answer",
    audience: "asker",
    answer: Promise.resolve({ reply: { summary: "said" }, audience: "asker" }),
  });

  test("is a pseudonym, with the role that the channel and the newsroom's list give", async () => {
    const { dispatch, askers } = scripted(quick);
    const { discord, platform } = await openStage({ started: false });
    await platform.start([simple], dispatch);
    await discord.user("ada").slash("/say");
    await discord.user("max", { manages: true }).slash("/say");
    await discord.user("ed").slash("/say");
    await discord.user("ada", { direct: true }).slash("/say");
    expect(askers.map(({ role }) => role)).toEqual(["anyone", "manager", "editor", "anyone"]);
    expect(askers.map(({ staff }) => staff)).toEqual([undefined, undefined, "ed", undefined]);
    expect(askers.map(({ place }) => place.kind)).toEqual(["channel", "channel", "channel", "direct"]);
    expect(Object.keys(askers[0] ?? {}).toSorted()).toEqual(["caller", "forms", "origin", "place", "role", "secrets"]);
  });

  test("is hidden in a channel where the answer is theirs alone, and not in a direct message", async () => {
    const { dispatch } = scripted(quick);
    const { discord, platform } = await openStage({ started: false });
    await platform.start([simple], dispatch);
    expect(await discord.user("ada").slash("/say")).toMatchObject({ audience: "asker" });
    expect((await discord.user("ada", { direct: true }).slash("/say")).message?.flags).toBe(32_768);
  });
});

describe("in a thread", () => {
  test("the channel's settings hold, and the answer stands in the thread", async () => {
    const { discord, parts, place } = await openStage();
    const ada = discord.user("ada", { thread: true });
    const aloud = await ada.slash("/seat bath");
    expect(aloud).toMatchObject({ audience: "channel", message: { channel_id: discord.thread.id } });
    await parts.settings.set(place, { answers: "private", off: [] });
    expect(await ada.slash("/seat bath")).toMatchObject({
      audience: "asker",
      message: { channel_id: discord.thread.id },
    });
  });

  test("whoever asks is counted with the channel", async () => {
    const { dispatch, askers } = scripted(() => ({
      kind: "answer",
      audience: "channel",
      answer: Promise.resolve({ reply: { summary: "said" }, audience: "channel" }),
    }));
    const { discord, platform, place } = await openStage({ started: false });
    await platform.start([simple], dispatch);
    await discord.user("ada", { thread: true }).slash("/say");
    await discord.user("ada").slash("/say");
    expect(askers.map((asker) => asker.ruledBy ?? asker.place)).toEqual([place, place]);
    expect(askers.map((asker) => asker.place.id)).toEqual([discord.thread.id, discord.channel.id]);
  });
});

describe("a button", () => {
  test("on one's own answer changes it; Share says it aloud; an error does not take its place", async () => {
    const { discord, parts, place } = await openStage();
    await parts.settings.set(place, { answers: "private", off: [] });
    const ada = discord.user("ada");
    const first = await ada.slash("/seat bath");
    expect(first).toMatchObject({ audience: "asker", buttons: expect.arrayContaining(["Share"]) });
    const page = await ada.press(/All 9/);
    expect(page).toMatchObject({ audience: "asker" });
    expect(page.message?.id).toBe(first.message?.id);
    expect(discord.messages()).toEqual([]);
    await ada.press(/Back/);
    const shared = await ada.press(/Share/);
    expect(shared).toMatchObject({ audience: "channel" });
    expect(discord.messages()).toHaveLength(1);
    expect(shared.buttons).not.toContain("Share");
    expect(first.message?.components).not.toEqual([]);
  });

  test("on a public answer answers whoever pressed, and leaves the answer as it is", async () => {
    const { discord, parts, place } = await openStage();
    const ada = discord.user("ada");
    const first = await ada.slash("/seat bath");
    await parts.settings.set(place, { answers: "private", off: [] });
    const page = await ada.press(/All 9/);
    expect(page).toMatchObject({ audience: "asker" });
    expect(page.message?.id).not.toBe(first.message?.id);
    expect(first.message?.was).toEqual([]);
  });

  test("that asks something slow is acknowledged, and then changes the message; or says why not, apart", async () => {
    const { discord, platform } = await openStage({ started: false });
    let problem = false;
    const { dispatch } = scripted(({ command, args }) => ({
      kind: "answer",
      audience: "asker",
      answer: pause(args["words"] === undefined ? 0 : slow).then(() =>
        problem
          ? { reply: { summary: "no such page" }, audience: "asker", problem: "not-found" }
          : {
              reply: {
                summary: "said",
                card: {
                  title: `page ${args["words"] ?? 1}`,
                  blocks: [],
                  actions: [{ label: "Next", ask: { command, args: { words: "2" } } }],
                },
              },
              audience: "asker",
            },
      ),
    }));
    await platform.start([simple], dispatch);
    const ada = discord.user("ada");
    const first = await ada.slash("/say");
    const next = await ada.press(/Next/);
    expect(next.text).toContain("page 2");
    expect(next.message?.id).toBe(first.message?.id);
    problem = true;
    const wrong = await ada.press(/Next/);
    expect(wrong).toMatchObject({ text: "no such page", audience: "asker" });
    expect(first.message && discord.state.messages.includes(first.message)).toBe(true);
    expect(discord.state.refused).toEqual([]);
  });

  test("of an older version says so kindly", async () => {
    const { discord } = await openStage();
    const ada = discord.user("ada");
    await ada.slash("/seat bath");
    const shown = await ada.raw(3, { custom_id: "vanished|x", component_type: 2 });
    expect(shown).toMatchObject({ audience: "asker" });
    expect(shown.text).toMatch(/older version/);
  });
});

describe("what does not fit", () => {
  test("an unknown command is answered kindly", async () => {
    const { discord } = await openStage();
    const shown = await discord.user("ada").raw(2, { id: "1", type: 1, name: "vanished" });
    expect(shown).toMatchObject({ audience: "asker" });
    expect(shown.text).toContain("There is no command");
  });

  test.each([2, 5])("10,000 characters are no name (interaction type %i)", async (type) => {
    const { discord, parts } = await openStage();
    const long = "bath <@1> ".repeat(1_000);
    const command = { id: "1", type: 1, name: "seat", options: [{ type: 3, name: "place", value: long }] };
    const form = {
      custom_id: "seat",
      components: [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: "place", value: long } }],
    };
    const shown = await discord.user("ada").raw(type, type === 2 ? command : form);
    expect(shown).toMatchObject({ audience: "asker" });
    expect(shown.text).toMatch(/too long to be a name/);
    expect(parts.faults).toEqual([]);
  });

  test("10,000 characters of an answer are cut, and it says so", async () => {
    const { dispatch } = scripted(() => ({
      kind: "answer",
      audience: "asker",
      answer: Promise.resolve({ reply: { summary: "*word* ".repeat(1_500) }, audience: "asker" }),
    }));
    const { discord, platform } = await openStage({ started: false });
    await platform.start([simple], dispatch);
    const { text } = await discord.user("ada").slash("/say");
    expect(text.length).toBeGreaterThan(3_800);
    expect(text).toMatch(/cut to fit/);
    expect(discord.state.refused).toEqual([]);
  });
});

describe("hostile words", () => {
  const words =
    "@everyone <@1> <!channel> `x` ```\n# big **b** [a](http://evil) ||s|| https://evil.example \u202E\u0000 '; drop";

  test("in every field are answered harmless, and never logged", async () => {
    const { discord, parts, logged } = await openStage();
    const ada = discord.user("ada");
    await ada.slash("/seat bath");
    const seen = [
      ...(await Promise.all(
        discord.state.registered.flatMap(({ name, options = [] }) =>
          options
            .filter(({ type }) => type === 3)
            .map((option) =>
              ada.raw(2, { id: "1", type: 1, name, options: [{ type: 3, name: option.name, value: words }] }),
            ),
        ),
      )),
      await ada.raw(2, { id: "1", type: 1, name: words }),
      await ada.raw(3, { custom_id: words, component_type: 2 }),
      await ada.raw(3, { custom_id: `seat|${words}`.slice(0, 100), component_type: 2 }),
      await ada.raw(5, {
        custom_id: "formal",
        components: [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: "first", value: words } }],
      }),
    ];
    expect(seen.length).toBeGreaterThan(20);
    for (const { text } of seen) {
      expect(text).not.toMatch(/(?<!\\)(@everyone|<@|<!|\*\*b|\[a\]|\|\|s)|https?:\/\/evil/);
      expect(text).not.toMatch(/[\u202E\u0000]/);
    }
    expect(discord.state.refused).toEqual([]);
    expect(parts.faults).toEqual([]);
    const said = JSON.stringify(logged);
    for (const secret of ["everyone", "evil", discord.state.token, discord.channel.id, "100000000006382689"])
      expect(said).not.toContain(secret);
  });

  test("typed where names are suggested bring no harm either", async () => {
    const { discord } = await openStage();
    const choices = await discord.user("ada").complete(`/seat place:${words.replaceAll(":", "")}`);
    expect(choices.length).toBeLessThanOrEqual(25);
    expect(discord.state.refused).toEqual([]);
  });
});

test("a file comes attached, over either way", async () => {
  const csv = { kind: "file", name: "seats of 2024.csv", text: "seat,party\nBath,LD\n" } as const;
  for (const mode of [undefined, "http"] as const) {
    const { dispatch } = scripted(() => ({
      kind: "answer",
      audience: "asker",
      answer: Promise.resolve({
        reply: { summary: "a file", card: { title: "A file", blocks: [csv] } },
        audience: "asker",
      }),
    }));
    const { discord, platform } = await openStage({ started: false, ...(mode && { mode }) });
    await platform.start([simple], dispatch);
    if (platform.port !== undefined) discord.door(`http://127.0.0.1:${platform.port}`);
    const { message } = await discord.user("ada").slash("/say");
    expect(JSON.stringify(message?.components)).toContain("attachment://seats_of_2024.csv");
    expect(discord.state.refused).toEqual([]);
  }
});
