import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areFiveRight, isFirstRight, readQueries, sets } from "../../bench/queries/read.ts";
import { loadElection } from "../../src/data/election-pack.ts";
import { createSeatFinder } from "../../src/data/find-seat.ts";
import { uk2024 } from "../support/small-pack.ts";
import { anyText } from "../support/any-text.ts";
import { inForm, isLong, someSeats } from "../support/long.ts";

const election = loadElection(uk2024);
const { seats } = election;
const finder = createSeatFinder(election);

const some = someSeats(election);
/** One in so many of what is asked for each seat. */
const every = inForm(12, 1);

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
    ["na h", "NHI"],
    ["N'hampton South", "NHS"],
    ["h'pool", "HPL"],
    ["b'burn", "BBN"],
    ["loughboro", "LBO"],
    ["RCT", "RAO"],
    ["IDS", "CWG"],
    ["Glaschu an Ear", "GEA"],
    ["Glaschu an Ear-thuath", "GNE"],
    ["Dùn Èideann an Iar", "EWE"],
    ["Obar Dheathain a Tuath", "ABN"],
    ["Béal Feirste Thoir", "BTE"],
    ["North Bristol West", "BNW"],
    ["Sir Drefaldwyn", "MAG"],
    ["Sir Gâr", "CAN"],
    ["Y Drenewydd", "MAG"],
    ["royal sutton coldfield", "SUT"],
    ["l'boro", "LBO"],
    ["St Ives, Cornwall", "STV"],
    ["Newcastle, County Down", "SDW"],
    ["bath city council", "BTH"],
    ["ashfield district", "ASF"],
    ["farnsworth", "ABV"],
    ["simons", "MKF"],
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

  test.each([
    ["Cleethorpes", ["Great Grimsby and Cleethorpes", "Brigg and Immingham"]],
    ["Workington", ["Whitehaven and Workington", "Penrith and Solway"]],
    ["Waveney", ["Waveney Valley", "Lowestoft"]],
    ["Pudsey", ["Leeds West and Pudsey", "Leeds North West"]],
    ["Croydon North", ["Streatham and Croydon North", "Croydon West"]],
    ["Leeds Central", ["Leeds Central and Headingley", "Leeds South"]],
    ["Swansea East", ["Neath and Swansea East", "Swansea West"]],
    ["Devizes", ["Melksham and Devizes", "East Wiltshire"]],
    ["Buckingham", ["Buckingham and Bletchley", "Mid Buckinghamshire", "Aylesbury"]],
  ])("%s: the seat that bears a former name, then where its people live, most first", (text, names) => {
    const found = finder.find(text);
    expect(found.kind === "several" && found.matches.map(({ name }) => name)).toEqual(names);
    expect(finder.rank(text).map(({ why }) => why.includes("also part of this name"))).toEqual([
      true,
      ...names.slice(1).map(() => false),
      ...finder
        .rank(text)
        .slice(names.length)
        .map(() => false),
    ]);
  });

  test("a seat that bears the name without any of its people is offered too", () => {
    expect(answer("Gateshead")).toBe("several GCW JGE WGS");
  });

  test("the bearer alone, with more than half of the people, is meant; so is another with three quarters", () => {
    expect(answer("Wakefield")).toMatch(/^one /);
    expect(finder.find("Totnes").kind).toBe("one");
    expect(finder.find("Durham North West").kind).toBe("several");
  });
});

