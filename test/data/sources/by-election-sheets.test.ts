/** Sheets of a by-election beside an election that is over: it is measured by the last result in its seat. */
import { expect, test } from "vitest";
import { readSheet } from "../../../src/data/sources/csv.ts";
import { createMatcher } from "../../../src/data/sources/match.ts";
import { election, now, pack, saidIn, whysIn } from "../../support/source-stage.ts";

/** The by-elections that were held, as they were before. */
const upcoming = election.byElections.map(({ seat, date, electorate, candidates }) => ({
  seat,
  date,
  electorate,
  pollsClose: `${date}T22:00:00+01:00`,
  candidates: candidates.map(({ id = "", given, family, party }) => ({ id, given, family, party })),
}));
const before = { ...election, byElections: [], upcoming };
const matcher = createMatcher(before, pack.results);
const nameOf = new Map(election.seats.map(({ code, name }) => [code, name]));
const parties = new Map(election.parties.map((party) => [party.id, party]));

type Held = (typeof election.byElections)[number];
const sheet = (held: readonly Held[], votes: (one: Held["candidates"][number], held: Held) => number | string) =>
  [
    "Constituency,Polling day,Candidate,Party,Votes",
    ...held.flatMap((by) =>
      by.candidates.map(
        (one) =>
          `"${nameOf.get(by.seat)}",${by.date},${one.given} ${one.family},"${parties.get(one.party)?.name}",${votes(one, by)}`,
      ),
    ),
  ].join("\n");
const read = (text: string) => readSheet(text, "sheet", { matcher, election: before, now });

test("every result that was published is told", () => {
  const found = read(sheet(election.byElections, ({ votes }) => votes));
  expect(whysIn(found)).toEqual([]);
  expect(saidIn(found).map(({ seat, byElection }) => [seat, byElection])).toEqual(
    election.byElections.map(({ seat, date }) => [seat, date]),
  );
});

test("the general election's votes, by party, are put aside: rows that were never filled anew", () => {
  const general = ({ party }: Held["candidates"][number], { seat }: Held): number => {
    const own = election.candidates.filter((one) => one.seat === seat && one.party === party);
    const votes = pack.results.find((one) => one.seat === seat)?.votes ?? {};
    return own.reduce((sum, { id }) => sum + (votes[id] ?? 0), 0);
  };
  const runcorn = election.byElections.filter(({ seat }) => nameOf.get(seat) === "Runcorn and Helsby");
  const found = read(sheet(runcorn, general));
  expect(saidIn(found)).toEqual([]);
  expect(whysIn(found)).toEqual([expect.stringContaining("the very figures of the last election")]);
});

test("a leading digit too few waits for an editor", () => {
  const runcorn = election.byElections.filter(({ seat }) => nameOf.get(seat) === "Runcorn and Helsby");
  // Reform UK's 12,645 and Labour's 12,639, without their first digits: a turnout of 18%.
  const found = read(sheet(runcorn, ({ votes }) => (votes > 9_999 ? votes - 10_000 : votes)));
  expect(saidIn(found)).toEqual([]);
  expect(whysIn(found)).toHaveLength(1);
});
