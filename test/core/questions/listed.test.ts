/** Questions that list seats: what two parties did there, bounds of figures, orders. Against what the Library printed of each seat. */
import { describe, expect, test } from "vitest";
import { here } from "../../../src/cli/house.ts";
import { readQuestion } from "../../../src/core/questions/read.ts";
import { wants } from "../../../src/core/seats/filter.ts";
import { ordered, readOrder } from "../../../src/core/seats/order.ts";
import { readFilter } from "../../../src/core/seats/read-filter.ts";
import { openBot } from "../../support/bot.ts";
import { published } from "../../support/published.ts";

const known = (await openBot()).house.context(here);
const { results } = known;
const { lookup, election } = results;

/** What `/seats` is asked instead of a question. */
function listed(line: string) {
  const reading = readQuestion(line, known);
  if (reading.is !== "question" || reading.ask.command !== "seats") return undefined;
  const { filter = "", order } = reading.ask.args;
  const read = readFilter(filter, known);
  const found = results.all.filter((outcome) => wants(read, { outcome }, lookup));
  const first = order === undefined ? undefined : ordered(found, readOrder(order, known.parties, "/seats"))[0];
  return { filter, order, codes: found.map(({ seat }) => seat.code), first: first?.seat.name };
}

interface Printed {
  readonly code: string;
  /** "Lab gain from Con" */
  readonly result: string;
  /** "lab over con" */
  readonly order: string;
  readonly majority: number;
  readonly points: number;
}

const printed = election.seats.map(({ code }): Printed => {
  const one = published[code];
  if (!one) throw new TypeError(`nothing is published of ${code}`);
  const { result, first, second, majority, valid } = one;
  return { code, result, order: `${first} over ${second}`, majority, points: (100 * majority) / valid };
});
const isIn = (letter: string, { code }: Printed): boolean => code.startsWith(letter);
const isOf = (party: string, { order }: Printed): boolean => order.startsWith(`${party} over`);
const isBetween = (one: string, other: string, { order }: Printed): boolean =>
  [`${one} over ${other}`, `${other} over ${one}`].includes(order);

describe("seats are those of the published results", () => {
  test.each<[string, string, (one: Printed) => boolean]>([
    // What either party did.
    [
      "labour and reform seats in wales",
      "(Labour wins or Reform UK wins) and Wales",
      (one) => isIn("W", one) && (isOf("lab", one) || isOf("reform", one)),
    ],
    [
      "which seats did labour or plaid win in wales",
      "(Labour wins or Plaid Cymru wins) and Wales",
      (one) => isIn("W", one) && (isOf("lab", one) || isOf("pc", one)),
    ],
    [
      "list seats gained by labour and the lib dems in wales",
      "(Labour gains or Lib Dem gains) and Wales",
      (one) => isIn("W", one) && /^(?:Lab|LD) gain/.test(one.result),
    ],
    [
      "list seats held by labour and the snp in scotland",
      "(Labour holds or SNP holds) and Scotland",
      (one) => isIn("S", one) && /^(?:Lab|SNP) hold/.test(one.result),
    ],
    // What one did to the other.
    [
      "which seats did the snp lose to labour",
      "Labour gains and SNP losses",
      ({ result }) => result === "Lab gain from SNP",
    ],
    ["labour snp gains", "Labour gains and SNP losses", ({ result }) => result === "Lab gain from SNP"],
    ["list gains by labour snp", "Labour gains and SNP losses", ({ result }) => result === "Lab gain from SNP"],
    ["snp gains to labour", "Labour gains and SNP losses", ({ result }) => result === "Lab gain from SNP"],
    ["list snp losses labour", "Labour gains and SNP losses", ({ result }) => result === "Lab gain from SNP"],
    [
      "list labour seats lost by the snp",
      "Labour gains and SNP losses",
      ({ result }) => result === "Lab gain from SNP",
    ],
    ["where did labour come second to reform", "Reform UK over Labour", ({ order }) => order === "reform over lab"],
    ["list second place labour reform", "Reform UK over Labour", ({ order }) => order === "reform over lab"],
    [
      "labour v reform seats in wales",
      "(Labour over Reform UK or Reform UK over Labour) and Wales",
      (one) => isIn("W", one) && isBetween("lab", "reform", one),
    ],
    // Bounds.
    [
      "labour tory seats with a majority under 500",
      "(Labour over Conservative or Conservative over Labour) and majority under 500 votes",
      (one) => isBetween("lab", "con", one) && one.majority < 500,
    ],
    [
      "majority between 100 and 500",
      "majority at least 100 votes and majority at most 500 votes",
      ({ majority }) => majority >= 100 && majority <= 500,
    ],
    [
      "labour seats with a majority between 1% and 2%",
      "Labour wins and majority at least 1 points and majority at most 2 points",
      (one) => isOf("lab", one) && one.points >= 1 && one.points <= 2,
    ],
    ["won by up to 20 votes", "majority at most 20 votes", ({ majority }) => majority <= 20],
    [
      "which seats in wales have a majority of at least 10 thousand",
      "majority at least 10000 votes and Wales",
      (one) => isIn("W", one) && one.majority >= 10_000,
    ],
    [
      "labour holds by less than 500 votes",
      "Labour holds and majority under 500 votes",
      (one) => one.result === "Lab hold" && one.majority < 500,
    ],
    [
      "labour gains by under 500 votes",
      "Labour gains and majority under 500 votes",
      (one) => one.result.startsWith("Lab gain") && one.majority < 500,
    ],
    // No party is named.
    ["which seats gained in wales", "Wales and gains", (one) => isIn("W", one) && one.result.includes(" gain ")],
    ["which seats held in wales", "Wales and holds", (one) => isIn("W", one) && one.result.endsWith(" hold")],
    ["gains and holds in wales", "Wales and (gains or holds)", (one) => isIn("W", one)],
    ["everything but labour", "everything and not Labour wins", (one) => !isOf("lab", one)],
  ])("%s", (line, filter, fits) => {
    const read = listed(line);
    expect(read?.filter).toBe(filter);
    expect(read?.codes).toEqual(printed.filter(fits).map(({ code }) => code));
  });

  test("some of them as anybody can count them", () => {
    expect(listed("which seats did the snp lose to labour")?.codes).toHaveLength(36);
    expect(listed("where did labour come second to reform")?.codes).toHaveLength(3);
    expect(listed("seats that labour and plaid won in wales")?.codes).toHaveLength(31);
  });
});

