import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areFiveRight, isFirstRight, readQueries, sets } from "../../bench/queries/read.ts";
import { loadElection } from "../../src/data/election-pack.ts";
import { createSeatFinder } from "../../src/data/find-seat.ts";
import { uk2024 } from "../support/small-pack.ts";

const election = loadElection(uk2024);
const { seats } = election;
const finder = createSeatFinder(election);

const shortOf = new Map(seats.map(({ code, short }) => [code, short]));
const shorts = (matches: readonly { readonly code: string }[]): string[] =>
  matches.map(({ code }) => shortOf.get(code) ?? code);

/** "one BTH", "several RPK RAN", "none", "postcode". */
function answer(text: string): string {
  const found = finder.find(text);
  switch (found.kind) {
    case "one":
      return `one ${shortOf.get(found.match.code)}`;
    case "several":
      return `several ${shorts(found.matches).join(" ")}`;
    case "none":
    case "postcode":
      return found.kind;
  }
}

describe("one seat is meant", () => {
  test.each([
    ["bath", "BTH"],
    ["NE Somerset", "NES"],
    ["Somerset North East", "NES"],
    ["ne somerset & hanham", "NES"],
    ["Hanham", "NES"],
    ["north east som", "NES"],
    ["St. Albans", "STA"],
    ["saint albans", "STA"],
    ["durham, city of", "DHM"],
    ["ashton under lyne", "AUL"],
    ["weston supermare", "WSM"],
    ["castlepoint", "CPT"],
    ["mcr central", "MCT"],
    ["soton itchen", "SOI"],
    ["W. Bromwich", "WBW"],
    ["hallam", "SHA"],
    ["kings lynn", "NWN"],
    ["ynys mon", "YNM"],
    ["Gŵyr", "GWR"],
    ["gogledd caerdydd", "CFN"],
    ["outer hebrides", "NHI"],
    ["Inbhir Nis", "ISW"],
    ["rees mogg", "NES"],
    ["Sir Keir Starmer", "HSP"],
    ["theresa may", "MAI"],
    ["nes", "NES"],
    ["E14001394", "NES"],
    ["brixton", "CBH"],
  ])("%s -> %s", (text, short) => {
    expect(answer(text)).toBe(`one ${short}`);
  });

  test("a name that is a seat's now is not a former one", () => {
    expect(answer("Exeter")).toBe("one EXT");
    expect(answer("Liverpool Walton")).toBe("one LWL");
  });

  test("a word that is a name wins over a code, which is still offered", () => {
    expect(answer("Ash")).toBe("one GAA");
    expect(shorts(finder.rank("ash"))).toContain("ASH");
  });

  test("a former seat that went to one seat nearly whole is that seat, and says so", () => {
    expect(finder.find("richmond yorks")).toMatchObject({
      kind: "one",
      match: { name: "Richmond and Northallerton", former: { name: "Richmond (Yorks)" } },
      others: [{ name: "Thirsk and Malton" }],
    });
    expect(finder.rank("Totnes")[0]?.why).toBe("former seat Totnes (98% of its people)");
  });
});

describe("several seats may be meant", () => {
  test.each([
    ["Richmond", ["RPK", "RAN"]],
    ["newcastle", ["NCL", "NCE", "NCN", "NUL"]],
    ["banes", ["BTH", "NES"]],
    ["Pompey", ["PON", "POS"]],
    ["caerdydd", ["CFE", "CFN", "CFP", "CFW"]],
    ["Glaschu", ["GEA", "GNE", "GNO", "GSO", "GSW", "GWE"]],
    ["Dùn Èideann", ["EEM", "ENL", "ESO", "ESW", "EWE"]],
    ["Obar Dheathain", ["ABN", "ABS"]],
    ["brum", ["BEB", "BER", "BHG", "BLA", "BNF", "BPB", "BSN", "BSO", "BYA"]],
  ])("%s", (text, expected) => {
    const found = finder.find(text);
    expect(found.kind).toBe("several");
    expect(found.kind === "several" && shorts(found.matches).toSorted()).toEqual(expected.toSorted());
  });

  test("a former seat in comparable parts: the part with most of its people first", () => {
    expect(answer("Kingswood")).toBe("several NES BNE FBS");
    expect(finder.rank("Kingswood", 3).map(({ former }) => former?.name)).toEqual(Array(3).fill("Kingswood"));
  });

  test("the seat that bears a former name comes before one with more of its people", () => {
    expect(answer("Cleethorpes")).toBe("several GGC BIM");
  });
});

