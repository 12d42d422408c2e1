/** Codes of constituencies that were renumbered without a change of boundary. */
import { index, readTable } from "./table.ts";

const columns = ["old", "name", "code"];

/**
 * The Office for National Statistics gave five Scottish seats new codes after the notional results and the overlaps were
 * made; the results use the new ones. Without this those five seats have no past.
 */
export function renumbered(folder: string): (code: string) => string {
  const rows = index(
    readTable(folder, "seat_mapping/parliament_revised_constituency_ids_noheader.csv", columns),
    "old",
  );
  return (code) => rows.get(code)?.text("code") ?? code;
}
