/**
 * Words that are true. Figures are those of the publishers' files, worked out apart from the project:
 * `published/truths.json` has the seats whose former seats changed hands at by-elections, and the Library's record of
 * changes; the others stand here.
 */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { asStaffName } from "../../src/core/asker.ts";
import { provenanceFor } from "../../src/core/provenance.ts";
import { sourceLine } from "../../src/core/plain-text.ts";
import { openBot, pack, type Said } from "../support/bot.ts";
import { here } from "../../src/cli/house.ts";
import { electionOf, loadPack } from "../../src/data/election-pack.ts";
import { asPublished } from "../../src/data/pack/as-published.ts";

interface Truths {
  readonly heldSince: readonly (readonly [seat: string, party: string, former: string, day: string])[];
  readonly corrections: readonly (readonly [seat: string, day: string, was: string, is: string])[];
}
const truths: Truths = JSON.parse(readFileSync(new URL("../published/truths.json", import.meta.url), "utf8")) as Truths;

const bot = await openBot();
const night = await openBot("2024-07-05T03:30:00+01:00");
const early = await openBot("2024-07-04T20:00:00+01:00");
const editor = { role: "editor", staff: asStaffName("ed") } as const;
const words = async (line: string): Promise<string> => flat(await bot.say(line, editor));
const flat = ({ text }: Said): string => text.replaceAll(/\s+/g, " ");

describe("every card, list, copy and export has a source and an age", () => {
  /** Cards about the program itself and the place, which tell no figure. */
  const ours = new Set(["help", "privacy", "ask", "channel answers", "channel command", "channel show"]);

  test.each([
    ["after the night", undefined, bot],
    ["in it", "2024-07-05T03:30:00+01:00", night],
    ["before the close of poll", "2024-07-04T20:00:00+01:00", early],
  ])("%s", async (_, at, asked) => {
    const examples = asked.house.commands.filter(({ name }) => !ours.has(name)).flatMap((command) => command.examples);
    const pages = ["made", "since", "codes", "everyone"].map((page) => `/seat runcorn and helsby ${page}`);
    const more = ["/copy", "/copy bath", "/person david davis", "/person matt hancock", "/export candidates wales"];
    let seen = 0;
    for (const line of [...examples, ...pages, ...more]) {
      const { reply, problem } = await asked.say(line, editor);
      // A question back tells no figure.
      if (problem !== undefined || !reply.card || "choices" in Object(reply.data)) continue;
      seen += 1;
      expect(reply.source, line).toBeTruthy();
      expect(reply.asOf, line).toBeInstanceOf(Date);
      expect(Number(reply.asOf), `${line}: newer than its moment`).toBeLessThanOrEqual(
        Number(at === undefined ? Date.now() : new Date(at)),
      );
      for (const { source, asOf } of reply.besides ?? [])
        expect([source, asOf.getTime() > 0], line).toEqual([source, true]);
      const all = `${reply.source} ${(reply.besides ?? []).map(({ source }) => source).join(" ")}`;
      const card = JSON.stringify(reply.card.blocks);
      if (/Offices\\n|Secretary of State|Portillo moment: /.test(card) && !line.startsWith("/portillo michael"))
        expect(all, line).toContain("Institute for Government");
      if (/won the by-election|By-elections? since: /.test(card))
        expect(all, line).toContain("UK Parliament, Election results");
      if (/[Ee]xit poll(?: gave|:)/.test(card)) expect(all, line).toContain("Ipsos");
      if (line.startsWith("/copy")) expect(card, line).toContain("Source: House of Commons Library, as of ");
      const file = reply.card.blocks.find((block) => block.kind === "file");
      if (!file) continue;
      if (file.name.endsWith(".svg")) {
        expect(file.text, line).toMatch(/Source: House of Commons Library, as of .*Open Parliament/);
        continue;
      }
      const rows: Record<string, string>[] = parse(file.text, { columns: true });
      expect(
        rows.every((row) => row["source"]?.startsWith("House of Commons Library, as of ")),
        line,
      ).toBe(true);
      if (rows.length > 0) expect(rows[0]?.["credit"], line).toContain("Open Parliament Licence v3.0");
    }
    expect(seen).toBeGreaterThan(at === undefined ? 35 : 20);
  });

  test("a seat's source is the one that stands there", () => {
    const context = bot.house.context(here);
    const outcome = bot.house.results.outcome("E14001080");
    const recorded = new Date("2024-07-05T02:13:00+01:00");
    if (!outcome.standing) throw new TypeError("Bath has declared");
    const declaration = {
      ...outcome.standing.declaration,
      source: { name: "Count sheet", kind: "feed" as const },
      recorded,
    };
    const from = provenanceFor({ ...outcome, standing: { declaration, recorded } }, context);
    expect(sourceLine(from, "Europe/London")).toBe("Source: Count sheet, as of 2:13am, 5 July 2024");
  });
});

