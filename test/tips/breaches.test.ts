/** The table of breaches is true to the program: each can be made, and each rule has one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { breaches } from "../support/breaches.ts";

const root = join(import.meta.dirname, "..", "..");

test("each rule has a breach", () => {
  expect(new Set(breaches.map(({ rule }) => rule))).toEqual(new Set(Array.from({ length: 13 }, (_, i) => i + 1)));
});

test.each(breaches)(
  "rule $rule: $name: it can be made, and its test is there",
  ({ file, from, to, test: its, part }) => {
    expect(readFileSync(join(root, file), "utf8").split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
    expect(readFileSync(join(root, its), "utf8")).toContain(part);
  },
);
