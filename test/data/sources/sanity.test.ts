/** The judge of sanity: no real result is doubted, and slips are. */
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

/** The share of all seats in which a slip is seen by the figures alone; the rest look like results that there have been. */
const slips: readonly (readonly [string, number, (lines: readonly Line[]) => readonly Line[]])[] = [
  [
    "noughts for blanks",
    1,
    (lines) =>
      lines.map((line) => (line === place(lines, 0) || line === place(lines, 1) ? line : { ...line, votes: 0 })),
  ],
  ["half of the count", 0.99, (lines) => lines.map(({ party, votes }) => ({ party, votes: Math.round(votes / 2) }))],
  [
    "a digit too few for the winner",
    0.8,
    (lines) => change(lines, place(lines, 0), Number(String(place(lines, 0)?.votes).slice(1))),
  ],
  [
    "a digit too few for the second",
    0.7,
    (lines) => change(lines, place(lines, 1), Number(String(place(lines, 1)?.votes).slice(1))),
  ],
  [
    "a digit too many for the third",
    0.7,
    (lines) => change(lines, place(lines, 2), Number(`1${place(lines, 2)?.votes}`)),
  ],
  [
    "a column shifted by a row",
    0.8,
    (lines) => lines.map(({ party }, i) => ({ party, votes: lines[(i + 1) % lines.length]?.votes ?? 0 })),
  ],
  ["the first and the last swapped", 0.9, (lines) => swap(lines, 0, lines.length - 1)],
  ["the first and the fifth swapped", 0.7, (lines) => swap(lines, 0, 4)],
  [
    "the second's row copied over the third's",
    0.95,
    (lines) => change(lines, place(lines, 2), place(lines, 1)?.votes ?? 0),
  ],
  [
    "percentages in place of votes",
    1,
    (lines) => lines.map(({ party, votes }) => ({ party, votes: Math.round(votes / 481) })),
  ],
];

describe("sees slips", () => {
  const some = real.filter((_, i) => isLong || i % 13 === 0);
  test.each(slips)("%s", (_, least, slip) => {
    const seen = some.filter((one) => judged({ ...one, lines: [...slip(one.lines)] }).length > 0);
    expect(seen.length / some.length).toBeGreaterThanOrEqual(least * 0.9);
  });
});
