/** Orders of seats as people type them, and the seats that come first and last in them. */
import { describe, expect, test } from "vitest";
import { here } from "../../../src/cli/house.ts";
import { UserError } from "../../../src/core/errors.ts";
import { ordered, orderWords, readOrder } from "../../../src/core/seats/order.ts";
import { openBot } from "../../support/bot.ts";
import { published } from "../../support/published.ts";

const { parties, results } = (await openBot()).house.context(here);
const read = (typed: string) => readOrder(typed, parties, "/seats gains");

test.each([
  ["by majority", "majority"],
  ["safest majority", "majority highest first"],
  ["majority in points", "majority in points"],
  ["by lowest turnout", "turnout lowest first"],
  ["by the lib dem share", "Lib Dem share"],
  ["lib dem vote share lowest first", "Lib Dem share lowest first"],
  ["share of the vote", "no order"],
  ["time, latest first", "time highest first"],
  ["by name", "name"],
  ["name descending", "name highest first"],
  // Both ways at once, and a figure of which there is no order.
  ["biggest majority lowest first", "no order"],
  ["by colour", "no order"],
  ["by narnia share", "no order"],
])("%s is %s", (typed, words) => {
  if (words === "no order") {
    expect(() => read(typed)).toThrow(UserError);
    expect(() => read(typed)).toThrow(/I know no order/);
    return;
  }
  expect(orderWords(read(typed))).toBe(words);
  expect(read(orderWords(read(typed)))).toEqual(read(typed));
});

test("a line that is offered for an order that there is not has one", () => {
  try {
    read("by colour");
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.instead.map((line) => orderWords(read(line.replace("/seats gains by ", ""))))).toEqual([
      "majority",
      "turnout",
      "Labour share",
    ]);
  }
});

describe("seats in order", () => {
  const names = (typed: string): readonly string[] => ordered(results.all, read(typed)).map(({ seat }) => seat.name);

  test("by name, from Aberafan Maesteg to York Outer and back", () => {
    const all = names("by name");
    expect([all[0], all.at(-1)]).toEqual(["Aberafan Maesteg", "York Outer"]);
    expect(names("by name descending")).toEqual(all.toReversed());
  });

  test("by majority as the Library printed them, and seats without the figure last", () => {
    const majorities = ordered(results.all, read("by majority")).map(({ seat }) => published[seat.code]?.majority ?? 0);
    expect(majorities).toEqual(majorities.toSorted((a, b) => a - b));
    // The SNP fought 57 seats, all of Scotland.
    const snp = ordered(results.all, read("by snp share")).map(({ seat }) => seat.nation);
    expect(snp.slice(0, 57).every((nation) => nation === "Scotland")).toBe(true);
    expect(snp.slice(57)).not.toContain("Scotland");
  });
});
