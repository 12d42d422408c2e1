/** The policy of answers in Slack: whatever becomes of an answer, whoever asked sees it, and the channel sees it once. */
import { describe, expect, test } from "vitest";
import { userId } from "../support/edge.ts";
import { usualChannel, type FakeSlack } from "../support/fake-slack/index.ts";
import type { Seen } from "../support/fake-slack/screen.ts";
import type { Trouble } from "../support/fake-slack/trouble.ts";
import { oneIn } from "../support/long.ts";
import { openSlack } from "../support/slack-stage.ts";

type Way = "mention" | "aside" | "message" | "button" | "share" | "form" | "slash";

/** Each way to ask: what Slack is asked for first, the trouble that it meets, and the words of the answer. */
const ways: Readonly<
  Record<Way, readonly [method: string, ask: (slack: FakeSlack, meet: () => void) => Promise<Seen>]>
> = {
  mention: ["chat.postMessage", (slack, meet) => (meet(), slack.user("ada").mention("seat bath"))],
  aside: ["chat.postEphemeral", (slack, meet) => (meet(), slack.user("bob").mention("seat bath quietly or so qqq"))],
  message: ["chat.postMessage", (slack, meet) => (meet(), slack.user("cas").dm("seat bath"))],
  button: [
    "respond",
    async (slack, meet) => {
      await slack.user("dan").slash("/teller seat bath");
      meet();
      return slack.user("dan").press(/candidates|All/);
    },
  ],
  share: [
    "respond",
    async (slack, meet) => {
      await slack.user("eve").slash("/teller seat bath");
      await slack.user("eve").press(/candidates|All/);
      meet();
      return slack.user("eve").press("Share");
    },
  ],
  form: [
    "respond",
    async (slack, meet) => {
      await slack.user("flo").slash("/teller formal");
      meet();
      return slack.user("flo").submit({ first: "one" });
    },
  ],
  // By its address, since its connection is on its way out.
  slash: ["respond", (slack, meet) => (meet(), slack.socket.hurry(), slack.user("gil").slash("/teller formal one"))],
};
const words: Readonly<Record<Way, RegExp>> = {
  mention: /LD HOLD: Bath/,
  aside: /constituency|qqq/,
  message: /LD HOLD: Bath/,
  button: /Bath/,
  share: /Bath/,
  form: /formally: one/,
  slash: /formally: one/,
};
const addressed: readonly Way[] = ["button", "share", "form", "slash"];

const everyWay = Object.keys(ways) as readonly Way[];
const troubles: readonly (readonly [name: string, trouble: Trouble, only?: readonly Way[]])[] = [
  ["told to wait", { status: 429, after: 20 }],
  ["told to wait for no time", { status: 429, after: 0 }],
  ["told to wait for too long", { status: 429, after: 60 }],
  ["invalid blocks", { error: "invalid_blocks" }],
  ["too long", { error: "msg_too_long" }],
  ["an invalid payload", { error: "invalid_payload", code: 400 }, addressed],
  ["not in the channel", { error: "not_in_channel" }],
  ["no such channel", { error: "channel_not_found" }],
  ["an archived channel", { error: "is_archived" }],
  ["a restricted channel", { error: "restricted_action" }],
  ["a refusal of the whole app", { error: "ekm_access_denied" }],
  ["too late", { error: "expired_url", code: 404 }, addressed],
  ["used up", { error: "used_url", code: 404 }, addressed],
  ["an error, and nothing done", { status: 500, done: false }],
  ["an error after it was done", { status: 500, done: true }],
  ["Slack's own failure", { error: "internal_error" }],
  ["a reset", { reset: true, done: false }],
  ["a reset after it was done", { reset: true, done: true }],
];
const causes = troubles.map(([name, trouble, only = everyWay], nth) => ({
  name,
  trouble,
  only: oneIn(3, only, nth),
}));

