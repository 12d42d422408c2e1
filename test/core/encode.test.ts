import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeAsk, encodeAsk, longestCode } from "../../src/core/encode.ts";
import { UserError } from "../../src/core/errors.ts";
import { openBot } from "../support/bot.ts";
import { inForm, someSeats } from "../support/long.ts";
import { asStaffName } from "../../src/core/asker.ts";

const bot = await openBot();
const { commands } = bot.house;

test("every button of every answer fits and reads back as its question", async () => {
  const lines = commands.flatMap(({ examples }) => examples);
  const more = someSeats(bot.house.election).map(({ name }) => `/seat ${name}`);
  let seen = 0;
  for (const line of [...lines, ...more]) {
    const { reply } = await bot.say(line, { role: "manager", staff: asStaffName("mia") });
    for (const action of reply.card?.actions ?? []) {
      if (!("ask" in action)) continue;
      const code = encodeAsk(action.ask, commands);
      expect(code.length).toBeLessThanOrEqual(longestCode);
      expect(decodeAsk(code, commands), code).toEqual(action.ask);
      seen += 1;
    }
  }
  expect(seen).toBeGreaterThan(inForm(300, 2_000));
});

test("any question of ours survives the way there and back, cut only where it is too long", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).filter((one) => !one.includes("\\"));
  const ask = fc.record({ place: text, show: fc.constantFrom("made", "codes") });
  fc.assert(
    fc.property(ask, fc.boolean(), (args, share) => {
      const pressed = { command: "seat", args, ...(share && { share: true as const }) };
      const code = encodeAsk(pressed, commands);
      expect(code.length).toBeLessThanOrEqual(longestCode);
      if (code.length < longestCode) expect(decodeAsk(code, commands)).toEqual(pressed);
    }),
  );
});

test("too long a name keeps its beginning", () => {
  const code = encodeAsk({ command: "person", args: { name: "x".repeat(300) } }, commands);
  expect(code).toHaveLength(longestCode);
  expect(decodeAsk(code, commands).args["name"]).toMatch(/^x{80,}$/);
});

test("what is no code of ours is refused kindly", () => {
  for (const code of ["", "!", "nothing|at|all", "__proto__|x", "|||", "\\"])
    expect(() => decodeAsk(code, commands)).toThrow(UserError);
});
