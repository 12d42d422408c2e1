/** How fast we ask Discord in all, by a clock that does what it is told. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createTurns, paced, type PaceClock } from "../../src/adapters/discord/pace.ts";

/** Discord's: requests in a second. */
const most = 50;

/** A clock whose timers are late by what is given, in turn. */
function lateClock(lateness: readonly number[]): PaceClock & { at: number } {
  let timers = 0;
  return {
    at: 0,
    now() {
      return this.at;
    },
    async pause(milliseconds) {
      this.at += milliseconds + (lateness[timers++ % lateness.length] ?? 0);
    },
  };
}

async function moments(count: number, turn: () => Promise<void>, clock: PaceClock): Promise<number[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      await turn();
      return clock.now();
    }),
  );
}

test("no second has more requests than Discord takes, however late timers are", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 40 }), async (lateness) => {
      const clock = lateClock(lateness);
      const at = await moments(200, createTurns({}, clock), clock);
      for (const from of at)
        expect(at.filter((one) => one >= from && one < from + 1_000).length).toBeLessThanOrEqual(most);
    }),
  );
});

test("timers that are a little late cost nothing", async () => {
  const clock = lateClock([0, 1, 4, 0, 12]);
  const at = await moments(500, createTurns({}, clock), clock);
  expect(at.at(-1)).toBeLessThan((1_000 * 500) / 48);
});

test("a program that is held up for a fifth of a second each second loses nothing by it", async () => {
  const clock = lateClock([...Array.from({ length: 30 }, () => 0), 200]);
  const at = await moments(1_000, createTurns({}, clock), clock);
  expect(at.at(-1)).toBeLessThan((1_000 * 1_000) / 48.5);
});

test("an instance that comes or goes changes the share of the others from there on", async () => {
  const clock = lateClock([0]);
  let alive = 1;
  const turn = createTurns({ instances: () => alive }, clock);
  const rates: number[] = [];
  for (const is of [1, 4, 2]) {
    alive = is;
    const from = clock.now();
    await moments(100, turn, clock);
    rates.push((1_000 * 100) / (clock.now() - from));
  }
  for (const [i, share] of [1, 4, 2].entries()) expect((rates[i] ?? 0) * share).toBeCloseTo(49, -0.8);
});

test("several instances share what one may do", async () => {
  const clock = lateClock([0]);
  const at = await moments(100, createTurns({ instances: () => 4 }, clock), clock);
  expect(at.at(-1)).toBeGreaterThan((1_000 * 97) / (most / 4));
});

test("answers to people do not wait for their turn, and posts do", async () => {
  const sent: string[] = [];
  const send = paced(1_000, { pace: 5 }, async (url) => {
    sent.push(url);
    return new Response();
  });
  const posts = [1, 2, 3].map((n) => send(`https://d.example/api/v10/channels/${n}/messages`, {}));
  await send("https://d.example/api/v10/interactions/9/t/callback", {});
  await send("https://d.example/api/v10/webhooks/9/t/messages/@original", {});
  expect(sent.filter((url) => url.includes("channels")).length).toBeLessThan(3);
  await Promise.all(posts);
  expect(sent).toHaveLength(5);
});
