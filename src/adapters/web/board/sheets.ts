/** The results for other programs: JSON and CSV, with marks by which they can be cached. */
import type { Board, Shown } from "../../../core/board.ts";
import { toldAt, type Results } from "../../../core/results.ts";
import { keep, type Kept } from "./kept.ts";

export interface Sheet {
  readonly kept: Kept;
  /** When the newest of it was declared, or else recorded; absent before anything was. To the second, as HTTP has it. */
  readonly modified?: Date;
}

export const sheetNames = ["results.json", "results.csv"] as const;
export type SheetName = (typeof sheetNames)[number];

export function createSheets(board: Board): (name: SheetName) => Promise<Sheet> {
  let made: { readonly of: Shown; readonly sheets: Map<SheetName, Sheet> } | undefined;
  return async (name) => {
    const of = await board.look();
    if (made?.of !== of) made = { of, sheets: new Map() };
    const sheet = made.sheets.get(name) ?? make(name, of, board.rehearsal);
    made.sheets.set(name, sheet);
    return sheet;
  };
}

function make(name: SheetName, shown: Shown, rehearsal: boolean): Sheet {
  const modified = newest(shown.results);
  const kept =
    name === "results.csv"
      ? keep("text/csv; charset=utf-8", `${shown.csv()}\n`)
      : keep("application/json", `${JSON.stringify(jsonOf(shown, rehearsal))}\n`);
  return { kept, ...(modified && { modified }) };
}

/** Columns that belong to the sheet as a whole, and stand above its rows. */
const above = new Set(["credit", "rehearsal"]);

/** The names of its fields stand in docs/page.md, and stay. */
function jsonOf({ results, rows }: Shown, rehearsal: boolean): object {
  const { election, all } = results;
  const seats = rows();
  return {
    election: { id: election.id, name: election.name, date: election.date },
    rehearsal,
    declared: all.filter(({ state }) => state === "declared").length,
    of: all.length,
    modified: newest(results)?.toISOString() ?? null,
    credit: seats[0]?.["credit"] ?? null,
    seats: seats.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !above.has(name)))),
  };
}

function newest({ all }: Results): Date | undefined {
  // A correction is recorded later than the declaration that it corrects.
  const moments = all.flatMap((outcome) =>
    outcome.standing ? [Math.max(toldAt(outcome), outcome.standing.recorded.getTime())] : [],
  );
  return moments.length === 0 ? undefined : new Date(Math.floor(Math.max(...moments) / 1_000) * 1_000);
}