describe("corrections", () => {
  test("all of the record, each undone before its day", () => {
    expect(truths.corrections).toHaveLength(38);
    const { corrections = [] } = bot.house.election;
    const key = (rows: readonly (readonly unknown[])[]): string[] => rows.map(String).toSorted();
    const blank = (cell: string): string => (cell === "Blank" ? "none" : cell);
    expect(key(corrections.map(({ seat, on, was, is }) => [seat, on, was, is]))).toEqual(
      key(truths.corrections.map(([seat, on, was, is]) => [seat, on, blank(was), blank(is)])),
    );
  });

  test("old and new on the card, and the old one before", async () => {
    expect(await words("/seat richmond park")).toContain(
      "Corrected by the House of Commons Library on 30 August 2024: Chas Warlow’s votes, from 2,728 to 3,416.",
    );
    expect(await words("/seat vauxhall and camberwell green everyone")).toContain(
      "13 March 2025: electorate, from 77,527 to 69,652",
    );
    const before = flat(await (await openBot("2024-08-29T12:00:00+01:00")).say("/seat richmond park"));
    expect(before).toMatch(/Chas Warlow GRN 2,728/);
    expect(before).toContain("As it stood before the correction of 30 August 2024: Chas Warlow’s votes.");
    expect(before).toContain("as of 1 August 2024 (figures as corrected by then)");
  });

  test.each([
    // Turnout: valid votes over the electorate, of the files and of the record.
    ["2025-03-12T12:00:00Z", "E14001559", 77_527],
    ["2025-03-14T12:00:00Z", "E14001559", 69_652],
    ["2024-07-22T12:00:00Z", "E14001414", 60_152],
  ])("at %s the electorate of %s is %i", (at, seat, electorate) => {
    const then = electionOf(asPublished(loadPack(pack), new Date(at)).pack);
    expect(then.seats.find(({ code }) => code === seat)?.electorate).toBe(electorate);
  });

  test("two candidates' votes that were swapped, a surname, and rejected papers", () => {
    const { pack: first } = asPublished(loadPack(pack), new Date("2024-07-10T12:00:00Z"));
    const of = (seat: string) => first.results.find((result) => result.seat === seat);
    expect(of("E14001414")?.votes).toMatchObject({ 117613: 251, 117614: 198 });
    expect(of("E14001305")?.rejected).toBe(116);
    expect(first.people.candidates.find(({ id }) => id === "108450")?.family).toBe("Kellerman");
    for (const { valid, votes } of first.results)
      expect(Object.values(votes).reduce((sum, count) => sum + count, 0)).toBe(valid);
  });

  test("an answer for the night says in which sense it is of then", async () => {
    expect(flat(await night.say("/results"))).toMatch(
      /Source: .*as of 3:\d\dam, 5 July 2024 \(recorded by then, figures as since corrected/,
    );
  });
});

test.each(truths.heldSince)(
  "%s: %s had held %s since %s, on the card and in copy",
  async (seat, party, former, day) => {
    const said = new RegExp(`${party}[^.]* had held ${former}[^.]* since the by-election of ${day}\\.`, "i");
    expect(await words(`/seat ${seat}`)).toMatch(said);
    expect(await words(`/copy ${seat}`)).toMatch(said);
  },
);

test("no other seat says so", async () => {
  const seats = new Set(truths.heldSince.map(([seat]) => seat));
  for (const seat of ["Uxbridge and South Ruislip", "Bath", "Hitchin", "Old Bexley and Sidcup", "Spen Valley"]) {
    expect(seats.has(seat)).toBe(false);
    expect(await words(`/seat ${seat}`)).not.toContain("had held");
  }
});

describe("as elected, and since", () => {
  test.each([
    // 411 less Runcorn and Helsby and Gorton and Denton; Makerfield was held.
    [
      "/results",
      /As elected on 4 July 2024\. .*by the 6 by-elections since: Labour 409, Conservative 122, Lib Dem 72, SNP 8,/,
    ],
    ["/results", /Labour has 411, a majority of 172\. Outlets that count the Speaker with Labour say 412 and 174\./],
    [
      "/atrisk labour",
      /As elected on 4 July 2024.*Sarah Joanne Pochin \(Reform UK\) won the by-election of 1 May 2025/,
    ],
    [
      "/person mike amesbury",
      /Since then: Sarah Joanne Pochin .*As elected on 4 July 2024; changes of party since are not followed/,
    ],
    ["/about", /Changes of party since are not followed/],
  ])("%s", async (line, said) => expect(await words(line)).toMatch(said));

  test("at risk before a result: by the last one", async () => {
    expect(flat(await early.say("/atrisk con"))).toMatch(
      /Conservative: 372 seats .*2019 notional result.*Burnley LAB 127 0\.2/,
    );
  });
});

/** Joined by Democracy Club's ids: names and parties differ between the two files. */
test.each([
  ["pamela walford", /Came \w+ in the by-election of 13 August 2026 in Clacton/],
  ["nick buckley", /in the by-election of 26 February 2026 in Gorton and Denton/],
  ["danny clarke", /in the by-election of 1 May 2025 in Runcorn and Helsby.*Gorton and Denton.*Makerfield/],
  ["robert kenyon", /Came 2nd in the by-election of 18 June 2026 in Makerfield/],
])("/person %s", async (name, said) => expect(await words(`/person ${name}`)).toMatch(said));

describe("target lists", () => {
  test.each([
    ["/target clacton reform", /no share of the Brexit Party in 2019.*288 of the 609 seats.*4 of the 5 it won/],
    ["/targets reform", /609 seats .*288 are on no list, among them 4 of the 5 it won/],
    [
      "/target blackpool south",
      /not on Labour’s target list: Labour had gained Blackpool South at the by-election of 2 May 2024/,
    ],
    ["/target liverpool walton", /not on Labour’s target list: Labour won it at the 2019 notional result/],
    [
      "/about",
      /A party that does not stand in a seat, or has no share of 2019 there, cannot.*Reform UK 288 of 609, among them 4 of the 5 it won/,
    ],
    ["/seat north east somerset and hanham", /On Labour’s target list, 164 by Teller’s rule: won/],
  ])("%s", async (line, said) => expect(await words(line)).toMatch(said));

  test("nothing of the night is told before it", async () => {
    for (const line of ["/about", "/targets reform", "/target clacton reform"])
      expect(flat(await early.say(line))).not.toMatch(/it won|412/);
  });
});

describe("small words", () => {
  test.each([
    // Hendon: 15 votes of 41,000; half of it is 0.018 points.
    ["/atrisk labour", /Hendon CON 15 0\.02 .*Peterborough CON 118 0\.2/],
    ["/records", /Closest Hendon: 15 votes/],
    ["/gains labour", /Hendon CON 15 0\.04/],
    ["/latest", /All by the House of Commons Library.*median 26 minutes, mean 46/],
    ["/person david davies", /^David TC Davies /],
    ["/person david tc davies", /^David TC Davies /],
    ["/portillo", /32 senior politicians lost, of 61 of rank.*Mordaunt.*Senior \(32\).*Of rank \(61\)/],
  ])("%s", async (line, said) => expect(await words(line)).toMatch(said));

  test("the first page of Portillo moments has every full member of the Cabinet who lost", async () => {
    const page = await words("/portillo");
    for (const name of ["Chalk", "Shapps", "Keegan", "Frazer", "Mordaunt", "Donelan", "Davies", "Harper"])
      expect(page).toContain(`${name} (Conservative)`);
  });

  test("somebody who had only attended is no minister", async () => {
    const { politicians, members } = bot.house.election;
    const tiers = new Map(politicians.map(({ mnis, tier }) => [mnis, tier]));
    const beaten = members.filter(({ mnis, stood }) => stood && tiers.get(mnis) === "formerly-attended");
    expect(beaten.length).toBeGreaterThan(0);
    for (const { stood } of beaten) {
      const { reply } = await bot.say(`/seat ${stood?.seat}`);
      expect(reply.summary).not.toContain("A minister beaten");
    }
  });

  test("guessed hours are marked as early", async () => {
    const late = await openBot("2024-07-04T22:30:00+01:00");
    for (const line of ["/seat bath", "/left", "/watch"])
      expect(flat(await late.say(line))).toMatch(/guess(?:es)? from 2019, early by about an hour/);
  });
});