describe("members of a party who were beaten are people, as the Commons Library counts them: not seats that the party lost", () => {
  test.each([
    ["how many tory mps lost their seats", "defeated Conservative MPs", 175],
    ["conservative members who were defeated", "defeated Conservative MPs", 175],
    ["defeated snp mps", "defeated SNP MPs", 28],
    ["which labour mps lost", "defeated Labour MPs", 4],
    ["labour mps defeated in scotland", "defeated Labour MPs and Scotland", 0],
    ["did any dup mps lose their seats", "defeated DUP MPs", 2],
  ])("%s", (line, filter, n) => {
    expect(listed(line)).toMatchObject({ filter, codes: { length: n } });
  });

  test("“how many MPs did Labour lose” asks for seats", () => {
    expect(readQuestion("how many mps did labour lose", known)).toMatchObject({ ask: { command: "losses" } });
  });

  test("the answer says for whom they stood", async () => {
    const bot = await openBot();
    expect((await bot.say("how many tory mps lost their seats")).text).toContain(
      "175 members of the last House who stood for the Conservatives were beaten here",
    );
  });
});

describe("seats of a target list by what became of them", () => {
  const labour = election.targets.lists.find(({ party }) => party === "lab")?.seats ?? [];
  const lib = election.targets.lists.find(({ party }) => party === "ld")?.seats ?? [];
  const has = (party: string) => (code: string) => published[code]?.first === party;
  const not = (fits: (code: string) => boolean) => (code: string) => !fits(code);
  const isWelsh = (code: string) => code.startsWith("W");
  const size = labour.length;
  test.each<[string, string, readonly string[]]>([
    [
      "which labour targets did labour miss",
      `Labour targets to ${size} and declared and not Labour wins`,
      labour.filter(not(has("lab"))),
    ],
    [
      "labour targets that it did not win",
      `Labour targets to ${size} and declared and not Labour wins`,
      labour.filter(not(has("lab"))),
    ],
    [
      "targets labour failed to win",
      `Labour targets to ${size} and declared and not Labour wins`,
      labour.filter(not(has("lab"))),
    ],
    ["how many targets did labour win", `Labour targets to ${size} and Labour wins`, labour.filter(has("lab"))],
    [
      "how many of its top 50 targets did labour win",
      "Labour targets to 50 and Labour wins",
      labour.slice(0, 50).filter(has("lab")),
    ],
    ["labour targets in wales", `Labour targets to ${size} and Wales`, labour.filter(isWelsh)],
    [
      "lib dem targets not won in wales",
      `Lib Dem targets to ${lib.length} and Wales and declared and not Lib Dem wins`,
      lib.filter(isWelsh).filter(not(has("ld"))),
    ],
  ])("%s", (line, filter, codes) => {
    const read = listed(line);
    expect(read?.filter).toBe(filter);
    expect(read?.codes.toSorted()).toEqual(codes.toSorted());
  });

  test("a deed of another party, or what is not read, is no deed of theirs", () => {
    for (const line of [
      // Theirs, or still to declare: nobody can tell.
      "any labour seats left in scotland",
      "labour targets held by tories",
      "labour targets not in wales",
      "labour and lib dem targets missed",
    ])
      expect(readQuestion(line, known), line).toMatchObject({ is: expect.stringMatching(/^(?!question)/) });
  });
});

