/** What can go wrong between Discord and us, each thing once, against the real SDK. */
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply.ts";
import { say } from "../support/fake-discord/answers.ts";
import { permission } from "../support/fake-discord/index.ts";
import { closeStages, openStage, type DiscordStage } from "../support/discord-stage.ts";
import { asDeliveryId } from "../../src/core/place.ts";

afterEach(closeStages);

const posts = /^POST \/channels\/\d+\/messages$/;
const callbacks = /^POST \/interactions\/.*\/callback$/;
const delivery = asDeliveryId("delivery000000000000009");
const hourAgo = new Date(Date.now() - 3_600_000);

const post = ({ platform, place }: DiscordStage) => platform.post(place, { summary: "declared" }, delivery);
const find = ({ platform, place }: DiscordStage) => platform.find(place, delivery, hourAgo);
const count = ({ discord }: DiscordStage, on: RegExp): number =>
  discord.state.requests.filter(({ what }) => on.test(what)).length;

describe("a post", () => {
  test("waits as long as Discord asks, where that is short", async () => {
    const stage = await openStage();
    stage.discord.trouble({ on: posts, kind: "status", status: 429, headers: { "retry-after": "0.1" } });
    expect(await post(stage)).toMatchObject({ kind: "sent" });
    expect(stage.discord.messages()).toEqual(["declared"]);
  });

  test("comes back for later where it is long", async () => {
    const stage = await openStage();
    stage.discord.trouble({ on: posts, kind: "status", status: 429, headers: { "retry-after": "90" } });
    const posted = await post(stage);
    expect(posted).toMatchObject({ kind: "later" });
    if (posted.kind === "later") expect(posted.after).toBeGreaterThanOrEqual(90_000);
    expect(stage.discord.messages()).toEqual([]);
  });

  test("is not sent again and again where Discord does not say how long", async () => {
    const stage = await openStage();
    stage.discord.trouble({ on: posts, kind: "status", status: 429 });
    expect(await post(stage)).toMatchObject({ kind: "later" });
    expect(count(stage, posts)).toBe(1);
  });

  test.each([
    { name: "a 500 after it was in fact posted", trouble: { kind: "status", status: 500, done: true }, stands: true },
    { name: "a 500 and nothing posted", trouble: { kind: "status", status: 502 }, stands: false },
    { name: "a reset after it was in fact posted", trouble: { kind: "reset", done: true }, stands: true },
    { name: "a reset and nothing posted", trouble: { kind: "reset" }, stands: false },
    { name: "no answer, though it was posted", trouble: { kind: "timeout", done: true }, stands: true },
    { name: "no answer and nothing posted", trouble: { kind: "timeout" }, stands: false },
  ] as const)("that met $name is unclear, sent once, and find tells", async ({ trouble, stands }) => {
    const stage = await openStage({ timeout: 300 });
    stage.discord.trouble({ on: posts, ...trouble });
    expect(await post(stage)).toMatchObject({ kind: "unclear" });
    expect(count(stage, posts)).toBe(1);
    expect(stage.discord.messages()).toEqual(stands ? ["declared"] : []);
    expect(await find(stage)).toEqual(
      stands ? expect.objectContaining({ id: stage.discord.state.messages[0]?.id }) : "absent",
    );
  });

  test("repeated under the same delivery does not stand twice", async () => {
    const stage = await openStage();
    expect(await post(stage)).toEqual(await post(stage));
    expect(stage.discord.messages()).toEqual(["declared"]);
  });

  test("is found on a later page of the history, and only our own posts count", async () => {
    const stage = await openStage();
    const { state, channel } = stage.discord;
    for (let i = 0; i < 150; i++) say(state, channel.id, { content: `chatter ${i}` });
    const posted = await post(stage);
    expect(posted.kind === "sent" && posted.message).toEqual(await find(stage));
    expect(count(stage, /^GET .*messages$/)).toBe(2);
    const copy = say(state, channel.id, { components: state.messages.at(-1)?.components ?? [] });
    if (posted.kind === "sent") stage.discord.remove(channel.id, posted.message.id);
    Object.assign(copy, { author: { id: "7", username: "mimic" } });
    expect(await find(stage)).toBe("absent");
  });

  test("to a channel that is gone is refused, and so is an edit there", async () => {
    const stage = await openStage();
    const posted = await post(stage);
    stage.discord.channel.deleted = true;
    expect(await post(stage)).toEqual({ kind: "refused", about: "place", why: "the channel is gone" });
    expect(await find(stage)).toBe("absent");
    if (posted.kind === "sent")
      expect(await stage.platform.edit(posted.message, { summary: "corrected" }, delivery)).toMatchObject({
        kind: "refused",
      });
    expect(await stage.platform.inspect(stage.place)).toMatchObject({ mayPost: false, wants: [/the channel is gone/] });
  });

  test("without the permission is refused, and inspect says which", async () => {
    const stage = await openStage();
    stage.discord.channel.denied = permission.send;
    expect(await post(stage)).toEqual({ kind: "refused", about: "place", why: "I may not post in the channel" });
    expect(await stage.platform.inspect(stage.place)).toMatchObject({ mayPost: false, mayReadBack: true });
    expect((await stage.platform.inspect(stage.place)).wants.join()).toContain("Send Messages");
  });

  test("that someone on the way turned away, and not Discord itself, is for later", async () => {
    const stage = await openStage();
    stage.discord.trouble({ on: posts, kind: "status", status: 403, code: 0 });
    expect(await post(stage)).toMatchObject({ kind: "later" });
  });

  test("cannot be looked for where history is hidden, though Discord shows an empty one", async () => {
    const stage = await openStage();
    await post(stage);
    stage.discord.channel.denied = permission.history;
    expect(await find(stage)).toBe("cannot-look");
    expect((await stage.platform.inspect(stage.place)).wants.join()).toContain("Read Message History");
  });

  test("is edited again after an error, since that does no harm", async () => {
    const stage = await openStage();
    const posted = await post(stage);
    stage.discord.trouble({ on: /^PATCH/, kind: "status", status: 500 });
    expect(
      posted.kind === "sent" && (await stage.platform.edit(posted.message, { summary: "corrected" }, delivery)).kind,
    ).toBe("sent");
    expect(stage.discord.messages()).toEqual(["corrected"]);
  });
});

