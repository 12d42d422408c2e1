import { expect, test } from "vitest";
import { openBot } from "../support/bot.ts";

const bot = await openBot();

test("a stretch with how many were won", async () => {
  const { text, reply } = await bot.say("/targets 160-170");
  expect(text).toContain("Labour’s targets 160 to 170");
  expect(text).toMatch(/164 +North East Somerset and Hanham +14\.3 +\+19\.5 +won/);
  expect(reply.data).toMatchObject({ of: 424, targets: { length: 11 } });
});

test("another party's, and More goes on where it stopped", async () => {
  const { reply } = await bot.say("/targets lib dem");
  expect(reply.card?.title).toBe("The Lib Dems’ targets 1 to 10");
  expect(reply.card?.actions?.[0]).toMatchObject({
    label: "More",
    ask: { args: { party: "Lib Dem", range: "11-20" } },
  });
});

test("a long stretch is cut, a single rank will do", async () => {
  expect((await bot.say("/targets 1-400")).reply.card?.title).toBe("Labour’s targets 1 to 20");
  expect((await bot.say("/targets 420-424")).reply.card?.actions).toEqual([]);
});

test.each([
  "/targets 0-5",
  "/targets 9000",
  "/targets 20-1",
  "/targets whigs",
  "/targets speaker",
  "/targets 1-",
  "/targets -5",
])("%s is refused", async (line) => {
  expect((await bot.say(line)).problem).toBeDefined();
});
