/** Questions in Slack among other words, with files, in threads. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { wordsTo } from "../../src/adapters/slack/hear/messages.ts";
import { userId } from "../support/edge.ts";
import { usualChannel } from "../support/fake-slack/index.ts";
import { openSlack, type SlackStage } from "../support/slack-stage.ts";

let stage: SlackStage;
beforeAll(async () => {
  stage = await openSlack();
  // The first answer of all takes as long as many: names are made ready to be found.
  await stage.slack.user("ada").dm("seat bath");
});
afterAll(() => stage.stop());

let count = 0;
/** Delivers an event by Ada, and waits for the message that answers it. */
async function event(inner: object) {
  const before = stage.slack.world.messages.length;
  const whole = { user: userId("ada"), ts: `1700000000.${String(++count).padStart(6, "0")}`, ...inner };
  const body = { type: "event_callback", team_id: "TTEST", api_app_id: "A1", event_id: `EvW${count}`, event: whole };
  await stage.slack.deliver("events_api", body);
  await expect.poll(() => stage.slack.world.messages.length).toBe(before + 1);
  return JSON.stringify(stage.slack.world.messages.at(-1));
}
const dm = (inner: object) =>
  event({ type: "message", channel_type: "im", channel: stage.slack.world.direct(userId("ada")), ...inner });
const mention = (text: string, inner: object = {}) =>
  event({ type: "app_mention", channel: usualChannel, text, ...inner });

test.each([
  ["<@UTELLER> seat bath", "seat bath"],
  ["Morning all! <@UTELLER>: seat bath", "seat bath"],
  ["<@UOTHER> look: <@UTELLER|teller> seat bath", "seat bath"],
  ["seat bath, <@UTELLER>", "seat bath"],
  ["seat bath <@UTELLER> please", "seat bath"],
  ["Who won? <@UTELLER> bath", "bath"],
  ["<@UTELLER>", ""],
  ["seat bath", "seat bath"],
])("%s is %j", (text, line) => {
  expect(wordsTo("UTELLER", text, (words) => words.startsWith("seat"))).toBe(line);
});

test("what follows the mention is answered", async () => {
  expect(await mention("Good morning, <@UTELLER> seat bath")).toContain("LD HOLD: Bath");
});

test.each(["/teller seat bath", "/teller  SEAT bath", "/seat bath"])("%s, pasted, is a question", async (text) => {
  expect(await dm({ text })).toContain("LD HOLD: Bath");
  expect(await mention(`<@UTELLER> ${text}`)).toContain("LD HOLD: Bath");
});

test("a message with a file, and one that was also sent to the channel, are answered", async () => {
  const files = [{ id: "F1", name: "a.png", mimetype: "image/png" }];
  expect(await dm({ subtype: "file_share", text: "seat bath", files })).toContain("LD HOLD: Bath");
  expect(await dm({ subtype: "file_share", text: "", files })).toMatch(/no files/);
  const thread = { thread_ts: "1700000000.000001", root: { ts: "1700000000.000001" } };
  const told = await dm({ subtype: "thread_broadcast", text: "seat bath", ...thread });
  expect(told).toContain("LD HOLD: Bath");
  expect(told).toContain(thread.thread_ts);
});

test("Slack's own messages and ours are no questions", async () => {
  const before = stage.slack.world.messages.length;
  const channel = stage.slack.world.direct(userId("ada"));
  const nobody = [
    { subtype: "message_changed", message: { text: "seat bath", user: userId("ada") } },
    { subtype: "message_deleted", previous_message: { text: "seat bath" } },
    { subtype: "bot_message", bot_id: "BTELLER", text: "seat bath" },
    { bot_id: "BTELLER", user: "UTELLER", text: "seat bath" },
  ];
  for (const [i, inner] of nobody.entries()) {
    const whole = { type: "message", channel_type: "im", channel, ts: "1.1", ...inner };
    await stage.slack.deliver("events_api", { type: "event_callback", event_id: `EvN${i}`, event: whole });
  }
  await stage.slack.user("bob").dm("whisper");
  expect(stage.slack.world.messages).toHaveLength(before + 1);
});

test("/teller announce lists its commands", async () => {
  const { text } = await stage.slack.user("ada").slash("/teller announce");
  for (const name of ["here", "change", "list", "pause", "resume", "stop", "test", "why"])
    expect(text).toMatch(new RegExp(`/teller announce ${name}: `));
  expect(await dm({ text: "announce" })).toContain("/teller announce here");
});

test("a thread takes no news of its own: whoever asks there is told where to ask", async () => {
  const { text, audience } = await stage.slack.user("mia").mention("announce here", "1700000000.000001");
  expect(text).toMatch(/in no thread/);
  expect(audience).toBe("asker");
  expect((await stage.slack.user("mia").mention("announce here")).text).not.toMatch(/in no thread/);
});

test("a form that opened after five slow seconds is not said to have failed", async () => {
  stage.slack.next("views.open", { status: 500, done: true });
  const said = stage.slack.sight(({ kind }) => kind === "message");
  expect((await stage.slack.user("ada").slash("/teller seat")).form).toEqual(["place", "show"]);
  expect(JSON.stringify(await said)).toMatch(/has not said whether your form opened/);
  expect(JSON.stringify(await said)).not.toMatch(/did not open/);
});
