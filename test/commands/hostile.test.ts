/** No input makes any command throw, answer at length, or repeat what could harm a screen. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { here } from "../../src/cli/house.ts";
import { openBot } from "../support/bot.ts";
import { anyText } from "../support/any-text.ts";
import { inForm, oneIn } from "../support/long.ts";

const bot = await openBot();
const { commands } = bot.house.context(here);

const hostile: Readonly<Record<string, string>> = {
  empty: "",
  spaces: "   \t ",
  long: "x".repeat(10_000),
  "many words": "bath ".repeat(2_000),
  "control characters": "\u0000\u0007\u001B[2J\u001B]0;title\u0007",
  emoji: "🗳️👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿".repeat(50),
  "right to left": "\u202Eevil\u2066",
  "combining marks": `Z${"\u0301".repeat(500)}`,
  SQL: "'; DROP TABLE seats; --",
  path: "../../../../etc/passwd",
  template: "${process.exit(1)} {{7*7}}",
  prototype: "__proto__ constructor toString",
  markup: "<script>alert(1)</script> <!channel> @everyone <@U1> `code`",
  "huge number": "9".repeat(400),
  "negative number": "-1",
  fraction: "1.5",
  "not a number": "NaN Infinity 0x10 1e3",
  "lone surrogate": "\uD800",
  "null byte name": "bath\u0000codes",
};

const longest = 6_000;

/** In the short form one in so many, others for each command: each comes after many, in every place. */
const share = 7;

test.each(commands.map(({ name }, nth) => [name, nth] as const))(
  "/%s bears whatever is thrown at it",
  async (name, nth) => {
    for (const [at, [kind, text]] of Object.entries(hostile).entries()) {
      const lines = [`/${name} ${text}`, `/${name} labour ${text}`, `/${name} bath ${text}`];
      for (const line of oneIn(share, lines, at + nth)) {
        const { text: shown, reply } = await bot.say(line);
        expect(reply.summary.length, `${name}, ${kind}`).toBeGreaterThan(0);
        expect(shown.length, `${name}, ${kind}`).toBeLessThan(longest);
        expect(shown, `${name}, ${kind}`).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202A-\u202E\u2066-\u2069]/);
      }
    }
    expect(bot.faults).toEqual([]);
  },
);

test("arguments given one by one are checked as well", async () => {
  for (const [nth, { name, args }] of commands.entries())
    for (const text of oneIn(share, Object.values(hostile), nth)) {
      const given = Object.fromEntries(Object.keys(args.shape).map((key) => [key, text]));
      await bot.press({ command: name, args: { ...given, surprise: text } });
    }
  for (const command of ["__proto__", "constructor", "", "nothing"])
    expect((await bot.press({ command, args: {} })).problem).toBe("not-found");
  expect(bot.faults).toEqual([]);
});

test("any line gets a reply, and none is a fault of ours", async () => {
  const line = fc
    .tuple(fc.constantFrom("", "/", ...commands.map(({ name }) => `/${name} `)), anyText({ maxLength: 80 }))
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(line, async (typed) => {
      const { reply } = await bot.say(typed);
      expect(reply.summary).not.toBe("");
    }),
    { numRuns: inForm(60, 500) },
  );
  expect(bot.faults).toEqual([]);
});
