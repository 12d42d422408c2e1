/** Reading back in Slack: its own client and pace, what it learns from refusals, and Slack's reports of our posts. */
import { describe, expect, test } from "vitest";
import { createHeard } from "../../src/adapters/slack/heard.ts";
import { createReader } from "../../src/adapters/slack/history.ts";
import { createClients } from "../../src/adapters/slack/wire/client.ts";
import { silent } from "../../src/lib/log.ts";
import { asDeliveryId, type Place } from "../../src/core/place.ts";
import { openFakeSlack, secrets, usualChannel } from "../support/fake-slack/index.ts";
import { openSlack } from "../support/slack-stage.ts";

const place: Place = { platform: "slack", id: usualChannel, kind: "channel" };
const hourAgo = () => new Date(Date.now() - 3_600_000);
const id = asDeliveryId("one1");

/** A reader under a clock that moves as it waits, and the pages that it asked for. */
async function openReader() {
  const slack = await openFakeSlack();
  const pages: number[] = [];
  slack.listen(({ what, body }) => {
    if (what.endsWith("conversations.history")) pages.push(Number(new URLSearchParams(String(body)).get("limit")));
  });
  let now = 0;
  const { reading: client } = createClients({ botToken: secrets.botToken, apiUrl: slack.apiUrl, log: silent });
  const reader = createReader({
    client,
    heard: { of: () => [] },
    complain: () => {},
    pace: 1,
    instances: () => 1,
    now: () => now,
    pause: async (milliseconds) => void (now += milliseconds),
  });
  const post = (delivery: string, ts = slack.world.stamp()) =>
    slack.world.post(
      {
        channel: usualChannel,
        text: "news",
        blocks: [],
        metadata: { event_type: "teller_post", event_payload: { delivery } },
      },
      ts,
    );
  return { slack, reader, pages, post, pass: (milliseconds: number) => void (now += milliseconds), at: () => now };
}

describe("what is learnt from a refusal for haste", () => {
  test("a short wait is sat out, and the page stays", async () => {
    const { slack, reader, pages, at } = await openReader();
    slack.next("conversations.history", { status: 429, after: 5 });
    expect(await reader.find(place, id, hourAgo())).toBe("absent");
    expect(at()).toBe(5_000);
    expect(pages).toEqual([200, 200]);
    await slack.stop();
  });

  test("a wait of a minute puts the search off, and then it goes on where it was, by small pages", async () => {
    const { slack, reader, pages, post, pass } = await openReader();
    const { ts } = post("wanted1");
    for (let i = 0; i < 40; i++) post(`other${i}`);
    const wanted = asDeliveryId("wanted1");
    slack.next("conversations.history", { status: 429, after: 60 });
    const looks: unknown[] = [];
    for (let i = 0; i < 5; i++, pass(60_000)) looks.push(await reader.find(place, wanted, hourAgo()));
    expect(looks.filter((one) => one === "not now").length).toBeGreaterThan(1);
    expect(looks).toContainEqual({ place, id: ts });
    expect(pages.slice(0, 4)).toEqual([200, 15, 15, 15]);
    await slack.stop();
  });

  test("what came while a search was put off is looked at before anything is said to be absent", async () => {
    const { slack, reader, post, pass } = await openReader();
    for (let i = 0; i < 20; i++) post(`other${i}`);
    slack.next("conversations.history", { status: 429, after: 60 });
    const late = asDeliveryId("late1");
    for (let i = 0; i < 2; i++, pass(60_000)) expect(await reader.find(place, late, hourAgo())).toBe("not now");
    const { ts } = post("late1");
    const looks: unknown[] = [];
    for (let i = 0; i < 3; i++, pass(60_000)) looks.push(await reader.find(place, late, hourAgo()));
    expect(looks).toContainEqual({ place, id: ts });
    expect(looks).not.toContain("absent");
    await slack.stop();
  });

  test("a channel in which it does not stand is read to its end once, page by page, and then that is said", async () => {
    const { slack, reader, post, pass } = await openReader();
    const began = Math.floor(Date.now() / 1_000) - 1_800;
    for (let i = 0; i < 40; i++) post(`other${i}`, `${began + i}.000100`);
    slack.next("conversations.history", { status: 429, after: 60 });
    const looks: unknown[] = [];
    for (let i = 0; i < 6; i++, pass(60_000)) looks.push(await reader.find(place, id, hourAgo()));
    expect(looks).toEqual([...Array.from({ length: 4 }, () => "not now"), "absent", "not now"]);
    await slack.stop();
  });
});

