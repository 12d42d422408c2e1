import { expect, test } from "vitest";
import { openBot } from "../support/bot.ts";

const bot = await openBot();

test("who of rank lost, most senior first, counted against 1997", async () => {
  const { text, reply } = await bot.say("/portillo");
  expect(text).toMatch(/8 full members of the Cabinet and 4 who attended it have lost their seats; 7/);
  expect(text).toMatch(
    /Liz Truss \(Conservative\), former Prime Minister\. South West Norfolk: lost to\s+Terry Jermy \(Labour\), 630 behind/,
  );
  const { lost } = reply.data as { lost: { name: string; tier: string }[] };
  const of = (tier: string) => lost.filter((one) => one.tier === tier).map(({ name }) => name.split(" ").at(-1));
  expect(of("former-prime-minister")).toEqual(["Truss"]);
  expect(of("cabinet").toSorted()).toEqual([
    "Chalk",
    "Davies",
    "Donelan",
    "Frazer",
    "Harper",
    "Keegan",
    "Mordaunt",
    "Shapps",
  ]);
  expect(of("attends-cabinet").toSorted()).toEqual(["Hart", "Mercer", "Prentis", "Tomlinson"]);
  expect(of("shadow-cabinet").toSorted()).toEqual(["Ashworth", "Debbonaire"]);
  expect(of("former-cabinet")).toHaveLength(17);
});

test("pages run to the end", async () => {
  expect((await bot.say("/portillo 2")).text).toContain("10 to 18 of 61");
  expect((await bot.say("/portillo 999")).reply.card?.actions?.map(({ label }) => label)).not.toContain("More");
});

test("a person by name", async () => {
  expect((await bot.say("/portillo truss")).text).toMatch(/South West Norfolk[^]*630 behind/);
  expect((await bot.say("/portillo sunak")).text).toMatch(/Richmond and Northallerton[^]*Elected by 12,185/);
});

test.each(["/portillo portillo", "/portillo Michael Portillo"])("%s: the moment that gave the name", async (line) => {
  expect((await bot.say(line)).reply.summary).toMatch(
    /Enfield Southgate on 1 May 1997 to Stephen Twigg \(Labour\) by 1,433 on a 17\.4-point swing/,
  );
});

test("before anyone has lost", async () => {
  const early = await openBot("2024-07-05T00:00:00+01:00");
  expect((await early.say("/portillo")).reply.summary).toContain("No Portillo moments so far");
});

test("nobody by that name", async () => {
  expect((await bot.say("/portillo qqqqxyz")).problem).toBe("not-found");
});
