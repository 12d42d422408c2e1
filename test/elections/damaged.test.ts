/** Packs and files of candidates that are damaged: every fault is named at once, by file, row and field. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadPack } from "../../src/data/election-pack.ts";
import { teller } from "../support/command-line.ts";
import { candidatesCsv, type Standing } from "../support/walk.ts";

const folder = mkdtempSync(join(tmpdir(), "teller-damaged-"));
const day = "2027-05-06";
const [bath, runcorn] = [
  { seat: "Bath", gss: "E14001080" },
  { seat: "Runcorn and Helsby", gss: "E14001455" },
];
const standing: readonly Standing[] = [
  { ...bath, name: "Ann Example", party: "Liberal Democrats", votes: 19_000 },
  { ...bath, name: "Bob Sample", party: "Labour Party", votes: 9_000 },
  { ...bath, name: "Cat Specimen", party: "Green Party", votes: 4_000 },
  { ...runcorn, name: "Dan Novel", party: "Labour Party", votes: 12_000 },
  { ...runcorn, name: "Eve Pattern", party: "Reform UK", votes: 13_000 },
];

let made = 0;
/** @returns what is printed, and the folder */
async function make(csv: string | Uint8Array, ...more: readonly string[]) {
  const [from, to] = [join(folder, `${(made += 1)}.csv`), join(folder, String(made))];
  writeFileSync(from, csv);
  const ran = await teller(["election", "new", "--kind", "by-election", "--from", from, "--to", to, ...more]);
  return { ...ran, to, said: `${ran.out}${ran.err}` };
}

type Change = readonly [file: string, path: readonly (string | number)[], value: unknown];

function damage(pack: string, changes: readonly Change[]): void {
  for (const [file, path, value] of changes) {
    const at = join(pack, file);
    const json: unknown = JSON.parse(readFileSync(at, "utf8"));
    const parent = path.slice(0, -1).reduce<unknown>((one, key) => Reflect.get(Object(one), key), json);
    const last = path.at(-1) ?? "";
    if (Array.isArray(parent) && value === undefined) parent.splice(Number(last), 1);
    else if (value === undefined) Reflect.deleteProperty(Object(parent), last);
    else Reflect.set(Object(parent), last, value);
    writeFileSync(at, JSON.stringify(json));
  }
}

const own = { code: "E14009999", name: "Atlantis", nation: "England", region: "Mercia", electorate: 5 };

/** Each with the line that tells of it. */
const faults: readonly (readonly [Change, string])[] = [
  [["election.json", ["previous", "date"], "2028-07-04"], "election.json, field previous.date: is not before"],
  [["election.json", ["pollsClose"], "2027-05-05T22:00:00+01:00"], "election.json, field pollsClose: is before"],
  [
    ["election.json", ["exitPoll"], { at: "2027-05-06T21:00:00+01:00", by: "Nobody", seats: { lab: 2 } }],
    "election.json, field exitPoll: is of a general election",
  ],
  [["seats.json", [0, "name"], "Runcorn and Helsby"], 'field name: seat called "runcorn and helsby" stands twice'],
  [["seats.json", [1, "short"], "BTH"], "row 2 (E14001455), field short: three-letter code"],
  [["seats.json", [0, "previous", "votes"], {}], "row 1 (E14001080), field previous.votes: no party has any"],
  [["seats.json", [1, "previous", "valid"], 99_999], "row 2 (E14001455), field previous.votes: sum to"],
  [["seats.json", [1, "previous", "on", "date"], "2029-01-01"], "row 2 (E14001455), field previous.on.date"],
  [["seats.json", [2], own], 'seats.json, row 3 (E14009999), field region: no region "Mercia"'],
  [["people.json", ["candidates", 1, "party"], "whig"], "candidates row 2 (900002), field party: no party"],
  [["people.json", ["candidates", 2, "id"], "900002"], "candidates row 3 (900002), field id: candidate of this seat"],
  [["people.json", ["candidates", 4, "seat"], "E14001234"], 'row 5 (900005), field seat: no seat "E14001234"'],
  [["results.json", [0, "valid"], 70_001], "results.json, row 1 (E14001080), field votes: sum to 32000"],
  [["results.json", [0, "rejected"], 500], "field valid: is 70001, with 500 rejected, more than the electorate"],
  [["results.json", [1, "recorded"], "2027-05-04T20:00:00Z"], "row 2 (E14001455), field recorded: is before"],
  [["results.json", [1, "winner"], "900004"], 'row 2 (E14001455), field winner: "900004" has not the most votes'],
  [["results.json", [1, "votes", "7"], 3], 'row 2 (E14001455), field votes: "7" is no candidate of this seat'],
];