test("nothing else waits behind it", async () => {
  const { slack, platform, stop } = await openSlack();
  slack.next("conversations.history", { status: 429, after: 60 });
  expect(await platform.find(place, id, hourAgo())).toBe("not now");
  expect((await platform.post(place, { summary: "news" }, id)).kind).toBe("sent");
  expect((await platform.inspect(place)).mayPost).toBe(true);
  expect((await slack.user("ada").mention("whisper")).text).toContain("whispered");
  await stop();
});

test("to inspect a channel takes no look", async () => {
  const { slack, platform, stop } = await openSlack();
  expect(await platform.inspect(place)).toMatchObject({ mayPost: true, mayReadBack: true });
  expect(slack.calls).not.toContain("conversations.history");
  await stop();
});

test("what we said since a backup is read over several looks where Slack lets us read but once a minute", async () => {
  const { slack, reader, post, pass } = await openReader();
  const began = Math.floor(Date.now() / 1_000) - 1_800;
  const own = Array.from({ length: 40 }, (_, i) => post(`own${i}`, `${began + i}.000100`).ts);
  slack.world.post({ channel: usualChannel, text: "somebody else's", blocks: [] }, slack.world.stamp(), "U1");
  slack.next("conversations.history", { status: 429, after: 60 });
  const looks: unknown[] = [];
  for (let i = 0; i < 8; i++, pass(60_000)) looks.push(await reader.posts(place, hourAgo()));
  const found = looks.find((one) => one !== "not now") as readonly { readonly message: { readonly id: string } }[];
  expect(looks[0]).toBe("not now");
  expect(found.map(({ message }) => message.id)).toEqual(own);
  await slack.stop();
});

describe("Slack's reports of posts", () => {
  /** As Slack sends them. @see https://docs.slack.dev/reference/events/message_metadata_posted */
  const report = (over: object = {}, inner: object = {}) => ({
    token: "old",
    team_id: "TTEST",
    api_app_id: "A1",
    type: "event_callback",
    event_id: "Ev1",
    event_time: 1,
    ...over,
    event: {
      type: "message_metadata_posted",
      app_id: "A1",
      bot_id: "BTELLER",
      user_id: "UTELLER",
      team_id: "TTEST",
      channel_id: usualChannel,
      metadata: { event_type: "teller_post", event_payload: { delivery: "one1" } },
      message_ts: "1700000000.000001",
      event_ts: "1700000000.000001",
      ...inner,
    },
  });

  test("one of our own is believed, without a look; for tips it never is", async () => {
    const { slack, platform, stop } = await openSlack();
    await slack.deliver("events_api", report());
    const found = { place, id: "1700000000.000001" };
    await expect.poll(() => platform.find(place, id, hourAgo(), { heard: true })).toEqual(found);
    const looked = slack.calls.filter((one) => one === "conversations.history").length;
    expect(await platform.find(place, id, hourAgo(), { heard: true })).toEqual(found);
    expect(slack.calls.filter((one) => one === "conversations.history")).toHaveLength(looked);
    expect(await platform.find(place, id, hourAgo())).toBe("absent");
    await stop();
  });

  test.each([
    ["another app's", report({}, { app_id: "A2" })],
    ["another bot's", report({}, { bot_id: "BOTHER" })],
    ["one of another channel", report({}, { channel_id: "COTHER" })],
    ["one of no bot", report({}, { bot_id: undefined })],
    ["another kind", report({}, { metadata: { event_type: "other", event_payload: { delivery: "one1" } } })],
    ["one without a delivery", report({}, { metadata: { event_type: "teller_post", event_payload: {} } })],
    [
      "one with a strange delivery",
      report({}, { metadata: { event_type: "teller_post", event_payload: { delivery: "a b" } } }),
    ],
    ["one with no time", report({}, { message_ts: "now" })],
    ["nothing", undefined],
  ])("%s is not", (_, body) => {
    const heard = createHeard(() => "BTELLER");
    heard.take(body);
    expect(heard.of(place, id)).toEqual([]);
  });

  test("two with one delivery are both known, the older first", () => {
    const heard = createHeard(() => "BTELLER");
    heard.take(report({}, { message_ts: "1700000009.000001" }));
    heard.take(report());
    expect(heard.of(place, id)).toEqual(["1700000000.000001", "1700000009.000001"]);
  });
});
