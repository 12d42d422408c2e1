/** The assignment against trying every way. */
import { assert, array, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { assign } from "../../tools/build-election/assignment.ts";

const costs = array(array(integer({ min: 0, max: 20 }), { minLength: 6, maxLength: 6 }), {
  minLength: 1,
  maxLength: 5,
});

function least(table: readonly (readonly number[])[], taken: ReadonlySet<number> = new Set()): number {
  const [row, ...rest] = table;
  if (row === undefined) return 0;
  return Math.min(
    ...row.flatMap((cost, column) => (taken.has(column) ? [] : [cost + least(rest, new Set([...taken, column]))])),
  );
}

it("gives each row a column of its own at the least cost there is", () => {
  assert(
    property(costs, (table) => {
      const columns = assign(table.length, 6, (row, column) => table[row]?.[column] ?? Infinity);
      expect(new Set(columns).size).toBe(table.length);
      expect(columns.reduce((sum, column, row) => sum + (table[row]?.[column] ?? Infinity), 0)).toBe(least(table));
    }),
  );
});

it("refuses more rows than columns", () => {
  expect(() => assign(2, 1, () => 0)).toThrow(RangeError);
});
