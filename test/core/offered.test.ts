/** Names offered before a letter is typed. */
import { describe, expect, test } from "vitest";
import { here } from "../../src/cli/house.ts";
import { asStaffName, type Asker } from "../../src/core/asker.ts";
import { oneIn } from "../support/long.ts";
import { openBot } from "../support/bot.ts";

const after = await openBot();
const night = await openBot("2024-07-05T03:00:00+01:00");
const eve = await openBot("2024-07-04T12:00:00+01:00");

type Kind = Parameters<typeof after.house.dispatch.complete>[0];
const offer = ({ house }: typeof after, kind: Kind, as: Partial<Asker> = {}, limit = 25): readonly string[] =>
  house.dispatch.complete(kind, "", { ...here, ...as }, limit);

describe("seats", () => {
  test("the newest declared, then those expected next", async () => {
    const seats = offer(night, "seat");
    expect(seats).toHaveLength(25);
    const states = await Promise.all(seats.map(async (name) => (await night.say(`/seat ${name}`)).text));
    const declared = states.map((text) => /Majority/.test(text) && !/not declared|has not/i.test(text));
    expect(declared.indexOf(false)).toBe(15);
    expect(declared.lastIndexOf(true)).toBe(14);
    const { text } = await night.say("/latest");
    expect(text).toContain(seats[0]);
    expect((await night.say("/left")).text).toContain(seats[15]);
  });

  test("before any has declared, those expected first; after all have, the newest", async () => {
    const [first = ""] = offer(eve, "seat");
    expect((await eve.say("/left")).text).toContain(first);
    expect(offer(after, "seat")).toHaveLength(25);
    expect((await after.say("/latest")).text).toContain(offer(after, "seat")[0]);
  });
});

test("people are Portillo names: those who fell, and before that those who may", async () => {
  expect(offer(after, "person").join()).toMatch(/Liz Truss/);
  const [first = ""] = offer(eve, "person");
  expect((await eve.say(`/person ${first}`)).problem).toBeUndefined();
  for (const name of oneIn(5, offer(after, "person")))
    expect([name, (await after.say(`/portillo ${name}`)).text]).toEqual([name, expect.stringMatching(/behind/)]);
});

test.each([
  ["party", "/gains"],
  ["region", "/region"],
  ["filter", "/seats"],
] as const)("every %s can be asked", async (kind, command) => {
  const names = offer(after, kind);
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    const { problem, text } = await after.say(`${command} ${name}`);
    expect([name, problem === "usage" || problem === "not-found" ? text : undefined]).toEqual([name, undefined]);
  }
});

test("commands are those that the asker may use", () => {
  const all = (as: Partial<Asker>) => offer(after, "command", as, 200);
  const stranger = all({ role: "anyone" });
  expect(stranger).toEqual(expect.arrayContaining(["seat", "results"]));
  expect(stranger.filter((name) => ["freeze", "announce here", "tips list"].includes(name))).toEqual([]);
  expect(all({ role: "editor", staff: asStaffName("ed"), listed: "editor" })).toContain("freeze");
  const typed = after.house.dispatch.complete("command", "fre", { ...here, role: "anyone" }, 5);
  expect(typed).toEqual([]);
});

test("no more than is asked for, and quickly", () => {
  for (const kind of ["seat", "person", "party", "region", "filter", "command"] as const)
    expect([kind, offer(night, kind, {}, 3).length]).toEqual([kind, 3]);
  const { user, system } = process.cpuUsage();
  for (let i = 0; i < 5; i++) offer(night, "person");
  const used = process.cpuUsage({ user, system });
  // Milliseconds of processor for one; Discord waits for three seconds.
  expect((used.user + used.system) / 5_000).toBeLessThan(400);
});