describe("a pack", () => {
  test("with many faults has each in a line", async () => {
    const { to, code } = await make(candidatesCsv(standing, day));
    expect(code).toBe(0);
    damage(
      to,
      faults.map(([change]) => change),
    );
    const { code: is, out } = await teller(["election", "check", to]);
    expect(is).toBe(2);
    expect(faults.map(([, line]) => line).filter((line) => !out.includes(line))).toEqual([]);
    for (const line of out.trim().split("\n").slice(0, -1))
      expect(line).toMatch(/^- \w+\.json(?:, (?:\w+ )*row \d+ \(.+\))?, field [\w.]+: /);
    expect(out).toContain("nobody stands in Atlantis");
  });

  test.each([
    ["that does not say of what kind", ["election.json", ["kind"], undefined], "field kind: is missing"],
    ["without a seat's candidates", ["people.json", ["candidates", 3], undefined], "row 2 (E14001455), field votes"],
    ["with a party's candidate twice", ["people.json", ["candidates", 2, "party"], "lab"], ""],
    ["with votes as words", ["results.json", [0, "valid"], "many"], "row 1 (E14001080), field valid: Invalid input"],
  ] as const)("%s", async (_, change, line) => {
    const { to } = await make(candidatesCsv(standing, day));
    damage(to, [change]);
    const { code, out } = await teller(["election", "check", to]);
    expect(out).toContain(line === "" ? "Sound" : line);
    expect(code).toBe(line === "" ? 0 : 2);
  });

  test("with a party's candidate twice, by name", async () => {
    const { to } = await make(candidatesCsv(standing, day));
    damage(to, [
      ["people.json", ["candidates", 2, "party"], "lab"],
      ["people.json", ["candidates", 2, "given"], "Bob"],
      ["people.json", ["candidates", 2, "family"], "Sample"],
    ]);
    const { out } = await teller(["election", "check", to]);
    expect(out).toMatch(
      /candidates row 3 \(900003\), field family: candidate of this seat and party, by name, .*stands twice/,
    );
  });
});

describe("a file of candidates", () => {
  const row = (over: Partial<Standing> = {}): Standing => ({
    ...bath,
    name: "Ann Example",
    party: "Labour Party",
    ...over,
  });

  test.each([
    [
      "of a poll that was cancelled",
      candidatesCsv([row({ isOff: true })], day),
      /cancelled.*Bath.*No candidate is left/,
    ],
    [
      "with a person twice",
      candidatesCsv([row({ id: "1" }), row({ id: "1" })], day),
      /Row 3: Ann Example stands twice in Bath/,
    ],
    [
      "with a seat outside the country's constituencies",
      candidatesCsv([row(), row({ seat: "Atlantis", gss: "E14009999" })], day),
      /No constituency of the 2024 general election is called Atlantis \(row 3\)/,
    ],
    [
      "with another seat's code",
      candidatesCsv([row({ gss: "E14001081" })], day),
      /Row 2: E14001081 is Battersea, and the row says Bath/,
    ],
    ["of a day that no year has", candidatesCsv([row()], "2027-02-30"), /row 2: “2027-02-30” is no day.*--date/],
    [
      "with more votes than electors",
      candidatesCsv([row({ votes: 60_000 }), row({ votes: 10_000, id: "2" })], day),
      /row 1 \(E14001080\), field valid: is 70000/,
    ],
    [
      "of local elections alone",
      candidatesCsv([row()], day, "local"),
      /other elections, left out: 1.*No candidate is left/,
    ],
    ["that is a workbook", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), /is a spreadsheet’s own file: save it as CSV/],
  ])("%s is refused, and it is said why", async (_, csv, why) => {
    const { said, code } = await make(csv);
    expect(code).toBe(2);
    expect(said.replaceAll("\n", " ")).toMatch(why);
  });

  test("with votes that are no numbers makes no result of them, and says so", async () => {
    const csv = candidatesCsv([row({ votes: 12 }), row({ votes: 13, id: "2", name: "Bob Sample" })], day).replace(
      '"12"',
      '"1o2"',
    );
    const { said, to, code } = await make(csv);
    expect(code).toBe(0);
    expect(said).toMatch(/row 2: “1o2” is no whole number; left out/);
    expect(said).toMatch(/votes of 1 of 2 candidates, which make no result/);
    expect(loadPack(to).results).toEqual([]);
  });

  test("of two who share a name gives each their own votes; a tie goes to whom the lot elected", async () => {
    const tied = [
      row({ votes: 9_000 }),
      row({ votes: 800, party: "Independent", id: "7" }),
      row({ ...bath, name: "Zoë Ó Súilleabháin", party: "Green Party", votes: 9_000, id: "8" }),
    ];
    const csv = candidatesCsv(tied, day).replace(/"9000","",""$/, '"9000","t",""');
    const { to, code } = await make(csv);
    expect(code).toBe(0);
    expect(loadPack(to).results).toMatchObject([
      { votes: { 900001: 9_000, 7: 800, 8: 9_000 }, winner: "8", valid: 18_800 },
    ]);
    const asked = await teller(["ask", "/seat bath"], { env: { ELECTION: to } });
    expect(asked.out).toMatch(/GRN GAIN FROM LD: Bath/);
    expect(asked.out).toMatch(/by lot/);
  });

  test("of parties that nobody knows, in any letters, keeps them apart", async () => {
    const names = ["Party A", "The Party A", "PARTY-A", "Others", "مرحبا", "你好", "A"];
    const { to, code, said } = await make(
      candidatesCsv(
        names.map((party, i) => row({ party, name: `Ann ${"ABCDEFG"[i] ?? ""}` })),
        day,
      ),
    );
    expect([code, said]).toMatchObject([0, expect.stringContaining("does not know")]);
    const { people } = loadPack(to);
    // The same name in other letters is the same party.
    expect(new Set(people.candidates.map(({ party }) => party)).size).toBe(names.length - 1);
  });
});

test("a folder or a file that is not there is named, in words", async () => {
  const to = join(folder, "none", "pack");
  const checked = await teller(["election", "check", to]);
  expect([checked.code, checked.err]).toEqual([2, expect.stringContaining(`there is no folder ${to}: election new`)]);
  const made = await teller(["election", "new", "--kind", "by-election", "--from", `${to}.csv`, "--to", to]);
  expect([made.code, made.err]).toEqual([2, expect.stringContaining("pack.csv cannot be read: there is no such file")]);
});
