/** The tracker's lists. Counts are the publisher's: its result strings, second places and shares. */
import { describe, expect, test } from "vitest";
import { openBot } from "../support/bot.ts";

const bot = await openBot();
const count = async (line: string) => ((await bot.say(line)).reply.data as { count: number }).count;

test.each([
  ["/gains labour", 218],
  ["/gains lib dem", 64],
  ["/gains reform", 5],
  ["/gains con", 1],
  ["/gains independent", 6],
  ["/losses conservative", 252],
  ["/losses snp", 40],
  ["/losses labour", 7],
  ["/losses dup", 3],
  ["/holds labour", 193],
  ["/holds con", 120],
  ["/holds sf", 7],
  ["/newmps", 335],
  ["/newmps labour", 231],
  ["/newmps lib dems", 55],
  ["/newmps reform uk", 4],
  ["/second reform", 98],
  ["/second con", 293],
  ["/second green", 40],
  ["/deposits lib dem", 229],
  ["/deposits con", 31],
  ["/deposits green", 258],
  ["/deposits snp", 0],
  ["/atrisk labour", 411],
  ["/atrisk con", 121],
  ["/latest", 650],
  ["/left", 0],
])("%s has %i", async (line, number) => {
  expect(await count(line)).toBe(number);
});

/** As counted in the Library’s file of candidates. */
test.each(["/deposits", "how many deposits were lost", "which party lost the most deposits?"])(
  "%s, of every party",
  async (line) => {
    const { text } = await bot.say(line);
    expect(text).toContain("1,673 of 4,515 candidates, £836,500 in all.");
    expect(text).toMatch(/Independent +406 +459\n *Green +258 +629\n *Lib Dem +229 +630\n *Workers Party +123 +152\n/);
    expect((await bot.say("/deposits 2")).text).toMatch(/SDLP +10 +18\n/);
  },
);

test("“how many results are in” counts what has declared", async () => {
  const night = await openBot("2024-07-05T01:10:00+01:00");
  expect((await night.say("how many results are in?")).text).toMatch(/^\d+ seats?: declared/);
  expect((await bot.say("how many results are in?")).text).toContain("650 seats: declared");
});

describe("what comes first", () => {
  test.each([
    ["/gains labour", /Hendon +CON +15 /],
    ["/losses labour", /Blackburn +IND +132 /],
    ["/holds con", /Basildon and Billericay +20 /],
    ["/atrisk labour", /Hendon +CON +15 /],
    ["/second reform", /Llanelli +LAB +1,504/],
    ["/latest", /Inverness, Skye and West Ross-?shire +LD from SNP/],
  ])("%s", async (line, first) => {
    const rows = (await bot.say(line)).text.split("\n");
    const heading = rows.findIndex((row) => /^\s*(Seat|Time)\b/.test(row));
    expect(rows[heading + 1]).toMatch(first);
  });
});

test("pages go on by More, and past the end show the last", async () => {
  const { reply } = await bot.say("/gains labour");
  expect(reply.card?.actions).toEqual([
    { label: "More", ask: { command: "gains", args: { party: "Labour", page: "2" } } },
  ]);
  expect((await bot.say("/gains labour 999")).text).toContain("211 to 218 of 218");
  expect((await bot.say("/gains labour 22")).reply.card?.actions).toEqual([]);
});

test("former MPs who return are not new, and are named", async () => {
  expect((await bot.say("/newmps")).text).toMatch(/15 former MPs returned and are not counted/);
});

test.each([
  "/gains",
  "/gains whigs",
  "/losses 2",
  "/gains labour 0",
  "/gains labour -1",
  "/gains labour 1e9",
  "/newmps whigs",
])("%s is refused", async (line) => {
  expect((await bot.say(line)).problem).toBeDefined();
});

describe("in the night", () => {
  const night = openBot("2024-07-05T02:00:00+01:00");

  test("still to come, with hours that are guesses", async () => {
    const { text, reply } = await (await night).say("/left scotland");
    expect(reply.data).toMatchObject({ count: 57 });
    expect(text).toContain("57 of 57 seats still to declare in Scotland");
    expect(text).toMatch(/guesses from 2019, early by about an hour; no seat is late by\s+them/);
  });

  test("lists say that they are so far", async () => {
    expect((await (await night).say("/gains labour")).reply.card?.title).toMatch(/so far$/);
  });

  test("what is worth waiting for: people of rank and close seats", async () => {
    const { text } = await (await night).say("/watch");
    expect(text).toMatch(/South West Norfolk[^]*Liz Truss, former Prime Minister/);
  });

  test("times are recorded, not declared", async () => {
    const { text } = await (await night).say("/latest");
    expect(text).toContain("12 declarations");
    expect(text).toMatch(/recorded the result, after the declaration \(of all seats: median 26 minutes, mean 46\)/);
  });
});

test("when all is in, there is nothing to wait for", async () => {
  expect((await bot.say("/watch")).reply.summary).toContain("Every seat is in");
  expect((await bot.say("/left yorkshire")).text).toContain("0 of 54 seats still to declare");
});
