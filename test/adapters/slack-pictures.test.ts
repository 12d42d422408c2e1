/** Pictures in Slack: words at once, the picture where they stood a moment later, and nothing lost where it does not come. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { Reply } from "../../src/core/reply.ts";
import { asDeliveryId, type Place } from "../../src/core/place.ts";
import { usualChannel } from "../support/fake-slack/index.ts";
import { openSlack } from "../support/slack-stage.ts";

const place: Place = { platform: "slack", id: usualChannel, kind: "channel" };
const delivery = (n: number) => asDeliveryId(`picture${n}`);
const alt = "Map of 650 seats. Labour 411 (+211), Conservative 121 (−251).";
const reply = (of: string, words = "Labour has a majority."): Reply => ({
  summary: words,
  card: {
    title: "All 650 seats declared",
    blocks: [
      { kind: "text", text: [words] },
      { kind: "picture", name: "map", svg: `<svg>${of}</svg>`, alt, width: 10, height: 10 },
    ],
  },
});
const draw = async () => Buffer.from("PNG");

async function open(over: Parameters<typeof openSlack>[0] = { draw }, mayLook = true) {
  const stage = await openSlack(over);
  onTestFinished(stage.stop);
  // An app that may look at its files is told when they are ready; without it there is a rest.
  if (mayLook) stage.slack.world.scopes.add("files:read");
  const message = () => stage.slack.world.in(usualChannel).at(-1);
  const shown = (): string => JSON.stringify(message()?.blocks);
  /** Until something is so, or for eight seconds. */
  const until = async (is: () => boolean): Promise<boolean> => {
    for (let i = 0; i < 400 && !is(); i++) await pause(20);
    return is();
  };
  const uploads = () => stage.slack.calls.filter((method) => method === "files.completeUploadExternal").length;
  return { ...stage, message, shown, until, uploads };
}

test("news is posted in words, and then shows its picture, described, in the same message", async () => {
  const { platform, shown, until, slack } = await open();
  expect(await platform.post(place, reply("one"), delivery(1))).toMatchObject({ kind: "sent" });
  expect(shown()).toContain(alt);
  expect(shown()).not.toContain("slack_file");
  expect(await until(() => shown().includes("slack_file"))).toBe(true);
  expect(shown()).toMatch(/"type":"image","slack_file":\{"id":"F\w{9}"\},"alt_text":"Map of 650 seats/);
  expect(shown().split(alt)).toHaveLength(2);
  expect(slack.world.in(usualChannel)).toHaveLength(1);
  expect(slack.refusals).toEqual([]);
});

test("without the right to look it comes after a rest, and once more where the file was not ready then", async () => {
  const { platform, shown, until, slack, lines } = await open({ draw }, false);
  await platform.post(place, reply("one"), delivery(1));
  // Slack is done with the file only after the first edit was refused.
  setTimeout(() => {
    for (const id of slack.world.uploads.keys()) slack.world.uploads.set(id, -1);
  }, 3_000);
  expect(await until(() => shown().includes("slack_file"))).toBe(true);
  expect(slack.calls.filter((method) => method === "chat.update")).toHaveLength(2);
  // That is no fault, and nothing to be seen to.
  expect(lines.filter(({ level }) => level !== "info")).toEqual([]);
});

test("the same picture in another channel is there at once, and is uploaded once", async () => {
  const { platform, shown, until, uploads } = await open();
  await platform.post(place, reply("one"), delivery(1));
  await until(() => shown().includes("slack_file"));
  await platform.post(place, reply("one", "Once more."), delivery(2));
  expect(shown()).toContain("Once more.");
  expect(shown()).toContain("slack_file");
  expect(uploads()).toBe(1);
});

test("a picture that Slack takes no more costs the message nothing else", async () => {
  const { platform, shown, until, slack } = await open();
  await platform.post(place, reply("one"), delivery(1));
  await until(() => shown().includes("slack_file"));
  // The file is gone, or never became ready for this message.
  for (const id of slack.world.uploads.keys()) slack.world.uploads.set(id, 99);
  const posted = await platform.post(place, reply("one", "Once more."), delivery(2));
  expect(posted.kind).toBe("sent");
  expect(shown()).toContain("All 650 seats declared");
  expect(shown()).toContain("Once more.");
  if (posted.kind !== "sent") return;
  expect((await platform.edit(posted.message, reply("one", "Corrected."), delivery(2))).kind).toBe("sent");
  expect(shown()).toContain("Corrected.");
});

test("an edit with other figures brings another file, and no picture brings older words back", async () => {
  const { platform, shown, until, uploads } = await open();
  const posted = await platform.post(place, reply("one"), delivery(1));
  if (posted.kind !== "sent") throw new Error("it was sent");
  // The correction comes while the first picture is on its way.
  await platform.edit(posted.message, reply("two", "Corrected."), delivery(1));
  expect(shown()).toContain("Corrected.");
  expect(await until(() => shown().includes("slack_file"))).toBe(true);
  await pause(300);
  expect(shown()).toContain("Corrected.");
  expect(shown()).not.toContain("Labour has a majority.");
  expect(uploads()).toBe(2);
});

test.each([
  ["it cannot be drawn", { draw: async () => undefined }, undefined],
  ["nothing draws", {}, undefined],
  ["Slack takes no file", { draw }, "files.getUploadURLExternal"],
  ["Slack takes its bytes and no more", { draw }, "files.completeUploadExternal"],
  ["Slack takes the file and not the edit", { draw }, "chat.update"],
])("where %s, the words stand", async (_, over, method) => {
  const { platform, shown, slack } = await open(over);
  if (method !== undefined) slack.next(method, { error: "fatal_error" });
  expect(await platform.post(place, reply("one"), delivery(1))).toMatchObject({ kind: "sent" });
  await pause(700);
  expect(shown()).toContain(alt);
  expect(shown()).not.toContain("slack_file");
});

test("a file that is never ready is not shown", async () => {
  const { platform, shown, slack } = await open();
  slack.world.filing.looks = 1_000;
  await platform.post(place, reply("one"), delivery(1));
  await pause(1_000);
  expect(shown()).not.toContain("slack_file");
});

test("the picture of an answer follows it as a file with its words, in the channel or to the asker alone", async () => {
  const { slack, until } = await open();
  const ada = slack.user("ada");
  const answer = await ada.slash("/teller map scotland");
  expect(JSON.stringify(answer)).toContain("57 seats: Scotland");
  expect(
    await until(() => slack.world.files.some(({ name, channel }) => name === "map-some.png" && channel !== "")),
  ).toBe(true);
  expect(slack.refusals).toEqual([]);
});
