/** Answers to people at Discord: the policy's table of causes and ways. Somebody is always told, and no channel twice. */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { defineCommand } from "../../src/core/command.ts";
import { z } from "zod";
import { textOf } from "../support/fake-discord/state.ts";
import type { Person, Shown } from "../support/fake-discord/people.ts";
import type { Trouble } from "../support/fake-discord/rest.ts";
import { closeStages, openStage, type DiscordStage } from "../support/discord-stage.ts";
import { isLong, oneIn } from "../support/long.ts";

const callbacks = /^POST \/interactions\/.*\/callback$/;
const edits = /^PATCH \/webhooks\//;

/** Where words stand: in the channel for all, there for one alone, or in a direct message. */
type Where = "channel" | "aside" | "direct";

async function reached({ discord }: DiscordStage, act: () => Promise<Shown>, words: RegExp): Promise<readonly Where[]> {
  const { messages, channels } = discord.state;
  const before = new Map(messages.map((one) => [one.id, one.was.length]));
  const found = () =>
    messages.filter((one) => (before.get(one.id) ?? -1) !== one.was.length && words.test(textOf(one)));
  act().catch(() => {});
  await expect.poll(() => found().length, { timeout: 8_000 }).toBeGreaterThan(0);
  await pause(30);
  return found().map(({ only, channel_id: id }) =>
    only !== undefined ? "aside" : channels.get(id)?.recipient === undefined ? "channel" : "direct",
  );
}

interface Way {
  /** The conversation with the bot, in place of the channel. */
  readonly direct?: true;
  /** Settings of the channel. */
  readonly answers?: "private";
  /** What is done before the trouble, and the press, form or line that meets it. */
  readonly ready?: (person: Person) => Promise<unknown>;
  readonly act: (person: Person) => Promise<Shown>;
  readonly words: RegExp;
  readonly audience: Where;
}

// Discord tells an app of neither mentions nor messages unless they are asked for: what is said to it is a command.
const ways: Readonly<Record<string, Way>> = {
  "a question aloud": { act: (one) => one.slash("/seat bath"), words: /LD HOLD/, audience: "channel" },
  "a question alone": { act: (one) => one.slash("/whisper"), words: /whispered/, audience: "aside" },
  "a button": {
    ready: (one) => one.slash("/seat bath"),
    act: (one) => one.press(/All 9/),
    words: /Votes|candidates|Green/i,
    audience: "aside",
  },
  "a button for all": {
    answers: "private",
    ready: (one) => one.slash("/seat bath"),
    act: (one) => one.press(/Share/),
    words: /LD HOLD/,
    audience: "channel",
  },
  // Of another seat: an answer of the way before may still be edited.
  "a message": { direct: true, act: (one) => one.slash("/seat poole"), words: /LAB GAIN[^]*Poole/, audience: "direct" },
  "a button of a message": {
    direct: true,
    ready: (one) => one.slash("/seat bath"),
    act: (one) => one.press(/All 9/),
    words: /Votes|candidates|Green/i,
    audience: "direct",
  },
  "a form": {
    ready: (one) => one.slash("/formal"),
    act: (one) => one.submit({ first: "one", second: "two" }),
    words: /formally: one/,
    audience: "aside",
  },
};

interface Cause {
  readonly trouble?: Omit<Trouble, "on">;
  readonly expires?: true;
  /** The channel takes no messages from us. */
  readonly mute?: true;
  /** Where an answer for all stands, and one for the asker; one in a direct message always stands there. */
  readonly stands: { readonly channel: Where; readonly aside: Where };
  /** Repeats of the adapter's own that take seconds of real time. */
  readonly slow?: true;
}

const asUsual = { channel: "channel", aside: "aside" } as const;
const otherwise = { channel: "channel", aside: "direct" } as const;

const causes: Readonly<Record<string, Cause>> = {
  "told to wait": {
    trouble: { kind: "status", status: 429, body: { retry_after: 0.1 }, headers: { "retry-after": "0.1" } },
    stands: asUsual,
  },
  "words that are not taken": { trouble: { kind: "status", status: 400, code: 50_035 }, stands: asUsual },
  "a connection that broke": { trouble: { kind: "reset" }, stands: asUsual },
  "heard, and answered by an error": { trouble: { kind: "status", status: 500, done: true }, stands: asUsual },
  "acknowledged before": { trouble: { kind: "status", status: 400, code: 40_060, done: true }, stands: asUsual },
  "an interaction that is over": { expires: true, stands: otherwise },
  "told to wait for too long": {
    trouble: { kind: "status", status: 429, body: { retry_after: 60 }, headers: { "retry-after": "60" } },
    stands: otherwise,
  },
  "told to wait for no time": {
    trouble: { kind: "status", status: 429, body: { retry_after: 0 }, headers: { "retry-after": "0" } },
    stands: otherwise,
    slow: true,
  },
  "a page of the edge's": { trouble: { kind: "status", status: 403, page: "<html>blocked</html>" }, stands: asUsual },
  "too large": { trouble: { kind: "status", status: 413, code: 40_005 }, stands: asUsual },
  "no access": { trouble: { kind: "status", status: 403, code: 50_001 }, stands: otherwise },
  "over, and the channel takes nothing": { expires: true, mute: true, stands: { channel: "direct", aside: "direct" } },
  "errors without end": {
    trouble: { kind: "status", status: 500, always: true },
    stands: { channel: "direct", aside: "direct" },
    slow: true,
  },
};

