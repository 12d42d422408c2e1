import { expect, test } from "vitest";
import { openBot } from "../support/bot.ts";

const bot = await openBot();

test.each([
  ["Closest", "Hendon", /15 votes, Labour over Conservative/],
  ["Biggest majority", "Bootle", /21,983, Labour/],
  ["Safest in points", "Chorley", /60\.6 points/],
  ["Highest turnout", "Harpenden and Berkhamsted", /75\.2%/],
  ["Lowest turnout", "Manchester Rusholme", /40\.0%/],
  ["Biggest rise", "North Shropshire", /Lib Dem \+42\.4/],
  ["Biggest fall", "Bradford West", /Labour −44\.6/],
  ["Smallest winning share", "South West Norfolk", /26\.7%/],
  ["Most candidates", "Richmond and Northallerton", /^13$/],
  ["Most rejected papers", "Chorley", /1,198/],
])("%s: %s", async (label, name, figure) => {
  const { records } = (await bot.say("/records")).reply.data as {
    records: { label: string; name: string; figure: string }[];
  };
  const record = records.find((one) => one.label === label);
  expect(record?.name).toBe(name);
  expect(record?.figure).toMatch(figure);
});

test("women elected", async () => {
  expect((await bot.say("/records")).text).toContain("263 women elected, of 650 MPs");
});

test("before the first declaration there are none", async () => {
  const early = await openBot("2024-07-04T22:00:00+01:00");
  expect((await early.say("/records")).reply.summary).toContain("No records yet");
});
