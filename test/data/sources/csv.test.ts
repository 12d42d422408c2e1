/** Sheets as newsrooms keep them: other headings, other marks, half of the votes, quotes that never close. */
import { describe, expect, test } from "vitest";
import { csvSource } from "../../../src/data/sources/csv.ts";
import { SourceError, type Found } from "../../../src/data/sources/source.ts";
import { sheet } from "../../support/sheets.ts";
import { ask, candidate, counted, election, folder, now, saidIn, whysIn, write } from "../../support/source-stage.ts";

const bath = counted("Bath");
const foyle = counted("Foyle");
const ld = candidate(bath, "ld");

async function read(text: string | Uint8Array, pack = election) {
  const location = write(folder(), "sheet.csv", text);
  let at = now;
  const source = csvSource({ name: "Sheet", location, election: pack, now: () => at });
  const first = await ask(source);
  at = new Date(now.getTime() + 5 * 60_000);
  // An incomplete seat is waited for.
  const later = await ask(source, first.kept);
  const found = later.found.length > 0 ? later.found.map(recordedFirst) : first.found;
  return { said: saidIn(found), whys: whysIn(found).map((why) => why.replace(location, "sheet")) };
}

/** As if it had been recorded at once. */
const recordedFirst = (one: Found): Found =>
  one.kind === "declaration" ? { ...one, said: { ...one.said, recorded: now } } : one;

/** Rows of Bath under headings of one's own; `row` makes the cells. */
const rows = (
  head: string,
  row: (one: (typeof bath.candidates)[number], votes: number) => string,
  about = bath,
): string => [head, ...about.candidates.map((one) => row(one, about.votes[one.id] ?? 0))].join("\n");

const whole = [{ seat: bath.seat.code, state: "result", votes: bath.votes, recorded: now }];

describe("a sheet is read", () => {
  const { code, name, pa } = bath.seat;
  test.each<[string, string | Uint8Array]>([
    ["by code and id", rows("ONS Code,DC person ID,Votes", ({ id }, votes) => `${code},${id},${votes}`)],
    ["by both names", rows("Seat,First name,Surname,Votes", (c, votes) => `${name},${c.given},${c.family},${votes}`)],
    [
      "with marks in figures",
      rows(
        "Constituency;Candidate;Votes cast",
        (c, votes) => `${pa};${c.given} ${c.family};${votes.toLocaleString("en-GB")}`,
      ),
    ],
    ["with tabs", rows("SEAT\tNAME\tVOTES", (c, votes) => `${name}\t${c.family}, ${c.given}\t${votes}`)],
    [
      "with columns of its own",
      rows("note,seat,candidate,votes,turnout %", (c, votes) => `"so, so",${name},${c.given} ${c.family},${votes},1.5`),
    ],
    [
      "with breaks in a heading",
      rows('Seat,Candidate,"Votes\n"', (c, votes) => `${name},${c.given} ${c.family},${votes}`),
    ],
    ["with Windows' line ends and a mark before", `\ufeff${sheet([bath]).replaceAll("\n", "\r\n")}`],
    ["in UTF-16", Buffer.from(`\ufeff${sheet([bath])}`, "utf16le")],
    ["in UTF-16, the other way", Buffer.from(`\ufeff${sheet([bath])}`, "utf16le").swap16()],
    ["with blank lines", sheet([bath]).replaceAll("\n", "\n\n,,,\n")],
  ])("%s", async (_, text) => {
    expect(await read(text)).toEqual({ said: whole, whys: [] });
  });

  test("by party alone", async () => {
    const aldershot = counted("Aldershot");
    const text = rows("Seat,Party,Votes", ({ party }, votes) => `Aldershot,${party},${votes}`, aldershot);
    expect((await read(text)).said).toMatchObject([{ votes: aldershot.votes }]);
    // Farnborough is what people call it, and may be another place.
    const { said, whys } = await read(text.replaceAll("Aldershot", "Farnborough"));
    expect(said).toEqual([]);
    expect(whys).toEqual([expect.stringMatching(/the seat is known only by a nickname/)]);
  });

  test("with all that it may say besides", async () => {
    const text = rows(
      "Seat,Candidate,Votes,Elected,Rejected,Status,Declared",
      (c, votes) =>
        `Bath,${c.given} ${c.family},${votes},${c.id === ld ? "Yes" : ""},123,final,${c.id === ld ? "02:13" : ""}`,
    );
    const said = [{ ...whole[0], rejected: 123, declared: new Date("2024-07-05T01:13:00Z") }];
    expect(await read(text)).toEqual({ said, whys: [] });
  });

  test.each([
    ["22:45", "2024-07-04T21:45:00Z"],
    ["06:40", "2024-07-05T05:40:00Z"],
    ["15:30", "2024-07-05T14:30:00Z"],
    ["2024-07-05 02:13", "2024-07-05T01:13:00Z"],
    ["2024-07-05T02:13:00Z", "2024-07-05T02:13:00Z"],
    ["05/07/2024 02:13", "2024-07-05T01:13:00Z"],
  ])("a time such as %s", async (time, instant) => {
    const text = rows("Seat,Candidate,Votes,Time", (c, votes) => `Bath,${c.given} ${c.family},${votes},${time}`);
    expect((await read(text)).said).toMatchObject([{ declared: new Date(instant) }]);
  });
});

