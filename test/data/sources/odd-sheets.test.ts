/** Sheets as people keep them: each is Bath's published result, written in a way that was seen in kind. */
import { describe, expect, test } from "vitest";
import { readSheet } from "../../../src/data/sources/csv.ts";
import { createMatcher } from "../../../src/data/sources/match.ts";
import { decode } from "../../../src/data/sources/read/decode.ts";
import { counted, election, now, saidIn, whysIn } from "../../support/source-stage.ts";

const matcher = createMatcher(election);
const bath = counted("Bath");
const all = bath.candidates.map((one) => ({ ...one, votes: bath.votes[one.id] ?? 0, party: partyOf(one.party) }));
type One = (typeof all)[number];

function partyOf(id: string): string {
  return election.parties.find((party) => party.id === id)?.short ?? id;
}

function read(text: string | Uint8Array) {
  const found = readSheet(typeof text === "string" ? text : decode(text, true), "sheet", { matcher, election, now });
  const notes = found.flatMap((one) => (one.kind === "note" ? [one.why] : []));
  return { said: saidIn(found), whys: whysIn(found), notes };
}

const head = "Constituency,Candidate,Party,Votes";
const line = (c: One, votes: string | number = c.votes): string => `Bath,${c.given} ${c.family},${c.party},${votes}`;
const quote = (text: string): string => `"${text}"`;
const sheet = (votes: (c: One) => string): string => [head, ...all.map((c) => line(c, votes(c)))].join("\n");
const under = (heading: string, row: (c: One, i: number) => string): string => [heading, ...all.map(row)].join("\n");
const full = ({ given, family }: One): string => `${given} ${family}`;
const isFirst = (c: One): boolean => c.party === "Lib Dem";

function isBath(text: string | Uint8Array, more: object = {}, told: readonly unknown[] = []): void {
  const { said, whys, notes } = read(text);
  expect(whys).toEqual([]);
  expect(notes).toEqual(told);
  expect(said).toMatchObject([{ seat: bath.seat.code, state: "result", votes: bath.votes, ...more }]);
}

describe("votes", () => {
  test.each<[string, (n: number) => string]>([
    ["19883.0", (n) => `${n}.0`],
    ["19883.00", (n) => `${n}.00`],
    ["19,883", (n) => quote(n.toLocaleString("en-GB"))],
    ["19,883.00", (n) => quote(`${n.toLocaleString("en-GB")}.00`)],
    ["19.883,00", (n) => quote(`${n.toLocaleString("de-DE")},00`)],
    ["19 883", (n) => n.toLocaleString("en-GB").replace(",", " ")],
    ["19 883 with a no-break space", (n) => n.toLocaleString("en-GB").replace(",", "\u00A0")],
    ["19 883 with a thin space", (n) => n.toLocaleString("en-GB").replace(",", "\u202F")],
    ["19’883", (n) => n.toLocaleString("en-GB").replace(",", "’")],
    ["19.883 throughout", (n) => n.toLocaleString("de-DE")],
    ["1.9883E4", (n) => n.toExponential()],
    ["1.9883E+04", (n) => n.toExponential().replace("e+", "E+0")],
    ["19883 votes", (n) => `${n} votes`],
    ["'19883", (n) => `'${n}`],
    ['="19883"', (n) => `"=""${n}"""`],
    ["full-width digits", (n) => String(n).replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)))],
    ["blanks around", (n) => `  ${n}\u00A0 `],
    ["a share beside", (n) => `${n} (${((100 * n) / 48_130).toFixed(1)}%)`],
    ["+19883", (n) => `+${n}`],
  ])("as %s", (_, write) => {
    isBath(sheet(({ votes }) => write(votes)));
  });

  test.each([
    "1.99E+04",
    "19.883",
    "41.3%",
    "0.413",
    "19,88",
    "1,98,83",
    "-19883",
    "19883.5",
    "19k",
    "#19883x",
    "1e99",
  ])("%s, once, is no number", (odd) => {
    const { said, whys } = read(sheet((c) => (isFirst(c) ? quote(odd) : String(c.votes))));
    expect(said).toEqual([]);
    expect(whys).toEqual([expect.stringMatching(/is no whole number of votes/)]);
  });

  test("shares of a hundred with three decimals are no thousands", () => {
    expect(read(sheet((c) => ((100 * c.votes) / 48_130).toFixed(3))).said).toEqual([]);
  });

  test.each([
    "",
    "-",
    "–",
    "—",
    "n/a",
    "#N/A",
    "TBC",
    "tbd",
    "?",
    "...",
    "awaiting",
    "Not declared",
    "to come",
    "x",
    "0",
    "Loading...",
    "null",
    "(pending)",
  ])("“%s” everywhere is not known yet, and no misfit", (word) =>
    expect(read(sheet(() => word))).toEqual({ said: [], whys: [], notes: [] }),
  );
});