describe("no seat is meant", () => {
  test.each([
    "",
    " ",
    "xyzzyqwk",
    "London",
    "Wales",
    "the",
    "constructor",
    "__proto__",
    "🗳️",
    "'; DROP TABLE seats;--",
  ])("%j", (text) => {
    expect(answer(text)).toBe("none");
  });
});

describe("a county is more than one seat of its name", () => {
  test.each(["Kent", "lancs", "north yorkshire", "London"])("%s is no seat", (text) => {
    expect(answer(text)).toBe("none");
  });
  test("seats that have its name are offered", () => {
    expect(answer("somerset")).toMatch(/^several .*NES/);
  });
  test("unless it is a seat", () => {
    expect(answer("Midlothian")).toBe("one MID");
    expect(answer("sir fynwy")).toBe("one MMS");
  });
});

describe("postcodes", () => {
  test.each([
    "BA1 1AA",
    "ba11aa",
    "b a1 1 aa",
    "SW1A",
    "ba1",
    "SW1A OAA",
    "I live at ba1 1aa",
    "BA1 1",
    "my postcode is BA1",
  ])("%s is one, and finds nothing", (text) => {
    expect(finder.find(text)).toEqual({ kind: "postcode" });
    expect(finder.rank(text)).toEqual([]);
  });
  test.each(["bath", "NES", "E14001394", "S14000006", "ely"])("%s is none", (text) => {
    expect(finder.find(text).kind).not.toBe("postcode");
  });
});

