import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/core/errors.ts";
import { filterWords, readFilter, readPossible } from "../../../src/core/seats/read-filter.ts";
import { wants, type Filter } from "../../../src/core/seats/filter.ts";
import { here } from "../../../src/cli/house.ts";
import { openBot } from "../../support/bot.ts";
import { published } from "../../support/published.ts";
import { heightOf } from "../../../src/core/seats/read-filter/join.ts";
import { anyText } from "../../support/any-text.ts";
import { inForm } from "../../support/long.ts";

const bot = await openBot();
const known = bot.house.context(here);
const {
  results,
  results: { lookup, election },
} = known;
const read = (text: string) => readFilter(text, known);
const words = (text: string) => filterWords(read(text), lookup);
const matching = (text: string): readonly string[] => {
  const filter = read(text);
  return results.all.filter((outcome) => wants(filter, { outcome }, lookup)).map(({ seat }) => seat.code);
};
function refused(text: string): UserError {
  try {
    readPossible(text, known, "/announce here");
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${text} was read as ${words(text)}`);
}

/** By what the Library printed, and by the pack's regions and lists: not by a filter. */
const result = (code: string) => published[code]?.result ?? "";
const seat = (code: string) => lookup.seat(code);
const labourList = election.targets.lists.find(({ party }) => party === "lab")?.seats ?? [];

describe("counts are those of the published results", () => {
  test.each<[string, (code: string) => boolean]>([
    ["everything", () => true],
    ["gains", (code) => result(code).includes(" gain ")],
    ["labour gains", (code) => result(code).startsWith("Lab gain")],
    ["con losses", (code) => result(code).endsWith(" from Con")],
    ["snp lost", (code) => result(code).endsWith(" from SNP")],
    ["lib dem wins", (code) => published[code]?.first === "ld"],
    ["independents win", (code) => published[code]?.first === "ind"],
    ["scotland", (code) => code.startsWith("S")],
    ["england", (code) => code.startsWith("E")],
    ["the north east", (code) => seat(code).region === "North East"],
    ["labour targets to 100", (code) => labourList.slice(0, 100).includes(code)],
    ["targets to 164", (code) => labourList.slice(0, 164).includes(code)],
    ["bath, putney", (code) => ["Bath", "Putney"].includes(seat(code).name)],
    ["bath, putney and clacton", (code) => ["Bath", "Putney", "Clacton"].includes(seat(code).name)],
    ["Worsley and Eccles, South Down", (code) => ["Worsley and Eccles", "South Down"].includes(seat(code).name)],
    ["wales, scotland and northern ireland", (code) => !code.startsWith("E")],
    // Of two things that may be meant the narrower is read, and it is printed.
    ["england, scotland and london", (code) => seat(code).region === "London"],
    ["seats putney", (code) => seat(code).name === "Putney"],
    ["labour gains and scotland", (code) => code.startsWith("S") && result(code).startsWith("Lab gain")],
    ["labour gains in scotland", (code) => code.startsWith("S") && result(code).startsWith("Lab gain")],
    ["labour gains or scotland", (code) => code.startsWith("S") || result(code).startsWith("Lab gain")],
    ["gains but not labour gains", (code) => result(code).includes(" gain ") && !result(code).startsWith("Lab")],
    ["everything except england", (code) => !code.startsWith("E")],
    ["wales or labour gains and con losses", (code) => code.startsWith("W") || result(code) === "Lab gain from Con"],
    [
      "(wales or labour gains) and con losses",
      (code) => result(code).endsWith(" from Con") && (code.startsWith("W") || result(code).startsWith("Lab")),
    ],
    ["not (labour wins or con wins)", (code) => !["lab", "con"].includes(published[code]?.first ?? "")],
  ])("%s", (text, expected) => {
    const codes = election.seats.map(({ code }) => code).filter(expected);
    expect(codes.length).toBeGreaterThan(0);
    expect(matching(text)).toEqual(codes);
  });

  test("as the Library counts them", () => {
    expect(matching("labour gains")).toHaveLength(218);
    expect(matching("con losses")).toHaveLength(252);
    expect(matching("scotland")).toHaveLength(57);
    expect(matching("gains or milestones")).toHaveLength(matching("gains").length);
    expect(matching("by-elections")).toHaveLength(0);
  });
});

describe("what people type, and how it is said back", () => {
  test.each([
    ["LAB GAINS | snp losses", "Labour gains or SNP losses"],
    ["lab gains && scotland.", "Labour gains and Scotland"],
    ["“labour’s gains”", "Labour gains"],
    ["labour gains and not wales", "Labour gains and not Wales"],
    ["[labour gains] + {wales}", "Labour gains and Wales"],
    ["North East Somerset and Hanham", "North East Somerset and Hanham"],
    ["north east somerset & hanham or bath", "North East Somerset and Hanham or Bath"],
    ["Harborough, Oadby and Wigston, bath", "Harborough, Oadby and Wigston, Bath"],
    ["hove and portslade or hastings and rye", "Hove and Portslade or Hastings and Rye"],
    ["Durham, City of", "City of Durham"],
    ["n east somerset & hanham", "North East Somerset and Hanham"],
    ["yorkshire & the humber and gains", "Yorkshire and The Humber and gains"],
    ["true & fair gains", "True & Fair gains"],
    ["sdlp (social democratic & labour party) wins", "SDLP wins"],
    ["bath, putney, or gains", "(Bath, Putney) or gains"],
    ["labour targets 1-100", "Labour targets to 100"],
    ["con targets up to 7", "Conservative targets to 7"],
    ["portillo or by elections or milestones", "Portillo moments or by-elections or milestones"],
    ["gains or (gains or (milestones))", "gains or milestones"],
    ["labuor gains or scotlnd", "Labour gains or Scotland"],
    ["all gains", "gains"],
    ["snp losses to labour", "Labour gains and SNP losses"],
    ["the snp lost to the labour party", "Labour gains and SNP losses"],
    ["majority over 20k", "majority over 20000 votes"],
  ])("%s", (text, said) => {
    expect(words(text)).toBe(said);
  });
});

describe("what is not clear is asked about", () => {
  test.each<[string, RegExp, string | undefined]>([
    ["richmond or scotland", /may be .*Richmond Park/, "/announce here Richmond Park or scotland"],
    ["labour", /does not say what it does/, "/announce here Labour gains"],
    ["ash", /is a party/, undefined],
    ["seats ash", /may be Godalming and Ash, .*exactly/, "/announce here Godalming and Ash"],
    ["rishi sunak", /may be Richmond and Northallerton/, "/announce here Richmond and Northallerton"],
    ["big", /“big” may be|no place and no news by the name “big”/, undefined],
    ["labour gains and big", /I did read “labour gains”/, undefined],
    ["losses", /does not say whose/, "/announce here Labour losses"],
    ["scotland gains", /is a place, not a party/, "/announce here gains and scotland"],
    ["whig gains", /I know no party/, undefined],
    ["kent wins", /I know no party/, undefined],
    ["bath and putney", /No seat can be all/, "/announce here Bath or Putney"],
    ["bath and scotland", /No seat can be all/, undefined],
    ["labour gains and con gains", /No seat can be all/, "/announce here Labour gains or Conservative gains"],
    ["labour gains and labour losses", /No seat can be all/, undefined],
    ["gains and holds", /No seat can be all/, "/announce here gains or holds"],
    ["labour holds and gains", /No seat can be all/, undefined],
    ["holds and con losses", /No seat can be all/, undefined],
    ["women and men", /No seat can be all/, undefined],
    ["declared and to come in wales", /No seat can be all/, undefined],
    ["labour wins and to come", /No seat can be all/, undefined],
    ["to come and majority under 100", /No seat can be all/, undefined],
    ["new MPs and to come", /No seat can be all/, undefined],
    ["bath, gains", /Commas make a list of seats/, "/announce here Bath or gains"],
    ["gains or con losses in scotland", /not clear how much/, undefined],
    ["not gains in scotland", /not clear how much/, undefined],
    ["walse", /may be Wales/, "/announce here Wales"],
    ["mid wales", /no place/, "/announce here Wales"],
    ["labour targets", /how far down the list: from 1 to 424/, "/announce here Labour targets to 100"],
    ["labour targets to 425", /from 1 to 424/, undefined],
    ["labour targets to 0", /from 1 to 424/, undefined],
    ["labour targets 20-40", /from its first seat/, undefined],
    ["independent targets to 3", /no target list/, "/announce here Labour targets to 100"],
    ["(labour gains", /not closed/, "/announce here (labour gains)"],
    ["labour gains)", /never opened/, undefined],
    ["labour gains or", /missing after “or”/, undefined],
    ["and gains", /missing before “and”/, undefined],
    ["gains (scotland)", /Before “\(scotland\)” say/, undefined],
    ["gains - scotland", /A dash .* say “but not”/, "/announce here gains but not scotland"],
    ["turnout over 150%", /more than all of them/, undefined],
    ["swing over 5k points", /more than all of them/, undefined],
    ["majority", /does not say how much/, "/announce here majority under 1000"],
    ["turnout over 1000 votes", /does not say how much/, "/announce here turnout over 70%"],
    ["labour targets to 5 and scotland", /No seat can be all/, undefined],
    ["(bath or putney) and scotland", /No seat can be all/, undefined],
    ["(bath or wales) and (putney or scotland)", /No seat can be all/, undefined],
    ["(bath and putney) or (gains and holds)", /No seat can be all/, "/announce here gains"],
    ["gains or milestones but not wales", /not clear how much is meant to be left out/, undefined],
    ["seats nowhere at all", /no place/, undefined],
    ["lost", /does not say whose/, "/announce here Labour lost"],
    ["", /Say which seats/, undefined],
    ["nowhere at all", /I know no place/, undefined],
  ])("%s", (text, message, instead) => {
    const error = refused(text);
    expect(error.message).toMatch(message);
    expect(error.instead.length).toBeGreaterThan(0);
    if (instead !== undefined) expect(error.instead).toContain(instead);
  });

  test("a postcode is neither looked up nor said back", () => {
    const { message, instead } = refused("gains or SW1A 1AA");
    expect(message).toContain("I do not look up postcodes");
    expect(message + instead.join()).not.toMatch(/SW1A/i);
  });

  test("what is offered instead can be typed", () => {
    for (const text of ["richmond or scotland", "labour", "bath and putney", "bath, gains", "walse", "labour targets"])
      for (const line of refused(text).instead) expect(words(line.replace("/announce here ", ""))).not.toBe("");
  });
});

const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.constantFrom<Filter>(
    { is: "everything" },
    { is: "gains" },
    { is: "portillo" },
    { is: "milestones" },
    { is: "by-elections" },
  ),
  fc
    .tuple(fc.constantFrom(...election.parties), fc.constantFrom("gains", "loses", "wins"))
    .map(([{ id }, does]): Filter => ({ is: "party", party: id, does })),
  fc.constantFrom(...election.regions).map(({ name }): Filter => ({ is: "region", region: name })),
  fc.constant<Filter>({ is: "nation", nation: "England" }),
  fc
    .constantFrom(...election.targets.lists)
    .chain(({ party, seats }) =>
      fc.integer({ min: 1, max: seats.length }).map((upTo): Filter => ({ is: "targets", party, upTo })),
    ),
  fc
    .uniqueArray(fc.constantFrom(...election.seats.map(({ code }) => code)), { minLength: 1, maxLength: 4 })
    .map((seats): Filter => ({ is: "seats", seats })),
);
/** Of what is everywhere at once, so that "and" of any of them can be. */
const anywhere = fc.constantFrom<Filter>({ is: "gains" }, { is: "portillo" }, { is: "milestones" });
const filters = fc.letrec<{ any: Filter }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    tie("any").map((of): Filter => ({ is: "not", of })),
    fc.tuple(leaf, anywhere).map((of): Filter => ({ is: "and", of })),
    fc.tuple(tie("any"), anywhere).map((of): Filter => ({ is: "and", of })),
    fc.tuple(tie("any"), tie("any"), leaf).map((of): Filter => ({ is: "or", of })),
  ),
})).any;

/** As reading makes it: one kind of operator is flat, and nothing is said twice. */
function flat(filter: Filter): Filter {
  if (filter.is === "not") return { is: "not", of: flat(filter.of) };
  if (filter.is !== "and" && filter.is !== "or") return filter;
  const parts = filter.of.map(flat).flatMap((one) => (one.is === filter.is ? one.of : [one]));
  const of = [...new Map(parts.map((one) => [JSON.stringify(one), one])).values()];
  const [first] = of;
  return first && of.length === 1 ? first : { is: filter.is, of };
}

const partsOf = (filter: Filter): readonly Filter[] =>
  filter.is === "not" ? [filter.of] : filter.is === "and" || filter.is === "or" ? filter.of : [];
const termsOf = (filter: Filter): number =>
  partsOf(filter).reduce((sum, part) => sum + termsOf(part), filter.is === "seats" ? filter.seats.length : 1);

test("the words of a filter are read as the same filter", () => {
  fc.assert(
    fc.property(filters, (filter) => {
      // Deeper, or of more terms, than anyone may ask for: that is refused, as other tests show.
      fc.pre(heightOf(flat(filter)) <= 6 && termsOf(filter) <= 40);
      expect(read(filterWords(filter, lookup))).toEqual(flat(filter));
    }),
    { numRuns: inForm(130, 400) },
  );
});

test.each(election.seats.map(({ name, code }) => [name, code]))("%s is one seat by its name", (name, code) => {
  expect(read(name)).toEqual({ is: "seats", seats: [code] });
});

test("every party's gains by any of its names", () => {
  for (const { id, name, short } of election.parties)
    for (const text of [name, short])
      expect(read(`${text} gains`), text).toEqual({ is: "party", party: id, does: "gains" });
});

describe("hostile filters", () => {
  const deep = (open: string, close: string) => `${open.repeat(400)}gains${close.repeat(400)}`;
  test.each([
    deep("(", ")"),
    deep("not ", ""),
    deep("(not ", ")"),
    Array.from({ length: 400 }, () => "bath").join(" or "),
    "bath,".repeat(590),
    "x".repeat(100_000),
    "( ".repeat(1_400),
    "and ".repeat(700),
    "(gains or (wales and (gains or (wales and (gains or (wales and (gains or (wales and bath))))))))",
  ])("are refused quickly", (text) => {
    const started = performance.now();
    expect(refused(text).message.length).toBeLessThan(300);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test("any text is read or refused", () => {
    const pieces = [
      "and",
      "or",
      "not",
      "in",
      "(",
      ")",
      ",",
      "&",
      "labour",
      "gains",
      "bath",
      "scotland",
      "targets",
      "7",
      "hove and portslade",
    ];
    const typed = fc.oneof(
      anyText({ maxLength: 80 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((some) => some.join(" ")),
    );
    fc.assert(
      fc.property(typed, (text) => {
        try {
          const filter = read(text);
          expect(read(filterWords(filter, lookup))).toEqual(filter);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: inForm(300, 1_000) },
    );
  });
});

test("a filter of an election before this one names what it had, and fits nothing now", () => {
  const kept: Filter = {
    is: "or",
    of: [
      { is: "seats", seats: ["wherever"] },
      { is: "party", party: "gone", does: "gains" },
    ],
  };
  expect(filterWords(kept, lookup)).toBe(
    "a seat of an earlier election (wherever) or a party of an earlier election (gone) gains",
  );
  for (const outcome of results.all) expect(wants(kept, { outcome }, lookup)).toBe(false);
});
