/** Every button of every answer, followed from every command, at moments of the night and after. */
import { describe, expect, test } from "vitest";
import { asLine } from "../../src/core/parse.ts";
import type { Ask } from "../../src/core/reply.ts";
import { openBot } from "../support/bot.ts";
import { asStaffName } from "../../src/core/asker.ts";
import { inForm } from "../support/long.ts";

/** Questions that a crawl asks at most: in the long form enough to reach every kind of button, few enough to be quick. */
const most = inForm(60, 700);

const before = await openBot("2024-07-04T20:00:00+01:00");

describe.each([
  ["before the close of poll", before],
  ["in the night", await openBot("2024-07-05T03:30:00+01:00")],
  ["after it", await openBot()],
] as const)("%s", (_, bot) => {
  test("every button's question is answered", async () => {
    const seen = new Map<string, Ask>();
    const first = bot.house.commands.flatMap(({ examples }) => examples);
    const more = [
      "/person niko omilana",
      "/person greg smith",
      "/person hannah spencer",
      "/seat richmond",
      "/seat kingswood",
      "/seat newcastle",
    ];
    for (const line of [...first, ...more])
      for (const action of (await bot.say(line, { role: "editor", staff: asStaffName("ed") })).reply.card?.actions ??
        [])
        if ("ask" in action) seen.set(asLine(action.ask), action.ask);
    // A map takes what is added while it is walked.
    let asked = 0;
    for (const [line, ask] of seen) {
      if ((asked += 1) > most) break;
      const { problem, reply } = await bot.press(ask);
      if (ask.command !== "copy" && ask.command !== "exitpoll")
        expect(problem, `${line}: ${reply.summary}`).toBeUndefined();
      for (const action of reply.card?.actions ?? []) if ("ask" in action) seen.set(asLine(action.ask), action.ask);
    }
    expect(asked).toBeGreaterThan(inForm(50, 100));
    expect(bot.faults).toEqual([]);
  });
});

describe("nothing is told before it happened", () => {
  test.each([
    "/seat clacton",
    "/seat runcorn and helsby since",
    "/person nigel farage",
    "/byelections",
    "/results labour",
    "/results",
  ])("%s, two hours before the close of poll", async (line) => {
    const { text, reply } = await before.say(line);
    expect(text + JSON.stringify(reply)).not.toMatch(
      /202[56]-|Pochin|August 2026|exit poll gave|Elected by|Labour 410/,
    );
  });

  test("people who only stood later are not known yet", async () => {
    expect((await before.say("/person sarah pochin")).text).not.toContain("Runcorn");
    expect((await before.say("/seat pochin")).text).not.toContain("Runcorn");
  });
});
