/** The commands that take no name: exit poll, by-elections, about, privacy, help. */
import { describe, expect, test } from "vitest";
import { here } from "../../src/cli/house.ts";
import { openBot } from "../support/bot.ts";

const bot = await openBot();

describe("/exitpoll", () => {
  test("beside what was won", async () => {
    const { reply, text } = await bot.say("/exitpoll");
    expect(reply.summary).toMatch(
      /Labour with a majority of 170\. Labour 410, Conservative 131, Lib Dem 61, Reform UK 13, SNP 10, Plaid Cymru 4, Green 2, Others 19/,
    );
    expect(text).toMatch(/Reform UK +13 +5 +−8/);
  });

  test("not a moment before the polls close", async () => {
    const early = await openBot("2024-07-04T21:59:59+01:00");
    const { problem, reply } = await early.say("/exitpoll");
    expect(problem).toBe("too-early");
    expect(JSON.stringify(reply)).not.toMatch(/410|131/);
    const on = await openBot("2024-07-04T22:00:00+01:00");
    expect((await on.say("/exitpoll")).text).toContain("410");
  });
});

test("/byelections: the six, newest first", async () => {
  const { reply, text } = await bot.say("/byelections");
  const { byElections } = reply.data as { byElections: { name: string; majority: number }[] };
  expect(byElections.map(({ name }) => name)[0]).toBe("Clacton");
  expect(byElections).toHaveLength(6);
  expect(byElections.find(({ name }) => name === "Runcorn and Helsby")?.majority).toBe(6);
  expect(text).toContain("Reform UK gain from Labour");
  expect(reply.source).toContain("UK Parliament");
});

test("/about carries the credits that licences require, and the rule of the targets", async () => {
  const { text } = await bot.say("/about");
  expect(text.replaceAll(/\s+/g, " ")).toContain(
    "Contains Parliamentary information licensed under the Open Parliament Licence v3.0",
  );
  expect(text).toContain("Institute for Government");
  expect(text).toMatch(/half\s+the\s+gap/);
});

test("/privacy says what is kept, to the asker alone", async () => {
  const { text, audience } = await bot.say("/privacy");
  expect(audience).toBe("asker");
  expect(text).toMatch(/Nothing about you/);
  expect(text).toMatch(/cannot be turned back into you/);
  expect(text).toContain("questions are answered on this machine");
});

describe("/help", () => {
  test.each(["anyone", "editor", "manager"] as const)(
    "lists every command that %s may ask, and no other",
    async (role) => {
      const { text } = await bot.say("/help", { role, ...(role === "editor" && { listed: role }) });
      for (const { name, role: needed } of bot.house.context(here).commands) {
        // Whoever manages a channel is no editor by that.
        const may = needed === "anyone" || needed === role;
        expect(new RegExp(`(?:^|, )/${name}(?: |,|$)`, "m").test(text.replaceAll(/,\s+/g, ", ")), name).toBe(may);
      }
    },
  );

  test("explains each one, with examples as buttons", async () => {
    for (const { name, summary, examples } of bot.house.context(here).commands) {
      const { text, reply } = await bot.say(`/help ${name}`);
      expect(text.replaceAll(/\s+/g, " ")).toContain(summary);
      expect(reply.card?.actions).toHaveLength(examples.length);
    }
  });

  test("a slash, a beginning, and a name that is not", async () => {
    expect((await bot.say("/help /seat")).text).toContain("/seat PLACE");
    expect((await bot.say("/help portil")).text).toContain("/portillo");
    expect((await bot.say("/help nonsense")).problem).toBe("not-found");
  });
});
