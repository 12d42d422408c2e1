/** Candidates and their votes: the `candidates` of `people.json`, and `results.json`. */
import type { Candidate, PublishedResult } from "../../src/core/election.ts";
import type { Parties } from "./parties.ts";
import { order } from "../../src/data/make/targets.ts";
import { group, index, InputError, must, readTable, type Row } from "./table.ts";

export const genders: Readonly<Record<string, NonNullable<Candidate["gender"]>>> = {
  Female: "female",
  Male: "male",
  "Non-binary": "non-binary",
};

export function readCandidateRows(folder: string): Row[] {
  return readTable(folder, "results/hoc_ge2024_results_by_candidate_20260105.csv");
}

/** Ordered by seat, then in the alphabetical order of a ballot paper. */
export function buildCandidates(rows: readonly Row[], parties: Parties): Candidate[] {
  return rows
    .map((row) => toCandidate(row, parties))
    .toSorted(
      (a, b) => order(a.seat, b.seat) || order(a.family, b.family) || order(a.given, b.given) || order(a.id, b.id),
    );
}

export function toCandidate(row: Row, parties: Parties): Candidate {
  const mnis = row.optional("Member MNIS ID");
  return {
    id: row.text("Democracy Club person ID"),
    seat: row.text("ONS ID"),
    given: row.optional("Candidate first name"),
    family: row.text("Candidate surname"),
    party: parties.of(row),
    ...parties.printed(row),
    gender: must(genders[row.text("Candidate gender")], `${row.where}, field "Candidate gender": unknown`),
    ...(row.yes("Sitting MP") ? { sitting: true } : {}),
    ...(row.yes("Former MP") ? { former: true } : {}),
    ...(mnis === "" ? {} : { mnis: row.count("Member MNIS ID") }),
  };
}

export function buildResults(folder: string, rows: readonly Row[]): PublishedResult[] {
  const totals = index(readTable(folder, "results/hoc_ge2024_results_by_constituency.csv"), "ONS ID");
  const times = index(readTable(folder, "declaration_times/hoc_winning_members_friday_1720.csv"), "ons_id");
  const seats = group(rows, (row) => row.text("ONS ID"));
  return [...seats]
    .map(([seat, candidates]) => {
      const total = must(totals.get(seat), `No results by constituency for ${seat}`);
      const time = must(times.get(seat), `No recorded time for ${seat}`);
      return {
        seat,
        recorded: recorded(time),
        valid: total.count("Valid votes"),
        rejected: total.count("Invalid votes"),
        votes: votesOf(candidates),
      };
    })
    .toSorted((a, b) => order(a.recorded, b.recorded) || order(a.seat, b.seat));
}

/** Votes by id, in order of id. */
function votesOf(rows: readonly Row[]): Record<string, number> {
  const votes: Record<string, number> = {};
  for (const row of rows) {
    const id = row.text("Democracy Club person ID");
    if (id in votes) throw row.wrong("Democracy Club person ID", `"${id}" stands twice in this seat`);
    votes[id] = row.count("Votes");
  }
  return votes;
}

/** The file writes M/D/YY H:MM, in British Summer Time. */
export function recorded(row: Row): string {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d\d) (\d{1,2}):(\d\d)$/.exec(row.text("time_recorded"));
  if (!parts) throw row.wrong("time_recorded", `"${row.text("time_recorded")}" is not a time as M/D/YY H:MM`);
  const [month, day, year, hour, minute] = parts.slice(1).map((part) => part.padStart(2, "0"));
  return `20${year}-${month}-${day}T${hour}:${minute}:00+01:00`;
}

/** Winner's party by seat. */
export function winners(candidates: readonly Candidate[], results: readonly PublishedResult[]): Map<string, string> {
  const party = new Map(candidates.map((candidate) => [`${candidate.seat} ${candidate.id}`, candidate.party]));
  return new Map(
    results.map(({ seat, votes }) => {
      const [first, second] = Object.entries(votes).toSorted(([, a], [, b]) => b - a);
      if (!first || first[1] === second?.[1]) throw new InputError(`${seat}: no single candidate has most votes`);
      return [seat, must(party.get(`${seat} ${first[0]}`), `${seat}: no candidate ${first[0]}`)];
    }),
  );
}
