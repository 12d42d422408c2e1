/** Sheets in the shapes in which councils, newsrooms and publishers really have them. */
import { describe, expect, test } from "vitest";
import { readSheet } from "../../../src/data/sources/csv.ts";
import { createMatcher } from "../../../src/data/sources/match.ts";
import { decode } from "../../../src/data/sources/read/decode.ts";
import { councils } from "../../support/real-sheets/councils.ts";
import { newsrooms } from "../../support/real-sheets/newsrooms.ts";
import { publishers } from "../../support/real-sheets/publishers.ts";
import type { Shape } from "../../support/real-sheets/shape.ts";
import { counted, election, now, saidIn, whysIn } from "../../support/source-stage.ts";

const matcher = createMatcher(election);
const names = new Map(election.seats.map(({ code, name }) => [code, name]));

function read(text: Shape["text"]) {
  return readSheet(typeof text === "string" ? text : decode(text, true), "sheet", { matcher, election, now });
}

describe.each([
  ["councils", councils],
  ["newsrooms", newsrooms],
  ["publishers", publishers],
])("%s", (_, shapes) => {
  test.each(Object.entries(shapes))("%s", (__, { text, results = [], calls = [], held = [], refused, rejected }) => {
    if (refused) {
      expect(() => read(text)).toThrow(refused);
      return;
    }
    const found = read(text);
    const said = saidIn(found);
    const nameOf = (code: string): string => names.get(code) ?? code;
    const whole = said.filter(({ state }) => state === "result");
    expect(whole.map(({ seat }) => nameOf(seat)).toSorted()).toEqual([...results].toSorted());
    for (const one of whole) expect(one.votes).toEqual(counted(nameOf(one.seat)).votes);
    const called = said.filter(({ state }) => state === "called");
    expect(called.map(({ seat }) => nameOf(seat)).toSorted()).toEqual([...calls].toSorted());
    for (const { seat, winner } of called) {
      const { votes } = counted(nameOf(seat));
      expect(votes[winner ?? ""]).toBe(Math.max(...Object.values(votes)));
    }
    if (held.length === 0) expect(whysIn(found)).toEqual([]);
    for (const name of held) expect(whysIn(found).join("\n")).toContain(name);
    if (rejected !== undefined) expect(said[0]?.rejected).toBe(rejected);
  });
});
