/** Laws of the language of seats, against an evaluation of its own over the rows that are exported. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { here } from "../../../src/cli/house.ts";
import { subscriptionSchema } from "../../../src/core/news/subscription.ts";
import { filterWords, readFilter } from "../../../src/core/seats/read-filter.ts";
import { seatsOf } from "../../../src/core/seats/seats.ts";
import { sheetRows, type Row } from "../../../src/views/sheets.ts";
import { openBot } from "../../support/bot.ts";
import { inForm, isLong } from "../../support/long.ts";

const bot = await openBot();
const known = bot.house.context(here);
const { results } = known;
const { lookup, election } = results;

const rows = sheetRows("seats", known);
const elected = new Map(
  sheetRows("candidates", known)
    .filter(({ elected: won }) => won === true)
    .map((row) => [row["code"], row]),
);
/** Those who had sat and were beaten. */
const beaten = sheetRows("candidates", known).filter((row) => row["elected"] === false && row["sitting_mp"] === true);
/** Ranks on every party's list, by seat. */
const lists = new Map(
  election.targets.lists.map(({ party }) => [
    lookup.party(party).short,
    new Map(sheetRows("targets", known, { party }).map((row) => [row["code"], Number(row["rank"])])),
  ]),
);

/** Words, and whether a row of the export fits them. */
interface Said {
  readonly text: string;
  readonly fits: (row: Row) => boolean;
}

const all: readonly Row[] = rows;
const codes = (fits: (row: Row) => boolean) => all.filter(fits).map(({ code }) => code);
const read = (text: string) => seatsOf(readFilter(text, known), results).map(({ seat }) => seat.code);

const parties = election.parties.map(({ short }) => short).filter((short) => all.some((row) => row["party"] === short));
const party = fc.constantFrom(...parties);
const areas = [...new Set(all.flatMap(({ region, nation }) => [String(region), String(nation)]))];

const verbs: readonly (readonly [string, (row: Row, party: string) => boolean])[] = [
  ["gains", (row, one) => String(row["result"]).startsWith(`${one} gain from `)],
  ["losses", (row, one) => String(row["result"]).endsWith(` gain from ${one}`)],
  ["holds", (row, one) => row["result"] === `${one} hold`],
  ["wins", (row, one) => row["party"] === one],
  ["second", (row, one) => row["second_party"] === one],
];
/** Figures of a row, unrounded where they can be; swings stand with two decimals, and bounds keep off those. */
const figures: Readonly<Record<string, (row: Row) => number | undefined>> = {
  votes: (row) => Number(row["majority"]),
  points: (row) => (100 * Number(row["majority"])) / Number(row["valid_votes"]),
  "%": (row) => (100 * Number(row["valid_votes"])) / Number(row["electorate"]),
  swing: (row) => (row["swing_pts"] === null ? undefined : Number(row["swing_pts"])),
};
const bounds: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  under: (a, b) => a < b,
  over: (a, b) => a > b,
  "at least": (a, b) => a >= b,
  "at most": (a, b) => a <= b,
};
const figure = fc
  .tuple(
    fc.constantFrom(...Object.keys(figures)),
    fc.constantFrom(...Object.keys(bounds)),
    fc.integer({ min: 1, max: 60 }),
  )
  .map(([what, bound, n]): Said => {
    const value = what === "votes" ? n * 400 : n + 0.125;
    const said = { votes: "majority", points: "majority", "%": "turnout", swing: "swing" }[what] ?? "";
    const unit = { votes: " votes", points: " points", "%": "%", swing: "" }[what] ?? "";
    return {
      text: `${said} ${bound} ${value}${unit}`,
      fits: (row) => {
        const is = figures[what]?.(row);
        return is !== undefined && bounds[bound]?.(is, value) === true;
      },
    };
  });

