/**
 * Many rows as one parameter, so that one statement writes any number of them. They travel as JSON, which every database
 * of ours reads in the same words; a statement's own words depend on its columns alone.
 */
import { sql, type RawBuilder } from "kysely";
import { sound } from "./parameters.ts";

export type Columns = Readonly<Record<string, string | number | null>>;

/** The rows as a table named `given`. An object of them, as PostgreSQL's `json_each` takes no list. */
export const given = (rows: readonly Columns[]): RawBuilder<unknown> =>
  sql`json_each(${JSON.stringify(Object.fromEntries(rows.map((row, i) => [i, soundly(row)])))}) as given`;

/** @throws RangeError for a number that JSON would leave out */
function soundly(row: Columns): Columns {
  const values = Object.entries(row).map(([name, value]): [string, string | number | null] => {
    if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${name} is to be ${value}`);
    return [name, typeof value === "string" ? String(sound(value)) : value];
  });
  return Object.fromEntries(values);
}

/** A text of the given row. */
export const text = (column: string): RawBuilder<string> => sql`given.value ->> ${sql.lit(column)}`;
/** A whole number of the given row. */
export const number = (column: string): RawBuilder<number> => sql`cast(${text(column)} as bigint)`;

/** A column of the given row, by the kind of its value in one of them. */
export const column = (name: string, like: string | number | null): RawBuilder<unknown> =>
  like === null ? sql`null` : typeof like === "number" ? number(name) : text(name);

/** Columns to be set to those of the given row. */
export const assignments = (set: Columns): RawBuilder<unknown> =>
  sql.join(Object.entries(set).map(([name, like]) => sql`${sql.ref(name)} = ${column(name, like)}`));

/** Rows that one statement can write: with the same columns, and values of the same kinds. */
export const alike = <T>(
  rows: readonly T[],
  columnsOf: (row: T) => Columns,
): readonly (readonly [Columns, readonly T[]])[] =>
  [
    ...Map.groupBy(rows, (row) =>
      Object.entries(columnsOf(row))
        .map(([name, value]) => `${name} ${value === null ? "null" : typeof value}`)
        .toSorted()
        .join(),
    ).values(),
  ].flatMap((some) => (some[0] === undefined ? [] : [[columnsOf(some[0]), some] as const]));
