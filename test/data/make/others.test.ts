/** Elections that are not the Commons', made from a newsroom's own sheet and one of the last results: nothing touches the disk. */
import { describe, expect, test } from "vitest";
import { loadPack } from "../../../src/data/election-pack.ts";
import { MakeError, readCandidates } from "../../../src/data/make/candidates-file.ts";
import { makeElection } from "../../../src/data/make/election.ts";
import type { MakeOptions } from "../../../src/data/make/options.ts";
import { uk2024 } from "../../support/small-pack.ts";

const before = loadPack(uk2024);
const file = (...lines: readonly string[]) => readCandidates(lines.join("\n"), "sheet.csv");
const make = (kind: MakeOptions["kind"], candidates: string[], previous?: string[], more: Partial<MakeOptions> = {}) =>
  makeElection({
    kind,
    before,
    candidates: file(...candidates),
    ...(previous && { previous: file(...previous) }),
    ...more,
  });

/** The West Midlands on 2 May 2024, and the first two of the first count of 6 May 2021. The electorate is made up. */
const midlands = "West Midlands Combined Authority";
const mayor = [
  "area,gss,candidate,party,votes,election_date",
  `${midlands},E47000007,Siobhan Harper-Nunes,Green Party,31036,2024-05-02`,
  `${midlands},E47000007,Richard Parker,Labour and Co-operative Party,225590,2024-05-02`,
  `${midlands},E47000007,Andy Street,Conservative,224082,2024-05-02`,
  `${midlands},E47000007,Sunny Virk,Liberal Democrats,12176,2024-05-02`,
  `${midlands},E47000007,Elaine Williams,Reform UK,34471,2024-05-02`,
  `${midlands},E47000007,Akhmed Yakoob,Independent,69621,2024-05-02`,
];
const mayorBefore = [
  "area,gss,candidate,party,votes,election_date,electorate",
  `${midlands},E47000007,Liam Byrne,Labour,244009,2021-05-06,`,
  `${midlands},E47000007,Andy Street,Conservative,299318,2021-05-06,2057112`,
];

describe("a mayor", () => {
  test("is measured against the file of the last results", () => {
    const { election, seats, results, people } = make("mayor", mayor, mayorBefore);
    expect(election).toMatchObject({
      kind: "mayor",
      name: `2024 ${midlands} mayoral election`,
      date: "2024-05-02",
      pollsClose: "2024-05-02T22:00:00+01:00",
      publisher: { name: "newsroom’s file of candidates" },
      previous: { kind: "actual", name: "election of 6 May 2021", date: "2021-05-06" },
      credits: ["Candidates: as given by the newsroom"],
    });
    // No source is named for a file that the newsroom brings.
    expect(election.previous).not.toHaveProperty("source");
    expect(seats).toMatchObject([
      {
        code: "E47000007",
        name: midlands,
        nation: "England",
        aliases: ["West Midlands"],
        electorate: 2_057_112,
        previous: { valid: 543_327, votes: { lab: 244_009, con: 299_318 } },
      },
    ]);
    expect(results).toMatchObject([{ seat: "E47000007", valid: 596_976 }]);
    expect(people.members).toEqual([]);
  });

  test("is named by the day where there are several, and by the name where a file has no code", () => {
    const london = mayor.map((line) =>
      line.replace(midlands, "Greater London Authority").replace("E47000007", "E61000001"),
    );
    const { election, seats } = make("mayor", [...mayor, ...london.slice(1)]);
    expect(election.name).toBe("mayoral elections of 2 May 2024");
    expect(seats.map(({ aliases }) => aliases[0])).toEqual(["West Midlands", "Greater London"]);
    const byName = (lines: readonly string[]) => lines.map((line) => line.replace("E47000007", ""));
    const bare = make("mayor", byName(mayor), byName(mayorBefore));
    expect(bare.seats).toMatchObject([{ code: "west-midlands-combined-authority", previous: { valid: 543_327 } }]);
  });

  test.each<[string, (lines: readonly string[]) => string[], RegExp]>([
    ["votes", (lines) => lines.map((line) => line.replace(/,\d+,2021/, ",,2021")), /previous results has no votes/],
    ["a day", (lines) => lines.map((line) => line.replace("2021-05-06", "")), /does not say when they were/],
  ])("last results without %s are refused", (_, cut, says) => {
    expect(() => make("mayor", mayor, cut(mayorBefore))).toThrow(says);
  });
});

