/** The judge of sanity: no real result is doubted, and slips are. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { insane } from "../../../src/core/desk/sanity.ts";
import { election, pack } from "../../support/source-stage.ts";
import { isLong } from "../../support/long.ts";

const bySeat = Map.groupBy(election.candidates, ({ seat }) => seat);
const { parties } = election;

interface Line {
  readonly party: string;
  readonly votes: number;
}
const real = pack.results.map(({ seat: code, votes }) => {
  const seat = election.seats.find((one) => one.code === code) ?? expect.fail();
  const lines = (bySeat.get(code) ?? []).map(({ id, party }) => ({ party, votes: votes[id] ?? 0 }));
  return { seat, lines };
});
const judged = ({ seat, lines }: (typeof real)[number]) =>
  insane({
    lines,
    electorate: seat.electorate ?? 0,
    parties,
    isByElection: false,
    ...(seat.previous && { previous: seat.previous }),
  });

test("holds none of the results of 2024", () => {
  expect(real.filter((one) => judged(one).length > 0).map(({ seat }) => seat.name)).toEqual([]);
});

/** Published with the party's share in 2017, whose votes and turnout are not in the same files. */
test("holds none of the results of 2019", () => {
  const lines = readFileSync(join(import.meta.dirname, "..", "..", "published", "uk-2019.txt"), "utf8")
    .trim()
    .split("\n");
  const ofNone = [
    { id: "Ind", kind: "independents" },
    { id: "Spk", kind: "speaker" },
  ];
  const held = lines.flatMap((line) => {
    const [, name = "", electorate, rejected, standing = ""] = line.split("|");
    const rows = standing.split(" ").map((one) => one.split(":"));
    const votes: Record<string, number> = {};
    for (const [party = "", , before = ""] of rows)
      if (before !== "") votes[party] = (votes[party] ?? 0) + Number(before);
    const known = Object.values(votes).reduce((sum, some) => sum + some, 0);
    // Buckingham was the Speaker's in 2017, and nobody's share is known.
    const previous = known > 0 && {
      previous: { valid: 10_000, votes: { ...votes, others: Math.max(0, 10_000 - known) } },
    };
    const given = {
      lines: rows.map(([party = "", n]) => ({ party, votes: Number(n) })),
      electorate: Number(electorate),
      rejected: Number(rejected),
      parties: [...parties, ...ofNone],
      isByElection: false,
      ...previous,
    };
    return insane(given).map((why) => `${name}: ${why}`);
  });
  expect(held).toEqual([]);
  expect(lines).toHaveLength(650);
});

test("holds none of the by-elections since, on the last results in their seats", () => {
  const held = election.byElections.map(({ seat: code, candidates, electorate, rejected }) => {
    const own = real.find(({ seat }) => seat.code === code) ?? expect.fail();
    const votes: Record<string, number> = {};
    for (const line of own.lines) votes[line.party] = (votes[line.party] ?? 0) + line.votes;
    const valid = own.lines.reduce((all, line) => all + line.votes, 0);
    const previous = { electorate: own.seat.electorate, valid, votes };
    return insane({ lines: candidates, electorate, rejected, parties, isByElection: true, previous });
  });
  expect(held).toEqual(election.byElections.map(() => []));
  expect(held.length).toBeGreaterThan(0);
});

test("papers that were rejected are judged beside votes, and none that were published is held", () => {
  const rejected = new Map(pack.results.map((one) => [one.seat, one.rejected]));
  const most = (share: number) =>
    real.filter(({ seat, lines }) => {
      const sum = lines.reduce((all, { votes }) => all + votes, 0);
      const papers = share > 0 ? Math.round(sum * share) : rejected.get(seat.code);
      return insane({
        lines,
        electorate: seat.electorate ?? 0,
        parties,
        isByElection: false,
        ...(papers !== undefined && { rejected: papers }),
      }).some((reason) => /rejected papers/.test(reason));
    });
  expect(most(0)).toEqual([]);
  expect(most(0.06)).toHaveLength(650);
});

