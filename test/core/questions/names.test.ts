/** Names in plain questions: whose they are, what is said of those that are nearly right, and of those that are nobody's. */
import { describe, expect, test } from "vitest";
import { here } from "../../../src/cli/house.ts";
import type { Context } from "../../../src/core/command.ts";
import type { Election } from "../../../src/core/election.ts";
import { notUnderstood } from "../../../src/core/questions/not-understood.ts";
import { readQuestion } from "../../../src/core/questions/read.ts";
import { openBot } from "../../support/bot.ts";
import { isLong } from "../../support/long.ts";

const known = (await openBot()).house.context(here);
const read = (line: string) => readQuestion(line, known);

describe("a name leads to the question of what has it", () => {
  test.each<[string, string, Record<string, string>]>([
    // A town is no slip for "leads", nor for another word that means something.
    ["who won leeds", "seat", { place: "leeds" }],
    // The election's own year says nothing.
    ["who won bath in 2024", "seat", { place: "Bath" }],
    ["and bath", "seat", { place: "Bath" }],
    ["who won bath in the south west", "seat", { place: "Bath" }],
    ["who won st ives in england", "seat", { place: "St Ives" }],
    // The mark of a possessive is seldom typed.
    ["bewleys majority", "person", { name: "bewley" }],
    ["nick clegg", "person", { name: "nick clegg" }],
    ["what happened to nick clegg", "person", { name: "nick clegg" }],
    ["where did alan smithee stand", "person", { name: "alan smithee" }],
  ])("%s", (line, command, args) => {
    expect(read(line)).toMatchObject({ is: "question", ask: { command, args } });
  });
});

describe("a slip in a name is said", () => {
  test.each([
    ["how did rejon eu do", "results", "“rejon eu” read as Rejoin EU."],
    ["how many votes did heritge get", "results", "“heritge” read as Heritage."],
    ["how did trade unionst do", "results", "“trade unionst” read as TUSC."],
    ["turnout in scotlnd", "region", "“scotlnd” read as Scotland."],
    ["turnout in the east midlnds", "region", "“the east midlnds” read as East Midlands."],
  ])("%s", (line, command, said) => {
    expect(read(line)).toMatchObject({ is: "question", ask: { command }, said });
  });
});

describe("what is no name here is not understood, and names that are known are offered", () => {
  test.each<[string, RegExp, string]>([
    ["who won bath in wales", /not what is asked/, "/seat Bath"],
    ["who won newport east in scotland", /not what is asked/, "/region Scotland"],
    ["who won bath in 2017", /nothing of 2017; of 2019 only what its votes come to/, "/seat Bath"],
    ["ruth jones 1997", /nothing of 1997/, "/person Ruth Jones"],
    ["nick clegg majority in bath", /did not understand “clegg”/, "/seat Bath"],
    // "Volt" is the beginning of a small party's name, and a word.
    ["how did volt uk do", /did not understand “volt”/, "/results"],
    ["how did the sun do", /did not understand “sun”/, "/results"],
    ["the fred bloggs", /did not understand “fred” and “bloggs”/, "/results"],
    ["labour seats in portilo", /not what is asked/, "/results Labour"],
  ])("%s", (line, says, instead) => {
    const reading = read(line);
    expect(reading).toMatchObject({ is: "unknown", says: expect.stringMatching(says) });
    expect(reading.is === "unknown" ? reading.instead : []).toContain(instead);
  });

  test.each<[Election["previous"], string]>([
    [undefined, "nothing of 1997."],
    [
      { ...known.results.election.previous, kind: "actual", name: "2019 general election", date: "2019-12-12" },
      "nothing of 1997; of the 2019 general election only its votes.",
    ],
  ])("a year is measured by what the pack knows of the election before: %#", (previous, says) => {
    const { results } = known;
    const election = { ...results.election, previous };
    const context = { ...known, results: { election } } as unknown as Context;
    expect(notUnderstood("who won in 1997", [{ kind: "year", year: "1997", text: "1997" }], context)).toMatchObject({
      says: expect.stringMatching(new RegExp(`${says.replaceAll(".", "\\.")}$`)),
    });
  });
});

