/** CSV -> rows. A damaged row is reported, and costs no other. */
import { parse } from "csv-parse/sync";
import { keyOf } from "../match/exact.ts";

export interface Row {
  /** As people count: the heading is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Table {
  /** The headings in keys: case, accents and marks apart. */
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  readonly broken: readonly { readonly row: number; readonly why: string; readonly text: string }[];
}

const delimiters = [",", ";", "\t"] as const;
/** Characters of a row: more is a quote that never closes. */
const longestRow = 20_000;

/** Ten times the candidates of a general election. */
const mostRows = 50_000;

/** @returns undefined where there is not even a heading, and where there are far too many rows */
export function readTable(text: string): Table | undefined {
  const lines = text.split(/\r\n|\r|\n/, mostRows + 1);
  if (lines.length > mostRows) return undefined;
  const delimiter = delimiterOf(text);
  const isSane = lines.every((line) => line.length <= longestRow);
  return (isSane ? readWhole(text, delimiter) : undefined) ?? readByLine(lines, delimiter);
}

/** The table as the standard has it, where all of it is sound. */
function readWhole(text: string, delimiter: string): Table | undefined {
  const records = recordsOf(text, delimiter);
  const [heads, ...all] = records ?? [];
  if (!heads) return undefined;
  const sound = all.every((cells) => cells.length === heads.length && cells.every((cell) => !/[\r\n]/.test(cell)));
  if (!sound) return undefined;
  const rows = all.map((cells, index) => ({ row: index + 2, cells }));
  return { heads: heads.map(keyOf), rows: rows.filter(isFilled), broken: [] };
}

/** A quote that never closes would swallow every row after it: here a row is a line. */
function readByLine(lines: readonly string[], delimiter: string): Table | undefined {
  const [heads] = recordsOf(lines[0] ?? "", delimiter) ?? [];
  if (!heads) return undefined;
  const rows: Row[] = [];
  const broken: Table["broken"][number][] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === "") continue;
    const [cells] = (line.length <= longestRow ? recordsOf(line, delimiter) : undefined) ?? [];
    if (!cells) broken.push({ row: index + 1, why: "its quotes do not match, or it is too long", text: line });
    else if (cells.length === heads.length) rows.push({ row: index + 1, cells });
    else broken.push({ row: index + 1, why: `has ${cells.length} cells, and the heading ${heads.length}`, text: line });
  }
  return { heads: heads.map(keyOf), rows: rows.filter(isFilled), broken };
}

const isFilled = ({ cells }: Row): boolean => cells.some((cell) => cell !== "");

/** @returns undefined where it is no CSV, or nothing */
function recordsOf(text: string, delimiter: string): readonly (readonly string[])[] | undefined {
  try {
    const records: unknown = parse(text, {
      delimiter,
      relax_column_count: true,
      max_record_size: longestRow,
      trim: true,
    });
    return isRecords(records) && records.length > 0 ? records : undefined;
  } catch {
    return undefined;
  }
}

const isRecords = (value: unknown): value is string[][] => Array.isArray(value) && value.every(Array.isArray);

/** The mark that occurs most often in the heading. */
function delimiterOf(text: string): string {
  const [heading = ""] = text.slice(0, longestRow).split(/[\r\n]/, 1);
  const count = (delimiter: string): number => heading.split(delimiter).length;
  return delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ",";
}
