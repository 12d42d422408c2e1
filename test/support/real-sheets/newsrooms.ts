/** Sheets as newsrooms keep them, and tables as they copy them from pages. */
import { csv, gb, of, share, utf16, windows1252, type Seat, type Shape, type Standing } from "./shape.ts";

const [bath, aldershot, mon, islington, foyle] = [
  of("Bath"),
  of("Aldershot"),
  of("Ynys Môn"),
  of("Islington North"),
  of("Foyle"),
];
const [ashfield, belfast, buckingham, somerset] = [
  of("Ashfield"),
  of("Belfast South and Mid Down"),
  of("Mid Buckinghamshire"),
  of("North East Somerset and Hanham"),
];

const head = ["Constituency", "Candidate", "Party", "Votes"];
const rows = (seat: Seat, name = seat.name) => seat.all.map((one) => [name, one.name, one.short, one.votes]);
const named = (write: (one: Standing) => string, seat = bath) =>
  csv([["Constituency", "Candidate", "Votes"], ...seat.all.map((one) => [seat.name, write(one), one.votes])]);
const beside = (heading: string, cell: (one: Standing) => string | number) =>
  csv([[...head, heading], ...bath.all.map((one) => ["Bath", one.name, one.short, one.votes, cell(one)])]);
const counts = (heading: string, votes: (one: Standing) => number) =>
  csv([
    ["Constituency", "Candidate", "Party", heading],
    ...bath.all.map((one) => ["Bath", one.name, one.short, votes(one)]),
  ]);
const under = (title: string, seat: Seat) =>
  csv([["Candidate", "Party", "Votes"], [title, "", ""], ...seat.all.map((one) => [one.name, one.short, one.votes])]);

const encyclopaedia = [
  "General election 2024: Bath[3]",
  "Party\tCandidate\tVotes\t%\t±%",
  ...bath.sorted.map((one) => `\t${one.full}\t${one.name}\t${gb(one.votes)}\t${share(one.votes, bath.valid)}\t+1.2`),
  `Majority\t${gb(bath.majority)}\t23.3\tN/A`,
  `Turnout\t${gb(bath.valid)}\t69.1\t-6.5`,
  `Registered electors\t${gb(bath.electorate)}\t\t`,
  "\tLiberal Democrats hold\tSwing\t\n",
].join("\n");

const scoreboards = csv([
  ["", "Party", "Candidate", "Votes", "%", "+/-"],
  ...[bath, aldershot].flatMap((seat) => [
    [seat.name, "", "", "", "", ""],
    ...seat.sorted.map((one) => ["", one.full, one.name, gb(one.votes), share(one.votes, seat.valid), "+1.2"]),
    ["", "Majority", "", gb(seat.majority), "", ""],
    ["", "Turnout", "", gb(seat.valid), "60%", ""],
    ["", "Registered electors", "", gb(seat.electorate), "", ""],
  ]),
]);

const plain = `Bath\n\n| Candidate | Party | Votes |\n|---|---|---:|\n${bath.all
  .map((one) => `| ${one.name} | ${one.short} | ${gb(one.votes)} |`)
  .join("\n")}\n| **Total** | | ${gb(bath.valid)} |\n`;

const numbered = csv([
  ["Constituency", ...bath.all.flatMap((_, i) => [`Candidate ${i + 1}`, `Party ${i + 1}`, `Votes ${i + 1}`])],
  ["Bath", ...bath.all.flatMap((one) => [one.name, one.short, one.votes])],
]);

const surnames = csv(
  [
    ["Seat", "Surname", "Forenames", "Description", "Votes", "%"],
    ...[mon, bath, belfast, foyle].flatMap((seat) =>
      seat.all.map((one) => [
        seat.name,
        one.family.toUpperCase(),
        one.given,
        one.printed,
        one.votes,
        share(one.votes, seat.valid, 2).replace(".", ","),
      ]),
    ),
  ],
  ";",
);

