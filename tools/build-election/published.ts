/** The Library's own winners, majorities, shares and changes, against which the project's arithmetic is tested. */
import { order } from "../../src/data/make/targets.ts";
import { toMap } from "../../src/data/make/json.ts";
import type { Parties } from "./parties.ts";
import { group, must, readTable, type Row } from "./table.ts";

/** One seat as published; a candidate is [votes, share, change or null], by id. */
export interface PublishedSeat {
  readonly result: string;
  readonly first: string;
  readonly second: string;
  readonly majority: number;
  readonly valid: number;
  readonly candidates: Readonly<Record<string, readonly [votes: number, share: number, change: number | null]>>;
}

export function buildPublished(folder: string, rows: readonly Row[], parties: Parties): string {
  const candidates = group(rows, (row) => row.text("ONS ID"));
  const seats = readTable(folder, "results/hoc_ge2024_results_by_constituency.csv").map(
    (row): [string, PublishedSeat] => {
      const code = row.text("ONS ID");
      const own = must(candidates.get(code), `${row.where}: no candidates`);
      return [
        code,
        {
          result: row.text("Result"),
          first: parties.abbreviated(row, "First party"),
          second: parties.abbreviated(row, "Second party"),
          majority: row.count("Majority"),
          valid: row.count("Valid votes"),
          candidates: Object.fromEntries(own.map((one) => [one.text("Democracy Club person ID"), figures(one)])),
        },
      ];
    },
  );
  return toMap(seats.toSorted(([a], [b]) => order(a, b)));
}

function figures(row: Row): [number, number, number | null] {
  const change = row.optional("Change");
  return [row.count("Votes"), row.share("Share"), change === "" ? null : Number(change)];
}