describe("a part of the country of which no results are given is named, with what lies there", () => {
  test.each([
    ["who won in the midlands", "the Midlands", "/region east midlands"],
    ["black country", "the Black Country", "/seat dudley"],
    // A hamlet called Lake is no district.
    ["lake district", "the Lake District", "/seats cumbria"],
    ["labour seats in the home counties", "the Home Counties", "/seats surrey"],
  ])("%s", (line, name, instead) => {
    const reading = read(line);
    expect(reading).toMatchObject({ is: "unknown", says: expect.stringContaining(`for ${name}:`) });
    expect(reading.is === "unknown" ? reading.instead : []).toContain(instead);
  });

  test.each(["east midlands", "labour gains in the west midlands"])("a region is not: %s", (line) => {
    expect(read(line).is).toBe("question");
  });

  test("what is offered has an answer", async () => {
    const bot = await openBot();
    const loose = ["midlands", "black country", "lake district", "peak district", "home counties", "thames valley"];
    for (const name of [...loose, "teesside", "the potteries", "the valleys", "the fens", "red wall"]) {
      const reading = read(name);
      for (const line of reading.is === "unknown" ? reading.instead : ["nothing"])
        expect((await bot.say(line)).text, `${name}: ${line}`).not.toMatch(/^(?:I (?:know|did)|There is)/);
    }
  });
});

describe("a town of several words is that town, whatever its words are by themselves", () => {
  test.each([
    // Not George Galloway, who stood in Rochdale.
    ["new galloway", "Dumfries and Galloway"],
    // Not Makerfield, which has the smaller part of it.
    ["ince-in-makerfield", "Wigan"],
    ["gatehouse of fleet", "Dumfries and Galloway"],
    ["blairgowrie and rattray", "Angus and Perthshire Glens"],
    ["st just", "St Ives"],
    ["combe down", "Bath"],
    ["woburn sands", "Milton Keynes Central"],
    // Not Sarah Atherton, nor Luke Hall, nor Cambridgeshire with a slip.
    ["atherton", "Leigh and Atherton"],
    ["hall green", "Birmingham Hall Green and Moseley"],
    ["wood green", "Southgate and Wood Green"],
    ["cambo", "Hexham"],
  ])("who won in %s", async (town, seat) => {
    const bot = await openBot();
    expect((await bot.say(`who won in ${town}`)).reply.card?.title).toContain(seat);
  });

  test("“who won in” a town of the gazetteer is the same as /seat and its name", async () => {
    const bot = await openBot();
    const lines = known.results.election.places?.().places ?? [];
    const towns = lines.flatMap((line) => /^(?<name>[^|]*)\|(?:city|town)\|/.exec(line)?.groups?.["name"] ?? []);
    expect(towns.length).toBeGreaterThan(1_000);
    const plain = (title = "") =>
      title
        .toLowerCase()
        .replaceAll("-", " ")
        .replaceAll(/\bthe /g, "");
    for (const town of towns.filter((_, i) => isLong || i % 9 === 0)) {
      const [asked, named] = [await bot.say(`who won in ${town}`), await bot.say(`/seat ${town}`)];
      expect(plain(asked.reply.card?.title), town).toBe(plain(named.reply.card?.title));
    }
  });
});

describe("a city or a region is that, before a party that is called after it", () => {
  test.each([
    ["who won in liverpool", "seat", { place: "liverpool" }],
    ["liverpool", "seat", { place: "liverpool" }],
    ["north east turnout", "region", { region: "North East" }],
    ["north east labour", "seats", { filter: "Labour wins and North East" }],
  ])("%s", (line, command, args) => {
    expect(read(line)).toMatchObject({ is: "question", ask: { command, args } });
  });

  test.each(["targets in liverpool", "/results liverpool", "/targets liverpool"])(
    "a party that has it in its name is not taken for it: %s",
    async (line) => {
      const bot = await openBot();
      expect((await bot.say(line)).text.replaceAll(/\s+/g, " ")).toMatch(
        /I know no party by the name “(?:in )?liverpool”\. Try \/seat liverpool\./,
      );
    },
  );

  test("nor is a part of the country in a line that begins as a command does", async () => {
    const bot = await openBot();
    expect((await bot.say("results in the midlands")).text).toContain("/region east midlands");
  });

  test("the party itself is asked for by its name", () => {
    expect(read("the north east party")).toMatchObject({ ask: { command: "results", args: { party: "North East" } } });
    expect(read("liverpool community independents")).toMatchObject({ ask: { command: "results" } });
  });
});

test("two names beside each other are a seat's before they are somebody's and a party's", () => {
  expect(read("has hall green declared")).toMatchObject({ ask: { command: "seat", args: { place: "hall green" } } });
});

test.each(["did claire young win", "what happened to jacob young", "how many votes did tim young get"])(
  "a member called Young is no question of ages: %s",
  (line) => {
    expect(read(line)).toMatchObject({ ask: { command: "person" } });
    expect(read("youngest mp")).toMatchObject({ is: "unknown", says: expect.stringContaining("Ages") });
  },
);

test.each([
  "who held trafford before",
  "how many seats in liverpool",
  "deposits in liverpool",
  "has lambeth been called",
])("of a town in several seats it is asked which: %s", async (line) => {
  const bot = await openBot();
  expect((await bot.say(line)).reply.card?.title).toMatch(/^Which “.*” do you mean\?$/);
});
