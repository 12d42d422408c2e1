/** Counties: which seats each has the most of. Counts are those of the Boundary Commission for England's report of 2023. */
import { describe, expect, test } from "vitest";
import { openBot } from "../../support/bot.ts";

const bot = await openBot();
const { counties = [], seats } = bot.house.election;

test.each([
  ["Essex", 18],
  ["Kent", 18],
  ["Cornwall", 6],
  ["Isle of Wight", 2],
  ["Greater Manchester", 27],
  ["West Yorkshire", 22],
  ["South Yorkshire", 14],
])("%s has %i seats", (name, count) => {
  expect(counties.find((county) => county.name === name)?.seats).toHaveLength(count);
});

test("no seat is in two, and those of England in none are London's, the West Midlands', Bristol's and one that two share", () => {
  const all = counties.flatMap((county) => county.seats);
  expect(new Set(all).size).toBe(all.length);
  const none = seats.filter(({ code, nation }) => nation === "England" && !all.includes(code));
  const others = none.filter(({ region }) => region !== "London" && region !== "West Midlands").map(({ name }) => name);
  expect(others.filter((name) => !name.startsWith("Bristol "))).toEqual(["Rutland and Stamford"]);
  expect(none.filter(({ region }) => region === "London")).toHaveLength(75);
});

describe("they are read in filters, and it is said of which seats they are", () => {
  test.each([
    ["/seats essex", "18 seats: Essex"],
    ["/seats the county of essex", "18 seats: Essex"],
    ["/seats essex but not clacton", "17 seats: Essex and not Clacton"],
    ["/seats essex or cornwall", "24 seats: Essex or Cornwall"],
    ["/seats not (essex, kent)", "614 seats: not (Essex or Kent)"],
    ["/seats west yorks", "22 seats: West Yorkshire"],
    ["/seats kent seats", "18 seats: Kent"],
  ])("%s", async (line, title) => {
    const { text, problem } = await bot.say(line);
    expect(problem).toBeUndefined();
    expect(text.split("\n")[0]).toBe(title);
    expect(text).toMatch(/those seats that lie mostly in it; boundaries of seats are not those of counties/);
  });
  test("a seat of that very name, and a region, come first", async () => {
    expect((await bot.say("/seats west midlands")).text).toContain("57 seats: West Midlands");
    expect((await bot.say("/seats north east hertfordshire")).text).toContain("1 seat: North East Hertfordshire");
  });
  test.each([
    ["/region essex", "/seats Essex"],
    ["/gains labour essex", "/seats Labour gains and Essex"],
    ["/majority bath", "/seat Bath"],
    ["/mp clacton", "/seat Clacton"],
  ])("%s offers %s", async (line, offered) => {
    const { reply, problem } = await bot.say(line);
    expect(problem).toBe("not-found");
    expect((reply.data as { instead: readonly string[] }).instead).toContain(offered);
    expect((await bot.say(offered)).problem).toBeUndefined();
  });
});
