/** Results as returning officers and councils publish them. */
import { csv, gb, of, share, utf16Big, windows1252, type Seat, type Shape } from "./shape.ts";

const [bath, mon, islington, aldershot] = [of("Bath"), of("Ynys Môn"), of("Islington North"), of("Aldershot")];

/** The notice that the law asks for, as councils put it on their pages. */
const declaration = (seat: Seat): string =>
  csv([
    ["Declaration of Result of Poll", "", "", ""],
    [`Election of a Member of Parliament for the ${seat.name} Constituency on Thursday 4 July 2024`, "", "", ""],
    [
      "I, Jane Officer, being the Acting Returning Officer at the above election, do hereby give notice that the number of votes recorded for each Candidate is as follows:",
      "",
      "",
      "",
    ],
    ["Name of Candidate", "Description (if any)", "Number of Votes*", ""],
    ...seat.all.map((one) => [
      `${one.family.toUpperCase()}, ${one.given}`,
      one.printed,
      one.votes,
      one === seat.winner ? "ELECTED" : "",
    ]),
    ["* If elected the word 'Elected' appears against the number of votes.", "", "", ""],
    ["The number of ballot papers rejected was as follows:", "", "Number of ballot papers", ""],
    ["A", "want of an official mark", 0, ""],
    ["B", "voting for more candidates than voter was entitled to", 40, ""],
    ["C", "writing or mark by which voter could be identified", 1, ""],
    ["D", "being unmarked or wholly void for uncertainty", seat.rejected - 41, ""],
    ["", "Total", seat.rejected, ""],
    [
      "Vacant Seats: 1",
      `Electorate: ${seat.electorate}`,
      `Ballot Papers Issued: ${seat.valid + seat.rejected}`,
      "Turnout: 69%",
    ],
  ]);

/** A council's page of a result, copied with the mouse. */
const page = [
  "Election results for Bath",
  "UK Parliamentary general election - Thursday, 4 July 2024",
  "Bath - results",
  "Election Candidate\tParty\tVotes\t%\t",
  ...bath.sorted.map(
    (one) =>
      `${one.name}\t${one.full}\t${one.votes}\t${share(one.votes, bath.valid, 0)}%\t${one === bath.winner ? "Elected" : "Not elected"}`,
  ),
  "Voting Summary",
  "Details\tNumber",
  "Seats\t1",
  `Total votes\t${bath.valid}`,
  `Electorate\t${bath.electorate}`,
  `Number of ballot papers issued\t${bath.valid + bath.rejected}`,
  `Number of ballot papers rejected\t${bath.rejected}`,
  "Turnout\t69%\n",
].join("\n");

const bilingual = csv([
  [
    "Etholaeth / Constituency",
    "Enw'r Ymgeisydd / Name of Candidate",
    "Disgrifiad / Description",
    "Nifer y Pleidleisiau / Number of Votes",
  ],
  ...mon.all.map((one) => [mon.name, `${one.family.toUpperCase()}, ${one.given}`, one.full, one.votes]),
]);

const grouped = csv([
  ["Bath parliamentary constituency", "", "", "", ""],
  ["Candidate", "", "Result", "", ""],
  ["Surname", "First names", "Party", "Votes", "%"],
  ...bath.all.map((one) => [one.family, one.given, one.full, gb(one.votes), `${share(one.votes, bath.valid)}%`]),
  ["TOTAL", "", "", gb(bath.valid), "100%"],
  ["Spoilt", "", "", bath.rejected, ""],
]);

const rows = (seat: Seat, name = seat.name) => seat.all.map((one) => [name, one.name, one.short, one.votes]);
const head = ["Constituency", "Candidate", "Party", "Votes"];

export const councils: Readonly<Record<string, Shape>> = {
  "declaration of result of poll": {
    seen: "councils' statutory notices",
    text: declaration(bath),
    results: ["Bath"],
    rejected: bath.rejected,
  },
  "declaration of result of poll, in Windows-1252": {
    seen: "the same, saved by a spreadsheet",
    text: windows1252(declaration(mon)),
    results: ["Ynys Môn"],
    rejected: mon.rejected,
  },
  "declaration of result of poll, in UTF-16": {
    seen: "the same, saved as Unicode text",
    text: utf16Big(declaration(islington)),
    results: ["Islington North"],
    rejected: islington.rejected,
  },
  "a result's page, copied": {
    seen: "councils' committee systems",
    text: page,
    results: ["Bath"],
    rejected: bath.rejected,
  },
  "headings in Welsh and English": { seen: "councils in Wales", text: bilingual, results: ["Ynys Môn"] },
  "headings in Welsh alone": {
    seen: "newsrooms in Wales",
    text: csv([
      ["Etholaeth", "Ymgeisydd", "Plaid", "Pleidleisiau"],
      ...mon.all.map((one) => [mon.name, one.name, one.full, one.votes]),
    ]),
    results: ["Ynys Môn"],
  },
  "headings under a group's": {
    seen: "councils' spreadsheets, with merged cells",
    text: grouped,
    results: ["Bath"],
    rejected: bath.rejected,
  },
  "elected beside the votes": {
    seen: "councils' tables without a column for it",
    text: csv([
      head,
      ...bath.all.map((one) => [
        "Bath",
        one.name,
        one.short,
        one === bath.winner ? `${gb(one.votes)} - ELECTED` : gb(one.votes),
      ]),
    ]),
    results: ["Bath"],
  },
  "pages that are numbered": {
    seen: "tables out of printed documents",
    text: csv([
      head,
      ...rows(bath).slice(0, 4),
      ["Page 1 of 2", "", "", ""],
      head,
      ...rows(bath).slice(4),
      ["Page 2 of 2", "", "", ""],
    ]),
    results: ["Bath"],
  },
  "a sum beside the seat's name": {
    seen: "spreadsheets with subtotals",
    text: csv([
      head,
      ...rows(bath),
      ["Bath", "", "", bath.valid],
      ...rows(aldershot),
      ["Aldershot Total", "", "", aldershot.valid],
      ["UK", "", "", bath.valid + aldershot.valid],
    ]),
    results: ["Bath", "Aldershot"],
  },
  "a wrong sum beside the seat's name": {
    seen: "the same, with a slip",
    text: csv([head, ...rows(bath), ["Bath", "", "", bath.valid - 90]]),
    held: ["Bath"],
  },
  provisional: {
    seen: "councils' first tables of the night",
    text: csv([["PROVISIONAL RESULT - subject to checking"], head, ...rows(bath)]),
    held: ["Bath"],
  },
  "a rehearsal's": {
    seen: "elections offices before the night",
    text: csv([["REHEARSAL DATA - TEST ONLY"], head, ...rows(bath)]),
    refused: /made up/,
  },
  "another kind of election's": {
    seen: "councils, which run several",
    text: csv([["Local elections, 2 May 2024"], head, ...rows(bath)]),
    refused: /another kind of election/,
  },
  "the wards of one seat": {
    seen: "councils that count by ward",
    text: csv([
      ["Constituency", "Ward", "Candidate", "Votes"],
      ...["Bathwick", "Combe Down"].flatMap((ward, i) =>
        bath.all.map((one) => ["Bath", ward, one.name, i === 0 ? 1 : one.votes - 1]),
      ),
    ]),
    held: ["Bath"],
  },
};
