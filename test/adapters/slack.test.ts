/** Slack as people meet it: where answers come, who sees them, and what hostile hands find. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDispatch } from "../../src/core/dispatch.ts";
import { createManners } from "../../src/core/manners.ts";
import { prompts } from "../../src/adapters/slack/manifest.ts";
import { openBot } from "../support/bot.ts";
import { userId } from "../support/edge.ts";
import { usualChannel } from "../support/fake-slack/index.ts";
import { commands, dispatch, faults, openSlack, settings, type SlackStage } from "../support/slack-stage.ts";
import type { Asker } from "../../src/core/asker.ts";
import { memorySettings, usualSettings } from "../../src/core/place-settings.ts";

const place = { platform: "slack", id: usualChannel, kind: "channel" } as const;
let stage: SlackStage;
beforeAll(async () => {
  stage = await openSlack();
});
afterAll(() => stage.stop());
beforeEach(() => settings.set(place, usualSettings));

const ada = () => stage.slack.user("ada");

describe("ways to ask", () => {
  test.each(["/teller seat bath", "/teller /seat bath", "/seat bath"])("%s", async (line) => {
    expect(await ada().slash(line)).toMatchObject({
      audience: "channel",
      text: expect.stringMatching(/LD HOLD: Bath/),
    });
  });

  test("/teller alone is a call for help", async () => {
    expect((await ada().slash("/teller")).text).toMatch(/\/teller seat[^]*\/teller watch/);
  });

  test("a mention is answered in the channel, and in a thread there", async () => {
    expect(await ada().mention("seat bath")).toMatchObject({ audience: "channel" });
    await ada().mention("seat bath", "1700000000.000001");
    expect(stage.slack.world.messages.at(-1)).toMatchObject({ thread: "1700000000.000001" });
  });

  test("what is for the asker alone, and errors, are theirs alone after a mention too", async () => {
    for (const words of ["whisper", "seat qqqqxyz"]) {
      const shown = await ada().mention(words, "1700000000.000001");
      expect(shown.audience).toBe("asker");
      expect(stage.slack.world.messages.at(-1)).toMatchObject({ to: userId("ada"), thread: "1700000000.000001" });
    }
  });

  test("a direct message is answered where it was written", async () => {
    for (const words of ["seat bath", "whisper", ""]) expect((await ada().dm(words)).text.length).toBeGreaterThan(5);
    expect(stage.slack.world.messages.at(-1)?.channel).toBe(stage.slack.world.direct(userId("ada")));
  });

  test("what Slack makes of typed characters is undone", async () => {
    expect((await ada().dm("seat zz<b>&co")).text).toContain("zz&lt;b&gt;&amp;co");
    const text = "<@UTELLER> seat <@U999> <https://example.org|Bath>";
    const event = { type: "app_mention", user: userId("ada"), text, ts: "1.1", channel: usualChannel };
    const before = stage.slack.messages().length;
    await stage.slack.deliver("events_api", { type: "event_callback", team_id: "TTEST", event_id: "EvLinks", event });
    await expect.poll(() => stage.slack.messages().slice(before).join()).toContain("LD HOLD: Bath");
  });

  test("an unknown command is kindly refused", async () => {
    expect(await ada().slash("/teller seet bath")).toMatchObject({
      audience: "asker",
      text: expect.stringMatching(/\/teller seat bath/i),
    });
    expect(await ada().slash("/wibble")).toMatchObject({
      audience: "asker",
      text: expect.stringMatching(/no command/),
    });
  });
});

describe("commands that people are told to type", () => {
  /** A slash command of ours that Slack would not know. */
  const bare = new RegExp(String.raw`(?<!/teller )/(${commands.map(({ name }) => name).join("|")})\b`);
  /** All but the labels of buttons: those are pressed. */
  const words = ({ text, buttons }: { readonly text: string; readonly buttons: readonly string[] }): string =>
    text
      .split("\n")
      .filter((line) => !buttons.includes(line))
      .join("\n");

  test.each([
    "help",
    "help seat",
    "help channel answers",
    "seat qqqqxyz",
    "target 9999 labour",
    "swing labour",
    "about",
  ])("%s", async (line) => {
    for (const seen of [await ada().mention(line), await ada().dm(line)]) expect(words(seen)).not.toMatch(bare);
    expect(stage.slack.world.messages.at(-1)?.text).not.toMatch(bare);
  });

  test("an unknown seat and a usage error say what can be typed", async () => {
    expect((await ada().mention("seat qqqqxyz")).text).toContain("/teller ");
    expect((await ada().mention("target clacton nobody")).text).toContain("/teller ");
  });

  test("App Home, and the fields of a form", async () => {
    expect(words(await ada().home())).not.toMatch(bare);
    for (const name of ["seat", "swing", "target", "help", "formal"])
      expect(words(await ada().slash(`/teller ${name}`))).not.toMatch(bare);
  });
});

