/** Facts that no data file has: the election's own dates and names, its exit poll, and the moment of 1997. */
import type { ElectionFacts } from "../../src/core/election.ts";

export const lastElection = "2019-12-12";

export const facts: Omit<ElectionFacts, "regions" | "parties" | "corrections" | "byElections" | "targets"> = {
  id: "uk-2024",
  kind: "general",
  name: "2024 general election",
  date: "2024-07-04",
  timeZone: "Europe/London",
  pollsClose: "2024-07-04T22:00:00+01:00",
  previous: {
    kind: "notional",
    name: "2019 notional result",
    date: lastElection,
    note:
      "Changes are measured against the general election of 2019 as if it had been fought on the boundaries of 2024: " +
      "estimates by Colin Rallings and Michael Thrasher for the BBC, ITV News, the Press Association and Sky News. " +
      "Reform UK is measured against the Brexit Party, which fought under half of the seats.",
  },
  publisher: {
    name: "House of Commons Library",
    revised: "2026-01-05",
    url: "https://commonslibrary.parliament.uk/research-briefings/cbp-10009/",
  },
  others: {
    offices: {
      name: "Institute for Government, IfG Ministers Database, CC BY 4.0 (Shadow Cabinet: UK Parliament)",
      revised: "2024-05-30",
    },
    previous: { name: "Colin Rallings and Michael Thrasher, from UK Parliament", revised: lastElection },
    codes: { name: "Office for National Statistics; Rae and Brown, Automatic Knowledge", revised: "2024-07-04" },
  },
  // Recorded times were compared with press times of declaration, and guessed hours with both.
  times: { recordedLate: { median: 26, mean: 46 }, guessedEarly: 53 },
  credits: [
    "Contains Parliamentary information licensed under the Open Parliament Licence v3.0",
    "Ministers: Institute for Government, IfG Ministers Database, licensed under CC BY 4.0",
    "Constituency names and codes: Office for National Statistics, licensed under the Open Government Licence v3.0",
    "Three-letter constituency codes: Rae and Brown, Automatic Knowledge, published by mySociety, licensed under CC BY 4.0",
    "Places: Office for National Statistics, licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right 2017–2025. Contains Royal Mail data © Royal Mail copyright and database right 2025. Contains National Statistics data © Crown copyright and database right 2025",
    "Places: contains public sector information licensed under the Open Government Licence v3.0 (Food Standards Agency, Food Hygiene Rating Scheme)",
    "Places: postcode to 2024 constituency lookup by mySociety, CC BY 4.0, changed (aggregated). Contains data of GeoNames (geonames.org), CC BY 4.0, changed (joined to constituencies)",
  ],
  exitPoll: {
    at: "2024-07-04T22:00:00+01:00",
    by: "Ipsos for BBC, ITV and Sky",
    seats: { lab: 410, con: 131, ld: 61, reform: 13, snp: 10, pc: 4, green: 2, others: 19 },
  },
  byElectionsFrom: { name: "UK Parliament, Election results", revised: "2026-08-20" },
  portillo: {
    date: "1997-05-01",
    name: "Michael Portillo",
    office: "Secretary of State for Defence",
    seat: "Enfield Southgate",
    party: "con",
    beatenBy: "Stephen Twigg",
    winner: "lab",
    majority: 1433,
    swing: 17.4,
    cabinetLosses: 7,
  },
  speaker: {
    seat: "E14001170",
    formerParty: "lab",
    note:
      "The Speaker, Sir Lindsay Hoyle, is counted apart from the parties. Outlets that count him with Labour, for which " +
      "he sat before he was Speaker, give Labour 412 seats and a majority of 174.",
  },
};
