/** A table that was copied into the desk's form, by its headings: any order of columns, and figures beside the votes. */
import { countOf, tickOf, tidy } from "./cells.ts";
import { columnsOf, headKey, namesSomebody, type Field } from "./columns.ts";

/** Lines in which a heading is looked for. */
const mostTitles = 20;

/** Cells of a line of a table. @returns undefined for a line that is none */
function cellsOf(line: string, mark: string): readonly string[] | undefined {
  if (!line.includes(mark)) return undefined;
  const cells = mark === "," ? quoted(line) : line.split(mark);
  return cells.map((cell) => tidy(cell).replaceAll("**", "").trim());
}

/** Cells parted by commas, some of them in quotes. */
const quoted = (line: string): readonly string[] =>
  (line.match(/(?:^|,)(?:"(?:[^"]|"")*"|[^,]*)/g) ?? []).map((cell) =>
    cell.replace(/^,/, "").replace(/^"(.*)"$/s, (_, inside: string) => inside.replaceAll('""', '"')),
  );

interface Heading {
  readonly at: number;
  readonly mark: string;
  readonly size: number;
  readonly columns: ReadonlyMap<Field, number>;
}

function headingIn(lines: readonly string[], years: readonly string[]): Heading | undefined {
  for (const [at, line] of lines.slice(0, mostTitles).entries())
    for (const mark of ["\t", "|", ","]) {
      const cells = cellsOf(line, mark);
      const columns = columnsOf({ heads: (cells ?? []).map(headKey) }, years);
      if (cells && columns.has("votes") && namesSomebody(columns)) return { at, mark, size: cells.length, columns };
    }
  return undefined;
}

/**
 * @param years of the elections that are on: a column of another year's figures is passed over
 * @returns the text with each row of its table as a line, "Wera Hobhouse (Liberal Democrats): 19883", in its place; the same text
 *   where it has no headings
 */
export function unpasted(text: string, years: readonly string[] = []): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const heading = headingIn(lines, years);
  if (!heading) return text;
  return lines.map((line, i) => (i <= heading.at ? "" : rowIn(line, heading))).join("\n");
}

const ofAll =
  /^(?:grand |total |number of )*(?:totals?|sum|valid|rejected|spoil(?:t|ed)|invalid|turn ?out|elector|majority)/i;

function rowIn(line: string, { mark, size, columns }: Heading): string {
  const cells = cellsOf(line, mark);
  // A row with other cells than the heading is read as a line of its own.
  if (!cells || cells.slice(size).some((cell) => cell !== "")) return line;
  if (cells.every((cell) => /^[:=-]*$/.test(cell))) return "";
  const cell = (field: Field): string => cells[columns.get(field) ?? -1] ?? "";
  const name = cell("candidate") || `${cell("given")} ${cell("family")}`.trim();
  const party = cell("party") || cell("abbreviation");
  const first = cells.find((one) => one !== "") ?? "";
  const who = name === "" ? party || first : party === "" ? name : `${name} (${party.replaceAll(/[()]/g, " ")})`;
  const votes = cell("votes");
  // Rows without a figure are remarks; a candidate's missing figure is missed by name.
  if (!/\d/.test(votes)) {
    const figure = ofAll.test(first) ? cells.find((one) => countOf(one).kind === "count") : undefined;
    return figure === undefined ? "" : `${first}: ${figure}`;
  }
  const isElected = columns.has("elected") && tickOf(cell("elected")) === true;
  return `${who}: ${votes}${isElected ? " elected" : ""}`;
}