describe("an edited post", () => {
  const card = (title: string): Reply => ({
    summary: title,
    card: { title, blocks: [{ kind: "text", text: ["words"] }] },
  });
  const plain: Reply = { summary: "plain" };

  test.each([
    { name: "words to words", made: [plain, plain] },
    { name: "a card to a card", made: [card("one"), card("two"), card("three")] },
    { name: "words to a card and back", made: [plain, card("two"), plain] },
    { name: "a card to words and back", made: [card("one"), plain, card("three")] },
  ])("is found as before: $name", async ({ made: [first = plain, ...edits] }) => {
    const { platform, place, discord } = await openStage();
    const posted = await platform.post(place, first, delivery);
    if (posted.kind !== "sent") throw new TypeError("not posted");
    for (const reply of edits) {
      expect(await platform.edit(posted.message, reply, delivery)).toEqual(posted);
      expect(await platform.find(place, delivery, hourAgo)).toEqual(posted.message);
      expect(await platform.find(place, asDeliveryId("another"), hourAgo)).toBe("absent");
    }
    expect(discord.state.refused).toEqual([]);
  });

  test("is edited where history may not be read, too", async () => {
    const stage = await openStage();
    const posted = await post(stage);
    stage.discord.channel.denied = permission.history;
    expect(posted.kind === "sent" && (await stage.platform.edit(posted.message, plain, delivery)).kind).toBe("sent");
    expect(stage.discord.messages()).toEqual(["plain"]);
  });
});

describe("a channel", () => {
  test("is private where people were let in one by one, and open where a role was", async () => {
    const { discord, platform, place } = await openStage();
    expect(await platform.inspect(place)).toMatchObject({ isPrivate: false });
    const hide = { id: discord.state.guild, type: 0, allow: "0", deny: String(permission.view) };
    const letIn = { allow: String(permission.view), deny: "0" };
    discord.channel.overwrites = [hide, { id: "2", type: 1, ...letIn }, { id: discord.state.bot, type: 1, ...letIn }];
    expect(await platform.inspect(place)).toMatchObject({ isPrivate: true, mayPost: true });
    discord.channel.overwrites.push({ id: "3", type: 0, ...letIn });
    expect(await platform.inspect(place)).toMatchObject({ isPrivate: false });
  });
});

describe("the gateway", () => {
  test("is resumed after it dropped, and what was asked meanwhile is answered", async () => {
    const stage = await openStage();
    const { discord, platform } = stage;
    discord.gateway.drop();
    const answer = await discord.user("ada").slash("/seat bath");
    expect(answer.text).toContain("LD HOLD");
    expect([discord.gateway.count(2), discord.gateway.count(6)]).toEqual([1, 1]);
    expect(platform.isReady()).toBe(true);
  });

  test("is joined anew when it has forgotten us", async () => {
    const { discord } = await openStage();
    discord.gateway.forget();
    discord.gateway.drop();
    while (discord.gateway.count(2) < 2) await pause(20);
    await pause(50);
    expect((await discord.user("ada").slash("/seat bath")).text).toContain("LD HOLD");
  }, 15_000);
});

