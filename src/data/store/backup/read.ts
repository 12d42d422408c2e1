/** A backup read with suspicion: every line is what it should be, and none is missing. */
import { StoreError } from "../engine.ts";
import type { Migration } from "../migrations.ts";
import type { Table } from "../tables.ts";
import { linesIn } from "./file.ts";
import { ending, format, heading, opening, row, type Heading, type Row } from "./format.ts";
import { fromJson } from "../../../lib/json.ts";

/** @throws StoreError when it is none, or newer than this program */
export async function readHeading(file: string, steps: readonly Migration[]): Promise<Heading> {
  for await (const text of linesIn(file)) {
    const read = heading.safeParse(fromJson(text));
    if (!read.success) break;
    const { format: its, version } = read.data;
    if (its > format || version > steps.length)
      throw new StoreError(`The backup ${file} was made by a newer Teller: restore it with that one.`);
    return read.data;
  }
  throw new StoreError(`${file} is no backup of Teller's.`);
}

/**
 * The rows, each with its table.
 * @param tables that its version has: all of them must be there, with these columns
 * @throws StoreError
 */
export async function* readBackup(file: string, tables: readonly Table[]): AsyncGenerator<readonly [Table, Row]> {
  const wrong = (what: string) => new StoreError(`The backup ${file} is damaged (${what}): nothing was restored.`);
  const counts: Record<string, number> = {};
  let [number, current, isOver]: [number, Table | undefined, boolean] = [0, undefined, false];
  for await (const text of linesIn(file)) {
    number++;
    if (number === 1) continue;
    if (isOver) throw wrong("it goes on after its end");
    const said = fromJson(text);
    const values = row.safeParse(said);
    if (values.success) {
      if (!current || values.data.length !== current.columns.length) throw wrong(`line ${number} fits no table`);
      counts[current.name] = (counts[current.name] ?? 0) + 1;
      yield [current, values.data];
      continue;
    }
    const begun = opening.safeParse(said);
    if (begun.success) {
      current = tables.find(({ name }) => name === begun.data.table);
      if (!current || current.name in counts || begun.data.columns.join() !== current.columns.join())
        throw wrong(`line ${number} begins a table that does not belong there`);
      counts[current.name] = 0;
      continue;
    }
    const ended = ending.safeParse(said);
    if (!ended.success) throw wrong(`line ${number} cannot be read`);
    for (const { name } of tables)
      if (ended.data.end[name] !== counts[name] || counts[name] === undefined)
        throw wrong(`rows of ${name} are missing`);
    isOver = true;
  }
  if (!isOver) throw wrong("its end is missing");
}