describe("headings", () => {
  test.each([
    "No. of votes",
    "Valid votes",
    "Votes 2024",
    "votes_cast",
    "Votes (2024)",
    "GE2024 votes",
    "GE24 votes",
    "VOTES CAST",
    "Number of votes",
    "Vote count",
    "Candidate votes",
    "Votes polled",
    "Total votes",
    "# votes",
    "voteCount",
    "Votes received",
    "Number of votes recorded",
    "2024 Votes",
    "Vote",
    "Total",
  ])("“%s”", (votes) => isBath(sheet((c) => String(c.votes)).replace("Votes", votes)));
  test.each([
    "Seat",
    "Constituency name",
    "post label",
    "Parliamentary constituency",
    "PCON24NM",
    "constituencyName",
    "Name of constituency",
    "Seat name",
    "Westminster Constituency",
    "Area name",
  ])("“%s”", (seat) => isBath(sheet((c) => String(c.votes)).replace("Constituency", seat)));
  test.each([
    "Name",
    "Candidate name",
    "Name of candidate",
    "person_name",
    "Full name",
    "Candidate(s)",
    "Candidate full name",
  ])("“%s”", (name) => isBath(sheet((c) => String(c.votes)).replace("Candidate", name)));
  test.each(["ONS ID", "ONS Code", "GSS code", "gss", "PCON24CD", "Constituency code", "ons_id", "Code"])(
    "“%s”",
    (code) => isBath(under(`${code},Candidate,Votes`, (c) => `${bath.seat.code},${full(c)},${c.votes}`)),
  );
  test.each([
    ["Candidate first name", "Candidate surname"],
    ["Forename", "Surname"],
    ["First name(s)", "Last name"],
    ["Given name", "Family name"],
    ["firstname", "surname"],
    ["Other names", "Surname"],
  ])("“%s” and “%s”", (given, family) =>
    isBath(
      under(`Constituency,${family},${given},Party,Votes`, (c) => `Bath,${c.family},${c.given},${c.party},${c.votes}`),
    ),
  );

  test("of the open candidates' file", () => {
    const text = under(
      "person_id,person_name,election_id,ballot_paper_id,election_date,party_name,party_id,post_label,gss,seats_contested,votes_cast,elected,cancelled_poll",
      (c) =>
        `${c.id},${full(c)},parl.2024-07-04,parl.bath.2024-07-04,2024-07-04,${c.party},PP1,Bath,${bath.seat.code},1,${c.votes},${isFirst(c) ? "t" : "f"},f`,
    );
    isBath(text);
    isBath(text.replaceAll(`,${bath.seat.code},`, `,gss:${bath.seat.code},`));
  });

  test.each([
    ["a title", "UK general election 2024\n"],
    ["notes and blank lines", "Count sheet – internal\n\nKept by the politics desk,,,\nLast updated 5 July 2024\n\n"],
    ["sep=", "sep=,\n"],
    ["a mark before it", "\ufeff"],
    ["a title that names the last election too", "General election 2024 (change on 2019)\n"],
    ["a title with the seat's own figures", "Bath,Electorate,69662,\n"],
  ])("under %s", (_, before) => isBath(before + sheet((c) => String(c.votes))));

  test("of two lines", () => {
    isBath(`Constituency,Candidate,,Result\n,Name,Party,Votes\n${all.map((c) => line(c)).join("\n")}`);
  });

  test.each([";", "\t", "|"])("parted by %j", (mark) => isBath(sheet((c) => String(c.votes)).replaceAll(",", mark)));
  test("parted by ; as its first line says, with commas for thousands", () =>
    isBath(`sep=;\n${sheet((c) => String(c.votes)).replaceAll(",", ";")}`));

  test("of another year are another election's", () => {
    expect(() => read(sheet((c) => String(c.votes)).replace("Votes", "Votes 2019"))).toThrow(/no column for the votes/);
    expect(() => read(`General election results 2019\n${sheet((c) => String(c.votes))}`)).toThrow(/another election/);
    isBath(under("Constituency,Candidate,Votes 2019,Votes 2024", (c) => `Bath,${full(c)},12,${c.votes}`));
  });
});

