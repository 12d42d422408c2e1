import { expect, test } from "vitest";
import { openBot } from "../support/bot.ts";

const bot = await openBot();

test("the state of the parties", async () => {
  const { reply, text } = await bot.say("/results");
  const { lookup } = bot.house.results;
  expect(reply.card?.colour).toEqual(lookup.party("lab").colour);
  const data = reply.data as {
    parties: { party: string; seats: number }[];
    speaker: { seats: number };
    majorityLine: number;
  };
  expect(
    Object.fromEntries(data.parties.filter(({ seats }) => seats > 0).map(({ party, seats }) => [party, seats])),
  ).toEqual({
    lab: 411,
    con: 121,
    ld: 72,
    snp: 9,
    sf: 7,
    ind: 6,
    dup: 5,
    reform: 5,
    green: 4,
    pc: 4,
    sdlp: 2,
    alliance: 1,
    uup: 1,
    tuv: 1,
  });
  expect(data.speaker.seats).toBe(1);
  expect(data.majorityLine).toBe(326);
  expect(text).toContain("Labour has a majority: 411 seats, with 326 needed, an overall majority of 172");
  expect(text).toMatch(/Outlets that count the Speaker with\s+Labour say 412 and 174/);
  expect(text).toMatch(/Turnout 59\.7% of the electorate/);
  expect(text).toContain("Exit poll: Labour 410, Conservative 131, Lib Dem 61");
});

/** Published shares of the vote: Lab 33.70, Con 23.70, Reform 14.29, LD 12.22, Green 6.75, SNP 2.52. */
test("shares of the vote as published", async () => {
  const { parties } = (await bot.say("/results")).reply.data as { parties: { party: string; share: number }[] };
  const share = (id: string) => parties.find(({ party }) => party === id)?.share.toFixed(2);
  expect(["lab", "con", "reform", "ld", "green", "snp"].map(share)).toEqual([
    "33.70",
    "23.70",
    "14.29",
    "12.22",
    "6.75",
    "2.52",
  ]);
});

test("one party: gains, losses, net, second places, deposits", async () => {
  const { text } = await bot.say("/results labour");
  expect(text).toMatch(/Gains +218/);
  expect(text).toMatch(/Losses +7/);
  expect(text).toMatch(/Net +\+211/);
  expect(text).toMatch(/Came second +105 seats/);
  expect(text).toMatch(/Deposits lost +1 of 631 candidates/);
});

test("Reform UK's change is said to be on the Brexit Party's", async () => {
  const { text } = await bot.say("/results reform uk");
  expect(text).toContain("Change is on the Brexit Party’s share");
  expect(text).not.toMatch(/\bnew\b/i);
});

test("in the night: who has how many, and how far the line is", async () => {
  const night = await openBot("2024-07-05T02:00:00+01:00");
  const { text } = await night.say("/results");
  expect(text).toContain("12 of 650 seats declared");
  expect(text).toMatch(/326 seats make a majority/);
  const late = await openBot("2024-07-05T05:40:00+01:00");
  expect((await late.say("/results")).text).toMatch(/Labour has \d+: \d+ short|Labour has a majority/);
});

test("before the close of poll there is no exit poll in it", async () => {
  const before = await openBot("2024-07-04T21:59:00+01:00");
  const { text } = await before.say("/results");
  expect(text).toContain("no seat has declared");
  expect(text).not.toContain("410");
});

test("no such party", async () => {
  const { problem, reply } = await bot.say("/results whigs");
  expect(problem).toBe("not-found");
  expect(reply.summary).toContain("Try /results");
});
