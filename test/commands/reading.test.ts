/** Lines as people type them, and answers that they must never be given unsaid. */
import { describe, expect, test } from "vitest";
import { repeatable } from "../support/chance.ts";
import { isGivenName } from "../../src/data/words/given-names.ts";
import { openBot } from "../support/bot.ts";
import { inForm } from "../support/long.ts";

const bot = await openBot();
const night = await openBot("2024-07-05T02:00:00+01:00");

describe("nobody's card is somebody else's", () => {
  test.each(["/person jo swinson", "/person alistair darling", "/person tony blair", "/portillo boris"])(
    "%s is nobody",
    async (line) => {
      const { text } = await bot.say(line);
      expect(text).toMatch(/^Nobody called “/);
    },
  );
  test("those of the family name are a question, with buttons that work", async () => {
    const { text, reply } = await bot.say("/person tony blair");
    expect(text).toContain("Did you mean somebody else?");
    const [action] = reply.card?.actions ?? [];
    expect(action?.label).toBe("John Blair, South Antrim");
    expect(action && "ask" in action && (await bot.press(action.ask)).reply.card?.title).toBe("John Blair");
  });
  test("whoever stands first in 2026 is nobody in the night of 2024", async () => {
    expect((await night.say("/person andy burnham")).text).toMatch(/^Nobody called “andy burnham”/);
    expect((await bot.say("/person andy burnham")).text).toContain("Makerfield");
  });
  test.each([
    ["andrew burnham", "Andy Burnham"],
    ["elizabeth truss", "Liz Truss"],
    ["joe rees-mogg", undefined],
    ["j rees-mogg", "Jacob Rees-Mogg"],
    ["edward miliband", "Ed Miliband"],
    ["tony benn", undefined],
    ["jeremy bernard corbyn", "Jeremy Corbyn"],
    ["rachel corbyn", undefined],
    ["bob jenrick", "Robert Jenrick"],
    ["bill wiggin", "Bill Wiggin"],
    ["theresa miliband", undefined],
  ])("%s is %s", async (typed, name) => {
    const { text, reply } = await bot.say(`/person ${typed}`);
    if (name === undefined) expect(text).toMatch(/^Nobody called/);
    else expect(reply.card?.title).toBe(name);
  });
  test.each([
    ["andrew griffiths", "“andrew griffiths” read as Andrew Griffith."],
    ["john o'carroll", "“john o'carroll” read as John Carroll."],
    ["angie rayner", "You may mean Angela Rayner, Ashton-under-Lyne."],
  ])("%s is somebody whose name is nearly that, and it says so", async (typed, said) => {
    expect((await bot.say(`/person ${typed}`)).text).toContain(said);
  });
  test("a made-up given name before a family name is never somebody's card without a word", async () => {
    const { candidates } = bot.house.election;
    const random = repeatable(12);
    const below = (many: number): number => {
      const [high = 0, low = 0] = random(2);
      return (high * 256 + low) % many;
    };
    const pick = (text: string): string => text[below(text.length)] ?? "";
    for (let i = 0; i < inForm(60, 300); i++) {
      const { family } = candidates[below(candidates.length)] ?? { family: "Smith" };
      const made = [0, 1, 2].map(() => pick("bdfgklmnprstvz") + pick("aeiou")).join("") + pick("bdklmnrst");
      if (isGivenName(made)) continue;
      const { text } = await bot.say(`/person ${made} ${family}`);
      expect(text, `${made} ${family}`).toMatch(/^Nobody called|read as|^Which/m);
    }
  });
});

describe("a guess is said, or asked", () => {
  test.each([
    ["/seat danbury", /^.*Maldon\n+Danbury \(village, Essex\) is in Maldon\./],
    ["/seat wool", /^.*South Dorset\n+Wool \(village, Dorset\) is in South Dorset\./],
    [
      "/seat ramsey",
      /^.*North West Cambridgeshire\n+Ramsey \(town, Cambridgeshire\) is in .*Essex.*Harwich and North Essex/,
    ],
    ["/seat danbuy", /^.*Maldon\n+“danbuy” read as Danbury\. /],
    ["/seat keynsham", /Keynsham \(town, Bath and North East Somerset\) is in North East Somerset and Hanham\./],
    ["/seat starmer", /\n+Keir Starmer stood in Holborn and St Pancras\./],
    ["/seat bathh", /^LD HOLD: Bath\n+“bathh” read as Bath\./],
    ["/seat hartford", /^Which “hartford”[^]*Mid Cheshire[^]*Huntingdon/],
    ["/seat aston", /^Which “aston”[^]*Birmingham Ladywood: Aston \(suburb, Birmingham\)/],
    ["/seat wales", /Wales is also a village in Rother Valley/],
    ["/target keynsham", /Keynsham \(town/],
  ])("%s", async (line, words) => expect((await bot.say(line)).text).toMatch(words));

  test("a name as it is called has no such line", async () => {
    for (const line of ["/seat bath", "/seat NES", "/seat Ynys Mon"])
      expect((await bot.say(line)).text).not.toMatch(/read as|is in/);
  });
  test("each button of a question leads to its seat", async () => {
    const { reply } = await bot.say("/seat hartford");
    const actions = reply.card?.actions ?? [];
    expect(actions.map(({ label }) => label)).toContain("Huntingdon: Hartford, Cambridgeshire");
    for (const action of actions) {
      const answer = "ask" in action ? await bot.press(action.ask) : undefined;
      expect(answer?.reply.card?.title).toContain(action.label.split(":")[0]);
    }
  });
});

describe("what is proposed works", () => {
  test.each([
    ["/gains labour scotland", ["/seats Labour gains and Scotland", "/region Scotland"]],
    ["/results in the north east", ["/region North East"]],
    ["/gains wales", ["/region Wales"]],
    ["/region greens", ["/results Green"]],
    ["/tory losses", ["/losses tory"]],
  ])("%s", async (line, expected) => {
    const { reply, problem } = await bot.say(line);
    expect(problem).toBeDefined();
    const { instead } = reply.data as { instead: readonly string[] };
    expect(instead).toEqual(expect.arrayContaining(expected));
    for (const proposed of instead) expect((await bot.say(proposed)).problem, proposed).toBeUndefined();
  });
  test("the figure is there", async () => {
    expect((await bot.say("/seats Labour gains and Scotland")).text).toMatch(/^36 seats/);
    expect((await bot.say("/losses tory")).text).toMatch(/252/);
  });
  test("no command of the newsroom's to a stranger", async () => {
    for (const line of ["/lossse tory", "/copu bath", "/declar bath", "/freeeze"])
      expect((await bot.say(line)).text, line).not.toMatch(/\/(copy|declare|freeze|desk|correct)\b/);
  });
});

test.each(["/portillo 1997", "/portillo portillo", "/portillo michael portillo", "/portillo portillo 1997"])(
  "%s is the moment of 1997",
  async (line) => expect((await bot.say(line)).reply.card?.title).toBe("The Portillo moment, 1 May 1997"),
);
