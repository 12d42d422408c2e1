/** What strikes an eye about figures, and the clock as people say it. */
import { describe, expect, test } from "vitest";
import { lastAt } from "../../../src/core/desk/clock.ts";
import { oddities } from "../../../src/core/desk/sanity.ts";
import { asDeclarations } from "../../../src/core/declaration.ts";
import { Results } from "../../../src/core/results.ts";
import { loadElection, loadResults } from "../../../src/data/election-pack.ts";
import { uk2024 } from "../../support/small-pack.ts";

const election = loadElection(uk2024);
const declared = asDeclarations(loadResults(uk2024), election.publisher.name);
const results = Results.before(election);

describe("oddities", () => {
  test("nothing is odd about what was really declared", () => {
    for (const entry of declared) expect(oddities(results.outcomeBy(entry.seat, [entry])), entry.seat).toEqual([]);
    expect(declared).toHaveLength(650);
  });

  test("a digit too few or too many of the winner's shows in the turnout", () => {
    const [entry] = declared;
    if (!entry?.votes) throw new Error("no votes");
    const { votes } = entry;
    const best = Object.entries(votes).toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "";
    const lost = { ...entry, votes: { ...votes, [best]: 200 } };
    expect(oddities(results.outcomeBy(entry.seat, [lost])).join()).toMatch(/^Turnout would be .*is a figure wrong\?$/);
    const spoilt = { ...entry, rejected: 40_000 };
    expect(oddities(results.outcomeBy(entry.seat, [spoilt]))).toEqual([
      "40,000 rejected papers are more than one in 20.",
    ]);
  });
});

describe("a clock time is the last moment that showed it", () => {
  const zone = "Europe/London";
  test.each([
    ["03:12", "2024-07-05T03:30:00+01:00", "2024-07-05T03:12:00+01:00"],
    ["03:30", "2024-07-05T03:30:59+01:00", "2024-07-05T03:30:00+01:00"],
    ["23:55", "2024-07-05T00:05:00+01:00", "2024-07-04T23:55:00+01:00"],
    ["03:31", "2024-07-05T03:30:00+01:00", "2024-07-04T03:31:00+01:00"],
    ["0:05", "2024-12-13T00:06:00Z", "2024-12-13T00:05:00Z"],
    // Clocks go forward at 1am on 31 March 2024, and back at 2am on 27 October.
    ["00:30", "2024-03-31T03:00:00+01:00", "2024-03-31T00:30:00Z"],
    ["23:30", "2024-10-27T03:00:00Z", "2024-10-26T23:30:00+01:00"],
  ])("%s at %s", (clock, now, then) => {
    expect(lastAt(clock, new Date(now), zone)).toEqual(new Date(then));
  });
});
