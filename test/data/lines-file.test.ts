/** The publisher's standing lines: taken as they are written, or refused with what to mend. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { LinesError, readLines } from "../../src/data/lines-file.ts";

const folder = mkdtempSync(join(tmpdir(), "teller-lines-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "lines.json");
const read = (text: string) => {
  writeFileSync(path, text);
  return readLines(path);
};
const line = { text: "Send a tip", href: "https://example.org/tip" };

test("lines are read as they are written, without blanks around", () => {
  expect(read(JSON.stringify([line, { ...line, text: " Subscribe " }]))).toEqual([
    line,
    { ...line, text: "Subscribe" },
  ]);
});

test.each([
  ["[", /cannot be read as JSON\. Mend the file, or unset LINES/],
  ["{}", /need mending; .*\nthe file: /],
  [JSON.stringify([{ ...line, href: "javascript:alert(1)" }]), /\n0\.href: /],
  [JSON.stringify([line, { text: "" }]), /\n1\.text: .*\n1\.href: /],
  [JSON.stringify(Array.from({ length: 9 }, () => line)), /\nthe file: eight lines are the most/],
])("%s is refused", (text, says) => {
  expect(() => read(text)).toThrow(LinesError);
  expect(() => read(text)).toThrow(says);
});
