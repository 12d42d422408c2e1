/** The breaker over all that is asked of Discord: by a clock that does what it is told, and against the real SDK. */
import { afterEach, describe, expect, test } from "vitest";
import { createBreaker, HeldBack, type Breaker } from "../../src/adapters/discord/breaker.ts";
import { createKept } from "../../src/adapters/discord/index.ts";
import { paced } from "../../src/adapters/discord/pace.ts";
import { permission } from "../support/fake-discord/index.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";
import { asDeliveryId } from "../../src/core/place.ts";

afterEach(closeStages);

/** As the edge answers an address that is shut out: a page, and no time to wait. */
const page =
  "<!doctype html><title>Access denied | discord.com used Cloudflare to restrict access</title>error code: 1015";
const banned = (): Response => new Response(page, { status: 429, headers: { "content-type": "text/html" } });
const hurried = (wait: number, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ message: "You are being rate limited.", retry_after: wait, global: false }), {
    status: 429,
    headers: { "content-type": "application/json", "retry-after": String(wait), ...headers },
  });
const refusal = (status: number, code: number): Response =>
  new Response(JSON.stringify({ message: "Missing Access", code }), {
    status,
    headers: { "content-type": "application/json" },
  });
const good = (): Response => new Response("{}", { headers: { "content-type": "application/json" } });

const minute = 60_000;
const tenMinutes = 10 * minute;

/**
 * Places that want to say something all the time, and wait as long as they are told, by a wound clock.
 * @returns the moments at which something was sent
 */
async function play(answer: (path: string, at: number) => Response, { channels = 40, until = tenMinutes } = {}) {
  let at = 0;
  const changes: boolean[] = [];
  const breaker: Breaker = createBreaker({ now: () => at, changed: (isOpen) => void changes.push(isOpen) });
  const sent: number[] = [];
  const send = paced(1_000, { pace: 0, breaker }, async (url) => {
    sent.push(at);
    return answer(new URL(url).pathname, at);
  });
  const due = Array.from({ length: channels }, () => 0);
  for (; at < until; at += 250)
    await Promise.all(
      due.map(async (when, i) => {
        if (when > at) return;
        try {
          const response = await send(`https://d.example/api/v10/channels/${i + 1}/messages`, { method: "POST" });
          const wait = Number(response.headers.get("retry-after")) * 1_000;
          due[i] = at + (response.status === 429 ? wait : 1_000);
        } catch (error) {
          if (!(error instanceof HeldBack)) throw error;
          due[i] = at + error.after;
        }
      }),
    );
  return { sent, changes, breaker, wind: (by: number) => void (at += by) };
}

describe("in ten minutes of 40 channels", () => {
  test("a page of the edge's is asked for a few times, and by one at a time", async () => {
    const { sent, changes } = await play(banned);
    expect(sent.length).toBeLessThan(60);
    expect(sent.filter((at) => at > 20_000).length).toBeLessThan(10);
    expect(changes).toEqual([]);
  });

  test("a wait of zero is no wait, and a wait of one second for ever is not believed for ever", async () => {
    const zero = await play(() => hurried(0));
    expect(zero.sent.length).toBeLessThan(60);
    const second = await play(() => hurried(1));
    expect(second.sent.length).toBeLessThan(40 * 11);
    expect([...zero.changes, ...second.changes]).toEqual([]);
  });

  test("one channel's wait of zero is its own: all others are asked", async () => {
    const { sent } = await play((path) => (path.includes("/channels/7/") ? hurried(0) : good()), { until: minute });
    expect(sent.length).toBeGreaterThan(39 * 58);
  });

  test("the time in the body counts where the header's is shorter", async () => {
    const { sent } = await play(
      () =>
        new Response(JSON.stringify({ message: "write rate limit", code: 20_028, retry_after: 1_163 }), {
          status: 429,
          headers: { "retry-after": "1", "x-ratelimit-scope": "shared" },
        }),
      { channels: 1 },
    );
    expect(sent).toHaveLength(1);
  });

  test("3,000 refusals stop everything, once, and half of them have to pass", async () => {
    const { sent, changes, breaker, wind } = await play(() => refusal(403, 50_001));
    expect(sent).toHaveLength(3_000);
    expect(changes).toEqual([true]);
    expect(breaker.isOpen).toBe(true);
    expect(() => breaker.admit({ method: "POST", path: "/interactions/1/t/callback" })).toThrow(HeldBack);
    wind(tenMinutes);
    expect(breaker.isOpen).toBe(false);
    expect(changes).toEqual([true, false]);
    breaker.admit({ method: "POST", path: "/channels/1/messages" });
  });

  test("what is Discord's own doing does not count, and an untouched night is silent", async () => {
    const shared = await play(() => hurried(1, { "x-ratelimit-scope": "shared" }), { channels: 300, until: minute });
    const quiet = await play(good, { channels: 80, until: minute });
    expect([...shared.changes, ...quiet.changes]).toEqual([]);
    expect(quiet.sent.length).toBeGreaterThan(80 * 58);
  });
});

