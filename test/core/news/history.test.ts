/** The fold of the log: what changed with each entry, for whoever reads it and in whatever pieces. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contestOf, type Declaration } from "../../../src/core/declaration.ts";
import { History } from "../../../src/core/news/history.ts";
import {
  againOf,
  callOf,
  comingOf,
  correctionOf,
  entryOf,
  historyOf,
  logOf,
  ranked,
  retractionOf,
  theNight,
  tieOf,
  upsetOf,
} from "../../support/night.ts";

const { election, entries } = theNight();
const nuneaton = entryOf("Nuneaton");
const kinds = (...said: readonly Declaration[]) =>
  historyOf(said)
    .changes(0)
    .map(({ seq, kind }) => `${seq} ${kind}`);

describe("what became of a contest", () => {
  test.each<[string, readonly Declaration[], readonly string[]]>([
    ["a result", [nuneaton], ["1 first"]],
    ["a result said twice", [nuneaton, againOf(nuneaton, 2)], ["1 first"]],
    ["a call, then its votes", [callOf(nuneaton), nuneaton], ["1 first", "2 filled"]],
    ["a call said twice", [callOf(nuneaton), callOf(nuneaton)], ["1 first"]],
    ["a call of another", [callOf(nuneaton, ranked(nuneaton)[1]), nuneaton], ["1 first", "2 winner"]],
    ["votes taken back", [nuneaton, againOf(callOf(nuneaton), 2)], ["1 first", "2 corrected"]],
    [
      "other figures",
      [nuneaton, correctionOf(nuneaton, { [ranked(nuneaton)[2] ?? ""]: 1 })],
      ["1 first", "2 corrected"],
    ],
    ["another winner", [nuneaton, upsetOf(nuneaton)], ["1 first", "2 winner"]],
    [
      "another winner and back",
      [nuneaton, upsetOf(nuneaton), againOf(nuneaton, 3)],
      ["1 first", "2 winner", "3 winner"],
    ],
    ["a retraction", [nuneaton, retractionOf(nuneaton)], ["1 first", "2 withdrawn"]],
    [
      "a retraction and back",
      [nuneaton, retractionOf(nuneaton), againOf(nuneaton, 3)],
      ["1 first", "2 withdrawn", "3 again"],
    ],
    ["a retraction of nothing", [retractionOf(nuneaton), againOf(nuneaton, 3)], ["2 first"]],
    ["a tie, and the lot", [tieOf(nuneaton), tieOf(nuneaton, ranked(nuneaton)[1])], ["1 first", "2 filled"]],
    [
      "another lot",
      [tieOf(nuneaton, ranked(nuneaton)[0]), againOf(tieOf(nuneaton, ranked(nuneaton)[1]), 3)],
      ["1 first", "2 winner"],
    ],
    ["a tie that was none", [tieOf(nuneaton), againOf(nuneaton, 2)], ["1 first", "2 winner"]],
    ["votes counted again", [nuneaton, { ...nuneaton, state: "recount" }], ["1 first"]],
  ])("%s", (_, said, changes) => expect(kinds(...said)).toEqual(changes));
});

test("a contest as it stood, and how the seats added up, after each entry", () => {
  const history = historyOf([nuneaton, entryOf("Bath"), upsetOf(nuneaton), retractionOf(upsetOf(nuneaton))]);
  const winners = [1, 2, 3, 4].map((seq) => history.outcomeAt(nuneaton.seat, seq).winner?.party.id);
  expect(winners).toEqual(["lab", "lab", "con", undefined]);
  const seats = (seq: number) => Object.fromEntries(history.countAt(seq).seats);
  expect(seats(0)).toEqual({});
  expect(seats(2)).toEqual({ lab: 1, ld: 1 });
  expect(seats(3)).toEqual({ lab: 0, con: 1, ld: 1 });
  expect(history.countAt(99)).toMatchObject({ known: 1, declared: 1, gains: 0 });
  expect(history.changes(1, 3).map(({ seq }) => seq)).toEqual([2, 3]);
});

test("the night's end is what was published", () => {
  const history = historyOf(entries);
  const { known, declared, seats } = history.countAt(history.seq);
  expect([known, declared]).toEqual([650, 650]);
  // House of Commons Library, CBP-10009.
  expect(Object.fromEntries(seats)).toMatchObject({
    lab: 411,
    con: 121,
    ld: 72,
    snp: 9,
    sf: 7,
    ind: 6,
    reform: 5,
    speaker: 1,
  });
});

test("the newsroom's own entries are not in the public's history, which goes by them", () => {
  const staff: Declaration = { ...upsetOf(nuneaton), staff: true };
  const log = [nuneaton, staff, entryOf("Bath")];
  const open = historyOf(log, (entry) => !entry.staff);
  expect(open.changes(0).map(({ seq }) => seq)).toEqual([1, 3]);
  expect(open.results.outcome(nuneaton.seat).winner?.party.id).toBe("lab");
  expect(open.entries(nuneaton.seat)).toHaveLength(1);
  expect(open.seq).toBe(3);
  expect(historyOf(log).results.outcome(nuneaton.seat).winner?.party.id).toBe("con");
  const silent = historyOf([{ ...nuneaton, staff: true }], (entry) => !entry.staff);
  expect([silent.seq, silent.changes(0), silent.milestones(0), silent.results.known]).toEqual([1, [], [], []]);
});

describe("in whatever pieces the log is read", () => {
  const { election: since, said } = comingOf("Runcorn and Helsby");
  const seats = ["Runcorn and Helsby", "Nuneaton", "Bath", "Swindon South"].map(entryOf);
  /** What can follow a declaration, of any of them, in any order: it need not make sense. */
  const step = fc
    .tuple(fc.constantFrom<Declaration>(...seats, said), fc.nat(6), fc.integer({ min: 1, max: 5 }))
    .map(([one, what, revision]): Declaration => {
      const kinds = [one, callOf(one), upsetOf(one), retractionOf(one), tieOf(one), tieOf(one, ranked(one)[1])];
      const chosen = kinds[what] ?? { ...one, staff: true };
      return { ...chosen, revision };
    });
  const facts = (history: History) => ({
    changes: history.changes(0),
    milestones: history.milestones(0),
    seq: history.seq,
    counts: [...Array(history.seq + 1).keys()].map((seq) => history.countAt(seq)),
    outcomes: [...history.results.all, ...history.results.upcoming].filter(({ standing }) => standing),
  });

  test("the history is the same", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), fc.array(fc.nat(14)), (steps, cuts) => {
        const log = logOf(steps);
        const begun = History.before(since, ({ staff }) => !staff);
        const whole = begun.with(log);
        const ends = [...cuts, log.length].toSorted((a, b) => a - b);
        let pieces = begun;
        for (const [i, end] of ends.entries()) pieces = pieces.with(log.slice(ends[i - 1] ?? 0, end));
        expect(facts(pieces)).toEqual(facts(whole));
      }),
      { numRuns: 60 },
    );
  });

  test("every entry that changes what stands is a change, and no other", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        const history = History.before(since).with(logOf(steps));
        for (const entry of logOf(steps)) {
          const contest = contestOf(entry);
          const [was, now] = [entry.seq - 1, entry.seq].map((seq) => history.outcomeAt(contest, seq));
          const facts = (outcome = was) => [
            outcome?.standing === undefined,
            outcome?.state,
            outcome?.winner?.candidate.id,
            Object.fromEntries(outcome?.lines.map(({ candidate, votes }) => [candidate.id, votes]) ?? []),
          ];
          const changed = JSON.stringify(facts(was)) !== JSON.stringify(facts(now));
          expect(history.changes(entry.seq - 1, entry.seq)).toHaveLength(changed ? 1 : 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test("a by-election is measured against the election, however late that is corrected", () => {
  const { election: since, said } = comingOf("Runcorn and Helsby");
  const seat = entryOf("Runcorn and Helsby");
  const change = (...log: readonly Declaration[]) => {
    const [by] = History.before(since).with(logOf(log)).results.upcoming;
    return by?.lines.find(({ party }) => party.id === "reform")?.change;
  };
  // 12,645 of 32,655 votes in 2025, against 7,662 of 42,295 the year before, as published.
  expect(change(seat, said)).toBeCloseTo(20.6, 1);
  expect(change(said, seat)).toBe(change(seat, said));
  const reform = since.candidates.find(({ seat: code, party }) => code === seat.seat && party === "reform")?.id ?? "";
  expect(change(seat, said, correctionOf(seat, { [reform]: 0 }))).toBeCloseTo(38.7, 1);
});

test("what is of no contest of the pack is a mistake of ours", () => {
  expect(() => historyOf([{ ...nuneaton, seat: "E99999999" }])).toThrow(RangeError);
  expect(() => historyOf([{ ...nuneaton, byElection: "2025-01-01" }])).toThrow(RangeError);
  expect(election.seats).toHaveLength(650);
});
