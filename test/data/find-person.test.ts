import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadElection } from "../../src/data/election-pack.ts";
import type { PersonMatch } from "../../src/core/finder.ts";
import { createPersonFinder } from "../../src/data/find-person.ts";
import { uk2024 } from "../support/small-pack.ts";
import { anyText } from "../support/any-text.ts";
import { inForm } from "../support/long.ts";

const election = loadElection(uk2024);
const finder = createPersonFinder(election);
const first = (text: string): string | undefined => finder.rank(text)[0]?.name;

/** One in so many. */
const some = <T>(all: readonly T[]): readonly T[] => all.filter((_, i) => i % inForm(20, 1) === 0);

describe("a person by what is typed", () => {
  test.each([
    ["rees mogg", "Jacob Rees-Mogg"],
    ["reesmogg", "Jacob Rees-Mogg"],
    ["mogg jacob rees", "Jacob Rees-Mogg"],
    ["Sir Keir", "Keir Starmer"],
    ["k starmer", "Keir Starmer"],
    ["dr caroline johnson mp", "Caroline Johnson"],
    ["elizabeth truss", "Liz Truss"],
    ["edward davey", "Ed Davey"],
    ["E Davey", "Ed Davey"],
    ["mc donnell", "John McDonnell"],
    ["aine groogan", "Áine Groogan"],
    ["nigel farrage", "Nigel Farage"],
    ["ohara", "Brendan O'Hara"],
    ["theresa may", "Theresa May"],
  ])("%s -> %s", (text, name) => {
    expect(first(text)).toBe(name);
  });

  test("of namesakes, one who sat in the Commons comes first", () => {
    expect(first("corbyn")).toBe("Jeremy Corbyn");
    expect(first("hunt")).toBe("Jeremy Hunt");
    const [sitting, other] = finder.rank("greg smith");
    expect([sitting?.name, other?.name]).toEqual(["Greg Smith", "Greg Smith"]);
    const candidate = election.candidates.find(
      ({ id, seat }) => sitting?.kind === "candidate" && id === sitting.candidate && seat === sitting.seat,
    );
    expect(candidate?.sitting).toBe(true);
  });

  test("says where each was met: as a candidate, a member who did not stand, or in a by-election", () => {
    expect(finder.rank("Rishi Sunak")[0]).toMatchObject({ kind: "candidate", seat: "E14001444" });
    expect(finder.rank("Theresa May")[0]).toMatchObject({ kind: "member" });
    expect(finder.rank("Pochin")[0]).toMatchObject({ kind: "by-election", seat: "E14001455", date: "2025-05-01" });
  });

  test("someone with another given name is not as good as the one meant", () => {
    expect(finder.rank("Boris Johnson")[0]?.score ?? 0).toBeLessThan(0.6);
  });

  test.each([
    ["john davies", "John Davies", "Jack Davies"],
    ["john morris", "John Morris", "Jack Morris"],
    ["dave watson", "Dave Watson", "David Watson"],
    ["andrew brown", "Andrew Brown", "Andy Brown"],
  ])("%s is %s before anyone of whose name it is another form", (text, name, other) => {
    expect(finder.rank(text).map((match) => match.name)).toEqual(expect.arrayContaining([name, other]));
    expect(first(text)).toBe(name);
  });

  test("initials of three names or more are someone who sat in the Commons", () => {
    expect(first("IDS")).toBe("Iain Duncan Smith");
    expect(first("jrm")).toBe("Jacob Rees-Mogg");
  });

  test("the family name alone, with another given name, is clearly less", () => {
    for (const name of ["john davies", "keir starmer", "diane abbott", "david davies"]) {
      const [best, ...others] = finder.rank(name);
      for (const other of others.filter((match) => match.name !== best?.name)) {
        expect(other.score, other.name).toBeLessThan(0.95 * (best?.score ?? 0));
      }
    }
  });

  test("a postcode is nobody", () => {
    expect(finder.rank("BA1 1AA")).toEqual([]);
  });
});

describe("one of several namesakes", () => {
  const seatName = (match: PersonMatch | undefined): string | undefined =>
    election.seats.find(({ code }) => match?.kind !== "member" && code === match?.seat)?.name;
  const party = (match: PersonMatch | undefined): string | undefined =>
    election.candidates.find(
      ({ id, seat }) => match?.kind === "candidate" && id === match.candidate && seat === match.seat,
    )?.party;

  test.each([
    ["Niko Omilana, Birmingham Perry Barr", "Birmingham Perry Barr"],
    ["niko omilana in leeds east", "Leeds East"],
    ["Niko Omilana (Ealing Southall)", "Ealing Southall"],
    ["rachel reeves, bassetlaw", "Bassetlaw"],
    ["Smith, Greg", "Mid Buckinghamshire"],
  ])("%s", (text, seat) => {
    expect(seatName(finder.rank(text)[0])).toBe(seat);
  });

  test("by party, where two stood in one seat", () => {
    expect(party(finder.rank("Greg Smith, Mid Buckinghamshire, Green")[0])).toBe("green");
    expect(party(finder.rank("Greg Smith (Conservative)")[0])).toBe("con");
    expect(party(finder.rank("greg smith for the greens")[0])).toBe("green");
  });

  test("what fits nobody of the name is passed over, and is worth less than the name alone", () => {
    const [found] = finder.rank("Keir Starmer, prime minister");
    expect(found?.name).toBe("Keir Starmer");
    expect(found?.score).toBeLessThan(finder.rank("Keir Starmer")[0]?.score ?? 0);
  });

  test("all namesakes come before anyone else", () => {
    const names = Map.groupBy(election.candidates, ({ given, family }) => `${given} ${family}`.trim());
    for (const [name, all] of some([...names].filter(([, { length }]) => length > 1))) {
      const ranking = finder.rank(name, all.length);
      expect(new Set(ranking.map((match) => match.name.toLowerCase())), name).toEqual(new Set([name.toLowerCase()]));
    }
  });

  test("what each is asked for by is short, and finds exactly that one first", () => {
    const same = (one: PersonMatch | undefined, other: PersonMatch): boolean =>
      JSON.stringify({ ...one, score: 0 }) === JSON.stringify({ ...other, score: 0 });
    const wrong: string[] = [];
    const names = new Set([
      ...election.candidates.map(({ given, family }) => `${given} ${family}`.trim()),
      ...election.members.map(({ name }) => name),
      ...election.byElections.flatMap(({ candidates }) => candidates.map(({ given, family }) => `${given} ${family}`)),
    ]);
    for (const name of some([...names])) {
      for (const match of finder.rank(name, 12)) {
        if (match.name !== name) continue;
        if (match.asked.length > 80 || !same(finder.rank(match.asked, 1)[0], match)) wrong.push(match.asked);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test("every candidate is found by name, as typed in haste", () => {
  const names = Map.groupBy(election.candidates, ({ given, family }) => `${given} ${family}`.trim().toLowerCase());
  const missed = some([...names]).filter(([name, all]) => {
    const ranking = finder.rank(name, all.length + 3);
    return !all.every(({ id, seat }) =>
      ranking.some((match) => match.kind === "candidate" && match.candidate === id && match.seat === seat),
    );
  });
  expect(missed.map(([name]) => name)).toEqual([]);
});

test("never throws, and ranks best first, with as many as asked for at most", () => {
  fc.assert(
    fc.property(anyText({ maxLength: 200 }), fc.integer({ min: 0, max: 8 }), (text, limit) => {
      const scores = finder.rank(text, limit).map(({ score }) => score);
      expect(scores.length).toBeLessThanOrEqual(limit);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    }),
  );
});
