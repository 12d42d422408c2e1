/** Links to seats' pages, shown as the seats' cards: where, when, for which links, and what is kept of them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hostsOf, seatOf, sitesOf } from "../../src/adapters/slack/seat-pages.ts";
import { openBoard } from "../../src/main/board.ts";
import { openBot } from "../support/bot.ts";
import { userId } from "../support/edge.ts";
import { self, type Json } from "../support/fake-slack/world.ts";
import { usualChannel } from "../support/fake-slack/index.ts";
import { wordsOf } from "../support/fake-slack/screen.ts";
import { openSlack, settings, type SlackStage } from "../support/slack-stage.ts";
import * as strict from "../support/strict/slack.ts";

const sites =
  sitesOf(["members.parliament.uk", "news.example.org", "https://example.org/politics/{seat}/result"]) ?? [];
const bot = await openBot();
const { seats } = bot.house.election;

describe("which seat a page is about", () => {
  test.each([
    ["https://news.example.org/election/E14001080", "Bath"],
    ["https://news.example.org/election/2024/e14001080/results?x=1#top", "Bath"],
    ["https://www.news.example.org/constituency/bath", "Bath"],
    ["https://members.parliament.uk/constituency/st-ives/overview", "St Ives"],
    ["https://example.org/politics/mid-norfolk/result", "Mid Norfolk"],
    ["https://example.org/politics/E14001080/result", "Bath"],
    ["https://example.org/politics/ynys-mon/result/", "Ynys Môn"],
  ])("%s is about %s", (url, name) => {
    expect(seatOf(url, sites, seats)?.name).toBe(name);
  });

  test.each([
    "https://news.example.org/travel/bath",
    "https://example.org/bath/result",
    "https://example.org/politics/bath",
    "https://elsewhere.org/constituency/bath",
    "https://example.org.evil.org/politics/bath/result",
    "https://notexample.org/politics/bath/result",
    "https://news.example.org/E14001080/E14001174",
    "https://members.parliament.uk/constituency/4074/overview",
    "https://news.example.org/",
    "javascript:alert(1)",
    "not a link",
  ])("%s is about none", (url) => {
    expect(seatOf(url, sites, seats)).toBeUndefined();
  });

  test("what is no site is refused, and so are too many", () => {
    for (const wrong of ["example", "http://example.org/{seat}", "https://example.org/seats", "*.example.org", "a.b/c"])
      expect(sitesOf([wrong]), wrong).toBeUndefined();
    expect(sitesOf(["a.org", "b.org", "c.org", "d.org", "e.org", "f.org"])).toBeUndefined();
    expect(hostsOf(sitesOf(["example.org", "https://example.org/{seat}"]) ?? [])).toEqual(["example.org"]);
  });
});

describe("in a channel", () => {
  let stage: SlackStage;
  let count = 0;
  const bath = "https://example.org/politics/bath/result";

  beforeAll(async () => {
    const board = openBoard({ house: bot.house, fault: () => {} });
    stage = await openSlack({ unfurl: sites, board });
    stage.slack.world.scopes.add("links:read").add("links:write");
  });
  afterAll(() => stage.stop());
  beforeEach(() => void stage.slack.world.unfurls.splice(0));

  /** Somebody posts links; resolves once Teller has done whatever it does about it. */
  async function share(
    urls: readonly string[],
    { channel = usualChannel, ...event }: Json & { readonly channel?: string } = {},
    envelope: Json = {},
  ): Promise<Json> {
    const links = urls.map((url) => ({ url, domain: new URL(url).hostname }));
    const inner = {
      type: "link_shared",
      channel,
      user: userId("ada"),
      is_bot_user_member: true,
      message_ts: `1720150500.${String(++count).padStart(6, "0")}`,
      source: "conversations_history",
      unfurl_id: "C1.1",
      links,
      event_ts: "1720150501.000001",
      ...event,
    };
    await stage.slack.deliver("events_api", {
      type: "event_callback",
      team_id: self.team,
      api_app_id: "A1",
      event_id: `EvL${count}`,
      is_ext_shared_channel: false,
      event: inner,
      ...envelope,
    });
    // A question is answered after it: events are taken in their order.
    await stage.slack.user("ada").slash("/teller whisper");
    return inner;
  }
  const shown = () => stage.slack.world.unfurls;

  test("a seat's page is shown as the seat's card, which Slack takes", async () => {
    const { message_ts: ts } = await share([bath]);
    await expect.poll(shown).toHaveLength(1);
    const [one] = shown();
    if (!one) throw new RangeError("nothing was shown");
    const { unfurls, ...where } = one;
    expect(where).toEqual({ channel: usualChannel, ts });
    expect(Object.keys(unfurls)).toEqual([bath]);
    const blocks = unfurls[bath]?.blocks ?? [];
    expect(wordsOf(blocks)).toMatch(/LD HOLD: Bath[^]*11,218/);
    expect(strict.messageFaults({ text: "a link", blocks })).toEqual([]);
    expect(blocks.map(({ type }) => type)).not.toContain("actions");
  });

  test("two seats are two cards; other links are left alone, and one seat's failure is nobody's", async () => {
    const clacton = "https://news.example.org/x/E14001174";
    await share([bath, "https://news.example.org/travel/bath", clacton]);
    await expect.poll(shown).toHaveLength(1);
    expect(Object.keys(shown()[0]?.unfurls ?? {})).toEqual([bath, clacton]);
    expect(wordsOf(shown()[0]?.unfurls[clacton]?.blocks)).toMatch(/Clacton/);
  });

  test.each<readonly [string, Json & { readonly channel?: string }, Json]>([
    ["that is still being written", { source: "composer" }, {}],
    ["in a conversation of two", { channel: "D0123456" }, {}],
    ["in a channel that is shared outside", {}, { is_ext_shared_channel: true }],
    ["in a channel of which Slack says nothing", {}, { is_ext_shared_channel: undefined }],
    ["in a channel that Slack does not find", { channel: "CELSEWHERE" }, {}],
    ["of our own", { user: self.user }, {}],
  ])("nothing is shown of a link %s", async (_, event, envelope) => {
    await share([bath], event, envelope);
    expect(shown()).toEqual([]);
  });

  test.each([{ is_ext_shared: true }, { is_pending_ext_shared: true }, { is_ext_shared: undefined }])(
    "nor where the channel itself says %j, whatever the event says",
    async (flags) => {
      const id = `CSHARED${++count}`;
      stage.slack.world.channels.set(id, { id, is_member: true, is_private: false, is_archived: false, shared: flags });
      await share([bath], { channel: id });
      expect(shown()).toEqual([]);
    },
  );

  test.each(["private", "off"] as const)("nor where answers are %s, nor where /seat is off", async (answers) => {
    const id = `CSET${++count}`;
    stage.slack.world.channels.set(id, { id, is_member: true, is_private: false, is_archived: false });
    await settings.set({ platform: "slack", id, kind: "channel" }, { answers, off: [] });
    await share([bath], { channel: id });
    expect(shown()).toEqual([]);
    await settings.set({ platform: "slack", id, kind: "channel" }, { answers: "public", off: ["seat"] });
    await share([bath], { channel: id });
    expect(shown()).toEqual([]);
    await settings.set({ platform: "slack", id, kind: "channel" }, { answers: "public", off: [] });
    await share([bath], { channel: id });
    await expect.poll(shown).toHaveLength(1);
  });

  test("an event that comes twice shows one card", async () => {
    const body = await share([bath]);
    await expect.poll(shown).toHaveLength(1);
    await stage.slack.deliver("events_api", {
      type: "event_callback",
      event_id: `EvL${count}`,
      is_ext_shared_channel: false,
      event: body,
    });
    await stage.slack.user("ada").slash("/teller whisper");
    expect(shown()).toHaveLength(1);
  });

  test("no line of the log has a link, a seat or a person, whatever fails", async () => {
    stage.slack.next("chat.unfurl", { error: "cannot_unfurl_url" });
    await share([bath]);
    await expect.poll(() => stage.lines.at(-1)?.event).toBe("a link could not be shown");
    const said = JSON.stringify(stage.lines);
    for (const word of ["example.org", "bath", "Bath", userId("ada"), usualChannel]) expect(said).not.toContain(word);
  });
});

