/** Reads a CSV file into rows that know where they stand, so that every complaint names file, row and field. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";

/** A complaint about the input, worded for the person who runs the tool. */
export class InputError extends Error {
  override name = "InputError";
}

export class Row {
  readonly where: string;
  readonly #cells: Readonly<Record<string, string>>;

  constructor(where: string, cells: Readonly<Record<string, string>>) {
    this.where = where;
    this.#cells = cells;
  }

  /** The cell, which may be empty. */
  optional(field: string): string {
    const cell = this.#cells[field];
    if (cell === undefined) throw this.wrong(field, "there is no such column");
    return repair(cell.trim());
  }

  text(field: string): string {
    const cell = this.optional(field);
    if (cell === "") throw this.wrong(field, "is empty");
    return cell;
  }

  count(field: string): number {
    const cell = this.text(field);
    if (!/^\d+$/.test(cell)) throw this.wrong(field, `"${cell}" is not a whole number`);
    return Number(cell);
  }

  share(field: string): number {
    const cell = this.text(field);
    const value = Number(cell);
    if (!(value >= 0 && value <= 1)) throw this.wrong(field, `"${cell}" is not a share from 0 to 1`);
    return value;
  }

  yes(field: string): boolean {
    const cell = this.text(field);
    if (cell !== "Yes" && cell !== "No") throw this.wrong(field, `"${cell}" is neither Yes nor No`);
    return cell === "Yes";
  }

  wrong(field: string, what: string): InputError {
    return new InputError(`${this.where}, field "${field}": ${what}`);
  }
}

/** @param columns names for the columns of a file that has no header */
export function readTable(folder: string, path: string, columns?: readonly string[]): Row[] {
  let cells: Record<string, string>[];
  try {
    cells = parse<Record<string, string>>(readFileSync(join(folder, path), "utf8"), {
      bom: true,
      columns: columns === undefined ? true : [...columns],
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count: columns === undefined,
    });
  } catch (error) {
    throw new InputError(`${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const first = columns === undefined ? 2 : 1;
  return cells.map((row, at) => new Row(`${basename(path)}, row ${at + first}`, row));
}

/** Rows by a field that must be unique. */
export function index(rows: readonly Row[], field: string): Map<string, Row> {
  const map = new Map<string, Row>();
  for (const row of rows) {
    const key = row.text(field);
    if (map.has(key)) throw row.wrong(field, `"${key}" stands in two rows`);
    map.set(key, row);
  }
  return map;
}

export function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const item of items) {
    const list = map.get(key(item));
    if (list) list.push(item);
    else map.set(key(item), [item]);
  }
  return map;
}

/** The value, which must be there. */
export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new InputError(what);
  return value;
}

/**
 * Text that was UTF-8, read as Latin-1 and saved as UTF-8 again gives itself away by C1 control characters, which no
 * name has: the published "Áine" of Belfast South and Mid Down is such a case.
 */
export function repair(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (!/[\u0080-\u009f]/.test(text)) return text;
  const repaired = Buffer.from(text, "latin1").toString("utf8");
  if (repaired.includes("\ufffd")) throw new InputError(`"${text}" has broken characters that cannot be repaired`);
  return repaired;
}