test("twenty answers to what was asked at once are one 429, and the bot waits as long as it says", async () => {
  let at = 0;
  const breaker = createBreaker({ now: () => at });
  const posts = Array.from({ length: 20 }, (_, i) => ({ method: "POST", path: `/api/v10/channels/${i}/messages` }));
  const told = { status: 429, wait: 700, reach: "bot" } as const;
  const post = { method: "POST", path: "/api/v10/channels/99/messages" };
  const held = (): number => {
    try {
      breaker.admit(post);
      return 0;
    } catch (error) {
      if (error instanceof HeldBack) return error.after;
      throw error;
    }
  };
  for (const one of posts) breaker.admit(one);
  for (const one of posts) {
    at += 10;
    expect(breaker.answered(one, told)).toBeLessThanOrEqual(700);
  }
  expect(held()).toBeLessThanOrEqual(700);
  at += 700;
  expect(held()).toBe(0);
  // Asked anew, and told again and again: now it is in a row.
  breaker.answered(post, told);
  for (let n = 0; n < 3; n += 1) {
    at += held();
    expect(held()).toBe(0);
    breaker.answered(post, told);
  }
  expect(held()).toBeGreaterThan(5_000);
});

test("after a page of the edge's good answers let everything go on", async () => {
  const { sent } = await play((_, at) => (at < 8_000 ? banned() : good()), { until: minute });
  const first = sent.findIndex((at) => at >= 8_000);
  expect(first).toBeLessThan(60);
  expect(sent.filter((at) => at > 40_000).length).toBeGreaterThan(40 * 15);
});

describe("the SDK beneath it", () => {
  const post = /^POST \/channels\/\d+\/messages$/;
  const id = (n: number) => asDeliveryId(`delivery${n}`);

  test("40 posts that meet a page of the edge's are for later, and few are sent", async () => {
    const { discord, platform, logged } = await openStage({ pace: 0 });
    discord.trouble({ on: /./, kind: "status", status: 429, page, always: true });
    const places = Array.from({ length: 40 }, () => discord.addChannel());
    const before = discord.state.requests.length;
    const say = (channel: string, n: number) =>
      platform.post({ platform: "discord", id: channel, kind: "channel" }, { summary: "news" }, id(n));
    const posted = [...(await Promise.all(places.map(say))), ...(await Promise.all(places.map(say)))];
    for (const one of posted) expect(one).toMatchObject({ kind: "later", after: expect.any(Number) });
    expect(Math.min(...posted.map((one) => (one.kind === "later" ? one.after : 0)))).toBeGreaterThan(2_000);
    // What was on its way when the first answer came, and one that tried whether the address is let in again.
    expect(discord.state.requests.length - before).toBeLessThanOrEqual(41);
    expect(JSON.stringify(logged)).not.toMatch(/doctype|1015/);
  });

  test("once it has stopped everything, no adapter is ready or sends anything, and the next one knows", async () => {
    const told: boolean[] = [];
    const kept = createKept((isOpen) => void told.push(isOpen));
    const { discord, platform, place } = await openStage({ pace: 0, kept });
    expect(platform.isReady()).toBe(true);
    discord.channel.denied = permission.view;
    for (let n = 0; n < 2_999; n++)
      kept.breaker.answered({ method: "GET", path: "/x" }, { status: 403, wait: 0, reach: "route" });
    expect(await platform.post(place, { summary: "news" }, id(1))).toMatchObject({ kind: "refused", about: "place" });
    expect(told).toEqual([true]);
    const count = discord.state.requests.length;
    expect(await platform.post(place, { summary: "news" }, id(1))).toMatchObject({ kind: "later" });
    const edited = await platform.edit({ place, id: "1" }, { summary: "news" }, id(1));
    expect(edited).toMatchObject({ kind: "later" });
    expect(platform.isReady()).toBe(false);
    expect(discord.state.requests).toHaveLength(count);
    const next = await openStage({ kept, started: false });
    await expect(next.platform.start(next.parts.commands, next.parts.dispatch)).rejects.toThrow(
      /asks us to wait \d+ seconds/,
    );
    expect(next.discord.state.requests).toEqual([]);
  });

  test("an old message that may not be edited is refused at once, and its channel goes on", async () => {
    const { discord, platform, place } = await openStage({ pace: 0 });
    const posted = await platform.post(place, { summary: "as it was" }, id(1));
    if (posted.kind !== "sent") throw new TypeError(posted.kind);
    discord.trouble({
      on: /^PATCH/,
      kind: "status",
      status: 429,
      code: 30_046,
      body: {
        message: "Maximum number of edits to messages older than 1 hour reached. Try again later.",
        retry_after: 2_716.4,
      },
      headers: {
        "retry-after": "2717",
        "x-ratelimit-limit": "5",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset-after": "2716.4",
        "x-ratelimit-bucket": "old",
      },
    });
    expect(await platform.edit(posted.message, { summary: "as it is" }, id(1))).toMatchObject({
      kind: "refused",
      about: "edit",
    });
    expect((await platform.edit(posted.message, { summary: "as it is" }, id(1))).kind).toBe("sent");
    expect((await platform.post(place, { summary: "more" }, id(2))).kind).toBe("sent");
  });

  test("a request that is answered by the edge's 403 is told as that, and the token is not thrown away", async () => {
    const { discord, platform, place, lost } = await openStage({ pace: 0 });
    discord.trouble({ on: post, kind: "status", status: 403, page }, { on: post, kind: "status", status: 401, page });
    expect((await platform.post(place, { summary: "news" }, id(1))).kind).toBe("later");
    expect((await platform.post(place, { summary: "news" }, id(1))).kind).toBe("later");
    expect((await platform.post(place, { summary: "news" }, id(1))).kind).toBe("sent");
    expect(lost).toEqual([]);
  });
});