const place = (lines: readonly Line[], rank: number): Line | undefined =>
  lines.toSorted((a, b) => b.votes - a.votes)[rank];
const change = (lines: readonly Line[], one: Line | undefined, votes: number) =>
  lines.map((line) => (line === one ? { ...line, votes } : line));
const swap = (lines: readonly Line[], a: number, b: number) => {
  const [one, other] = [place(lines, a), place(lines, b)];
  return lines.map((line) =>
    line === one ? { ...line, votes: other?.votes ?? 0 } : line === other ? { ...line, votes: one?.votes ?? 0 } : line,
  );
};

const first = (n: number): number => Number(String(n).slice(1));
const at = (rank: number, to: (n: number) => number) => (lines: readonly Line[]) =>
  change(lines, place(lines, rank), to(place(lines, rank)?.votes ?? 0));
const over = (rank: number, from: number) => (lines: readonly Line[]) =>
  change(lines, place(lines, rank), place(lines, from)?.votes ?? 0);

/**
 * The share of all seats in which a slip is seen by the figures alone; the rest look like results that there have been. Neighbours
 * that are swapped, and digits of candidates with few votes, are seen by a sheet's own sums and words, or not at all.
 */
const slips: readonly (readonly [string, number, (lines: readonly Line[]) => readonly Line[]])[] = [
  [
    "noughts for blanks",
    1,
    (lines) =>
      lines.map((line) => (line === place(lines, 0) || line === place(lines, 1) ? line : { ...line, votes: 0 })),
  ],
  ["a nought for the second", 0.98, at(1, () => 0)],
  ["half of the count", 0.99, (lines) => lines.map(({ party, votes }) => ({ party, votes: Math.round(votes / 2) }))],
  [
    "percentages in place of votes",
    1,
    (lines) => lines.map(({ party, votes }) => ({ party, votes: Math.round(votes / 481) })),
  ],
  ["the first digit of the winner's left out", 0.86, at(0, first)],
  ["the first digit of the second's left out", 0.79, at(1, first)],
  ["the last digit of the winner's left out", 0.99, at(0, (n) => Math.floor(n / 10))],
  ["the last digit of the second's left out", 0.87, at(1, (n) => Math.floor(n / 10))],
  ["a one before the winner's", 0.99, at(0, (n) => Number(`1${n}`))],
  ["a one before the second's", 0.9, at(1, (n) => Number(`1${n}`))],
  ["a one before the third's", 0.82, at(2, (n) => Number(`1${n}`))],
  ["a one before the fourth's", 0.84, at(3, (n) => Number(`1${n}`))],
  ["a nought after the winner's", 1, at(0, (n) => n * 10)],
  ["a nought after the third's", 0.99, at(2, (n) => n * 10)],
  ["a nought after the fifth's", 0.93, at(4, (n) => n * 10)],
  ["the winner's first digit twice", 0.99, at(0, (n) => Number(`${String(n).slice(0, 1)}${n}`))],
  [
    "a column shifted by a row",
    0.9,
    (lines) => lines.map(({ party }, i) => ({ party, votes: lines[(i + 1) % lines.length]?.votes ?? 0 })),
  ],
  ["the second's row copied over the third's", 0.98, over(2, 1)],
  ["the third's row copied over the fourth's", 0.82, over(3, 2)],
  ["the first and the last swapped", 0.9, (lines) => swap(lines, 0, lines.length - 1)],
  ["the first and the fifth swapped", 0.85, (lines) => swap(lines, 0, 4)],
  ["the first and the fourth swapped", 0.58, (lines) => swap(lines, 0, 3)],
];

describe("sees slips", () => {
  const some = real.filter((_, i) => isLong || i % 13 === 0);
  test.each(slips)("%s", (_, least, slip) => {
    const seen = some.filter((one) => judged({ ...one, lines: [...slip(one.lines)] }).length > 0);
    expect(seen.length / some.length).toBeGreaterThanOrEqual(least * (isLong ? 1 : 0.85));
  });
});
