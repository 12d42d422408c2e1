import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadElection } from "../../src/data/election-pack.ts";
import { createPartyFinder, createRegionFinder } from "../../src/data/find-names.ts";
import { uk2024 } from "../support/small-pack.ts";
import { anyText } from "../support/any-text.ts";

const election = loadElection(uk2024);
const parties = createPartyFinder(election);
const regions = createRegionFinder(election);

describe("parties", () => {
  test.each([
    ["lab", "lab"],
    ["LABOUR", "lab"],
    ["labuor", "lab"],
    ["labour and co-operative", "lab"],
    ["tories", "con"],
    ["conservitive", "con"],
    ["Lib Dems", "ld"],
    ["libdems", "ld"],
    ["liberal democrat", "ld"],
    ["reform", "reform"],
    ["greens", "green"],
    ["scottish nat", "snp"],
    ["Sinn Fein", "sf"],
    ["plaid cymru", "pc"],
    ["independant", "ind"],
    ["dup", "dup"],
    ["loony", "loony"],
  ])("%s -> %s", (text, id) => {
    expect(parties.find(text)?.id).toBe(id);
  });

  test("every id, name and printed form is its own party's, in any case and without accents", () => {
    for (const party of election.parties) {
      for (const text of [party.id, party.name, party.short, party.abbreviation, ...party.printed, ...party.aliases]) {
        expect(parties.find(text.toUpperCase())?.id, text).toBe(party.id);
        expect(parties.find(text.normalize("NFD").replaceAll(/\p{M}/gu, ""))?.id, text).toBe(party.id);
        expect(parties.has(text), text).toBe(true);
      }
    }
  });

  test("what is no party, or may be several, is none", () => {
    for (const text of ["", "asdf", "unionist", "democrats", "__proto__", "constructor"]) {
      expect(parties.find(text), text).toBeUndefined();
    }
    expect(parties.rank("unionist").length).toBeGreaterThan(1);
  });

  test("figures are no part of a name that has none, and are not passed over", () => {
    for (const text of ["1-99999", "labour 155 to 170", "labour 5", "5", "155"]) {
      expect(parties.find(text), text).toBeUndefined();
      expect(parties.rank(text), text).toEqual([]);
    }
  });

  test("the larger party is offered first", () => {
    expect(parties.rank("con")[0]?.id).toBe("con");
    expect(parties.rank("green")[0]?.id).toBe("green");
  });
});

describe("regions and nations", () => {
  test.each([
    ["london", "London"],
    ["Greater London", "London"],
    ["NE", "North East"],
    ["north-west", "North West"],
    ["e midlands", "East Midlands"],
    ["yorks & humber", "Yorkshire and The Humber"],
    ["east", "East of England"],
    ["scotlnd", "Scotland"],
    ["Cymru", "Wales"],
    ["ni", "Northern Ireland"],
  ])("%s is the region %s", (text, name) => {
    expect(regions.find(text)).toMatchObject({ kind: "region", region: { name } });
  });

  test("England is a nation, and no region", () => {
    expect(regions.find("england")).toEqual({ kind: "nation", nation: "England" });
  });

  test("what may be several is none, and all are offered", () => {
    for (const text of ["north", "south", "midlands"]) {
      expect(regions.find(text), text).toBeUndefined();
      expect(regions.rank(text).length, text).toBeGreaterThan(1);
    }
    expect(regions.find("constructor")).toBeUndefined();
  });
});

test("never throws, whatever is typed", () => {
  fc.assert(
    fc.property(anyText({ maxLength: 200 }), (text) => {
      parties.find(text);
      regions.find(text);
      expect(parties.rank(text, 3).length).toBeLessThanOrEqual(3);
      expect(regions.rank(text, 3).length).toBeLessThanOrEqual(3);
    }),
  );
});