describe("an order is what is asked for, and its first seat is the one that is known for it", () => {
  test.each([
    ["earliest seat", "everything", "by time", "Houghton and Sunderland South"],
    ["last seat to declare", "everything", "by time, latest first", "Inverness, Skye and West Ross-shire"],
    ["closest seats", "everything", "by majority", "Hendon"],
    ["closest labour tory seats", "Labour over Conservative or Conservative over Labour", "by majority", "Hendon"],
    ["who won by fewest votes in wales", "Wales", "by majority lowest first", "Ynys Môn"],
    ["labour majority in wales", "Labour wins and Wales", "by majority highest first", "Blaenau Gwent and Rhymney"],
    ["smallest share", "everything", "by share lowest first", "South West Norfolk"],
    ["turnout in kent", "Kent", "by turnout highest first", "Tonbridge"],
    ["labour in kent", "Kent", "by Labour share highest first", "Canterbury"],
    ["top 5 swings", "everything", "by swing highest first", "North Shropshire"],
    ["top ten majorities in wales", "Wales", "by majority highest first", "Dwyfor Meirionnydd"],
    ["top 3 lowest turnouts", "everything", "by turnout lowest first", "Manchester Rusholme"],
    ["biggest swing to reform", "swing to Reform UK", "by swing highest first", "Ashfield"],
  ])("%s", (line, filter, order, first) => {
    expect(listed(line)).toMatchObject({ filter, order, first });
  });

  test("the smallest swing to a party is one to it", () => {
    const read = listed("smallest swing to labour");
    expect(read).toMatchObject({ filter: "swing to Labour", order: "by swing lowest first" });
    // 0.1 points from Labour to the Conservatives, where Labour held on.
    const luton = election.seats.find(({ name }) => name === "Luton North")?.code ?? "";
    const [labour, conservative] = [...changesIn(luton)];
    expect(labour).toBeLessThan(conservative ?? 0);
    expect(read?.codes).not.toContain(luton);
  });

  test("nor is a swing over so much to a party one from it", () => {
    const read = listed("which seats had a swing over 20 points to labour");
    expect(read).toMatchObject({ filter: "swing to Labour and swing over 20 points", first: "Alloa and Grangemouth" });
    // Labour held Manchester Rusholme with more than 20 points away from it, and came within 20 votes in Basildon and Billericay.
    const [rusholme, basildon] = ["Manchester Rusholme", "Basildon and Billericay"].map(
      (name) => election.seats.find((seat) => seat.name === name)?.code ?? "",
    );
    const swingIn = (code = ""): number => changesIn(code).reduce((first, second) => 50 * (first - second));
    expect([published[rusholme ?? ""]?.first, published[basildon ?? ""]?.second]).toEqual(["lab", "lab"]);
    expect(swingIn(rusholme)).toBeLessThan(-20);
    expect(swingIn(basildon)).toBeLessThan(-20);
    expect(read?.codes).not.toContain(rusholme);
    expect(read?.codes).toContain(basildon);
    expect(listed("labour seats with a swing over 20 points")?.codes).toContain(rusholme);
  });

  /** Change of share of the first two in a seat. */
  const changesIn = (code: string): readonly number[] =>
    Object.values(published[code]?.candidates ?? {})
      .toSorted(([a], [b]) => b - a)
      .slice(0, 2)
      .map(([, , change]) => change ?? 0);
});

describe("no order, no list: that it was not understood is said", () => {
  test.each([
    "biggest and smallest majority in wales",
    "biggest labour gains in scotland",
    "fewest votes in wales",
    "labour turnout in kent",
    "which women mps lost",
    "women and men in wales",
    "all but labour biggest",
    "where did labour come second from reform",
    "labour tory and lib dem seats in kent",
    "list labour plaid and green seats",
  ])("%s", (line) => {
    const reading = readQuestion(line, known);
    expect(reading).toMatchObject({ is: "unknown", says: expect.stringContaining("but not what is asked") });
  });
});
