/** Oddities of figures that could be right. */
import { describe, expect, test } from "vitest";
import { oddities } from "../../../src/core/desk/figures.ts";
import { asDeclarations } from "../../../src/core/declaration.ts";
import { Results } from "../../../src/core/results.ts";
import { loadElection, loadResults } from "../../../src/data/election-pack.ts";
import { uk2024 } from "../../support/small-pack.ts";

const election = loadElection(uk2024);
const declared = asDeclarations(loadResults(uk2024), election.publisher.name);
const results = Results.before(election);

describe("oddities", () => {
  test("nothing is odd about what was really declared", () => {
    for (const entry of declared)
      expect(oddities(results.outcomeBy(entry.seat, [entry]), results.lookup), entry.seat).toEqual([]);
    expect(declared).toHaveLength(650);
  });

  test("a digit too few or too many of the winner's shows in the turnout", () => {
    const [entry] = declared;
    if (!entry?.votes) throw new Error("no votes");
    const { votes } = entry;
    const best = Object.entries(votes).toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "";
    const lost = { ...entry, votes: { ...votes, [best]: 200 } };
    expect(oddities(results.outcomeBy(entry.seat, [lost]), results.lookup).join()).toMatch(
      /^Turnout would be .*is a figure wrong\?$/,
    );
    const spoilt = { ...entry, rejected: 40_000 };
    expect(oddities(results.outcomeBy(entry.seat, [spoilt]), results.lookup)).toEqual([
      "40,000 rejected papers are more than one in 20: is a figure wrong?",
    ]);
  });
});
