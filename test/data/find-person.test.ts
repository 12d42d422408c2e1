import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadElection } from "../../src/data/election-pack.ts";
import { createPersonFinder } from "../../src/data/find-person.ts";
import { uk2024 } from "../support/small-pack.ts";

const election = loadElection(uk2024);
const finder = createPersonFinder(election);
const first = (text: string): string | undefined => finder.rank(text)[0]?.name;

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

  test("a postcode is nobody", () => {
    expect(finder.rank("BA1 1AA")).toEqual([]);
  });
});

test("every candidate is found by name, as typed in haste", () => {
  const names = Map.groupBy(election.candidates, ({ given, family }) => `${given} ${family}`.trim().toLowerCase());
  const missed = [...names].filter(([name, all]) => {
    const ranking = finder.rank(name, all.length + 3);
    return !all.every(({ id, seat }) =>
      ranking.some((match) => match.kind === "candidate" && match.candidate === id && match.seat === seat),
    );
  });
  expect(missed.map(([name]) => name)).toEqual([]);
});

test("never throws, and ranks best first, with as many as asked for at most", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.integer({ min: 0, max: 8 }), (text, limit) => {
      const scores = finder.rank(text, limit).map(({ score }) => score);
      expect(scores.length).toBeLessThanOrEqual(limit);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    }),
  );
});
