/** Both platforms over fakes that break as the real ones do: what is said of a post is true, and no haste is of our doing. */
import { afterEach, describe, expect, test } from "vitest";
import type { Posted } from "../../src/core/platform.ts";
import type { Reply } from "../../src/core/reply.ts";
import type { Fault } from "../support/chaos.ts";
import { platforms, type OnePlatform, type OpenOptions } from "../support/two-platforms.ts";
import { asDeliveryId, type DeliveryId } from "../../src/core/place.ts";
import { isLong } from "../support/long.ts";

const opened: OnePlatform[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

let count = 0;
const delivery = (): DeliveryId => asDeliveryId(`night${++count}`);
const hourAgo = new Date(Date.now() - 3_600_000);

describe.each(Object.entries(platforms))("%s", (_, openOne) => {
  const open = async (options?: OpenOptions): Promise<OnePlatform> => {
    const one = await openOne(options);
    opened.push(one);
    return one;
  };
  const say = ({ platform, place }: OnePlatform, channel: string, words: string | Reply, id = delivery()) =>
    platform.post(place(channel), typeof words === "string" ? { summary: words } : words, id);

  async function sent(one: OnePlatform, channel: string, words: string | Reply) {
    const posted = await say(one, channel, words);
    if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
    return posted.message;
  }

  test("a channel's history is its own, in order, as people read it, with what was edited", async () => {
    const one = await open({ pace: 0 });
    const [first, second] = [one.fake.addChannel(), one.fake.addChannel()];
    const message = await sent(one, first, "one");
    await sent(one, second, "elsewhere");
    await sent(one, first, "two < 3 & *four*");
    for (const words of ["one, corrected", "one, corrected again"])
      expect((await one.platform.edit(message, { summary: words }, delivery())).kind).toBe("sent");
    expect(one.fake.history(first)).toMatchObject([
      { id: message.id, text: "one, corrected again", edits: ["one", "one, corrected"] },
      { text: "two < 3 & *four*", edits: [] },
    ]);
    expect(one.fake.history(second).map(({ text }) => text)).toEqual(["elsewhere"]);
    one.fake.remove(first, message.id);
    expect(one.fake.history(first)).toHaveLength(1);
    expect(await one.platform.edit(message, { summary: "gone" }, delivery())).toMatchObject({
      kind: "refused",
      about: "message",
    });
  });

  test("the first line of a card is its title", async () => {
    const one = await open();
    const channel = one.fake.addChannel();
    const blocks = [{ kind: "text" as const, text: ["Majority 5,319"] }];
    await sent(one, channel, { summary: "s", card: { title: "LAB GAIN FROM CON: St Ives (Cornwall) [1]", blocks } });
    const [told] = one.fake.history(channel);
    expect(told?.text.split("\n")).toEqual(["LAB GAIN FROM CON: St Ives (Cornwall) [1]", "Majority 5,319"]);
  });

  test("a channel that is shut refuses, as a place; opened again it takes posts", async () => {
    const one = await open({ pace: 0 });
    const channel = one.fake.addChannel({ isPrivate: true });
    expect(await one.platform.inspect(one.place(channel))).toMatchObject({ mayPost: true, isPrivate: true });
    for (const how of ["gone", "mute"] as const) {
      one.fake.bar(channel, how);
      expect(await say(one, channel, how)).toMatchObject({ kind: "refused", about: "place" });
      expect((await one.platform.inspect(one.place(channel))).mayPost).toBe(false);
      one.fake.bar(channel, undefined);
      await sent(one, channel, `after ${how}`);
    }
    expect(one.fake.history(channel).map(({ text }) => text)).toEqual(["after gone", "after mute"]);
  });

  describe("each fault alone", () => {
    const told: Readonly<Record<Fault, readonly [kind: Posted["kind"], stands: boolean]>> = {
      haste: ["later", false],
      error: ["unclear", false],
      errorDone: ["unclear", true],
      reset: ["unclear", false],
      resetDone: ["unclear", true],
      slow: ["sent", true],
      stall: ["unclear", false],
      stallDone: ["unclear", true],
      late: ["unclear", false],
    };

    test.each(Object.entries(told))("%s", async (fault, [kind, stands]) => {
      const one = await open({ timeout: 800 });
      const channel = one.fake.addChannel();
      const chaos = one.fake.chaos({
        seed: 1,
        rates: { post: { [fault]: 1 } },
        retryAfter: 7,
        within: 4_000,
        slow: 100,
      });
      const id = delivery();
      expect((await say(one, channel, "news", id)).kind).toBe(kind);
      expect(one.fake.history(channel)).toHaveLength(stands ? 1 : 0);
      expect(chaos.injected).toMatchObject({ [fault]: 1 });
      expect(one.fake.provoked).toBe(0);
      await chaos.calm();
      const lands = stands || fault === "late";
      expect(one.fake.history(channel)).toHaveLength(lands ? 1 : 0);
      const found = await one.platform.find(one.place(channel), id, hourAgo);
      expect(found).toEqual(lands ? expect.objectContaining({ place: one.place(channel) }) : "absent");
    });
  });

  test("what is said of a post is true, whatever happens", async () => {
    const one = await open({ pace: 0, timeout: 500 });
    const channels = Array.from({ length: 10 }, () => one.fake.addChannel());
    const some = { error: 0.1, errorDone: 0.1, reset: 0.1, resetDone: 0.1, stall: 0.02, stallDone: 0.02, slow: 0.1 };
    const chaos = one.fake.chaos({
      seed: 7,
      rates: { post: { ...some, late: 0.1 }, edit: some, history: { error: 0.1, slow: 0.1 } },
      within: 600,
    });
    const posts = await Promise.all(
      channels.flatMap((channel) =>
        Array.from({ length: 10 }, async () => {
          const id = delivery();
          return { channel, id, posted: await say(one, channel, `news ${id}`, id) };
        }),
      ),
    );
    await chaos.calm();
    expect(new Set(posts.map(({ posted }) => posted.kind))).toEqual(new Set(["sent", "unclear"]));
    for (const { channel, id, posted } of posts) {
      const standing = one.fake.history(channel).filter(({ text }) => text === `news ${id}`);
      expect(standing.length).toBeLessThanOrEqual(1);
      if (posted.kind === "sent") expect(standing.map((told) => told.id)).toEqual([posted.message.id]);
      const found = await one.platform.find(one.place(channel), id, hourAgo);
      expect(found === "absent" ? [] : [(found as { id: string }).id]).toEqual(standing.map((told) => told.id));
    }
    expect(chaos.injected.late).toBeGreaterThan(0);
  });

  test.runIf(isLong)("the same seed brings the same night", async () => {
    const night = async (seed: number) => {
      const one = await open({ pace: 0 });
      one.fake.chaos({ seed, rates: { post: { error: 0.3, reset: 0.3 } } });
      const kinds: string[] = [];
      for (let i = 0; i < 20; i++) kinds.push((await say(one, one.fake.addChannel(), "news")).kind);
      return kinds.join(" ");
    };
    expect(await night(3)).toBe(await night(3));
    expect(await night(3)).not.toBe(await night(4));
  });

  describe("limits", () => {
    // In real seconds, as platforms count them.
    test.runIf(isLong)("a storm of posts and edits provokes no refusal", async () => {
      const one = await open();
      one.fake.limits({ scale: 1 });
      const channels = Array.from({ length: 30 }, () => one.fake.addChannel());
      const began = performance.now();
      const posted = await Promise.all(
        channels.flatMap((channel, i) => Array.from({ length: i < 3 ? 4 : 1 }, () => say(one, channel, "news"))),
      );
      const messages = posted.flatMap((each) => (each.kind === "sent" ? [each.message] : []));
      expect(messages.length).toBeGreaterThan(20);
      const edited = await Promise.all(
        messages.map((message) => one.platform.edit(message, { summary: "corrected" }, delivery())),
      );
      expect(edited.filter(({ kind }) => kind === "sent").length).toBeGreaterThan(9);
      for (const each of [...posted, ...edited]) expect(["sent", "later"]).toContain(each.kind);
      expect(one.fake.provoked).toBe(0);
      expect(performance.now() - began).toBeLessThan(12_000);
    });

    test.runIf(isLong)("one busy channel keeps nobody else waiting", async () => {
      const one = await open();
      one.fake.limits({ scale: 1 });
      const [busy, quiet] = [one.fake.addChannel(), one.fake.addChannel()];
      const message = await sent(one, busy, "first");
      const crowd = Promise.all(Array.from({ length: 6 }, () => say(one, busy, "more")));
      const began = performance.now();
      await Promise.all([sent(one, quiet, "here"), one.platform.edit(message, { summary: "corrected" }, delivery())]);
      expect(performance.now() - began).toBeLessThan(950);
      await crowd;
      expect(one.fake.provoked).toBe(0);
    });

    test.runIf(isLong)("are honest: who is faster than they let is refused, and that is counted", async () => {
      const one = await open({ pace: 0 });
      one.fake.limits({ scale: 20 });
      const channels = Array.from({ length: 70 }, () => one.fake.addChannel());
      const posted = await Promise.all(channels.map((channel) => say(one, channel, "news")));
      expect(posted.map(({ kind }) => kind)).toContain("later");
      expect(one.fake.provoked).toBeGreaterThan(0);
    });
  });
});