test("what a card tells is what the board tells: while posts are frozen, nothing that came since", async () => {
  const eve = await openBot("2024-07-04T22:30:00+01:00");
  const stage = await openSlack({ unfurl: sites, board: openBoard({ house: eve.house, fault: () => {} }) });
  stage.slack.world.scopes.add("links:write");
  const links = [{ domain: "example.org", url: "https://example.org/politics/bath/result" }];
  const event = { type: "link_shared", channel: usualChannel, user: userId("ada"), message_ts: "1.1", links };
  const body = { type: "event_callback", event_id: "EvF", is_ext_shared_channel: false, event };
  await stage.slack.deliver("events_api", body);
  await expect.poll(() => stage.slack.world.unfurls).toHaveLength(1);
  const said = wordsOf(Object.values(stage.slack.world.unfurls[0]?.unfurls ?? {})[0]?.blocks);
  expect(said).toMatch(/Bath/);
  expect(said).not.toMatch(/HOLD|11,218/);
  await stage.stop();
});

test("where no site is listed nothing is heard of links", async () => {
  const stage = await openSlack();
  const links = [{ domain: "example.org", url: "https://example.org/constituency/bath" }];
  const event = { type: "link_shared", channel: usualChannel, user: userId("ada"), message_ts: "1.1", links };
  const body = { type: "event_callback", event_id: "EvN", is_ext_shared_channel: false, event };
  await stage.slack.deliver("events_api", body);
  await stage.slack.user("ada").slash("/teller whisper");
  expect(stage.slack.calls).not.toContain("chat.unfurl");
  await stage.stop();
});
