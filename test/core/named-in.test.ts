/** Constituencies named in texts that nobody wrote for us. */
import { describe, expect, test } from "vitest";
import { mostRead, namedIn } from "../../src/core/seats/named-in.ts";
import { electionOf, loadPack } from "../../src/data/election-pack.ts";
import { pack } from "../support/bot.ts";

const election = electionOf(loadPack(pack));
const sure = (text: string): readonly string[] => namedIn(text, election).sure.map(({ name }) => name);
const unclear = (text: string): readonly string[] => namedIn(text, election).unclear.map(({ words }) => words);

test("every constituency is found by its own name, in a sentence, and by itself", () => {
  for (const { name } of election.seats) {
    expect(sure(`They now hold the constituency of ${name}, and no other.`)).toEqual([name]);
    expect(sure(name)).toEqual([name]);
  }
});

test.each([
  ["We lost Clacton, Ashfield and Bath last night.", ["Clacton", "Ashfield", "Bath"]],
  ["Brecon, Radnor & Cwm Tawe: LD gain", ["Brecon, Radnor and Cwm Tawe"]],
  ["brecon radnor and cwm tawe", ["Brecon, Radnor and Cwm Tawe"]],
  ["Ynys Mon's result", ["Ynys Môn"]],
  ["Clacton’s MP, and Bath MP", ["Clacton", "Bath"]],
  ["Bath: LD HOLD. Yeovil (LD GAIN)", ["Bath", "Yeovil"]],
  ["Stoke-on-Trent Central declares", ["Stoke-on-Trent Central"]],
  ["It was in North East Somerset and Hanham.", ["North East Somerset and Hanham"]],
])("%s", (text, names) => {
  expect(sure(text)).toEqual(names);
});

describe("what is not unmistakable", () => {
  test.each([
    ["I had a bath in the slough of despond", [], []],
    ["at its high peak", [], ["high peak"]],
    ["Bath Rugby lost", [], ["Bath", "Rugby"]],
    ["Rugby is a fine sport", [], ["Rugby"]],
    ["Mr Ashfield spoke", [], ["Ashfield"]],
    ["a Bath-based firm", [], ["Bath"]],
    ["Newport voted", [], ["Newport"]],
    ["Newport Pagnell services", [], ["Newport Pagnell"]],
    ["Newport Nowhere services", [], []],
    ["Newport East declared", ["Newport East"], []],
    ["Bath. It was in Bath that he won.", ["Bath"], []],
  ])("%s", (text, names, doubts) => {
    expect([sure(text), unclear(text)]).toEqual([names, doubts]);
  });

  test("is said with what it may be", () => {
    const [newport] = namedIn("Newport voted", election).unclear;
    expect(newport?.seats.map(({ name }) => name).toSorted()).toEqual(["Newport East", "Newport West and Islwyn"]);
  });
});

test("a name across the end of a sentence is none", () => {
  expect(sure("He went to Newport. East of there")).toEqual([]);
});

test("4,000 characters are read, quickly, whatever they are", () => {
  const long = [
    "Bath and ".repeat(2_000),
    "Newport East, ".repeat(1_000),
    "a ".repeat(8_000),
    "Brecon, Radnor and Cwm ".repeat(800),
    "’".repeat(9_000),
    "x".repeat(100_000),
    "&".repeat(5_000),
  ];
  namedIn("Bath", election);
  for (const text of long) {
    const before = process.cpuUsage();
    const { isCut } = namedIn(text, election);
    const { user, system } = process.cpuUsage(before);
    expect(isCut).toBe(text.length > mostRead);
    // Milliseconds of processor.
    expect((user + system) / 1_000).toBeLessThan(150);
  }
});