describe("layout", () => {
  test("a seat that is named in the first of its rows alone", () =>
    isBath(under(head, (c, i) => (i === 0 ? line(c) : line(c).replace("Bath", "")))));
  test("a seat that stands over its rows", () =>
    isBath(`Candidate,Party,Votes\nBath,,\n${all.map((c) => line(c).slice(5)).join("\n")}`));
  test("a seat in the title alone", () =>
    isBath(`Bath constituency\n\nCandidate,Party,Votes\n${all.map((c) => line(c).slice(5)).join("\n")}`));
  test("headings again over each seat", () => {
    const foyle = counted("Foyle");
    const second = foyle.candidates
      .map((c) => `Foyle,${c.given} ${c.family},${c.party},${foyle.votes[c.id]}`)
      .join("\n");
    expect(read(`${sheet((c) => String(c.votes))}\n\n${head}\n${second}`).said).toHaveLength(2);
  });
  test.each([
    "Total, 48130",
    "Total,,,48130",
    ',Total,,"48,130"',
    "Bath,Total valid votes,,48130",
    ",,Total votes,48130",
    "Bath,Turnout,,69.1%",
    "Bath,Electorate,,69662",
    "TOTALS,,,48130",
    "Majority,11218",
    "Source: the returning officer",
    ",,,",
  ])("a last row “%s”", (last) => isBath(`${sheet((c) => String(c.votes))}\n${last}\n`));
  test("a row of rejected papers", () =>
    isBath(`${sheet((c) => String(c.votes))}\nBath,Rejected ballot papers,,123\nBath,Total,,48253`, { rejected: 123 }));
  test("a sum that is not theirs is doubted", () => {
    const { said, whys } = read(`${sheet((c) => String(c.votes))}\nTotal,,,48310`);
    expect(said).toEqual([]);
    expect(whys).toEqual([expect.stringMatching(/add up to 48130, and row \d+ says 48310/)]);
  });
  test("rows without their last blank cells", () => {
    const text = under(`${head},Elected,Notes`, (c) => `${line(c)}${isFirst(c) ? ",Y" : ""}`);
    isBath(text);
  });
  test("a column a party, where each candidate has one", () => {
    const foyle = counted("Aldershot");
    const parties = foyle.candidates.map(({ party }) => partyOf(party));
    const votes = foyle.candidates.map(({ id }) => foyle.votes[id]);
    const text = `Constituency,${parties.join(",")},Valid votes\nAldershot,${votes.join(",")},48544\n`;
    expect(read(text).said).toMatchObject([{ seat: foyle.seat.code, votes: foyle.votes }]);
  });
});

describe("candidates as columns", () => {
  const row = (more = ""): string => `Bath,${all.map(({ votes }) => votes).join(",")}${more}`;
  const heads = (name: (c: One) => string): string => `Constituency,${all.map(name).join(",")}`;
  test.each<[string, (c: One) => string]>([
    ["by their names", full],
    ["with their parties in brackets", (c) => `${full(c)} (${c.party})`],
    ["with a word for votes", (c) => `${full(c)} votes`],
  ])("%s", (_, name) => isBath(`${heads(name)}\n${row()}\n`));
  test("under a title, with the electorate and a total beside", () =>
    isBath(`Count of 4 July 2024\n\n${heads(full)},Electorate,Valid votes\n${row(",69662,48130")}\n`));
  test("whose cell is blank are waited for, and strangers to a seat are not", () => {
    const other = counted("Wells and Mendip Hills");
    const names = other.candidates.map(({ given, family }) => `${given} ${family}`);
    const blanks = all.map(() => "").join(",");
    const text = `${heads(full)},${names.join(",")}\n${row(names.map(() => ",").join(""))}\n${other.seat.name},${blanks},${names.map(({ length }, i) => (i === 0 ? "" : length * 700)).join(",")}\n`;
    const { said, whys } = read(text);
    expect(said).toMatchObject([{ seat: bath.seat.code, votes: bath.votes }]);
    expect(whys).toEqual([expect.stringMatching(/Wells and Mendip Hills: no votes in row 3/)]);
  });
  test("of whom two share a name are told apart by the words of the result", () => {
    const text =
      "ONS ID,Constituency name,Member first name,Member surname,Result,First party,Con,Lab,LD,RUK,Green,All other candidates\nE14001360,Mid Buckinghamshire,Greg,Smith,Con hold,Con,20150,9171,14278,6926,2942,484\n";
    const con = counted("Mid Buckinghamshire").candidates.find(({ party }) => party === "con");
    expect(read(text).said).toMatchObject([{ seat: "E14001360", state: "called", winner: con?.id }]);
  });
});

