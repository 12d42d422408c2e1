/** Socket Mode as Slack keeps it: connections that are renewed, say nothing, or are refused. Time is scaled. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { secrets } from "../support/fake-slack/index.ts";
import { inForm, isLong } from "../support/long.ts";
import { openSlack } from "../support/slack-stage.ts";

const mode = (backoff: object) => ({ socket: { appToken: secrets.appToken, backoff } });
const openings = (calls: readonly string[]): number => calls.filter((one) => one === "apps.connections.open").length;

test("a refresh now and again: no question is unanswered, and the next connection is open before the last is closed", async () => {
  // Slack's 30 seconds and the 5 to 12 that it takes to hang up, scaled to what a busy machine keeps up with.
  const [every, linger, rounds] = [600, [1_500, 2_500], inForm(2, 20)] as const;
  const { slack, platform, lines, stop } = await openSlack({ mode: mode({ goodbye: 50, calm: 1_000 }) });
  await slack.user("ada").slash("/teller whisper");
  const answers: Promise<string>[] = [];
  let leastOpen = Infinity;
  for (let round = 0; round < rounds; round++) {
    slack.socket.refresh(linger[round % 2] ?? 0, round % 2 === 0 ? "refresh_requested" : "warning");
    const until = performance.now() + every;
    for (let i = 0; performance.now() < until; i++) {
      const person = slack.user(`p${round}x${i}`);
      const asked = i % 3 === 0 ? person.mention("whisper") : person.slash("/teller whisper");
      answers.push(
        asked.then(
          () => "answered",
          (error: Error) => error.message,
        ),
      );
      leastOpen = Math.min(leastOpen, slack.socket.connections());
      await pause(25);
    }
  }
  const all = await Promise.all(answers);
  expect(all.filter((one) => one !== "answered")).toEqual([]);
  expect(all.length).toBeGreaterThanOrEqual(rounds);
  expect(slack.socket.lost).toBe(0);
  expect(leastOpen).toBeGreaterThanOrEqual(1);
  expect(openings(slack.calls)).toBe(rounds + 1);
  expect(lines.filter(({ level }) => level !== "info")).toEqual([]);
  await expect.poll(() => lines.filter(({ event }) => /renewed/.test(event))).toHaveLength(rounds);
  await platform.stop();
  await expect.poll(() => slack.socket.open()).toBe(0);
  await stop();
});

test("an untouched connection is left alone", async () => {
  const { slack, lines, stop } = await openSlack({ mode: mode({ linger: 20, hello: 1_500, calm: 10 }) });
  await pause(1_600);
  expect(openings(slack.calls)).toBe(1);
  expect(slack.socket.connections()).toBe(1);
  expect(lines.map(({ event }) => event)).toEqual(["Slack is connected"]);
  await stop();
});

test("an old connection that Slack forgets to close is closed by us", async () => {
  const { slack, stop } = await openSlack({ mode: mode({ linger: 30, goodbye: 50 }) });
  const arrival = slack.socket.arrival();
  slack.socket.refresh(60_000);
  await arrival;
  await expect.poll(() => slack.socket.open()).toBe(1);
  expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Bath");
  await stop();
});

test("a connection that says no hello is closed, and another is opened; the old one answers meanwhile", async () => {
  const { slack, platform, lines, stop } = await openSlack({ mode: mode({ hello: 1_500, first: 10, goodbye: 50 }) });
  slack.socket.silence(2);
  const arrival = slack.socket.arrival();
  slack.socket.refresh(5_000);
  await pause(60);
  expect(platform.isReady()).toBe(true);
  expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Bath");
  await arrival;
  await expect.poll(() => lines.at(-1)?.event).toMatch(/renewed/);
  expect(lines.filter(({ fields }) => fields?.code === "no_hello")).toHaveLength(1);
  // The old one, which Slack has not closed yet, and the new.
  await expect.poll(() => slack.socket.open()).toBe(2);
  await stop();
});

// By the SDK's own clock, which pings every five seconds.
test.runIf(isLong)("a half-open connection is found and replaced within twelve seconds", async () => {
  const { slack, stop } = await openSlack({ mode: mode({ goodbye: 50, calm: 1_000 }) });
  const arrival = slack.socket.arrival();
  const began = performance.now();
  slack.socket.deafen();
  await arrival;
  expect(performance.now() - began).toBeLessThan(12_000);
  expect((await slack.user("ada").slash("/teller seat bath")).text).toContain("Bath");
  await expect.poll(() => openings(slack.calls)).toBe(2);
  await stop();
});

test("a wait that Slack names is kept when we come back", async () => {
  const { slack, stop } = await openSlack({ mode: mode({ first: 1 }) });
  slack.next("apps.connections.open", { status: 429, after: 1 });
  const began = performance.now();
  const arrival = slack.socket.arrival();
  slack.socket.drop("cut");
  await arrival;
  expect(performance.now() - began).toBeGreaterThanOrEqual(990);
  await stop();
});

test.each(["auth.test", "apps.connections.open"])(
  "%s: a wait that Slack names at the start is told to whoever starts us",
  async (method) => {
    const { slack, platform, stop } = await openSlack({ start: false });
    slack.next(method, { status: 429, after: 40 });
    await expect(platform.start([], {} as never)).rejects.toMatchObject({ after: 40_000 });
    slack.next(method, { error: "token_revoked" });
    await expect(platform.start([], {} as never)).rejects.toMatchObject({ after: 300_000 });
    slack.next(method, { error: "missing_scope" });
    await expect(platform.start([], {} as never)).rejects.toMatchObject({ after: 300_000 });
    await stop();
  },
);

test.each(["token_revoked", "missing_scope"])("%s is said once, and asked about again later", async (code) => {
  const { slack, lines, stop } = await openSlack({ mode: mode({ first: 1, longest: 1, shutOut: 120 }) });
  slack.next("apps.connections.open", { error: code }, { error: code });
  const arrival = slack.socket.arrival();
  const began = performance.now();
  slack.socket.drop("cut");
  await arrival;
  expect(performance.now() - began).toBeGreaterThanOrEqual(235);
  expect(lines.filter(({ fields }) => fields?.code === code)).toHaveLength(1);
  await stop();
});

test("leaving while a connection is being opened leaves none behind", async () => {
  const { slack, platform, stop } = await openSlack({ mode: mode({ goodbye: 50 }) });
  slack.socket.silence(1);
  slack.socket.refresh(5_000);
  await pause(30);
  await platform.stop();
  await expect.poll(() => slack.socket.open()).toBe(0);
  await stop();
});
