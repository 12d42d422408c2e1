/** Places that are no seats, as the Office for National Statistics and the Ordnance Survey have them. */
import { describe, expect, test } from "vitest";
import { areFiveRight, isFirstRight, placeSets, readQueries } from "../../bench/queries/read.ts";
import { loadElection } from "../../src/data/election-pack.ts";
import { createSeatFinder } from "../../src/data/find-seat.ts";
import { isLong } from "../support/long.ts";
import { uk2024 } from "../support/small-pack.ts";

const finder = createSeatFinder(loadElection(uk2024));

describe("a place leads to its seat, and it is known which was read", () => {
  test.each([
    ["danbury", "Maldon", "village", "Essex"],
    ["wool", "South Dorset", "village", "Dorset"],
    ["ramsey", "North West Cambridgeshire", "town", "Cambridgeshire"],
    ["ramsey, essex", "Harwich and North Essex", "village", "Essex"],
    ["hartford cheshire", "Mid Cheshire", "village", "Cheshire West and Chester"],
    ["Stoke Ferry", "South West Norfolk", "village", "Norfolk"],
    ["danbury village", "Maldon", "village", "Essex"],
  ])("%s is in %s", (text, seat, type, area) => {
    expect(finder.find(text)).toMatchObject({
      kind: "one",
      match: { name: seat, by: "place", how: "exact", place: { type, area } },
    });
  });
});

test.each([
  ["hartford", ["Mid Cheshire", "Huntingdon", "Tiverton and Minehead"]],
  ["aston", ["Birmingham Ladywood", "Birmingham Perry Barr", "Witney"]],
])("%s is asked about, the likelier first", (text, seats) => {
  const found = finder.find(text);
  expect(found.kind).toBe("several");
  if (found.kind !== "several") return;
  expect(found.matches.slice(0, seats.length).map(({ name }) => name)).toEqual(seats);
  for (const { place } of found.matches) expect(place?.area).toBeTruthy();
});

describe("a slip or a beginning", () => {
  test("leads to the one that is near", () => {
    expect(finder.find("danbuy")).toMatchObject({
      kind: "one",
      match: { name: "Maldon", how: "slip", read: "Danbury" },
    });
    expect(finder.find("banbuy")).toMatchObject({ kind: "one", match: { name: "Banbury", how: "slip" } });
  });
  test("never to a hamlet, a suburb or a ward", () => {
    for (const text of ["scotlnad", "walees", "grenes", "tardebig", "chartt"]) {
      const found = finder.find(text);
      const matches = found.kind === "one" ? [found.match] : found.kind === "several" ? found.matches : [];
      for (const { place, how } of matches)
        if (how === "slip" || how === "prefix")
          expect(["hamlet", "suburb", "ward"], `${text}: ${place?.name}`).not.toContain(place?.type);
    }
  });
});

test.each([
  ["Newcastle", "name"],
  ["Richmond", "name"],
  ["Birmingham", "name"],
  ["Kingswood", "former"],
])("%s is a seat's name before it is a place's", (text, by) => {
  expect(finder.rank(text)[0]?.by).toBe(by === "name" ? "name" : by);
});

test("where a nation or a seat has the name, the place of that name is told", () => {
  expect(finder.find("Wales")).toMatchObject({ region: "Wales", also: [{ name: "Rother Valley" }, {}] });
});

test.each([
  ["north n", ["North Norfolk", "North Northumberland"]],
  ["stratford-on-", ["Stratford-on-Avon"]],
  ["wash", ["Washington and Gateshead South"]],
])("%s: names that begin so come first", (text, names) => {
  expect(finder.rank(text, names.length + 1).map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  expect(finder.complete(text, names.length).map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});

describe.each(placeSets)("%s", (set) => {
  const queries = readQueries(set).filter((_, i) => isLong || i % 8 === 0);
  const ranked = queries.map((query) => ({ query, ranking: finder.rank(query.text).map(({ code }) => code) }));
  test("the first is right in 95 of 100, and all in five in 97", () => {
    const wrong = ranked.filter(({ query, ranking }) => !isFirstRight(query, ranking));
    const missing = ranked.filter(({ query, ranking }) => !areFiveRight(query, ranking));
    const texts = wrong.map(({ query }) => query.text).join("; ");
    expect(wrong.length / queries.length, texts).toBeLessThanOrEqual(0.05);
    expect(missing.length / queries.length, texts).toBeLessThanOrEqual(0.03);
  });
});
