/** CSV -> rows under headings, wherever these begin. A damaged row is reported, and costs no other. */
import { parse } from "csv-parse/sync";
import { countOf, isPending, tidy } from "../../../core/desk/cells.ts";
import { headKey } from "../../../core/desk/columns.ts";

export interface Row {
  /** As people count: the first line is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Table {
  /** The headings in keys: case, accents and marks apart. */
  readonly heads: readonly string[];
  /** The headings as they stand in the text. */
  readonly written: readonly string[];
  /** Lines above the headings that say something: a title, notes. */
  readonly titles: readonly string[];
  readonly rows: readonly Row[];
  readonly broken: readonly { readonly row: number; readonly why: string; readonly text: string }[];
}

export interface TableOptions {
  /** The worth of headings, by their keys: from `enough` on no others are looked for. */
  readonly score?: (heads: readonly string[]) => number;
  readonly enough?: number;
}

const delimiters = [",", ";", "\t", "|"] as const;
/** Characters of a row: more is a quote that never closes. */
const longestRow = 20_000;
/** Rows in which headings are looked for. */
const mostTitles = 20;
/** Ten times the candidates of a general election. */
const mostRows = 50_000;

/** @returns undefined where there is not even a heading, and where there are far too many rows */
export function readTable(text: string, { score = () => 1, enough = 1 }: TableOptions = {}): Table | undefined {
  const lines = text.split(/\r\n|\r|\n/, mostRows + 1);
  if (lines.length > mostRows) return undefined;
  const said = /^\uFEFF?\s*"?sep=(.)"?\s*$/i.exec(lines[0] ?? "")?.[1];
  if (said !== undefined) lines[0] = "";
  const heading = headingIn(lines, said === undefined ? delimiters : [said, ...delimiters], score, enough);
  if (!heading) return undefined;
  const isSane = lines.every((line) => line.length <= longestRow);
  return (isSane ? readWhole(lines, heading) : undefined) ?? readByLine(lines, heading);
}

interface Heading {
  readonly heads: readonly string[];
  readonly delimiter: string;
  /** Lines, from 0: that of the heading, and the first after it. */
  readonly at: number;
  readonly until: number;
}

