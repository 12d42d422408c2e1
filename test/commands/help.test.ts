/** `/help`: what people find first. */
import { expect, test } from "vitest";
import { groups } from "../../src/commands/help.ts";
import { asStaffName } from "../../src/core/asker.ts";
import { openBot } from "../support/bot.ts";

const bot = await openBot();
const first = (name: string): string => name.split(" ")[0] ?? name;

test("every command stands in one group", () => {
  const words = groups.flatMap(([, all]) => all);
  expect(new Set(words).size).toBe(words.length);
  expect(bot.house.commands.map(({ name }) => first(name)).filter((name) => !words.includes(name))).toEqual([]);
});

test("it leads with four questions, each of which works", async () => {
  const { reply } = await bot.say("/help");
  expect(reply.card?.actions).toHaveLength(4);
  for (const action of reply.card?.actions ?? []) {
    if (!("ask" in action)) throw new TypeError("no question");
    expect((await bot.press(action.ask)).problem).toBeUndefined();
  }
});

test("staff's commands are there for staff alone, and each for those who may use it", async () => {
  const text = async (over: object) => JSON.stringify((await bot.say("/help", over)).reply.card);
  const mia = { role: "manager", staff: asStaffName("mia"), listed: "manager" };
  const ana = { role: "editor", staff: asStaffName("ana"), listed: "editor" };
  for (const name of ["/freeze", "/declare", "/tips list", "/announce here"]) {
    expect(await text({})).not.toContain(name);
    expect(await text(mia)).toContain(name);
  }
  expect(await text(ana)).toContain("/freeze");
  expect(await text(ana)).not.toContain("/announce here");
  // Whoever manages a channel, and is on nobody's list.
  for (const name of ["/freeze", "/declare", "/tips list", "/copy"])
    expect(await text({ role: "manager" })).not.toContain(name);
  expect(await text({ role: "manager" })).toContain("/announce here");
});
