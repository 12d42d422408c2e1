/** By-elections since: told as later events, and never part of the night. */
import type { ByElection } from "../../src/core/election.ts";
import { order } from "../../src/data/make/targets.ts";
import { genders } from "./candidates.ts";
import type { Parties } from "./parties.ts";
import { group, index, InputError, must, readTable, type Row } from "./table.ts";

export function readByElectionRows(folder: string): Row[] {
  return readTable(folder, "byelections/parliament_byelections_since_2024_candidacies.csv");
}

export function buildByElections(folder: string, rows: readonly Row[], parties: Parties): ByElection[] {
  const path = "byelections/parliament_byelections_since_2024_constituencies.csv";
  const totals = index(readTable(folder, path), "ONS ID");
  return [...group(rows, (row) => row.text("ONS ID"))]
    .map(([seat, candidates]) => {
      const total = must(totals.get(seat), `By-elections: no totals for ${seat}`);
      const stood = candidates.map((row) => toCandidate(row, parties)).toSorted((a, b) => b.votes - a.votes);
      agree(total, stood);
      return {
        seat,
        date: day(total, "By-election date"),
        electorate: total.count("Electorate"),
        valid: sumsTo(total.count("Valid votes"), candidates),
        rejected: total.count("Invalid votes"),
        candidates: stood,
      };
    })
    .toSorted((a, b) => order(a.date, b.date) || order(a.seat, b.seat));
}

/** The list of constituencies gives these seats a majority other than the candidates' votes do. */
const misprinted = new Set(["S14000066"]);

/** The two files must tell of the same winner and the same majority. */
function agree(total: Row, [first, second]: readonly Stood[]): void {
  const ahead = (first?.votes ?? 0) - (second?.votes ?? 0);
  if (first?.family !== total.text("Member surname"))
    throw total.wrong("Member surname", `the candidates' votes elect ${first?.family}`);
  if (ahead !== total.count("Majority") && !misprinted.has(total.text("ONS ID")))
    throw total.wrong("Majority", `the candidates' votes give ${ahead}`);
}

type Stood = ByElection["candidates"][number];

function toCandidate(row: Row, parties: Parties): Stood {
  const mnis = row.optional("Member MNIS ID");
  return {
    id: row.text("Democracy Club person ID"),
    given: row.optional("Candidate first name"),
    family: row.text("Candidate surname"),
    party: parties.of(row),
    ...parties.printed(row),
    gender: must(genders[row.text("Candidate gender")], `${row.where}, field "Candidate gender": unknown`),
    ...(mnis === "" ? {} : { mnis: row.count("Member MNIS ID") }),
    votes: row.count("Votes"),
  };
}

function sumsTo(valid: number, rows: readonly Row[]): number {
  const sum = rows.reduce((total, row) => total + row.count("Votes"), 0);
  if (sum !== valid) throw new InputError(`${rows[0]?.where}: the candidates' votes sum to ${sum}, not to ${valid}`);
  return valid;
}

function day(row: Row, field: string): string {
  const [, date, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(row.text(field)) ?? [];
  if (date === undefined) throw row.wrong(field, `"${row.text(field)}" is not a date as DD/MM/YYYY`);
  return `${year}-${month}-${date}`;
}