describe("what is typed may be unfinished, mistyped, or someone's name", () => {
  test("a code is one word: two that begin a name are no code", () => {
    expect(answer("st n")).toBe("several SNC SHN");
    expect(finder.find("st a")).toMatchObject({
      kind: "several",
      matches: [{ name: "St Albans" }, { name: "St Austell and Newquay" }, {}, {}, {}, {}, {}],
    });
    expect(answer("stn")).toBe("one STN");
  });

  test("a code in capitals is one, in small letters it may be a word", () => {
    expect(answer("MID")).toBe("one MID");
    expect(answer("mid")).toBe("none");
    expect(finder.rank("mid")[0]?.name).toBe("Midlothian");
  });

  test("a family name typed whole is as likely as the place that it begins", () => {
    expect(answer("darling")).toBe("several DRL TRB");
    expect(shorts(finder.rank("hart"))).toContain("HPL");
  });

  test("and likelier than a place that was mistyped, but for a seat's own name", () => {
    const names = (text: string): string[] => finder.rank(text, 2).map(({ why }) => why);
    expect(names("farnsworth")).toEqual(["Linsey Farnsworth stood here", "like Farnworth (town, Bolton) is here"]);
    expect(names("livingstone")).toEqual(["like its name", "Jonathan Livingstone stood here"]);
  });

  test("a few letters are no certain answer", () => {
    expect(answer("you")).toBe("none");
    expect(answer("boro")).toBe("several MTE MCL");
    expect(answer("yate")).toMatch(/^one /);
  });

  test("a compass word alone is none", () => {
    for (const text of ["north", "the south", "central", "mid"]) expect(answer(text), text).toBe("none");
  });
});

describe("a region or a nation is no seat, and is named", () => {
  test.each([
    ["London", "London"],
    ["wales", "Wales"],
    ["Northern Ireland", "Northern Ireland"],
    ["scotland", "Scotland"],
    ["England", "England"],
    ["yorkshire", "Yorkshire and The Humber"],
    ["the south west", "South West"],
    ["mid Wales", "Wales"],
    ["North London", "London"],
  ])("%s", (text, region) => {
    expect(finder.find(text)).toMatchObject({ kind: "none", nearest: [], region });
  });

  test("several regions at once are none of them", () => {
    expect(finder.find("the midlands")).toEqual({ kind: "none", nearest: [] });
  });

  test("near a county are the seats that have its name", () => {
    expect(finder.find("kent")).toMatchObject({
      kind: "none",
      nearest: [{ name: "Faversham and Mid Kent" }, { name: "Weald of Kent" }],
    });
  });
});

describe("the nearest are near", () => {
  const nearest = (text: string): string[] => {
    const found = finder.find(text);
    return found.kind === "none" ? found.nearest.map(({ name }) => name) : [found.kind];
  };
  test("a name among other words", () => {
    expect(nearest("bath codes extra")[0]).toBe("Bath");
    expect(nearest("york is not london")).toEqual(expect.arrayContaining(["York Central", "York Outer"]));
  });
  test("or none", () => {
    for (const text of ["qwerty", "hello world", "xyzzyqwk"]) expect(nearest(text), text).toEqual([]);
  });
});

describe("someone who stood only in a by-election since", () => {
  test("is told with the day in words, and as what came since", () => {
    expect(finder.rank("pochin")[0]).toMatchObject({
      name: "Runcorn and Helsby",
      why: "Sarah Joanne Pochin stood here in the by-election of 1 May 2025",
      since: "2025-05-01",
    });
    expect(finder.rank("Runcorn")[0]).not.toHaveProperty("since");
  });
});