describe("every name leads to its seat", () => {
  const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  test.each([
    ["official", (text: string) => text],
    ["lower case", (text: string) => text.toLowerCase()],
    ["no accents", plain],
    ["no punctuation", (text: string) => text.replaceAll(/[^\p{L} ]/gu, " ")],
    ["ampersands", (text: string) => text.replaceAll(" and ", " & ").replaceAll(",", "")],
  ])("%s", (_, change) => {
    const wrong = seats.filter(({ name, code }) => finder.rank(change(name))[0]?.code !== code);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("and is clearly it", () => {
    expect(seats.filter(({ name }) => finder.find(name).kind !== "one").map(({ name }) => name)).toEqual([]);
  });

  test("the press's and the Welsh names", () => {
    const wrong = seats.filter(({ pa, welsh, code }) =>
      [pa, welsh ?? pa].some((text) => finder.rank(text)[0]?.code !== code),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("three-letter and ONS codes, in any case", () => {
    const words = new Set(
      seats.flatMap(({ name, aliases }) => [name, ...aliases].join(" ").toLowerCase().split(/\W+/)),
    );
    for (const { code, short } of seats) {
      expect(finder.rank(code.toLowerCase())[0]?.code).toBe(code);
      if (!words.has(short.toLowerCase())) expect(finder.rank(short.toLowerCase())[0]?.code).toBe(code);
    }
  });
});

describe("former seats", () => {
  const formers = new Map<string, { name: string; heirs: { code: string; name: string; kept: number }[] }>();
  for (const seat of seats) {
    for (const { code, name, kept } of seat.from) {
      const former = formers.get(code) ?? { name, heirs: [] };
      formers.set(code, former);
      former.heirs.push({ code: seat.code, name: seat.name, kept });
    }
  }
  const now = new Set(
    seats.flatMap(({ name, pa }) => [name, pa].map((text) => text.replaceAll(/\W/g, "").toLowerCase())),
  );
  const gone = [...formers.values()].filter(({ name }) => !now.has(name.replaceAll(/\W/g, "").toLowerCase()));

  test("each leads to the seats where its people live now, most first, but for those that bear its name", () => {
    expect(gone.length).toBeGreaterThan(200);
    for (const { name, heirs } of gone) {
      const found = finder.rank(name, 20);
      const codes = new Set(heirs.filter(({ kept }) => kept > 0.05).map(({ code }) => code));
      for (const code of codes) expect(shorts(found), name).toContain(shortOf.get(code));
      const ranked = found.filter((match) => match.former?.name === name);
      const bearing = ranked.findLastIndex((match) => match.name.includes(name.split(/[ ,]/)[0] ?? name));
      const kept = ranked.slice(bearing + 1).map((match) => match.former?.kept ?? 0);
      expect(kept, name).toEqual(kept.toSorted((a, b) => b - a));
    }
  });

  test("by code too", () => {
    for (const [code, { heirs }] of formers) {
      if (shortOf.has(code)) continue;
      const most = heirs.toSorted((a, b) => b.kept - a.kept)[0];
      expect(finder.rank(code)[0]?.code).toBe(most?.code);
    }
  });
});

describe("whatever is typed", () => {
  const odd = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.constantFrom("toString", "valueOf", "../", "NaN", "\u202Ehtab", "\0", "a".repeat(10_000), "ﷺ".repeat(300)),
    fc
      .tuple(fc.constantFrom(...seats.map(({ name }) => name)), fc.string({ maxLength: 4 }))
      .map((both) => both.join("")),
  );

  test("a ranking is short, best first, and has no seat twice", () => {
    fc.assert(
      fc.property(odd, fc.integer({ min: -1, max: 12 }), (text, limit) => {
        const ranking = finder.rank(text, limit);
        expect(ranking.length).toBeLessThanOrEqual(Math.max(0, limit));
        expect(new Set(ranking.map(({ code }) => code)).size).toBe(ranking.length);
        const scores = ranking.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  test("there is an answer, of at most ten seats", () => {
    fc.assert(
      fc.property(odd, (text) => {
        const found = finder.find(text);
        if (found.kind === "several") expect(found.matches.length).toBeLessThanOrEqual(10);
        if (found.kind === "several") expect(found.matches.length).toBeGreaterThan(1);
      }),
      { numRuns: 600 },
    );
  });

  test("what was asked before changes nothing", () => {
    fc.assert(
      fc.property(odd, fc.constantFrom(...seats), (text, { name, code }) => {
        finder.find(text);
        expect(finder.rank(name)[0]?.code).toBe(code);
      }),
      { numRuns: 200 },
    );
  });
});

describe.each(sets)("the query set %s", (set) => {
  const queries = readQueries(set);
  const codes = (text: string): string[] => finder.rank(text).map(({ code }) => code);

  test("the first is right in 99 of 100", () => {
    const wrong = queries.filter((query) => !isFirstRight(query, codes(query.text)));
    expect(wrong.length / queries.length, wrong.map(({ text }) => text).join("; ")).toBeLessThanOrEqual(0.01);
  });

  test("all that may be meant are among the first five, in 99.7 of 100", () => {
    const wrong = queries.filter((query) => !areFiveRight(query, codes(query.text)));
    expect(wrong.length / queries.length, wrong.map(({ text }) => text).join("; ")).toBeLessThanOrEqual(0.003);
  });

  test("the judgement is right in 98 of 100", () => {
    const judged = queries.filter((query) => query.answer !== undefined);
    const wrong = judged.filter(({ text, answer: expected }) => finder.find(text).kind !== expected);
    expect(wrong.length / judged.length, wrong.map(({ text }) => text).join("; ")).toBeLessThanOrEqual(0.02);
  });
});
