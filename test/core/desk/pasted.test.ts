/** Lines at the desk that were copied from a sheet or from Teller's own cards, or written as sheets are. */
import { describe, expect, test } from "vitest";
import { ballotOf } from "../../../src/core/desk/ballot.ts";
import { readFigures } from "../../../src/core/desk/figures.ts";
import { Results } from "../../../src/core/results.ts";
import { loadElection, loadResults } from "../../../src/data/election-pack.ts";
import { uk2024 } from "../../support/small-pack.ts";

const election = loadElection(uk2024);
const seat = election.seats.find(({ name }) => name === "Bath") ?? expect.fail();
const ballot = ballotOf(Results.before(election), seat.code);
const votes = loadResults(uk2024).find((one) => one.seat === seat.code)?.votes ?? {};

type One = (typeof ballot.standing)[number];
const typed = (line: (one: One, n: number) => string, more = "") =>
  readFigures(`${ballot.standing.map((one) => line(one, votes[one.candidate.id] ?? 0)).join("\n")}\n${more}`, ballot);
const gb = (n: number) => n.toLocaleString("en-GB");
const taken = { kind: "figures", figures: { votes } };

describe("the desk takes what sheets take", () => {
  test.each<[string, (one: One, n: number) => string]>([
    ["cells parted by tabs", ({ name, party }, n) => `Bath\t${name}\t${party.short}\t${n}`],
    ["cells parted by commas", ({ name, party }, n) => `Bath,${name},${party.short},${n}`],
    ["cells parted by bars", ({ name, party }, n) => `| ${name} | ${party.short} | ${gb(n)} |`.slice(0, -2)],
    ["a card's row", ({ name, party }, n) => `${name}  ${party.abbreviation}  ${gb(n)}  41.3  −12.1`],
    ["a share", ({ name }, n) => `${name}: ${gb(n)} (41.3%)`],
    ["19883.0", ({ name }, n) => `${name}: ${n}.0`],
    ["19’883", ({ name }, n) => `${name}: ${gb(n).replace(",", "’")}`],
    [
      "full-width digits",
      ({ name }, n) => `${name}: ${String(n).replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)))}`,
    ],
    [
      "titles and letters",
      ({ candidate }, n) => `Rt Hon ${candidate.family.toUpperCase()}, ${candidate.given} MP: ${n}`,
    ],
    ["Mr and a family name", ({ candidate, party }, n) => `Mr ${candidate.family} (${party.short}): ${n}`],
  ])("%s", (_, line) => expect(typed(line)).toEqual(taken));

  const gbOf = ({ candidate }: One): string => gb(votes[candidate.id] ?? 0);
  const share = ({ candidate }: One): string => `${((100 * (votes[candidate.id] ?? 0)) / 48_130).toFixed(1)}%`;
  const isFirst = ({ party }: One): boolean => party.short === "Lib Dem";
  test.each<[string, string]>([
    [
      "votes after shares and the last election's, in tabs",
      [
        "Bath constituency",
        "Party\tCandidate\tVotes 2019\t%\tVotes 2024\tChange",
        ...ballot.standing.map((one) => `${one.party.name}\t${one.name}\t17\t${share(one)}\t${gbOf(one)}\t+2.1`),
        "Total\t\t\t\t48,130",
        "Turnout\t\t\t\t69.1%",
      ].join("\n"),
    ],
    [
      "surname, forename and who was elected, with commas",
      [
        "Surname,Forenames,Description,Votes,Elected",
        ...ballot.standing.map(
          (one) =>
            `${one.candidate.family.toUpperCase()},${one.candidate.given},${one.party.short},"${gbOf(one)}",${isFirst(one) ? "Y" : ""}`,
        ),
        "Total,,,48130,",
      ].join("\n"),
    ],
    [
      "a table of plain text",
      `| Rank | Votes | Candidate |\n|---|---:|---|\n${ballot.standing.map((one, i) => `| ${i + 1} | ${gbOf(one)} | ${one.name} |`).join("\n")}`,
    ],
  ])("a table by its headings: %s", (_, text) => expect(readFigures(text, ballot)).toEqual(taken));

  test("a table: rejected papers are taken, and a missing figure is missed by name", () => {
    const rows = ballot.standing.map((one) => `${one.name}\t${one.party.short}\t${share(one)}\t${gbOf(one)}`);
    const head = "Candidate\tParty\t%\tVotes";
    expect(readFigures([head, ...rows, "Rejected papers\t\t\t192"].join("\n"), ballot)).toEqual({
      kind: "figures",
      figures: { votes, rejected: 192 },
    });
    const short = rows.map((row) => (row.startsWith("Wera") ? row.replace(/\t[\d,]+$/, "\t") : row));
    expect(readFigures([head, ...short].join("\n"), ballot)).toEqual({
      kind: "faults",
      faults: [{ says: "There is no figure for Wera Hobhouse." }],
    });
  });

  test("a table of the last election's figures alone is nobody's", () => {
    const rows = ballot.standing.map((one) => `${one.name}\t17`);
    expect(readFigures(["Candidate\tVotes 2019", ...rows].join("\n"), ballot).kind).toBe("faults");
  });

  test("headings, sums and lines of the seat as a whole", () => {
    const more = "Total: 48,130\nTurnout: 69.1%\nMajority 11,218";
    expect(
      readFigures(
        `Candidate\tParty\tVotes\n${ballot.standing.map((one) => `${one.name}: ${votes[one.candidate.id]}`).join("\n")}\n${more}`,
        ballot,
      ),
    ).toEqual(taken);
    expect(typed(({ name }, n) => `${name}: ${n}`, "Total: 48310")).toEqual({
      kind: "faults",
      faults: [{ line: 10, says: "The votes add up to 48,130, and not to that." }],
    });
  });
});
