/** The press agency's messages, in the order and with the revisions in which they come. */
import { join } from "node:path";
import { rmSync, utimesSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { paSource } from "../../../src/data/sources/pa.ts";
import {
  paFile,
  paNominations,
  paRecount,
  paResult,
  paRush,
  paStateOfParties,
  toJson,
  toXml,
  type PaOptions,
  type Tree,
} from "../../support/pa-messages.ts";
import { someSeats } from "../../support/long.ts";
import {
  ask,
  candidate,
  clock,
  counted,
  election,
  folder,
  now,
  pages,
  saidIn,
  serve,
  whysIn,
  write,
} from "../../support/source-stage.ts";

const bath = counted("Bath");
const means = { name: "Agency", election, now: clock };
const rank = { rush: 0, result: 2_000 };

/** Words of files, by name. */
async function said(files: Readonly<Record<string, string | Tree>>, within = folder()) {
  for (const [name, content] of Object.entries(files))
    write(
      within,
      name,
      typeof content === "string" ? content : name.endsWith("json") ? toJson(content) : toXml(content),
    );
  const { found } = await ask(paSource({ ...means, location: within }));
  return { said: saidIn(found), whys: whysIn(found), found };
}

describe.each([
  ["XML", "xml"],
  ["JSON", "json"],
])("in %s", (_, ending) => {
  const rush = (options?: PaOptions) => ({ [`rush_${options?.revision ?? 1}.${ending}`]: paRush(bath, options) });
  const result = (options?: PaOptions) => ({ [`result_${options?.revision ?? 1}.${ending}`]: paResult(bath, options) });
  const recount = { [`recount_1.${ending}`]: paRecount(bath) };

  test("a rush is a call", async () => {
    const heard = await said(rush());
    expect(heard.whys).toEqual([]);
    expect(heard.said).toEqual([
      { seat: bath.seat.code, revision: 2, state: "called", winner: candidate(bath, "ld"), recorded: now },
    ]);
  });

  test("a result has all votes, and its time", async () => {
    const { said: all } = await said(result());
    const declared = new Date("2024-07-04T22:30:00Z");
    expect(all).toEqual([
      {
        seat: bath.seat.code,
        revision: rank.result + 1,
        state: "result",
        votes: bath.votes,
        declared,
        recorded: declared,
      },
    ]);
  });

  test("a result beats a rush of any revision", async () => {
    const { said: all } = await said({ ...rush({ revision: 7 }), ...result() });
    expect(all.map(({ state }) => state)).toEqual(["result"]);
    expect(all[0]?.revision).toBeGreaterThan(2 * 999 + 1);
  });

  test("a correction keeps the first time, has its own, and revisions skip", async () => {
    const votes = { ...bath.votes, [candidate(bath, "green")]: 1 };
    const files = {
      ...result({ declared: "2024-07-05T02:10:18+01:00" }),
      ...result({ revision: 3, declared: "2024-07-05T04:38:49+01:00", votes }),
    };
    const { said: all } = await said(files);
    expect(all).toMatchObject([
      {
        state: "correction",
        revision: rank.result + 3,
        votes,
        declared: new Date("2024-07-05T01:10:18Z"),
        recorded: new Date("2024-07-05T03:38:49Z"),
      },
    ]);
  });

  test("a later revision may name another winner", async () => {
    const votes = { ...bath.votes, [candidate(bath, "lab")]: 15_000, [candidate(bath, "ld")]: 13_500 };
    const { said: all } = await said({ ...result(), ...result({ revision: 3, votes }) });
    expect(all[0]?.votes).toEqual(votes);
  });

  test("figures that look like a slip wait for an editor, though the message's own sums agree", async () => {
    const votes = { ...bath.votes, [candidate(bath, "ld")]: 9_883 };
    const { said: all, found } = await said(result({ votes }));
    expect(all).toEqual([]);
    expect(found).toMatchObject([
      {
        kind: "quarantine",
        about: { seat: bath.seat.code },
        doubted: { state: "result", revision: rank.result + 1, votes },
      },
    ]);
  });

  test("a withdrawn rush takes back what it said, until the next", async () => {
    const withdrawn = rush({ revision: 2, text: "Correction: the result of Bath is not known", winner: "" });
    expect((await said({ ...rush(), ...withdrawn })).said).toMatchObject([{ state: "retraction", revision: 4 }]);
    const corrected = rush({ revision: 2, text: "Correction: Labour gain Bath", winner: candidate(bath, "lab") });
    expect((await said({ ...rush(), ...corrected })).said).toMatchObject([
      { state: "called", winner: candidate(bath, "lab"), revision: 4 },
    ]);
    const again = rush({ revision: 3, winner: candidate(bath, "lab") });
    expect((await said({ ...rush(), ...withdrawn, ...again })).said).toMatchObject([
      { state: "called", winner: candidate(bath, "lab"), revision: 6 },
    ]);
  });

  test("a recount leaves the call, and gives way to the result", async () => {
    expect((await said({ ...rush(), ...recount })).said.map(({ state }) => state)).toEqual(["called", "recount"]);
    expect((await said({ ...rush(), ...recount, ...result() })).said.map(({ state }) => state)).toEqual(["result"]);
  });

  test("a rehearsal is one by its file's name, its election's or its candidates'", async () => {
    const test = paResult(bath, { test: true });
    for (const [name, tree] of [
      [`a.${ending}`, test],
      [`results/Test_${paFile(bath, "result")}.${ending}`, paResult(bath)],
    ] as const) {
      const { said: all, whys } = await said({ [name]: tree });
      expect(whys).toEqual([]);
      expect(all).toMatchObject([{ rehearsal: true, votes: bath.votes }]);
    }
    expect((await said({ [`a.${ending}`]: test, ...result() })).said).toHaveLength(2);
  });

  test("Southampton Test is a place", async () => {
    const place = counted("Southampton Test");
    const { said: all } = await said({ [`${paFile(place, "result")}.${ending}`]: paResult(place) });
    expect(all).toMatchObject([{ seat: place.seat.code, votes: place.votes }]);
    expect(all[0]?.rehearsal).toBeUndefined();
  });

  test("nominations and the state of the parties say nothing", async () => {
    const files = { [`a.${ending}`]: paNominations(bath), [`b.${ending}`]: paStateOfParties(bath) };
    expect((await said(files)).found).toEqual([]);
  });

  test("a damaged revision costs no sound one before it", async () => {
    const votes = { ...bath.votes, [candidate(bath, "green")]: 1 };
    const tree = paResult(bath, { revision: 2, votes });
    const torn = (ending === "xml" ? toXml(tree) : toJson(tree)).slice(0, -20);
    const { said: all, whys } = await said({ ...result(), [`result_2.${ending}`]: torn });
    expect(all).toMatchObject([{ votes: bath.votes, state: "result" }]);
    expect(whys).toEqual([expect.stringMatching(/^result_2\.\w+: is no (XML|JSON).*perhaps cut short$/)]);
  });

  test("two that differ under one revision are told of", async () => {
    const votes = { ...bath.votes, [candidate(bath, "green")]: 1 };
    const { said: all, whys } = await said({ ...result(), [`z.${ending}`]: paResult(bath, { votes }) });
    expect(all).toMatchObject([{ votes: bath.votes }]);
    expect(whys).toEqual([`z.${ending}: says otherwise than “result_1.${ending}”, under the same revision`]);
  });
});

describe("what cannot be right is kept apart", () => {
  const xml = toXml(paResult(bath));
  const ld = String(bath.votes[candidate(bath, "ld")]);
  const spoilt: readonly (readonly [string, string, RegExp])[] = [
    ["a figure", xml.replace(`votes="${ld}"`, `votes="${Number(ld) + 1}"`), /its votes add up to/],
    ["the majority", xml.replace(/majority="\d+"/, 'majority="1"'), /majority of \d+, and it says 1/],
    [
      "a figure that is none",
      xml.replace(`votes="${ld}"`, 'votes="1e4"'),
      /is not written as such a message is: Election/,
    ],
    ["a negative figure", xml.replace(`votes="${ld}"`, 'votes="-5"'), /is not written/],
    ["no figure", xml.replace(` votes="${ld}"`, ""), /no votes for/],
    ["another election", xml.replaceAll("2024-07-04", "2019-12-12"), /Bath has no election on “2019-12-12”/],
    ["another kind of election", xml.replace('type="G"', 'type="S"'), /another kind of election/],
    ["another seat", xml.replace('name="Bath"', 'name="Richmond Park"'), /Richmond Park: /],
    ["no seat", xml.replace('name="Bath"', 'name="Bathe"'), /no seat is called “Bathe”/],
    ["the winner", xml.replace('winningParty="LD"', 'winningParty="Lab"'), /“Lab” as the winner/],
    [
      "two winners",
      xml.replaceAll("<Candidate ", '<Candidate elected="*" ').replace('elected="*" elected="*"', 'elected="*"'),
      /two are marked as elected/,
    ],
    ["a candidate twice", xml.replace(/(<Candidate[^]*?<\/Candidate>)/, "$1$1"), /has two lines/],
    ["no revision", xml.replace(' revision="1"', ""), /has no revision/],
    ["a type of its own", xml.replace("?>", '?><!DOCTYPE a [<!ENTITY x "y">]>'), /refused/],
    ["an entity of its own", xml.replace("?>", '?><!ENTITY x "y">'), /refused/],
    ["an entity of nobody's", xml.replace('name="Bath"', 'name="&bath;"'), /entity that nobody knows/],
    ["nothing", "", /no message|no XML/],
    ["other words", "<a></a>", /no message that we know/],
    ["nested without end", "<a>".repeat(5_000) + "</a>".repeat(5_000), /no XML|no message/],
    ["lists without end", "[".repeat(100_000), /no JSON/],
    ["names that every object has", '{"__proto__":{},"constructor":{}}', /no message that we know/],
  ];
  test.each(spoilt)("%s", async (_, text, why) => {
    const { said: all, whys } = await said({ "a.xml": text, "b.xml": toXml(paRush(counted("Richmond Park"))) });
    expect(all).toMatchObject([{ seat: counted("Richmond Park").seat.code }]);
    expect(whys).toEqual([expect.stringMatching(why)]);
  });

  test("every entity that anyone may write is read", async () => {
    const place = counted("Suffolk Coastal");
    const text = toXml(paRush(place)).replace('name="Suffolk Coastal"', 'name="Suffolk&#32;Coast&#x61;l"');
    expect((await said({ "a.xml": text })).said).toHaveLength(1);
  });

  test("a file that is no text, too long or no file costs no other", async () => {
    const within = folder();
    write(within, "a.xml", Buffer.from([0x3c, 0xff, 0xfe, 0x3e]));
    write(within, "b.xml/c.txt", "");
    write(within, ".d.xml", "half a file, still being written");
    write(within, "e.json", Buffer.from(`\ufeff${toJson(paResult(bath))}`, "utf16le"));
    const { said: all, whys } = await said({}, within);
    expect(all).toMatchObject([{ votes: bath.votes }]);
    expect(whys).toEqual([expect.stringMatching(/^a\.xml: .*is not UTF-8: save it as UTF-8$/)]);
  });

  test("a list with damaged messages keeps the others", async () => {
    const names = ["Bath", "Richmond Park", "Chorley", "Foyle", "Islington North"];
    const list = names.map((name) => toJson(paResult(counted(name))));
    const text = `[${list.join(",\n")}]`;
    const damaged = text
      .replace('"Richmond Park"', '"Richmond Park')
      .replace(
        '"FirstPastThePostResult": {\n  "@revision": "1",\n  "@declarationTime": "2024-07-04T23:30:00+01:00",\n  "Election": {\n   "@name": "General Election",\n   "@date": "2024-07-04",\n   "@type": "G",\n   "Constituency": {\n    "@number": "1",\n    "@name": "Foyle"',
        '"FirstPost',
      );
    expect(damaged).not.toContain("Foyle");
    const { said: all, whys } = await said({ "a.json": damaged });
    expect(all.map(({ seat }) => seat)).toEqual(
      ["Bath", "Chorley", "Islington North"].map((name) => counted(name).seat.code),
    );
    expect(whys).toHaveLength(2);
  });
});

test("names that a rehearsal made up are no matter where the party tells", async () => {
  const foyle = counted("Foyle");
  const named = foyle.candidates.map((one, index) => ({ ...one, given: "Molly", family: `Hughes${index}` }));
  const { said: all, whys } = await said({ "a.xml": paResult({ ...foyle, candidates: named }, { test: true }) });
  expect(whys).toEqual([]);
  expect(all).toMatchObject([{ rehearsal: true, votes: foyle.votes }]);
  const real = await said({ "a.xml": paResult({ ...foyle, candidates: named }) });
  expect(real.said).toEqual([]);
  expect(real.whys).toEqual([expect.stringMatching(/“Molly Hughes\d” is not the candidate of/)]);
});

test.each([
  ["<x>", "<"],
  ["<x>", "<a "],
  ["<x>", "<a>"],
  ["<x>", "<a b='"],
  ["<x>", "<!--"],
  ["[", '\\"'],
  ["[", "{"],
  ["[", '{"a":['],
  ["[", '{"FirstPastThePostResult":'],
])("%s and then %s without end is soon done with", async (start, piece) => {
  const began = performance.now();
  for (const size of [900_000, 5_000_000]) {
    const { said: all, whys } = await said({ "a.xml": start + piece.repeat(size / piece.length) });
    expect(all).toEqual([]);
    expect(whys.length).toBeGreaterThan(0);
  }
  expect(performance.now() - began).toBeLessThan(8_000);
});

test("a by-election is known by its day", async () => {
  const date = "2025-05-01";
  const candidates = bath.candidates.map(({ id, given, family, party }) => ({ id, given, family, party }));
  const upcoming = [{ seat: bath.seat.code, date, pollsClose: `${date}T22:00:00+01:00`, candidates }];
  const within = folder();
  write(within, "a.xml", toXml(paResult({ ...bath, date })).replace('type="G"', 'type="B"'));
  const { found } = await ask(paSource({ ...means, election: { ...election, upcoming }, location: within }));
  expect(saidIn(found)).toMatchObject([{ seat: bath.seat.code, byElection: date, votes: bath.votes }]);
});

test("only files that changed are read again, and one that is gone is forgotten", async () => {
  const within = folder();
  const files = ["a", "b"].map((name) => write(within, `${name}.xml`, toXml(paResult(bath))));
  const source = paSource({ ...means, location: within });
  const { kept } = await ask(source);
  const [a = "", b = ""] = files;
  write(within, "b.xml", toXml(paResult(bath, { revision: 2 })));
  const next = await ask(source, kept);
  expect(next.kept.answers["a.xml"]).toBe(kept.answers["a.xml"]);
  expect(saidIn(next.found)).toMatchObject([{ revision: rank.result + 2 }]);
  utimesSync(b, new Date(0), new Date(0));
  expect((await ask(source, next.kept)).kept.answers["a.xml"]).toBe(kept.answers["a.xml"]);
  rmSync(a);
  expect(Object.keys((await ask(source, next.kept)).kept.answers)).toEqual(["b.xml"]);
});

test("an address has a message, a list, or a page that leads to messages below it", async () => {
  const place = counted("Chorley");
  const all: Record<string, string> = {
    "/one.xml": toXml(paResult(bath)),
    "/list.json": `[${toJson(paResult(bath))},${toJson(paRush(place))}]`,
    "/feed/": `<html><a href='${paFile(bath, "result")}.xml'>1</a><a class="x" href="./r/${paFile(place, "rush")}.xml?a=1&amp;b=2">2</a>
      <a href="${paFile(bath, "nominations")}.xml">3</a><a href="http://127.0.0.1:1/z.xml">4</a><a href="/up.xml">5</a><a href="javascript:x.xml">6</a></html>`,
    [`/feed/${paFile(bath, "result")}.xml`]: toXml(paResult(bath)),
    [`/feed/r/${paFile(place, "rush")}.xml?a=1&b=2`]: toXml(paRush(place)),
    "/up.xml": toXml(paResult(counted("Foyle"))),
  };
  const asked: string[] = [];
  const at = await serve(pages(() => all, asked));
  const seats = async (path: string) => {
    const source = paSource({ ...means, location: `${at}${path}`, reach: { allowPrivate: true } });
    const { found, kept } = await ask(source);
    expect(whysIn(found)).toEqual([]);
    expect((await ask(source, kept)).found).toEqual([]);
    return saidIn(found).map(({ seat }) => seat);
  };
  expect(await seats("/one.xml")).toEqual([bath.seat.code]);
  expect(await seats("/list.json")).toEqual([bath.seat.code, place.seat.code]);
  asked.length = 0;
  expect(await seats("/feed/")).toEqual([bath.seat.code, place.seat.code]);
  // A file that has its revision in its name is asked for once.
  expect(asked.filter((path) => !path.startsWith("/feed/ ")).length).toBe(2);
  expect(asked.filter((path) => path.startsWith("/feed/ "))).toEqual(["/feed/ 200", "/feed/ 304"]);
});

test("one listed file that is not there costs no other, and is tried again", async () => {
  const all: Record<string, string> = {
    "/": `<html><a href="a_1.xml">1</a><a href="b_1.xml">2</a></html>`,
    "/a_1.xml": toXml(paResult(bath)),
  };
  const at = await serve(pages(() => all));
  const source = paSource({ ...means, location: `${at}/`, reach: { allowPrivate: true } });
  const first = await ask(source);
  expect(saidIn(first.found)).toMatchObject([{ votes: bath.votes }]);
  expect(whysIn(first.found)).toEqual([expect.stringMatching(/^b_1\.xml: .*it answers 404$/)]);
  expect((await ask(source, first.kept)).found).toEqual([]);
  all["/b_1.xml"] = toXml(paRush(counted("Foyle")));
  expect(saidIn((await ask(source, first.kept)).found)).toHaveLength(2);
});

test("every seat of the pack comes through, in XML and in JSON", async () => {
  const within = folder();
  const seats = someSeats(election);
  for (const [index, { name }] of seats.entries()) {
    const tree = paResult(counted(name));
    const even = index % 2 === 0;
    write(within, join("results", `${index}.${even ? "xml" : "json"}`), even ? toXml(tree) : toJson(tree));
  }
  const { said: all, whys } = await said({}, within);
  expect(whys).toEqual([]);
  expect(Object.fromEntries(all.map(({ seat, votes }) => [seat, votes]))).toEqual(
    Object.fromEntries(seats.map(({ name, code }) => [code, counted(name).votes])),
  );
});