/** The line, or two lines, of the first twenty whose cells say most. The first of equals, and one line before two. */
function headingIn(
  lines: readonly string[],
  marks: readonly string[],
  score: (heads: readonly string[]) => number,
  enough: number,
): Heading | undefined {
  let best: (Heading & { readonly worth: number }) | undefined;
  const first = lines.slice(0, mostTitles * 2);
  const filled = first.flatMap((line, at) => (/[^\s,;|"\uFEFF]/u.test(line) ? [at] : [])).slice(0, mostTitles);
  const consider = (heads: readonly string[], delimiter: string, at: number, until: number, handicap: number): void => {
    const own = heads.length < 2 && best ? 0 : score(heads.map(headKey));
    const worth = own * 100 + Math.min(heads.length, 50) / 100 - handicap;
    if (!best || worth > best.worth) best = { heads, delimiter, at, until, worth };
  };
  for (const at of filled) {
    if (best && best.worth >= enough * 100) break;
    for (const delimiter of marks) {
      const text = quoteIsOpen(lines[at] ?? "") ? closed(lines, at) : { line: lines[at] ?? "", until: at + 1 };
      const [heads] = (text.line.length <= longestRow ? recordsOf(text.line, delimiter) : undefined) ?? [];
      if (!heads) continue;
      consider(heads, delimiter, at, text.until, 0);
      const [under] = recordsOf((lines[text.until] ?? "").slice(0, longestRow), delimiter) ?? [];
      if (under && heads.length > 1 && under.every((cell) => isPending(cell) || countOf(cell).kind === "wrong"))
        consider(two(heads, under), delimiter, at, text.until + 1, 150);
    }
  }
  return best;
}

/** Headings over two lines: a group's name stands over the first of its columns. */
function two(above: readonly string[], under: readonly string[]): readonly string[] {
  let group = "";
  return Array.from({ length: Math.max(above.length, under.length) }, (_, i) => {
    const [over, own] = [above[i]?.trim() ?? "", under[i]?.trim() ?? ""];
    if (over !== "") group = over;
    return own === ""
      ? over
      : over === "" && /^(?:votes?|share|%|no)/i.test(own)
        ? `${group} ${own}`
        : `${over} ${own}`.trim();
  });
}

const quoteIsOpen = (line: string): boolean => (line.match(/"/g)?.length ?? 0) % 2 === 1;

/** A heading with a break in one of its cells. */
function closed(lines: readonly string[], at: number): { readonly line: string; readonly until: number } {
  for (let until = at + 2; until <= at + 4; until += 1) {
    const line = lines.slice(at, until).join(" ");
    if (!quoteIsOpen(line)) return { line, until: Math.min(until, lines.length) };
  }
  return { line: lines[at] ?? "", until: at + 1 };
}

/** The table as the standard has it, where all of it is sound. */
function readWhole(lines: readonly string[], heading: Heading): Table | undefined {
  const { heads, delimiter, until } = heading;
  const text = lines.slice(until).join("\n");
  const all = text.trim() === "" ? [] : recordsOf(text, delimiter, true);
  if (!all) return undefined;
  const rows = all.map((cells, index) => ({ row: until + index + 1, cells: fitted(cells, heads.length) }));
  if (rows.some(({ cells }) => cells === undefined || cells.some((cell) => /[\r\n]/.test(cell)))) return undefined;
  return tableOf(
    lines,
    heading,
    rows.flatMap(({ row, cells }) => (cells ? [{ row, cells }] : [])),
    [],
  );
}

/** A quote that never closes would swallow every row after it: here a row is a line. */
function readByLine(lines: readonly string[], heading: Heading): Table | undefined {
  const { heads, delimiter, until } = heading;
  const rows: Row[] = [];
  const broken: Table["broken"][number][] = [];
  for (const [index, line] of lines.entries()) {
    if (index < until || line.trim() === "") continue;
    const [cells] = (line.length <= longestRow ? recordsOf(line, delimiter) : undefined) ?? [];
    const fit = cells && fitted(cells, heads.length);
    if (!cells) broken.push({ row: index + 1, why: "its quotes do not match, or it is too long", text: line });
    else if (fit) rows.push({ row: index + 1, cells: fit });
    else broken.push({ row: index + 1, why: `has ${cells.length} cells, and the heading ${heads.length}`, text: line });
  }
  return tableOf(lines, heading, rows, broken);
}

/** Programs leave blank cells away at a row's end, or add some. @returns undefined for a row with more figures than the headings have */
function fitted(cells: readonly string[], size: number): readonly string[] | undefined {
  if (cells.length === size) return cells;
  // Pages have a cell of the party's colour before each row, and none in the heading.
  if (cells.length === size + 1 && cells[0] === "" && cells[size] !== "") return cells.slice(1);
  const more = cells.slice(size);
  // A remark may stand beside the table. A figure there is half of "19,883", or one column off.
  if (more.some((cell) => /\d/.test(cell))) return undefined;
  return Array.from({ length: size }, (_, i) => cells[i] ?? "");
}

function tableOf(lines: readonly string[], heading: Heading, rows: readonly Row[], broken: Table["broken"]): Table {
  const own = heading.heads.map(headKey).join("\n");
  return {
    heads: heading.heads.map(headKey),
    written: heading.heads,
    titles: lines
      .slice(0, heading.at)
      .map((line) => tidy(line.replaceAll(/[",;|\t]+/g, " ")))
      .filter((line) => line !== ""),
    // A heading may stand again over each seat.
    rows: rows.filter((row) => isFilled(row) && row.cells.map(headKey).join("\n") !== own),
    broken,
  };
}

/** A rule, "---", parts the heading from the rows in tables of plain text. */
const isFilled = ({ cells }: Row): boolean =>
  cells.some((cell) => cell !== "") && !cells.every((cell) => /^[:=-]*$/.test(cell) && cell !== "-");

/** @returns undefined where it is no CSV, or nothing */
function recordsOf(text: string, delimiter: string, blanks = false): readonly (readonly string[])[] | undefined {
  try {
    const records: unknown = parse(text, {
      delimiter,
      relax_column_count: true,
      max_record_size: longestRow,
      trim: true,
      bom: true,
      ...(blanks && { skip_empty_lines: false }),
    });
    return isRecords(records) && records.length > 0 ? records : undefined;
  } catch {
    return undefined;
  }
}

const isRecords = (value: unknown): value is string[][] => Array.isArray(value) && value.every(Array.isArray);