describe("another parliament's by-election", () => {
  // The first three for Caerphilly's seat in the Senedd, and two of Hamilton, Larkhall and Stonehouse. Codes are made up.
  const caerphilly = [
    "constituency,ons code,first name,surname,party,votes,date",
    "Caerphilly,W09000040,Llŷr,Powell,Reform UK,12113,2025-10-23",
    "Caerphilly,W09000040,Richard,Tunnicliffe,Labour,3713,2025-10-23",
    "Caerphilly,W09000040,Lindsay,Whittle,Plaid Cymru,15961,2025-10-23",
  ];
  const hamilton = [
    "constituency,ons code,first name,surname,party,votes,date",
    '"Hamilton, Larkhall and Stonehouse",S16000109,Katy,Loudon,SNP,7957,2025-06-05',
    '"Hamilton, Larkhall and Stonehouse",S16000109,Davy,Russell,Labour,8559,2025-06-05',
  ];

  test("is in its nation, by its code", () => {
    const wales = make("other", caerphilly);
    expect(wales.election).toMatchObject({ name: "Caerphilly, 23 October 2025", id: "caerphilly-2025-10-23" });
    expect(wales.election).not.toHaveProperty("previous");
    expect(wales.seats).toMatchObject([{ nation: "Wales", region: "Wales" }]);
    expect(wales.results).toMatchObject([{ valid: 31_787 }]);
    expect(make("other", hamilton).seats).toMatchObject([{ nation: "Scotland" }]);
    const belfast = hamilton.map((line) => line.replace("S16000109", "N99000001").replace("SNP", "DUP"));
    expect(make("other", belfast).seats).toMatchObject([{ nation: "Northern Ireland" }]);
    const both = [...caerphilly, ...hamilton.slice(1)].map((line) => line.replace("2025-06-05", "2025-10-23"));
    expect(make("other", both).election.name).toBe("elections of 23 October 2025");
    // Winter: the voters' clock is an hour back.
    expect(make("other", caerphilly, undefined, { date: "2025-10-23" }).election.pollsClose).toMatch(/\+01:00$/);
    const winter = caerphilly.map((line) => line.replace("2025-10-23", "2025-12-04"));
    expect(make("other", winter).election.pollsClose).toBe("2025-12-04T22:00:00+00:00");
  });

  test("namesakes without ids are two, and a person of one id stands once", () => {
    const two = [...caerphilly, "Caerphilly,W09000040,Richard,Tunnicliffe,Independent,12,2025-10-23"];
    expect(make("other", two).people.candidates.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["richard-tunnicliffe", "richard-tunnicliffe-5"]),
    );
    const numbered = two.map((line, i) => `${i === 0 ? "id" : i < 4 ? i : 2},${line}`);
    expect(() => make("other", numbered)).toThrow(/Row 5: Richard Tunnicliffe stands twice in Caerphilly/);
    // Letters of which no slug is made.
    const other = caerphilly.map((line) => line.replace("Llŷr,Powell", "明,李"));
    expect(make("other", other).people.candidates.map(({ id }) => id)).toContain("row-2");
  });

  test("half of the votes make no result, and a tie is told by who is marked", () => {
    const half = make(
      "other",
      caerphilly.map((line) => line.replace("3713", "")),
    );
    expect(half.results).toEqual([]);
    expect(half.said.join()).toMatch(/votes of 2 of 3 candidates, which make no result/);
    const tied = caerphilly.map(
      (line, i) => `${line.replace(/1(?:2113|5961)/, "14000")},${["elected", "", "", "y"][i]}`,
    );
    expect(make("other", tied).results).toMatchObject([{ winner: "lindsay-whittle" }]);
  });
});

describe("a file that is no table of candidates", () => {
  test.each([
    ["", /is no table: save it as CSV, with a heading/],
    ["candidate,seat\nA B,Bath", /no column for the party \(party_name\)/],
    ["party,votes\nLabour,1", /no column for the candidate’s name .*, nor for the seat/],
    ['{"candidates": 7}', /sheet\.csv/],
  ])("%j", (text, says) => {
    expect(() => readCandidates(text, "sheet.csv")).toThrow(MakeError);
    expect(() => readCandidates(text, "sheet.csv")).toThrow(says);
  });

  test("rows that name nobody, or nowhere, are left out, and it is said", () => {
    const { rows, odd } = file(
      "candidate,party,seat",
      ",Labour,Bath",
      "Ann Example,Labour,",
      "Jan van der Berg,Labour,Bath",
    );
    expect(rows).toMatchObject([{ given: "Jan", family: "van der Berg" }]);
    expect(odd).toEqual([
      "sheet.csv, row 2: nobody is named; left out.",
      "sheet.csv, row 3: no seat is named; left out.",
    ]);
  });
});