const leaf: fc.Arbitrary<Said> = fc.oneof(
  fc.constantFrom<Said>(
    { text: "everything", fits: () => true },
    { text: "gains", fits: (row) => String(row["result"]).includes(" gain from ") },
    { text: "changed hands", fits: (row) => String(row["result"]).includes(" gain from ") },
    { text: "holds", fits: (row) => String(row["result"]).endsWith(" hold") },
    { text: "women", fits: ({ code }) => elected.get(code)?.["gender"] === "female" },
    {
      text: "new MPs",
      fits: ({ code }) => elected.get(code)?.["sitting_mp"] === false && elected.get(code)?.["former_mp"] === false,
    },
    { text: "defeated MPs", fits: ({ code }) => beaten.some((one) => one["code"] === code) },
    { text: "declared", fits: ({ state }) => state === "declared" },
    { text: "to come", fits: ({ state }) => state === "undeclared" },
    { text: "recount", fits: () => false },
    { text: "by-elections", fits: () => false },
  ),
  fc.tuple(party, fc.constantFrom(...verbs)).map(([short, [verb, does]]): Said => ({
    text: `${short} ${verb}`,
    fits: (row) => does(row, short),
  })),
  party.map((short): Said => ({
    text: `defeated ${short} MPs`,
    fits: ({ code }) => beaten.some((one) => one["code"] === code && one["party"] === short),
  })),
  party.map((short): Said => ({ text: `swing to ${short}`, fits: (row) => row["swing_to"] === short })),
  fc.tuple(party, party).map(([first, second]): Said => ({
    text: `${first} over ${second}`,
    fits: (row) => row["party"] === first && row["second_party"] === second,
  })),
  fc.tuple(party, party).map(([to, from]): Said => ({
    text: `${to} gains from ${from}`,
    fits: (row) => row["result"] === `${to} gain from ${from}`,
  })),
  fc.constantFrom(...areas).map((area): Said => ({
    text: area,
    fits: ({ region, nation }) => region === area || nation === area,
  })),
  fc.constantFrom(...(election.counties ?? [])).map((county): Said => ({
    text: county.name,
    fits: ({ code }) => county.seats.includes(String(code)),
  })),
  fc
    .tuple(fc.constantFrom(...lists.keys()), fc.double({ min: 0, max: 0.999, noNaN: true }))
    .map(([short, part]): Said => {
      const list = lists.get(short);
      const upTo = 1 + Math.floor(part * (list?.size ?? 1));
      return { text: `${short} targets to ${upTo}`, fits: ({ code }) => (list?.get(code) ?? Infinity) <= upTo };
    }),
  fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3 }).map((some): Said => ({
    text: some.map(({ name }) => name).join(", "),
    fits: ({ code }) => some.some((one) => one["code"] === code),
  })),
  figure,
);
const without = [
  "but",
  "but not",
  "except",
  "excluding",
  "without",
  "minus",
  "other than",
  "and not",
  "not",
  "apart from",
];
const said = fc.letrec<{ any: Said }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", maxDepth: 2 },
    leaf,
    fc.tuple(tie("any"), fc.constantFrom("not ", "-", "!", "except ")).map(([of, no]): Said => ({
      text: `${no}(${of.text})`,
      fits: (row) => !of.fits(row),
    })),
    fc.tuple(tie("any"), tie("any")).map(([a, b]): Said => ({
      text: `(${a.text}) and (${b.text})`,
      fits: (row) => a.fits(row) && b.fits(row),
    })),
    fc.tuple(tie("any"), tie("any")).map(([a, b]): Said => ({
      text: `(${a.text}) or (${b.text})`,
      fits: (row) => a.fits(row) || b.fits(row),
    })),
    fc.tuple(tie("any"), tie("any"), fc.constantFrom(...without)).map(([a, b, but]): Said => ({
      text: `(${a.text}) ${but} (${b.text})`,
      fits: (row) => a.fits(row) && !b.fits(row),
    })),
  ),
})).any;

