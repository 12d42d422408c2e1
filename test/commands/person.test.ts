import { expect, test } from "vitest";
import { openBot } from "../support/bot.ts";

const bot = await openBot();

test.each([
  ["/person rees-mogg", /Jacob Rees-Mogg[^]*Came 2nd, 5,319 behind Dan Norris \(Labour\)/],
  ["/person keir starmer", /Holborn and St Pancras\. Elected by 11,572/],
  ["/person Danny Beales", /Uxbridge and South Ruislip\. Elected by 587 over Steve Tuckwell/],
  ["/person james frith", /Sat in the Commons before/],
  ["/person nigel farage", /Clacton\. Elected by 8,405[^]*New to the Commons/],
  [
    "/person matt hancock",
    /MP for West Suffolk at dissolution \(elected as a Conservative on 12 December 2019\), did not stand/,
  ],
  ["/person hannah spencer", /Gorton and Denton/],
])("%s", async (line, words) => {
  const { text, problem } = await bot.say(line);
  expect(problem).toBeUndefined();
  expect(text).toMatch(words);
});

test("of equal namesakes it is asked which, and each button leads to its own", async () => {
  const { reply } = await bot.say("/person niko omilana");
  const actions = reply.card?.actions ?? [];
  expect(actions).toHaveLength(11);
  const titles = await Promise.all(
    actions.map(async (action) => ("ask" in action ? JSON.stringify((await bot.press(action.ask)).reply.data) : "")),
  );
  expect(new Set(titles).size).toBe(11);
});

test("a later by-election is told", async () => {
  expect((await bot.say("/person nigel farage")).text).toMatch(
    /Won the by-election of 13 August 2026 in Clacton by 12,784/,
  );
});

test.each(["/person", "/person qqqqxyz", "/person 🗳️"])("%s is refused", async (line) => {
  expect((await bot.say(line)).problem).toBeDefined();
});
