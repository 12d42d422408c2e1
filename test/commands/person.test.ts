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

test("someone who stood in several seats says where else", async () => {
  expect((await bot.say("/person niko omilana")).text).toMatch(/same name also stood in/i);
});

test("a later by-election is told", async () => {
  expect((await bot.say("/person nigel farage")).text).toMatch(
    /Won the by-election of 13 August 2026 in Clacton by 12,784/,
  );
});

test.each(["/person", "/person qqqqxyz", "/person 🗳️"])("%s is refused", async (line) => {
  expect((await bot.say(line)).problem).toBeDefined();
});