describe("a seat's state", () => {
  const marked = (votes: string, elected: string, state = "") =>
    rows(
      "Seat,Candidate,Votes,Winner,State",
      (c) => `Bath,${c.given} ${c.family},${votes},${c.id === ld ? elected : ""},${state}`,
    );

  test("nothing marked, nothing said", async () => expect(await read(marked("", ""))).toEqual({ said: [], whys: [] }));
  test("one marked is a call", async () =>
    expect((await read(marked("", "x"))).said).toEqual([
      { seat: bath.seat.code, state: "called", winner: ld, recorded: now },
    ]));
  test.each([
    ["retracted", "retraction"],
    ["Recount", "recount"],
  ])("%s is said", async (state, said) =>
    expect((await read(marked("", "", state))).said).toEqual([{ seat: bath.seat.code, state: said, recorded: now }]),
  );
  test("a correction has its votes", async () => {
    const text = rows("Seat,Candidate,Votes,State", (c, votes) => `Bath,${c.given} ${c.family},${votes},correction`);
    expect((await read(text)).said).toMatchObject([{ state: "correction", votes: bath.votes }]);
  });

  test.each(["result", "Confirmed", "Complete", "LD hold", "Declared"])("%s without votes is a call", async (state) =>
    expect((await read(marked("", "x", state))).said).toMatchObject([{ state: "called", winner: ld }]),
  );
  test.each(["called", "Awaiting", "Counting", "Pending", "Not declared", "maybe", "LD hold", "Declared"])(
    "%s, and nothing else, says nothing",
    async (state) => expect(await read(marked("", "", state))).toEqual({ said: [], whys: [] }),
  );
  test("a mark that is none is left out", async () =>
    expect(await read(marked("", "perhaps"))).toEqual({ said: [], whys: [] }));

  test("a tie without a winner is kept apart", async () => {
    const { said, whys } = await read(marked("100", ""));
    expect(said).toEqual([]);
    expect(whys).toEqual([expect.stringMatching(/a tie, and nobody is marked/)]);
  });

  test("a tie is decided by who is marked", async () => {
    const [lab = 0, first = 0] = [bath.votes[candidate(bath, "lab")], bath.votes[ld]];
    const even = (lab + first) / 2;
    const text = rows(
      "Seat,Candidate,Votes,Winner",
      (c, votes) =>
        `Bath,${c.given} ${c.family},${c.party === "lab" || c.id === ld ? even : votes},${c.id === ld ? "x" : ""}`,
    );
    expect(await read(text)).toMatchObject({ whys: [], said: [{ state: "result", winner: ld }] });
  });

  test("who is marked has most votes", async () => {
    const text = rows(
      "Seat,Candidate,Votes,Elected",
      (c, votes) => `Bath,${c.given} ${c.family},${votes},${c.party === "lab" ? 1 : 0}`,
    );
    expect((await read(text)).whys).toEqual([expect.stringMatching(/is marked as elected, and has not most votes/)]);
  });
});

