import { expect, test } from "vitest";
import { here } from "../../src/cli/house.ts";
import { completeLine } from "../../src/core/complete.ts";
import { openBot } from "../support/bot.ts";

const { house } = await openBot();
const complete = (line: string) =>
  completeLine(line, house.commands, (kind, typed, limit) => house.dispatch.complete(kind, typed, here, limit));

test.each([
  ["/portil", "/portillo "],
  ["tar", "/target "],
  ["/seat north east somer", "/seat North East Somerset and Hanham"],
  ["/gains lib d", "/gains Lib Dem"],
  ["/swing lib d", "/swing Lib Dem"],
  ["/swing labour conserv", "/swing labour Conservative"],
  ["/swing con lab", "/swing con Labour"],
  ["/export ", "/export seats"],
  ["/export targets gre", "/export targets Green"],
  ["/export seats labour ga", "/export seats Labour gains"],
  ["/export seats labour gains and scot", "/export seats labour gains and Scotland"],
  ["/export seats not ess", "/export seats not Essex"],
  ["/export candidates brighton pav", "/export candidates Brighton Pavilion"],
  ["/export seats wom", "/export seats women"],
  ["/channel answers pri", "/channel answers private"],
  ["/channel command swi", "/channel command swing"],
  ["/seat bath mad", "/seat bath made"],
  ["/region scot", "/region Scotland"],
])("%s", (typed, line) => {
  expect(complete(typed)[0]).toBe(line);
});

test.each(["/targets green 1", "/seat ", "/exitpoll x", "/nonsense x", "/swing labour conservative 5 "])(
  "%s has nothing to offer",
  (typed) => {
    expect(complete(typed)).toEqual([]);
  },
);

test("seats are offered by how they begin, and no person's seat among them", () => {
  const offered = complete("/seat hull");
  expect(offered.length).toBeGreaterThan(2);
  for (const line of offered) expect(line).toMatch(/hull/i);
});

test("namesakes are told apart by their seats, and each choice leads to its own", async () => {
  const names = house.dispatch.complete("person", "gareth thomas", here, 10);
  expect(names).toEqual(
    expect.arrayContaining(["Gareth Thomas, Harrow West", "Gareth Thomas, Merthyr Tydfil and Aberdare"]),
  );
  expect(new Set(names).size).toBe(names.length);
  const omilana = house.dispatch.complete("person", "niko omilana", here, 25);
  expect(new Set(omilana).size).toBe(11);
  for (const name of omilana)
    expect(house.context(here).people.find(name), name).toMatchObject({ kind: "one", match: { asked: name } });
});