describe("JSON", () => {
  const rows = all.map((c) => ({ constituency: "Bath", candidate: full(c), party: c.party, votes: c.votes }));
  test("a list of rows", () => isBath(JSON.stringify(rows)));
  test("a list of rows within", () => isBath(JSON.stringify({ updated: "now", results: rows }, undefined, 2)));
  test("a seat with its candidates, whose parties are objects", () =>
    isBath(
      JSON.stringify([
        {
          gss: bath.seat.code,
          constituency: "Bath",
          candidates: all.map((c) => ({ name: full(c), party: { id: 1, name: c.party }, votes: c.votes })),
        },
      ]),
    ));
  test("of another shape, or cut off, is refused, and it is said what to give", () => {
    expect(() => read('{"bath": {"LD": 19883}}')).toThrow(/give an array of objects such as/);
    expect(() => read(JSON.stringify(rows).slice(0, -40))).toThrow(/may be cut off/);
  });
});

describe("who was elected", () => {
  test.each([
    "Y",
    "yes",
    "true",
    "TRUE",
    "1",
    "elected",
    "✓",
    "✔️",
    "WIN",
    "*",
    "x",
    "Won",
    "W",
    "Elected!",
    "duly elected",
  ])("“%s”", (mark) => isBath(under(`${head},Elected`, (c) => `${line(c)},${isFirst(c) ? mark : ""}`)));
  test.each(["n", "no", "FALSE", "0", "-", "Not elected", "lost", "✗", "N/A", "Unsuccessful"])(
    "“%s” for the others",
    (mark) => isBath(under(`${head},Elected`, (c) => `${line(c)},${isFirst(c) ? "Y" : mark}`)),
  );
  test.each([
    "Wera Hobhouse",
    "Hobhouse",
    "HOBHOUSE, Wera",
    "Lib Dem",
    "LD",
    "Wera Hobhouse (Lib Dem)",
    "Wera Hobhouse (LD)",
  ])("a column Winner with “%s” in each row", (winner) =>
    isBath(under(`${head},Winner`, (c) => `${line(c)},${quote(winner)}`)),
  );
  test("a winner that is nobody is told, and stops nothing", () => {
    isBath(
      under(`${head},Winner`, (c) => `${line(c)},Jane Nobody`),
      {},
      [expect.stringMatching(/name nobody there/)],
    );
  });
  test("Teller's own export of seats is a call of each winner", () => {
    const text =
      "code,short_code,name,region,nation,state,winner,party,result,previous_party,majority,majority_pct,valid_votes,rejected_papers,electorate,turnout_pct,second,second_party\n" +
      `${bath.seat.code},BTH,Bath,South West,England,declared,Wera Hobhouse,Liberal Democrat,Liberal Democrat hold,Liberal Democrat,11218,23.31,48130,150,69662,69.09,Dan Bewley,Labour\n`;
    expect(read(text)).toMatchObject({ said: [{ state: "called", winner: all.find(isFirst)?.id }], whys: [] });
  });
  test("Teller's own export of candidates is a result", () => {
    const text = under(
      "code,seat,name,party,printed_party,gender,place,elected,votes,share_pct,change_pts,lost_deposit,sitting_mp,former_mp,democracy_club_id",
      (c, i) =>
        `${bath.seat.code},Bath,${full(c)},${c.party},${c.party},,${i + 1},${isFirst(c)},${c.votes},1.00,,false,false,false,${c.id}`,
    );
    isBath(text);
  });
});