describe("what cannot be right is kept apart, and costs no other seat", () => {
  const text = sheet([bath, foyle]);
  const line = (party: string) =>
    text.split("\n").find((one) => one.startsWith("Bath") && one.includes(`,${party},`)) ?? "";
  const number = (party: string) => text.split("\n").indexOf(line(party)) + 1;
  const green = line("green");

  test.each<[string, string, RegExp]>([
    [
      "a cell too few",
      text.replace(green, green.replace(/,\d+$/, "")),
      new RegExp(`Bath: no votes in row ${number("green")}$`),
    ],
    [
      "votes of some",
      text.replace(green, green.replace(/\d+$/, "")),
      new RegExp(`Bath: no votes in row ${number("green")}$`),
    ],
    ["a candidate left out", text.replace(`${green}\n`, ""), /Bath: no votes for/],
    ["a candidate twice", text.replace(green, `${green}\n${green}`), /Bath: .*has two lines/],
    [
      "a fraction",
      text.replace(green, `${green}.5`),
      new RegExp(`row ${number("green")}: “\\d+\\.5” is no whole number of votes`),
    ],
    ["an exponent", text.replace(green, green.replace(/\d+$/, "1e3")), /“1e3” is no whole number/],
    ["a hexadecimal", text.replace(green, green.replace(/\d+$/, "0x10")), /“0x10” is no whole number/],
    ["a loss", text.replace(green, green.replace(/\d+$/, "-3")), /“-3” is no whole number/],
    ["more than there are", text.replace(green, green.replace(/\d+$/, "99999")), /which has \d+ electors/],
    ["another party", text.replace(green, green.replace(",green,", ",snp,")), /but not for “snp”/],
    ["a seat of nobody's", text.replaceAll("Bath,", "Baths,"), /rows 2 to \d+: no seat is called “Baths”/],
    ["a name that harms a screen", text.replaceAll("Bath,", "Ba\u0007\u202eths,"), /no seat is called “Baths”/],
  ])("%s", async (_, spoilt, why) => {
    const { said, whys } = await read(spoilt);
    expect(said).toMatchObject([{ seat: foyle.seat.code, votes: foyle.votes }]);
    expect(whys).toEqual([expect.stringMatching(why)]);
  });

  test.each<[string, string]>([
    ["a quote that never closes", text.replace(green, green.replace(",green", ',"green'))],
    ["a quote inside", text.replace(green, green.replace(",green", ',gr"een'))],
    ["a cell too many", text.replace(green, `${green},7`)],
  ])("%s", async (_, spoilt) => {
    const { said, whys } = await read(spoilt);
    expect(said).toMatchObject([{ seat: foyle.seat.code, votes: foyle.votes }]);
    expect(whys).toHaveLength(2);
    expect(whys).toContainEqual(
      expect.stringMatching(new RegExp(`row ${number("green")}: (its quotes|has \\d cells)`)),
    );
  });

  test("one seat may be written in two ways", async () => {
    const [, first = ""] = text.split("\n");
    expect((await read(text.replace(first, first.replace("Bath", "BATH")))).said).toHaveLength(2);
  });
});

test("a by-election has its day in a column, and what is past is of no election", async () => {
  const candidates = bath.candidates.map(({ id, given, family, party }) => ({ id, given, family, party }));
  const upcoming = [{ seat: bath.seat.code, date: "2025-05-01", pollsClose: "2025-05-01T22:00:00+01:00", candidates }];
  const on = (date: string) =>
    rows("Seat,Candidate,Votes,By-election date", (c, votes) => `Bath,${c.given} ${c.family},${votes},${date}`);
  const pack = { ...election, upcoming };
  for (const date of ["2025-05-01", "01/05/2025", "1/5/2025"])
    expect((await read(on(date), pack)).said).toMatchObject([{ byElection: "2025-05-01", votes: bath.votes }]);
  expect((await read(on("2025-05-02"), pack)).whys).toEqual([
    expect.stringMatching(/Bath has no election on “2025-05-02”/),
  ]);
  expect((await read(on("31/02/2025"), pack)).whys).toEqual([expect.stringMatching(/“31\/02\/2025” is no day/)]);
});

test("a sheet that is wrong all over is told of in few words", async () => {
  const wrong = Array.from({ length: 1_000 }, (_, index) => `Nowhere ${index},A B,1`);
  const { said, whys } = await read(`${sheet([bath])}${wrong.join("\n").replaceAll(",A B,", ",A B,lab,")}`);
  expect(said).toEqual(whole);
  expect(whys).toHaveLength(201);
  expect(whys.at(-1)).toMatch(/: and 800 more that fit nothing: is it the right source\?$/);
});

test.each(['"', ",", "a\n", '"\n', "\r", 'a,"b\n'])("%j without end is soon done with", async (piece) => {
  const text = `Seat,Candidate,Votes\n${piece.repeat(Math.ceil(5_000_000 / piece.length))}`;
  const began = performance.now();
  const { said } = await read(text).catch((error: unknown) => {
    expect(error).toBeInstanceOf(SourceError);
    return { said: [] };
  });
  expect(said).toEqual([]);
  expect(performance.now() - began).toBeLessThan(5_000);
});

test.each<[string, string | Uint8Array, RegExp]>([
  ["nothing", "", /is no CSV/],
  ["a web page", "<!doctype html><p>Sign in", /is a web page, not CSV/],
  ["no seat", "Candidate,Votes\nA,1", /has no column for the seat/],
  ["no candidate", "Seat,Votes\nBath,1", /has no column for the candidate/],
  ["no votes", "Seat,Candidate\nBath,A", /has no column for the votes/],
  ["votes twice", "Seat,Candidate,Votes,votes\nBath,A,1,2", /has two columns “votes”: keep one/],
])("%s is no sheet", async (_, text, why) => {
  await expect(read(text)).rejects.toThrow(SourceError);
  await expect(read(text)).rejects.toThrow(why);
});
