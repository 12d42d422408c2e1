import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { sheetCsv } from "../../src/views/sheets.ts";

test("a name that a spreadsheet would calculate stays text, and a figure stays a figure", () => {
  const names = ['=HYPERLINK("https://example.org")', "+44 7700", "-1+1", "@SUM(A1)", "\t=1", "Ann-Marie O’Neil"];
  const csv = sheetCsv(names.map((name) => ({ name, votes: -5, change_pts: -24.6 })));
  const rows: string[][] = parse(csv);
  expect(rows.slice(1)).toEqual(names.map((name) => [name.startsWith("Ann") ? name : `'${name}`, "-5", "-24.60"]));
});