describe("a status in words of their own", () => {
  test.each([
    "Confirmed",
    "Complete",
    "LD hold",
    "Declared",
    "FINAL",
    "Lib Dem HOLD",
    "Awaiting",
    "Counting",
    "Done ✓",
    "verified",
  ])("“%s” with votes", (state) => isBath(under(`${head},Status`, (c) => `${line(c)},${state}`)));
  test.each([
    "Awaiting",
    "Counting",
    "Pending",
    "Not declared",
    "Count in progress",
    "Due 3am",
    "Declared",
    "tbc",
    "recess",
  ])("“%s” without votes", (state) =>
    expect(read(under(`${head},Status`, (c) => `${line(c, "")},${state}`))).toEqual({ said: [], whys: [], notes: [] }),
  );
  test("each row its own: Elected, and Not elected", () =>
    isBath(under(`${head},Status`, (c) => `${line(c)},${isFirst(c) ? "Elected" : "Not elected"}`)));
  test("provisional figures wait for an editor", () => {
    expect(read(under(`${head},Status`, (c) => `${line(c)},Provisional`)).whys).toEqual([
      expect.stringMatching(/provisional/),
    ]);
  });
});

describe("times", () => {
  const at = (time: string) => under(`${head},Declared`, (c) => `${line(c)},${quote(time)}`);
  test.each([
    ["4.10am", "03:10"],
    ["4:10am", "03:10"],
    ["4:10 a.m.", "03:10"],
    ["02:13 BST", "01:13"],
    ["02:13 GMT", "02:13"],
    ["0213", "01:13"],
    ["02.13", "01:13"],
    ["2.13 a.m.", "01:13"],
    ["5/7/24 02:13", "01:13"],
    ["05/07/2024 02:13:00", "01:13"],
    ["2024-07-05T02:13:00+01:00", "01:13"],
    ["2024-07-05T01:13:00.000Z", "01:13"],
    ["5 July 2024 02:13", "01:13"],
    ["4:35am, 5 July 2024", "03:35"],
    ["Fri 5 Jul 2024, 2:13am", "01:13"],
    ["2:13am on Friday", "01:13"],
    ["5 July, 4:35am", "03:35"],
    ["45478.0923611", "01:13"],
    ["4am", "03:00"],
  ])("“%s”", (time, utc) => {
    isBath(at(time), { declared: new Date(`2024-07-05T${utc}:00Z`) });
  });
  test.each(["soon after four", "99:99", "25:10", "32/07/2024 02:13"])("“%s” is left out, and told", (time) => {
    isBath(at(time), {}, [expect.stringMatching(/times that are none/)]);
    expect(read(at(time)).said[0]?.declared).toBeUndefined();
  });
});

