import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import type { Knows } from "../../src/core/assign.ts";
import { asLine, parseLine, usage } from "../../src/core/parse.ts";
import type { Action } from "../../src/core/reply.ts";
import { here } from "../../src/cli/house.ts";
import { openBot } from "../support/bot.ts";
import { anyText } from "../support/any-text.ts";

const bot = await openBot();
const context = bot.house.context(here);
const { commands } = context;
const known: Knows = (kind, text, how) => {
  if (kind !== "party" && kind !== "region") return true;
  const finder = kind === "party" ? context.parties : context.regions;
  return how === "exactly" ? finder.has(text) : finder.find(text) !== undefined;
};
const read = (line: string) => {
  const { command, args } = parseLine(line, commands, known);
  return [command.name, args];
};

describe("where one argument ends and the next begins", () => {
  test.each([
    ["/seat bath", "seat", { place: "bath" }],
    ["seat   North East Somerset and Hanham ", "seat", { place: "North East Somerset and Hanham" }],
    ["/seat bath codes", "seat", { place: "bath", show: "codes" }],
    ["/retract city of durham because it was York", "retract", { place: "city of durham", reason: "it was York" }],
    ["/retract city of durham", "retract", { place: "city of durham" }],
    [
      "/correct york outer council = a: 1; b: 2",
      "correct",
      { place: "york outer", known: "council", figures: "a: 1; b: 2" },
    ],
    ["/SEAT Bath", "seat", { place: "Bath" }],
    ["/ seat bath", "seat", { place: "bath" }],
    ["/gains labour", "gains", { party: "labour" }],
    ["/gains lib dem 2", "gains", { party: "lib dem", page: "2" }],
    ["/swing lib dem labour 5", "swing", { from: "lib dem", to: "labour", points: "5" }],
    ["/swing con reform uk 2.5", "swing", { from: "con", to: "reform uk", points: "2.5" }],
    ["/targets", "targets", {}],
    ["/targets 1-20", "targets", { range: "1-20" }],
    ["/targets labour 155 to 170", "targets", { party: "labour", range: "155 to 170" }],
    ["/targets 1-99999", "targets", { range: "1-99999" }],
    ["/targets lib dem 1-20", "targets", { party: "lib dem", range: "1-20" }],
    ["/targets green", "targets", { party: "green" }],
    ["/target 164", "target", { seat: "164" }],
    ["/left", "left", {}],
    ["/left yorkshire 2", "left", { region: "yorkshire", page: "2" }],
    ["/latest 3", "latest", { page: "3" }],
    ["/portillo 2", "portillo", { page: "2" }],
    ["/portillo liz truss", "portillo", { name: "liz truss" }],
  ])("%s", (line, name, args) => {
    expect(read(line)).toEqual([name, args]);
  });
});

describe("what does not fit is refused with what to type", () => {
  test.each([
    ["/seat", /Type it as \/seat PLACE/],
    ["/swing labour", /Type it as \/swing FROM TO POINTS/],
    ["/swing lab con 51", /goes up to 50/],
    ["/swing lab con 3%", /Give points as 5 or 2\.5/],
    ["/gains labour 0", /Numbers start at 1/],
    ["/targets 20-", /Give ranks as 1-20/],
    ["/about now", /stands alone/],
    ["/setas bath", /no command “setas”/],
    ["", /Ask me something/],
    ["/", /Ask me something/],
  ])("%s", (line, message) => {
    expect(() => read(line)).toThrow(UserError);
    expect(() => read(line)).toThrow(message);
  });

  test("a slip in a command's name is put right", () => {
    expect.assertions(1);
    try {
      read("/targts green");
    } catch (error) {
      expect(error instanceof UserError && error.instead).toContain("/targets green");
    }
  });
});

test("every command's examples and usage can be typed", () => {
  for (const command of commands) {
    for (const example of command.examples) expect(read(example)[0], example).toBe(command.name);
    expect(usage(command)).toMatch(new RegExp(`^/${command.name}`));
  }
});

test("every button can be typed: the line of its question reads back as the question", async () => {
  const lines = commands.flatMap(({ examples }) => examples);
  const asks = (await Promise.all(lines.map((line) => bot.say(line)))).flatMap(({ reply }) =>
    (reply.card?.actions ?? []).flatMap((action: Action) => ("ask" in action ? [action.ask] : [])),
  );
  expect(asks.length).toBeGreaterThan(40);
  for (const ask of asks) expect(read(asLine(ask)), asLine(ask)).toEqual([ask.command, ask.args]);
});

test("any line is a command or a UserError, nothing else", () => {
  const words = fc.oneof(anyText({ maxLength: 60 }), fc.constantFrom(...commands.map(({ name }) => `/${name}`)));
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      try {
        expect(commands).toContain(parseLine(parts.join(" "), commands, () => true).command);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
  );
});