export const newsrooms: Readonly<Record<string, Shape>> = {
  "a box of an encyclopaedia, copied": {
    seen: "pages with a cell of colour in each row",
    text: encyclopaedia,
    results: ["Bath"],
  },
  "scoreboards, one under the other": {
    seen: "broadcasters' pages",
    text: scoreboards,
    results: ["Bath", "Aldershot"],
  },
  "a table of plain text": { seen: "chats and notes", text: plain, results: ["Bath"] },
  "numbered columns": { seen: "forms that save a row a seat", text: numbered, results: ["Bath"] },
  "semicolons, Windows-1252, decimal commas": {
    seen: "spreadsheets set up for another country",
    text: windows1252(surnames),
    results: ["Ynys Môn", "Bath", "Belfast South and Mid Down", "Foyle"],
  },
  "tabs, UTF-16": {
    seen: "spreadsheets that save Unicode text",
    text: utf16(
      csv([[...head, "Share"], ...[mon, bath].flatMap((seat) => rows(seat).map((row) => [...row, "1%"]))], "\t"),
    ),
    results: ["Ynys Môn", "Bath"],
  },
  "letters read twice in the wrong encoding": {
    seen: "sheets that went through several programs",
    text: csv([head, ...rows(mon)]).replaceAll("ô", "Ã´"),
    results: ["Ynys Môn"],
  },
  "answers of a form": {
    seen: "forms on the web",
    text: csv([
      ["Timestamp", "Email Address", "Which constituency?", "Candidate's name", "Candidate's party", "How many votes?"],
      ...bath.all.map((one) => ["05/07/2024 02:11:00", "", "Bath", one.name, one.short, one.votes]),
    ]),
    results: ["Bath"],
  },
  "the last election beside this one, under merged years": {
    seen: "data teams' workbooks",
    text: csv([
      ["", "", "", "2019", "", "2024", ""],
      [...head, "%", "Votes", "%"],
      ...bath.all.map((one) => ["Bath", one.name, one.short, one.votes + 17, "1%", one.votes, "2%"]),
    ]),
    results: ["Bath"],
  },
  "a seat's other name beside it": {
    seen: "reporters",
    text: csv([head, ...rows(mon, "Ynys Mon (Anglesey)"), ...rows(bath, "Bath, South West")]),
    results: ["Ynys Môn", "Bath"],
  },
  "the agency's order of a seat's name": {
    seen: "newsrooms that take the agency's feed",
    text: csv([head, ...rows(somerset, "Somerset North East & Hanham")]),
    results: [somerset.name],
  },
  "a headline over the seat's rows": {
    seen: "reporters' running notes",
    text: under("BATH: LD HOLD", bath),
    results: ["Bath"],
  },
  "the hour over the seat's rows": {
    seen: "the same",
    text: under("Ashfield – declared 03:12", ashfield),
    results: ["Ashfield"],
  },
  "the electorate beside the seat's name": {
    seen: "data teams' sheets",
    text: csv([
      ["Candidate", "Party", "Votes"],
      ...[bath, aldershot].flatMap((seat) => [
        [seat.name, `Electorate: ${gb(seat.electorate)}`, ""],
        ...seat.all.map((one) => [one.name, one.short, one.votes]),
      ]),
    ]),
    results: ["Bath", "Aldershot"],
  },
  "a party after a dash": {
    seen: "reporters",
    text: named((one) => `${one.name} - ${one.full}`, islington),
    results: ["Islington North"],
  },
  "a party after a comma": { seen: "reporters", text: named((one) => `${one.name}, ${one.full}`), results: ["Bath"] },
  "a party before a colon": { seen: "tickers", text: named((one) => `${one.short}: ${one.name}`), results: ["Bath"] },
  "namesakes told apart by party": {
    seen: "Mid Buckinghamshire has two of one name",
    text: csv([head, ...rows(buckingham)]),
    results: ["Mid Buckinghamshire"],
  },
  "namesakes that nothing tells apart": {
    seen: "the same",
    text: named((one) => one.name, buckingham),
    held: ["Mid Buckinghamshire"],
  },
  "others at nought, and somebody who withdrew": {
    seen: "templates",
    text: csv([head, ...rows(bath), ["Bath", "Others", "", 0], ["Bath", "John Gone", "Rejoin", "withdrawn"]]),
    results: ["Bath"],
  },
  "a remark beside a row": {
    seen: "sheets that several people keep",
    text: csv([head, ...rows(bath).map((row, i) => (i === 2 ? [...row, "recounted!"] : row))]),
    results: ["Bath"],
  },
  "thousands without quotes": {
    seen: "files typed by hand",
    text: [
      "Constituency,Candidate,Party,Votes",
      ...bath.all.map((one) => `Bath,${one.name},${one.short},${gb(one.votes)}`),
      "",
    ].join("\n"),
    held: ["Bath"],
  },
  "a word that its votes contradict": {
    seen: "rows pasted over others",
    text: beside("Result", () => "Con gain from LD"),
    held: ["Bath"],
  },
  "party and person of two candidates": {
    seen: "columns that were sorted alone",
    text: csv([
      head,
      ...bath.all.map((one) => [
        "Bath",
        one.name,
        { lab: "Conservative", con: "Labour" }[one.party] ?? one.full,
        one.votes,
      ]),
    ]),
    held: ["Bath"],
  },
  "a share among the votes": {
    seen: "a formula in the wrong cell",
    text: csv([
      head,
      ...bath.all.map((one) => ["Bath", one.name, one.short, one === bath.winner ? "41.3%" : one.votes]),
    ]),
    held: ["Bath"],
  },
  "postal votes, and all": {
    seen: "counting agents",
    text: csv([
      ["Constituency", "Candidate", "Party", "Postal votes", "In person votes", "Total votes"],
      ...bath.all.map((one) => ["Bath", one.name, one.short, 1, one.votes - 1, one.votes]),
    ]),
    results: ["Bath"],
  },
  places: { seen: "data teams", text: beside("Result", (one) => bath.sorted.indexOf(one) + 1), results: ["Bath"] },
  "shares alone": {
    seen: "pollsters",
    text: counts("Votes (%)", (one) => Math.round(one.votes / 481)),
    refused: /no column for the votes/,
  },
  "votes that are a guess": {
    seen: "modellers",
    text: counts("Est. votes", (one) => one.votes + 3),
    refused: /no column for the votes/,
  },
  "votes of a ward": {
    seen: "counting agents",
    text: counts("Ward votes", (one) => one.votes - 3),
    refused: /no column for the votes/,
  },
  "votes of a sample": {
    seen: "parties' box counts",
    text: counts("Sample votes", (one) => Math.floor(one.votes / 50)),
    refused: /no column for the votes/,
  },
  "votes that are missing": {
    seen: "targets",
    text: counts("Votes needed to keep deposit", () => 2_406),
    refused: /no column for the votes/,
  },
};