test(
  "a filter has the seats that its words say, its opposite the others, and both are printed as they are read",
  () => {
    fc.assert(
      fc.property(said, said, ({ text, fits }, other) => {
        const seats = read(text);
        expect(seats, text).toEqual(codes(fits));
        expect(seats.length + read(`not (${text})`).length).toBe(all.length);
        expect(read(`(${text}) but (${other.text})`)).toEqual(codes((row) => fits(row) && !other.fits(row)));
        const printed = filterWords(readFilter(text, known), lookup);
        expect(read(printed), printed).toEqual(seats);
        const filter = readFilter(printed, known);
        expect(filterWords(filter, lookup)).toBe(printed);
        // As a channel's settings keep it.
        expect(subscriptionSchema.shape.filter.parse(JSON.parse(JSON.stringify(filter)))).toEqual(filter);
      }),
      { numRuns: inForm(60, 10_000) },
    );
  },
  isLong ? 600_000 : 30_000,
);

describe("as people say it", () => {
  const of = (area: string) => (row: Row) => row["region"] === area || row["nation"] === area;
  const is = (pattern: RegExp) => (row: Row) => pattern.test(String(row["result"]));
  test.each<[string, number, (row: Row) => boolean]>([
    ["london region", 75, of("London")],
    ["the region of london", 75, of("London")],
    ["labour gains but wales", 209, (row) => is(/^Labour gain/)(row) && !of("Wales")(row)],
    ["labour gains outside wales", 209, (row) => is(/^Labour gain/)(row) && !of("Wales")(row)],
    ["labour gains not in wales", 209, (row) => is(/^Labour gain/)(row) && !of("Wales")(row)],
    ["labour gains -wales", 209, (row) => is(/^Labour gain/)(row) && !of("Wales")(row)],
    ["!scotland", 593, (row) => !of("Scotland")(row)],
    ["-scotland", 593, (row) => !of("Scotland")(row)],
    ["¬scotland", 593, (row) => !of("Scotland")(row)],
    ["~ scotland", 593, (row) => !of("Scotland")(row)],
    ["outside scotland", 593, (row) => !of("Scotland")(row)],
    ["everywhere but scotland", 593, (row) => !of("Scotland")(row)],
    ["all seats except those in scotland", 593, (row) => !of("Scotland")(row)],
    ["all but london", 575, (row) => !of("London")(row)],
    ["all but london and scotland", 518, (row) => !of("London")(row) && !of("Scotland")(row)],
    [
      "all but london, scotland and wales",
      486,
      (row) => !["London", "Scotland", "Wales"].some((area) => of(area)(row)),
    ],
    ["england but london", 468, (row) => of("England")(row) && !of("London")(row)],
    ["england minus london", 468, (row) => of("England")(row) && !of("London")(row)],
    ["england other than london", 468, (row) => of("England")(row) && !of("London")(row)],
    ["england excluding greater london", 468, (row) => of("England")(row) && !of("London")(row)],
    ["england bar the capital", 468, (row) => of("England")(row) && !of("London")(row)],
    ["england apart from london", 468, (row) => of("England")(row) && !of("London")(row)],
    ["labour holds", 193, is(/^Labour hold/)],
    ["held by labour", 193, is(/^Labour hold/)],
    [
      "labour gains in london or wales",
      17,
      (row) => is(/^Labour gain/)(row) && (of("London")(row) || of("Wales")(row)),
    ],
    [
      "labour gains in london and wales",
      17,
      (row) => is(/^Labour gain/)(row) && (of("London")(row) || of("Wales")(row)),
    ],
    ["seats in wales", 32, of("Wales")],
    ["welsh seats", 32, of("Wales")],
    ["women", 263, ({ code }) => elected.get(code)?.["gender"] === "female"],
    ["(bath and putney) or wales", 32, of("Wales")],
  ])("%s: %i", (text, count, fits) => {
    expect(codes(fits)).toHaveLength(count);
    expect(read(text)).toEqual(codes(fits));
  });
});