describe("buttons", () => {
  test("the answer to a public message's button is the presser's own", async () => {
    const { audience } = await ada().slash("/teller seat nuneaton");
    expect(audience).toBe("channel");
    expect(await ada().press(/candidates/)).toMatchObject({ audience: "asker" });
  });

  test("the presser's own message gives way to the answer", async () => {
    await settings.set(place, { answers: "private", off: [] });
    await ada().slash("/teller second reform");
    const before = stage.slack.world.messages.length;
    expect((await ada().press(/next|more/i)).audience).toBe("asker");
    expect(stage.slack.world.messages).toHaveLength(before);
  });

  test("Share shows the channel what its asker alone saw", async () => {
    await settings.set(place, { answers: "private", off: [] });
    const { audience, buttons } = await ada().slash("/teller seat bath");
    expect({ audience, buttons }).toMatchObject({ audience: "asker", buttons: expect.arrayContaining(["Share"]) });
    expect(await ada().press("Share")).toMatchObject({ audience: "channel", text: expect.stringMatching(/Bath/) });
  });

  test("App Home shows the state of things; its buttons answer in a modal, whose buttons answer in it", async () => {
    const home = await ada().home();
    expect(home.text).toMatch(/Labour[^]*\/teller seat [^]*\/teller results[^]*\/teller help/);
    expect(home.text).not.toMatch(/\/teller (?:announce|freeze|declare|desk)/);
    const modal = await ada().press(/./);
    expect(modal.text.length).toBeGreaterThan(50);
    const { views } = stage.slack.world;
    const count = views.size;
    if (modal.buttons.length > 0) await ada().press(/./);
    expect(views.size).toBe(count);
  });
});

test("a shortcut opens its form anywhere, and answers in its view", async () => {
  const { form } = await ada().shortcut("look-up-a-seat");
  const label = form?.[0] ?? "";
  expect((await ada().submit({ [label]: "Bath" })).text).toMatch(/LD HOLD: Bath/);
});

test("the greeting's questions work, each by itself", async () => {
  for (const { message } of prompts) expect((await ada().dm(message)).text.length).toBeGreaterThan(40);
});

test("App Home opened again and again uses up nobody's questions", async () => {
  const { house } = await openBot();
  const wrong: unknown[] = [];
  const capped = createDispatch({
    context: house.context,
    manners: createManners(memorySettings()),
    fault: (error) => void wrong.push(error),
  });
  const home = ["results", "latest", "watch"].map((command) => ({ command, args: {} }));
  const { slack, stop } = await openSlack({ ask: capped, home });
  const gil = slack.user("gil");
  for (let i = 0; i < 10; i++) expect((await gil.home()).text).toMatch(/Labour[^]*\/teller help/);
  expect(await gil.slash("/teller seat bath")).toMatchObject({
    audience: "channel",
    text: expect.stringMatching(/Bath/),
  });
  expect(wrong).toEqual([]);
  await stop();
});

describe("forms", () => {
  test("a name is completed as it is typed, and what is filled in is asked", async () => {
    expect((await ada().slash("/teller seat")).form).toEqual(["place", "show"]);
    expect((await ada().submit({ place: "ne somers" })).text).toContain("LAB GAIN FROM CON");
  });

  test("what is wrong with a field is said beside it", async () => {
    await ada().slash("/teller swing");
    const filled = { from: "labour", to: "conservative", points: "many" };
    expect((await ada().submit(filled)).text).toMatch(/points/);
    expect((await ada().submit({ ...filled, points: "5" })).text).toMatch(/seats/);
  });

  test("a field that completes names takes other words too", async () => {
    await ada().slash("/teller target");
    expect((await ada().submit({ "rank or seat": "164" })).text).toMatch(/164/);
  });

  test("a trigger that expired is owned up to", async () => {
    stage.slack.next("views.open", { error: "expired_trigger_id" });
    expect(await ada().slash("/teller seat")).toMatchObject({
      audience: "asker",
      text: expect.stringMatching(/too long/),
    });
  });

  test("a form that lay open past its address's half hour is answered all the same", async () => {
    await ada().slash("/teller seat");
    stage.slack.world.clock.ahead = 31 * 60_000;
    expect((await ada().submit({ place: "bath" })).text).toContain("LD HOLD: Bath");
    stage.slack.world.clock.ahead = 0;
  });
});