const numbered = Object.entries(causes).map(([name, cause], nth) => [name, cause, nth] as const);

describe.each(numbered)("%s", (_, { trouble, expires, mute, stands, slow }, nth) => {
  let stage: DiscordStage;
  beforeAll(async () => {
    stage = await openStage({ pace: 0, rest: async () => {} });
  });
  afterAll(closeStages);

  const some = isLong || !slow ? oneIn(3, Object.entries(ways), nth) : Object.entries(ways).slice(0, 1);
  test.each(some)("%s is answered once", async (__, { ready, act, words, audience, direct, answers }) => {
    const { discord, logged, parts, place } = stage;
    const person = discord.user("ada", { direct: direct === true });
    if (answers) await parts.settings.set(place, { answers, off: [] });
    await ready?.(person);
    discord.state.expires = expires === true;
    if (mute) discord.bar(place.id, "mute");
    if (trouble) discord.trouble({ on: callbacks, ...trouble });
    expect(await reached(stage, () => act(person), words)).toEqual([
      audience === "direct" ? "direct" : stands[audience],
    ]);
    discord.state.expires = false;
    discord.bar(place.id, undefined);
    discord.calm();
    if (answers) await parts.settings.set(place, { answers: "public", off: [] });
    expect(logged.filter(({ level }) => level === "error")).toEqual([]);
    expect(JSON.stringify(logged)).not.toMatch(/LD HOLD|whispered|formally|10000000000\d+/);
  });
});

describe("what comes later than a second", () => {
  afterEach(closeStages);

  test.each([
    { name: "is over after fifteen minutes", on: edits, status: 401, code: 50_027, where: "channel" },
    { name: "is not known any more", on: edits, status: 404, code: 10_015, where: "channel" },
  ] as const)("where its address $name, is a new message", async ({ on, status, code, where }) => {
    const stage = await openStage({ pace: 0 });
    stage.discord.trouble({ on, kind: "status", status, code, always: true });
    expect(await reached(stage, () => stage.discord.user("ada").slash("/slow"), /slow answered/)).toEqual([where]);
    expect([stage.lost, stage.platform.isReady()]).toEqual([[], true]);
  });
});

describe("an answer for one alone, too late", () => {
  afterEach(closeStages);

  test("whose asker takes no direct messages leaves a note, without a word of it", async () => {
    const stage = await openStage({ pace: 0 });
    Object.assign(stage.discord.state, { expires: true, takesDirect: false });
    expect(await reached(stage, () => stage.discord.user("ada").slash("/whisper"), /did not arrive in time/)).toEqual([
      "channel",
    ]);
    expect(stage.discord.messages().join()).not.toMatch(/whispered/);
  });

  test("leaves no trace where the command is a secret", async () => {
    const stage = await openStage({ pace: 0, started: false });
    const { discord, platform, parts } = stage;
    const secret = defineCommand({
      name: "tell",
      summary: "Tells",
      examples: ["/tell"],
      args: z.object({}),
      audience: "asker",
      role: "anyone",
      secret: true,
      run: () => ({ summary: "a secret" }),
    });
    const answer = async () => ({ reply: { summary: "a secret" }, audience: "asker" as const });
    const dispatch = {
      ...parts.dispatch,
      call: () => ({ kind: "answer", audience: "asker", secret: true, answer: answer() }) as const,
    };
    await platform.start([secret], dispatch);
    discord.state.expires = true;
    discord
      .user("ada")
      .slash("/tell")
      .catch(() => {});
    const tried = () => discord.state.requests.some(({ what }) => callbacks.test(what));
    await expect.poll(tried, { timeout: 5_000 }).toBe(true);
    await platform.stop();
    expect(discord.state.messages).toEqual([]);
    expect(stage.logged.filter(({ event }) => event.includes("answer"))).toEqual([]);
    expect(discord.state.requests.filter(({ what }) => /users|messages$/.test(what))).toEqual([]);
  });
});

test("a form that does not open in time is said to have failed", async () => {
  const stage = await openStage({ pace: 0 });
  stage.discord.state.expires = true;
  expect(await reached(stage, () => stage.discord.user("ada").slash("/formal"), /could not be opened/)).toEqual([
    "direct",
  ]);
  await closeStages();
});

describe("a double click", () => {
  afterEach(closeStages);

  test("on Share is one message, and neither click is said to have failed", async () => {
    const { discord, parts, place } = await openStage({ pace: 0 });
    await parts.settings.set(place, { answers: "private", off: [] });
    const ada = discord.user("ada");
    await ada.slash("/seat bath");
    const clicks = [ada.press(/Share/), ada.press(/Share/)];
    await Promise.race(clicks);
    for (const click of clicks) click.catch(() => {});
    await pause(60);
    expect(discord.messages()).toHaveLength(1);
    const open = [...discord.state.interactions.values()].filter(({ acknowledged }) => !acknowledged);
    expect(open).toEqual([]);
    await parts.settings.set(place, { answers: "public", off: [] });
  });

  test("on a button of an answer that others see gives each presser their own", async () => {
    const { discord } = await openStage({ pace: 0 });
    const [ada, ben] = [discord.user("ada"), discord.user("ben")];
    await ada.slash("/seat bath");
    await ben.slash("/seat bath");
    expect([(await ada.press(/All 9/)).audience, (await ben.press(/All 9/)).audience]).toEqual(["asker", "asker"]);
  });
});