describe("completion", () => {
  const names = (text: string, limit?: number): string[] => finder.complete(text, limit).map(({ name }) => name);

  test.each([
    ["st al", "St Albans"],
    ["saint al", "St Albans"],
    ["na h", "Na h-Eileanan an Iar"],
    ["bath", "Bath"],
    ["ne som", "North East Somerset and Hanham"],
    ["gwy", "Gower"],
    ["wash gates", "Washington and Gateshead South"],
    ["gates wash", "Washington and Gateshead South"],
    ["somerset north", "North Somerset"],
    ["brixt", "Clapham and Brixton Hill"],
  ])("%s -> %s", (text, name) => {
    expect(names(text)[0]).toBe(name);
  });

  test("nothing mistyped, nobody's name, no postcode", () => {
    for (const text of ["", " ", "hulll", "starmer", "BA1 1AA", "qwerty"]) expect(names(text), text).toEqual([]);
    expect(names("hull").every((name) => name.startsWith("Kingston upon Hull"))).toBe(true);
  });

  test("names that begin so, short ones first, before those that have it further on, and former names last", () => {
    expect(names("bath")).toEqual(["Bath", "Bathgate and Linlithgow", "North East Somerset and Hanham"]);
    expect(names("cleeth")).toEqual(["Great Grimsby and Cleethorpes", "Brigg and Immingham"]);
  });

  test("every name continues from its beginning", () => {
    for (const { name } of some) expect(names(name.slice(0, -1), 3), name).toContain(name);
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
      [pa, welsh ?? pa].some((text) => finder.rank(text ?? "")[0]?.code !== code),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("three-letter and ONS codes, in any case", () => {
    const words = new Set(
      seats.flatMap(({ name, aliases }) => [name, ...aliases].join(" ").toLowerCase().split(/\W+/)),
    );
    for (const { code, short = "" } of some) {
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
    seats.flatMap(({ name, pa }) => [name, pa ?? name].map((text) => text.replaceAll(/\W/g, "").toLowerCase())),
  );
  const gone = [...formers.values()].filter(({ name }) => !now.has(name.replaceAll(/\W/g, "").toLowerCase()));

  test("each leads to the seats where its people live now, most first, but for those that bear its name", () => {
    expect(gone.length).toBeGreaterThan(200);
    for (const { name, heirs } of gone.filter((_, i) => i % every === 0)) {
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
    for (const [code, { heirs }] of [...formers].filter((_, i) => i % every === 0)) {
      if (shortOf.has(code)) continue;
      const most = heirs.toSorted((a, b) => b.kept - a.kept)[0];
      expect(finder.rank(code)[0]?.code).toBe(most?.code);
    }
  });
});

describe("whatever is typed", () => {
  const odd = fc.oneof(
    anyText({ maxLength: 400 }),
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
      { numRuns: inForm(20, 600) },
    );
  });

  test("there is an answer, of at most ten seats", () => {
    fc.assert(
      fc.property(odd, (text) => {
        const found = finder.find(text);
        if (found.kind === "several") expect(found.matches.length).toBeLessThanOrEqual(10);
        if (found.kind === "several") expect(found.matches.length).toBeGreaterThan(1);
      }),
      { numRuns: inForm(20, 600) },
    );
  });

  test("what was asked before changes nothing", () => {
    fc.assert(
      fc.property(odd, fc.constantFrom(...seats), (text, { name, code }) => {
        finder.find(text);
        expect(finder.rank(name)[0]?.code).toBe(code);
      }),
      { numRuns: inForm(15, 200) },
    );
  });
});

describe.each(sets)("the query set %s", (set) => {
  const queries = readQueries(set).filter((_, i) => i % every === 0);
  const ranked = queries.map((query) => ({ query, codes: finder.rank(query.text).map(({ code }) => code) }));
  /** Of a sample one more may be wrong than of all. */
  const expectFew = (wrong: readonly { readonly text: string }[], of: number, share: number): void => {
    expect(wrong.length, wrong.map(({ text }) => text).join("; ")).toBeLessThanOrEqual(
      isLong ? of * share : Math.ceil(of * share),
    );
  };

  test("the first is right in 99 of 100", () => {
    const wrong = ranked.filter(({ query, codes }) => !isFirstRight(query, codes)).map(({ query }) => query);
    expectFew(wrong, queries.length, 0.01);
  });

  test("all that may be meant are among the first five, in 99.7 of 100", () => {
    const wrong = ranked.filter(({ query, codes }) => !areFiveRight(query, codes)).map(({ query }) => query);
    expectFew(wrong, queries.length, 0.003);
  });

  test("the judgement is right in 98 of 100", () => {
    const judged = queries.filter((query) => query.answer !== undefined);
    const wrong = judged.filter(({ text, answer: expected }) => finder.find(text).kind !== expected);
    expectFew(wrong, judged.length, 0.02);
  });
});