describe("files", () => {
  test("what is long follows as a file; what is for the asker alone comes to them alone", async () => {
    const { text } = await stage.slack.user("ed").slash("/teller export candidates");
    expect(text).toMatch(/follows as a file/);
    await expect.poll(() => stage.slack.world.files.at(-1)?.channel).toBe(stage.slack.world.direct(userId("ed")));
    expect(stage.slack.world.files.at(-1)?.text.split("\n").length).toBeGreaterThan(4_000);
  });
});

test("a file that cannot be sent is owned up to", async () => {
  const { slack } = stage;
  const told = slack.sight(
    ({ kind, ...sight }) => kind === "message" && /could not be sent/.test(JSON.stringify(sight)),
  );
  slack.next("files.getUploadURLExternal", { error: "missing_scope" });
  await slack.user("ed").slash("/teller export candidates");
  expect(await told).toMatchObject({ message: { to: userId("ed") } });
});

describe("hostile hands", () => {
  const hostile = "<!channel> <@U1> @everyone *b* `c` \u202E & <https://evil.example|x> \u0007 ```";
  const lives = /<!|<@|<http|@everyone|[\u202E\u0007]/;

  test("in everything that can be typed, come back as letters only", async () => {
    const said = [
      await ada().slash(`/teller ${hostile}`),
      await ada().slash(`/teller person ${hostile}`),
      await ada().mention(hostile),
      await ada().dm(`seat ${hostile}`),
    ];
    await ada().slash("/teller formal");
    said.push(await ada().submit({ first: hostile, second: hostile }));
    for (const { text } of said) expect(text).not.toMatch(lives);
    await ada().slash("/teller seat");
    for (const option of await ada().complete("seat", hostile)) expect(option).not.toMatch(lives);
    for (const { text } of stage.slack.world.messages) expect(text).not.toMatch(lives);
  });

  test("ten thousand characters are answered in a few", async () => {
    const long = "x".repeat(10_000);
    const said = [
      await ada().slash(`/teller ${long}`),
      await ada().slash(`/teller seat ${long}`),
      await ada().dm(`person ${long}`),
      await ada().mention(`swing ${long}`),
    ];
    for (const { text } of said) expect(text.length).toBeLessThan(1_000);
    await ada().slash("/teller seat");
    expect(await ada().complete("seat", long)).toBeDefined();
  });

  test("a button with words that are not ours asks nothing", async () => {
    const before = stage.slack.world.messages.length;
    const pressed = {
      type: "block_actions",
      user: { id: userId("ada"), team_id: "TTEST" },
      team: { id: "TTEST" },
      channel: { id: usualChannel },
      container: { type: "message", message_ts: "1.1", channel_id: usualChannel, is_ephemeral: true },
      trigger_id: "1",
      response_url: stage.slack.world.address(userId("ada"), usualChannel),
      actions: [{ type: "button", action_id: "ask:0", block_id: "b", value: `<!channel>|${"|".repeat(500)}` }],
    };
    await stage.slack.deliver("interactive", pressed);
    await expect.poll(() => stage.slack.world.messages.length).toBe(before + 1);
    expect(stage.slack.world.messages.at(-1)).toMatchObject({ text: expect.stringMatching(/older version/) });
  });
});

test("no one's id comes further in than the edge", async () => {
  const askers: Asker[] = [];
  const ask: typeof dispatch = {
    line: (line, asker) => (askers.push(asker), dispatch.line(line, asker)),
    call: (call) => (askers.push(call.asker), dispatch.call(call)),
    complete: (kind, typed, asker, limit) => (askers.push(asker), dispatch.complete(kind, typed, asker, limit)),
  };
  const given: string[] = [];
  const edge = {
    pseudonym: (...who: string[]) => (given.push(...who), "someone" as Asker["caller"]),
    staff: () => undefined,
  };
  const { slack, lines, stop } = await openSlack({ ask, edge });
  const eve = slack.user("eve");
  await eve.slash("/teller seat bath");
  await eve.press(/./);
  await eve.slash("/teller seat");
  await eve.submit({ place: "bath" });
  await eve.mention("seat bath");
  await eve.dm("seat bath");
  await eve.home();
  await stop();
  expect(given).toContain(userId("eve"));
  expect(askers.length).toBeGreaterThan(6);
  expect(JSON.stringify([askers, lines])).not.toContain(userId("eve"));
});

test("nothing was refused, and nothing went wrong on our side", () => {
  expect(stage.slack.refusals).toEqual([]);
  expect(faults).toEqual([]);
  expect(commands.length).toBeGreaterThan(20);
});