describe("the token", () => {
  test("that is wrong is one clear line at the start", async () => {
    const { platform, parts } = await openStage({ token: "not.the.token", started: false });
    const start = platform.start(parts.commands, parts.dispatch);
    await expect(start).rejects.toThrow(/does not accept the bot token: copy a new one .* DISCORD_TOKEN/);
    await expect(start).rejects.not.toThrow(/not\.the\.token/);
  });

  test.each([
    { code: 4_004, words: /does not accept the bot token/ },
    { code: 4_010, words: /our count of shards/ },
    { code: 4_011, words: /more servers than one connection/ },
    { code: 4_012, words: /newer version of Teller/ },
    { code: 4_013, words: /does not know the intents/ },
    { code: 4_014, words: /does not allow this application the intents/ },
  ])("that the gateway shuts out with $code is, too", async ({ code, words }) => {
    const { discord, platform, parts } = await openStage({ started: false });
    discord.gateway.refuse(code);
    await expect(platform.start(parts.commands, parts.dispatch)).rejects.toThrow(words);
  });

  test("that is revoked in flight loses no post, is told once, and answers still arrive", async () => {
    const stage = await openStage();
    stage.discord.state.token = "another";
    expect(await post(stage)).toMatchObject({ kind: "later" });
    expect(await post(stage)).toMatchObject({ kind: "later" });
    expect(count(stage, posts)).toBe(1);
    expect(stage.lost).toHaveLength(1);
    expect(stage.logged.filter(({ event }) => event === "shut out")).toHaveLength(1);
    expect(stage.platform.isReady()).toBe(false);
    expect((await stage.discord.user("ada").slash("/seat bath")).text).toContain("LD HOLD");
  });

  test.each([
    { code: 4_004, words: /bot token is no longer accepted/ },
    { code: 4_010, words: /our count of shards/ },
    { code: 4_011, words: /more servers than one connection/ },
    { code: 4_012, words: /newer version of Teller/ },
    { code: 4_013, words: /does not know the intents/ },
    { code: 4_014, words: /does not allow this application the intents/ },
  ])("is told of when the gateway shuts at 4004, and only then: $code", async ({ code, words }) => {
    const { discord, lost } = await openStage();
    discord.gateway.drop(code);
    while (lost.length === 0) await pause(10);
    expect(lost).toHaveLength(1);
    expect(lost[0]?.message).toMatch(words);
    if (code !== 4_004) expect(lost[0]?.message).not.toMatch(/token/);
  });

  test("and where we are to wait, or a page of the edge's answers, that is said", async () => {
    const { discord, platform, parts } = await openStage({ started: false });
    discord.trouble({ on: /@me/, kind: "status", status: 403, page: "<html>Attention Required!</html>", always: true });
    await expect(platform.start(parts.commands, parts.dispatch)).rejects.toThrow(/a page from before it/);
    const { discord: other, ...stage } = await openStage({ started: false });
    other.trouble({ on: /@me/, kind: "status", status: 429, headers: { "retry-after": "600" } });
    await expect(stage.platform.start(parts.commands, parts.dispatch)).rejects.toThrow(/wait 60[01] seconds/);
  });

  test("and where Discord is not there at all, that is said", async () => {
    const { platform, parts } = await openStage({ apiUrl: "http://127.0.0.1:59998/api", started: false });
    await expect(platform.start(parts.commands, parts.dispatch)).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/);
  }, 10_000);
});

describe("an answer", () => {
  test("is given once where its acknowledgement was heard and answered with an error", async () => {
    const stage = await openStage();
    stage.discord.trouble({ on: callbacks, kind: "status", status: 500, done: true });
    expect((await stage.discord.user("ada").slash("/seat bath")).text).toContain("LD HOLD");
    while (count(stage, callbacks) < 2) await pause(10);
    await pause(20);
    expect(stage.discord.messages()).toHaveLength(1);
    expect(stage.logged.filter(({ level }) => level !== "info")).toEqual([]);
  });

  test("is given where it is quicker than its acknowledgement", async () => {
    const { discord, logged } = await openStage({ mode: "http" });
    discord.trouble({ on: /^PATCH/, kind: "status", status: 404, code: 10_015 });
    expect((await discord.user("ada").slash("/slow")).text).toContain("slow answered");
    expect(logged.filter(({ level }) => level !== "info")).toEqual([]);
  });

  test("is given where the connection broke before its acknowledgement was heard", async () => {
    const { discord } = await openStage();
    discord.trouble({ on: callbacks, kind: "reset" });
    expect((await discord.user("ada").slash("/seat bath")).text).toContain("LD HOLD");
  });
});

describe("leaving", () => {
  test("puts new questions off kindly while old ones finish", async () => {
    const { discord, platform } = await openStage();
    const slow = discord.user("ada").slash("/slow");
    await pause(100);
    const stopped = platform.stop();
    const put = await discord.user("ben").slash("/seat bath");
    expect(put).toMatchObject({ audience: "asker" });
    expect(put.text).toMatch(/restarted/);
    expect((await slow).text).toContain("slow answered");
    await stopped;
  });
});
