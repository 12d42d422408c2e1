/** Predecessors of each seat, and how long the largest took to count last time. */
import type { Seat } from "../../src/core/election.ts";
import { group, index, InputError, readTable, type Row } from "./table.ts";

const overlapColumns = [
  "key",
  "old code",
  "old name",
  "new code",
  "new name",
  "addresses of old",
  "addresses of new",
  "area of old",
  "area of new",
  "people of old",
  "people of new",
];
/** Columns of Parliament's file of constituencies at the last general election, as far as they are used. */
const lastTimeColumns = ["code", "region code", "name", "county", "region", "country", "type", "declared"];

/** Slivers below this share of a seat's people are left out: redrawn along a street, not a predecessor anyone knows. */
export const leastShare = 0.0005;

export type From = Seat["from"];

export function readFormerSeats(folder: string, present: (code: string) => string): Map<string, From> {
  const rows = readTable(folder, "seat_mapping/parliament_overlaps_2010_to_2024.csv", overlapColumns);
  const seats = new Map<string, From>();
  for (const [code, overlaps] of group(rows, (row) => present(row.text("new code")))) {
    const from = overlaps
      .filter((row) => row.share("people of new") >= leastShare)
      .map((row) => ({
        code: row.text("old code"),
        name: row.text("old name"),
        people: round(row.share("people of new")),
        kept: round(row.share("people of old")),
      }))
      .toSorted((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1));
    seats.set(code, from);
  }
  return seats;
}

/** Minutes after the close of poll by the former seat's code. */
export function readLastDeclarations(folder: string): Map<string, number> {
  const path = "results_2019/parliament_ge2019_constituencies_noheader.csv";
  const rest = Array.from({ length: 24 }, (_, position) => `unused ${position}`);
  const rows = index(readTable(folder, path, [...lastTimeColumns, ...rest]), "code");
  return new Map([...rows].map(([code, row]) => [code, minutesAfterClose(row)]));
}

/** The times are local, and in a December local time is UTC. */
function minutesAfterClose(row: Row): number {
  const [, day, month, year, hour, minute] = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d)$/.exec(row.text("declared")) ?? [];
  const declared = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  const minutes = (declared - Date.parse("2019-12-12T22:00:00Z")) / 60_000;
  if (!(minutes > 0 && minutes < 24 * 60))
    throw new InputError(`${row.where}: "${row.text("declared")}" is no time of that night`);
  return minutes;
}

function round(share: number): number {
  return Number(share.toFixed(4));
}
