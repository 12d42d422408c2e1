/** Files of publishers: candidates and results for machines, and winners before the votes. */
import { csv, of, type Seat, type Shape } from "./shape.ts";

const [bath, aldershot, islington, chorley] = [of("Bath"), of("Aldershot"), of("Islington North"), of("Chorley")];
const all = [bath, aldershot, islington, chorley];
const names = all.map(({ name }) => name);

const open = [
  "person_id",
  "person_name",
  "election_id",
  "ballot_paper_id",
  "election_date",
  "election_current",
  "party_name",
  "party_id",
  "post_label",
  "cancelled_poll",
  "seats_contested",
  "gss",
  "votes_cast",
  "elected",
  "spoilt_ballots",
  "turnout_reported",
  "total_electorate",
];
const club = (seat: Seat, hasVotes: boolean): string =>
  csv([
    open,
    ...seat.all.map((one) => [
      one.id,
      one.name,
      "parl.2024-07-04",
      `parl.${seat.name.toLowerCase().replaceAll(" ", "-")}.2024-07-04`,
      "2024-07-04",
      "False",
      one.printed,
      "PP1",
      seat.name,
      "False",
      1,
      `gss:${seat.code}`,
      hasVotes ? one.votes : "",
      one === seat.winner ? "True" : "False",
      hasVotes ? seat.rejected : "",
      "",
      seat.electorate,
    ]),
  ]);

/** "Lab gain from Con", as the last result on each seat's boundaries has it. */
const summaries: Readonly<Record<string, string>> = {
  Bath: "LD hold",
  Aldershot: "Lab gain from Con",
  "Islington North": "Ind gain from Lab",
  Chorley: "Spk hold",
};

const firstStage = csv([
  [
    "ONS code",
    "Constituency name",
    "Family name",
    "Given name",
    "Democracy Club identifier",
    "Member MNIS ID",
    "Result summary",
  ],
  ...all.map(({ code, name, winner }) => [
    code,
    name,
    winner.family,
    winner.given,
    winner.id,
    1,
    summaries[name] ?? "",
  ]),
]);
const members = csv([
  [
    "ons_id",
    "constituency_name",
    "time_recorded",
    "result",
    "party_abbreviation",
    "party_name",
    "title",
    "firstname",
    "surname",
  ],
  ...all.map(({ code, name, winner }) => [
    code,
    name,
    "7/5/24 4:07",
    summaries[name] ?? "",
    winner.abbreviation,
    winner.full,
    "",
    winner.given,
    winner.family,
  ]),
]);
/** A file of members who were beaten, with the result of each one's seat. */
const beaten = csv([
  ["ons_id", "constituency_name", "result", "party_abbreviation", "firstname", "surname", "defeated_mp"],
  ...[aldershot].map(({ code, name, sorted: [, second] }) => [
    code,
    name,
    summaries[name] ?? "",
    second?.abbreviation ?? "",
    second?.given ?? "",
    second?.family ?? "",
    "Yes",
  ]),
]);

export const publishers: Readonly<Record<string, Shape>> = {
  "candidates with votes": {
    seen: "Democracy Club's candidates CSV",
    text: club(islington, true),
    results: ["Islington North"],
    rejected: islington.rejected,
  },
  "candidates, and who was elected": {
    seen: "the same, before the votes",
    text: club(islington, false),
    calls: ["Islington North"],
  },
  "winners of the first stage": { seen: "Parliament's first file", text: firstStage, calls: names },
  "members who were elected": { seen: "the Commons Library's file of the morning", text: members, calls: names },
  "members who were beaten": { seen: "the Commons Library's file of defeated members", text: beaten, calls: [] },
  "winners, and by how much": {
    seen: "data teams",
    text: csv([
      ["ons_code", "seat", "winning_candidate", "winning_party", "majority"],
      ...all.map(({ code, name, winner, majority }) => [code, name, winner.name, winner.abbreviation, majority]),
    ]),
    calls: names,
  },
  "results in words alone": {
    seen: "tickers",
    text: csv([
      ["Constituency", "Result"],
      ["Bath", "LD hold"],
      ["Aldershot", "Lab gain from Con"],
      ["Chorley", ""],
    ]),
    calls: ["Bath", "Aldershot"],
  },
  "a word that the last result contradicts": {
    seen: "rows pasted over others",
    text: csv([
      ["Constituency", "Result"],
      ["Aldershot", "Lab hold"],
    ]),
    held: ["Aldershot"],
  },
  "independents, of whom one won": {
    seen: "tickers",
    text: csv([
      ["Constituency", "Result"],
      ["Islington North", "Ind gain from Lab"],
    ]),
    held: ["Islington North"],
  },
  "the winner's party alone": {
    seen: "newsrooms",
    text: csv([
      ["Constituency", "Winning party", "Majority"],
      ["Bath", "Lib Dem", bath.majority],
    ]),
    calls: ["Bath"],
  },
};
