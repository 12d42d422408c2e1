/** The page of measurements has a place for each table, and takes a new one there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tablesIn, withTable } from "../bench/page.ts";
import { tables } from "../bench/tables.ts";

const performance = readFileSync(join(import.meta.dirname, "..", "docs", "performance.md"), "utf8");

test("the page of measurements has room for each table, and no other", () => {
  expect(tablesIn(performance)).toEqual(Object.keys(tables));
  for (const name of Object.keys(tables)) expect(() => withTable(performance, name, "", "")).not.toThrow();
});

test("a table that is measured takes its own place on the page", () => {
  const page =
    "Before\n<!-- bench one -->\nold\n<!-- /bench one -->\nbetween\n<!-- bench two -->\n<!-- /bench two -->\n";
  const written = withTable(page, "one", "Title\na  1", "a day, a machine");
  expect(written).toBe(
    "Before\n<!-- bench one -->\n\nMeasured on a day, a machine.\n\n```text\nTitle\na  1\n```\n\n<!-- /bench one -->\nbetween\n<!-- bench two -->\n<!-- /bench two -->\n",
  );
  expect(withTable(written, "one", "Title\na  1", "a day, a machine")).toBe(written);
  expect(() => withTable(page, "three", "", "")).toThrow(RangeError);
});
