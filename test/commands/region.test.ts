import { expect, test } from "vitest";
import { openBot } from "../support/bot.ts";

const bot = await openBot();
type Data = { area: string; of: number; parties: { party: string; seats: number }[] };

test.each([
  ["/region scotland", "Scotland", 57, { lab: 37, snp: 9, ld: 6, con: 5 }],
  ["/region wales", "Wales", 32, { lab: 27, pc: 4, ld: 1 }],
  ["/region cymru", "Wales", 32, { lab: 27, pc: 4, ld: 1 }],
  ["/region london", "London", 75, { lab: 59, con: 9, ld: 6, ind: 1 }],
  ["/region NI", "Northern Ireland", 18, { sf: 7, dup: 5, sdlp: 2, alliance: 1, tuv: 1, ind: 1, uup: 1 }],
  ["/region south west", "South West", 58, { lab: 24, ld: 22, con: 11, green: 1 }],
])("%s", async (line, area, of, seats) => {
  const data = (await bot.say(line)).reply.data as Data;
  expect(data).toMatchObject({ area, of });
  expect(Object.fromEntries(data.parties.filter((one) => one.seats > 0).map((one) => [one.party, one.seats]))).toEqual(
    seats,
  );
});

test("a nation of several regions", async () => {
  expect((await bot.say("/region england")).reply.data).toMatchObject({ area: "England", of: 543 });
});

test("seats that changed hands run over pages", async () => {
  expect((await bot.say("/region scotland")).text).toContain("41 seats changed hands");
  expect((await bot.say("/region scotland 6")).text).toContain("41 to 41 of 41");
});

test.each(["/region", "/region mercia", "/region atlantis 2"])("%s is refused with names that exist", async (line) => {
  const { problem, reply } = await bot.say(line);
  expect(problem).toBeDefined();
  expect(reply.summary).toContain("Try /region");
});