describe("nobody who asks is left without an answer, and no channel sees one twice", () => {
  test.each(causes)("$name", async ({ trouble, only }) => {
    const rested: number[] = [];
    const { slack, stop } = await openSlack({ rest: async (milliseconds) => void rested.push(milliseconds) });
    for (const way of only) {
      const [method, ask] = ways[way];
      const before = slack.world.messages.length;
      const { text } = await ask(slack, () => slack.next(method, trouble));
      expect(text, way).toMatch(words[way]);
      const shown = slack.world.messages.slice(before);
      const aloud = shown.filter(({ to, channel }) => to === undefined && channel === usualChannel);
      expect(aloud.length, way).toBeLessThanOrEqual(way === "button" || way === "share" ? 2 : 1);
    }
    // All that Slack asked for was waited, and never more than half a minute.
    if ("status" in trouble && trouble.status === 429) expect(rested.includes(20_000)).toBe(trouble.after === 20);
    expect(rested.every((long) => long <= 30_000)).toBe(true);
    expect(slack.refusals).toEqual([]);
    await stop();
  });

  test("refused about words, the same comes as plain text", async () => {
    const { slack, stop } = await openSlack();
    slack.next("chat.postMessage", { error: "invalid_blocks" });
    await slack.user("ada").mention("seat bath");
    const [told] = slack.world.messages;
    expect(told).toMatchObject({ channel: usualChannel, blocks: [] });
    expect(told?.text).toMatch(/LD HOLD: Bath[^]*19,883/);
    expect(told?.text).not.toMatch(/<|@channel/);
    await stop();
  });

  test("where the place refuses, aside; where that refuses too, a direct message", async () => {
    const { slack, stop } = await openSlack();
    slack.next("chat.postMessage", { error: "not_in_channel" });
    expect((await slack.user("ada").mention("seat bath")).audience).toBe("asker");
    slack.next("chat.postMessage", { error: "not_in_channel" });
    slack.next("chat.postEphemeral", { error: "not_in_channel" });
    const told = slack.sight(({ kind, ...sight }) => kind === "message" && /Bath/.test(JSON.stringify(sight)));
    void slack
      .user("ada")
      .mention("seat bath")
      .catch(() => {});
    expect(await told).toMatchObject({ message: { channel: slack.world.direct(userId("ada")) } });
    await stop();
  });

  test("one that may have landed is told to nobody else again", async () => {
    const { slack, stop } = await openSlack({ rest: async () => {} });
    slack.next("chat.postMessage", { status: 500, done: true });
    await slack.user("ada").mention("seat bath");
    await expect.poll(() => slack.calls).toContain("conversations.history");
    expect(slack.world.messages).toHaveLength(1);
    slack.next("chat.postMessage", { status: 500, done: false });
    expect(await slack.user("ada").mention("seat bath")).toMatchObject({ audience: "asker" });
    await stop();
  });

  test("a file that a mention asked for and that cannot be sent is owned up to", async () => {
    const { slack, stop } = await openSlack();
    const told = slack.sight((sight) => /could not be sent/.test(JSON.stringify(sight)));
    slack.next("files.getUploadURLExternal", { error: "missing_scope" });
    void slack.user("ed").mention("export candidates");
    expect(await told).toMatchObject({ message: { to: userId("ed") } });
    await stop();
  });

  test("on an untouched night nothing waits, and nothing is looked for", async () => {
    const rested: number[] = [];
    const { slack, lines, stop } = await openSlack({ rest: async (milliseconds) => void rested.push(milliseconds) });
    for (const way of everyWay) expect((await ways[way][1](slack, () => {})).text).toMatch(words[way]);
    expect(rested).toEqual([]);
    expect(slack.calls).not.toContain("conversations.history");
    expect(lines.filter(({ level }) => level !== "info")).toEqual([]);
    await stop();
  });
});

describe("a button that is pressed twice", () => {
  const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

  test.each(["memory", "store"])("shares once (%s)", async (where) => {
    const taken = new Set<string>();
    const once = async (key: string) => !taken.has(key) && taken.add(key) !== undefined;
    const { slack, stop } = await openSlack(where === "store" ? { once } : {});
    await slack.user("ada").slash("/teller seat bath");
    await slack.user("ada").press(/candidates|All/);
    const before = slack.messages().length;
    expect(await slack.user("ada").press("Share", 3)).toMatchObject({ audience: "channel" });
    await settled();
    expect(slack.messages()).toHaveLength(before + 1);
    expect([...taken].join(" ")).not.toContain(userId("ada"));
    await stop();
  });

  test("is answered once between two, and each presser alone among others", async () => {
    const { slack, stop } = await openSlack();
    await slack.user("ada").dm("seat bath");
    const before = slack.world.messages.length;
    await slack.user("ada").press(/candidates|All/, 2);
    await settled();
    expect(slack.world.messages).toHaveLength(before + 1);
    await slack.user("bob").slash("/teller seat bath");
    const posted = slack.messages().length;
    expect(await slack.user("bob").press(/candidates|All/)).toMatchObject({ audience: "asker" });
    expect(slack.messages()).toHaveLength(posted);
    await stop();
  });
});