describe("names", () => {
  const called = (wera: string, about = "Lib Dem") =>
    under(head, (c) => (isFirst(c) ? `Bath,${quote(wera)},${about},${c.votes}` : line(c)));
  test.each([
    "HOBHOUSE Wera",
    "HOBHOUSE, Wera",
    "Hobhouse, Wera Benedicta",
    "Rt Hon Wera Hobhouse",
    "Ms Wera Hobhouse",
    "Dr. Wera HOBHOUSE MP",
    "Wera Hobhouse MP",
    "Wera Hobhouse OBE",
    "W. Hobhouse",
    "Hobhouse W",
    "Wera Benedicta Hobhouse",
    "Benedicta Hobhouse commonly known as Wera Hobhouse",
    "HOBHOUSE, Benedicta (commonly known as Wera)",
    "wera hobhouse",
    "Wera Hobhouse*",
    "Wera Hobhouse (Liberal Democrats)",
    "Wera Hobhouse - ELECTED",
    "Hobhouse",
    "Werra Hobhouse",
    "Wera Hobhose",
    "Cllr Wera Hobhouse (Lib Dem)",
  ])("“%s”", (name) => isBath(called(name)));

  test("surnames that look like given names, accents and apostrophes, in every seat by every usual form", () => {
    const forms: readonly ((g: string, f: string) => string)[] = [
      (g, f) => `${f.toUpperCase()} ${g}`,
      (g, f) => `${f}, ${g}`,
      (g, f) => `Mr ${g} ${f} MP`,
      (g, f) => `${g} ${f}`.normalize("NFD").replaceAll(/[\p{M}'’-]/gu, (mark) => (mark === "-" ? " " : "")),
      (g, f) => `${g.split(" ")[0] ?? g} ${f}`,
    ];
    let [right, of] = [0, 0];
    for (const seat of election.seats) {
      const ballot = matcher.ballot({ code: seat.code });
      for (const { id, given, family, party } of ballot.runners)
        for (const form of forms) {
          of += 1;
          const found = matcher.candidate(ballot, { name: form(given, family), party: [partyOf(party)] });
          if (found.id === id) right += 1;
        }
    }
    expect(right).toBe(of);
  });

  test.each([
    [
      "Conservative",
      [
        "Con",
        "C",
        "Cons",
        "Tory",
        "The Conservative Party",
        "Conservative and Unionist Party",
        "Conservative Party Candidate",
        "Conservatives",
        "CON",
      ],
    ],
    [
      "Labour",
      [
        "Lab",
        "Labour Party",
        "Lab Co-op",
        "Labour & Co-operative",
        "Labour and Co-operative Party",
        "Labour/Co-op",
        "L",
        "Labour (Co-op)",
        "LAB",
      ],
    ],
    [
      "Lib Dem",
      ["LD", "Lib Dems", "LDem", "Liberal Democrats", "LibDem", "Liberal Democrat (LD)", "Lib Dem.", "L Dem"],
    ],
    ["Reform UK", ["RUK", "Ref", "Reform", "REF UK", "Reform UK Party"]],
    ["Green", ["Grn", "Greens", "The Green Party", "Green Party of England and Wales", "GP", "Green Party Candidate"]],
  ])("a party alone: %s", (party, forms) => {
    for (const form of forms)
      isBath(
        under("Constituency,Candidate,Party,Votes", (c) => (c.party === party ? `Bath,,${form},${c.votes}` : line(c))),
      );
  });

  test.each([
    "Bath constituency",
    "Bath CC",
    "Bath County Constituency",
    "Bath Parliamentary Constituency",
    "BATH",
    "E14001080 Bath",
    "Bath (E14001080)",
    "Bath seat",
    "Bath (county constituency)",
  ])("the seat “%s”", (seat) => isBath(sheet((c) => String(c.votes)).replaceAll("Bath,", `${seat},`)));
  test.each([
    ["N. East Somerset and Hanham", "North East Somerset and Hanham"],
    ["NE Somerset & Hanham", "North East Somerset and Hanham"],
    ["Devon Nth", undefined],
    ["N Devon", "North Devon"],
    ["Devon N", "North Devon"],
    ["St. Albans", "St Albans"],
    ["Saint Albans", "St Albans"],
    ["Ynys MÃ´n", "Ynys Môn"],
    ["Kingston-upon-Hull East BC", "Kingston upon Hull East"],
    ["Cities of London & Westminster", "Cities of London and Westminster"],
    ["Somerset NE & Hanham", "North East Somerset and Hanham"],
  ])("the seat “%s”", (name, official) => {
    if (official !== undefined) expect(matcher.ballot({ name }).seat.name).toBe(official);
  });
});

describe("letters", () => {
  const mon = counted("Ynys Môn");
  const text = [
    head,
    ...mon.candidates.map((c) => `Ynys Môn,${c.given} ${c.family},${partyOf(c.party)},${mon.votes[c.id]}`),
  ].join("\n");
  const both = `${text}\n${all.map((c) => line(c)).join("\n")}\n`;
  const bytes = (encoding: (letter: string) => number): Uint8Array => Uint8Array.from(Array.from(both, encoding));
  test.each<[string, Uint8Array]>([
    ["Windows-1252", bytes((letter) => letter.charCodeAt(0))],
    ["MacRoman", bytes((letter) => (letter === "ô" ? 0x99 : letter.charCodeAt(0)))],
    ["UTF-16LE without its mark", Buffer.from(both, "utf16le")],
    ["UTF-16BE without its mark", Buffer.from(both, "utf16le").swap16()],
    [
      "UTF-8 with one line that is not",
      Buffer.concat([
        Buffer.from(text.slice(0, 60)),
        Buffer.from(text.slice(60), "latin1"),
        Buffer.from(`\n${all.map((c) => line(c)).join("\n")}`),
      ]),
    ],
  ])("in %s", (_, encoded) => {
    const { said, whys } = read(encoded);
    expect(whys).toEqual([]);
    expect(said.map(({ seat }) => seat).toSorted()).toEqual([bath.seat.code, mon.seat.code].toSorted());
  });
  test("a letter that was lost costs its own seat at most", () => {
    expect(read(both.replaceAll("ô", "\uFFFD")).said.map(({ seat }) => seat)).toContain(bath.seat.code);
  });
});
