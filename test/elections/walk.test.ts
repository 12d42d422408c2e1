/** From an empty folder and a file of candidates to the end of a night, whose every word is of contests and of no House. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { silent } from "../../src/lib/log.ts";
import { csvSource } from "../../src/data/sources/csv.ts";
import { loadPack } from "../../src/data/election-pack.ts";
import { rehearse } from "../../src/main/rehearse.ts";
import { teller } from "../support/command-line.ts";
import { isLong } from "../support/long.ts";
import { openNight } from "../support/night-stage.ts";
import { uk2024 } from "../support/small-pack.ts";
import { askEverything, candidatesCsv, everyWord, ofAHouse, type Standing } from "../support/walk.ts";

const folder = mkdtempSync(join(tmpdir(), "teller-walk-"));
const of = (name: string): string => join(folder, name);
const file = (name: string, text: string): string => {
  writeFileSync(of(name), text);
  return of(name);
};

/** `election new` and `election check`. @returns what they print */
async function make(kind: string, from: string, to: string): Promise<string> {
  const made = await teller(["election", "new", "--kind", kind, "--from", from, "--to", to]);
  expect(made).toMatchObject({ code: 0, err: "" });
  const checked = await teller(["election", "check", to]);
  expect(checked).toMatchObject({ code: 0, err: "" });
  return `${made.out}\n${checked.out}`;
}

/** Nothing of a House in any of the words. */
function ofNoHouse(said: readonly string[]): void {
  expect(said.flatMap((words) => ofAHouse.exec(words)?.map((word) => `${word}: ${words.slice(0, 300)}`) ?? [])).toEqual(
    [],
  );
}

/** A count that comes in by a sheet, on the eve and as it is. */
async function declared(pack: string, day: string, rows: readonly string[], names: readonly string[]) {
  const location = file(`${names[0]}.csv`, "Candidate,Party,Votes\n");
  const night = await openNight({
    pack,
    at: `${day}T20:00:00+01:00`,
    sources: ({ election, now }) => [csvSource({ name: "Count sheet", location, election, now })],
  });
  const place = await night.told("everything scoreboard on");
  const said = isLong ? await askEverything(night, names) : [];
  night.at(`${day}T23:55:00+01:00`);
  file(`${names[0]}.csv`, rows.join("\n"));
  night.windReal(10);
  await night.settle();
  said.push(...(await askEverything(night, names)));
  const words = everyWord(night, place);
  return { words, said: [...said, ...words, ...night.newsroom()] };
}

const day = "2027-05-06";
const two: readonly Standing[] = [
  { name: "Ann Example", party: "Liberal Democrats", seat: "Bath", gss: "E14001080" },
  { name: "Zoë Ó Súilleabháin", party: "Labour and Co-operative Party", seat: "Bath", gss: "E14001080" },
  { name: "Cat Specimen", party: "The Wholly New Party", seat: "Bath", gss: "E14001080" },
  { name: "Dan Novel", party: "Labour Party", seat: "Runcorn and Helsby", gss: "E14001455" },
  { name: "Eve Pattern", party: "Reform UK", seat: "Runcorn and Helsby", gss: "E14001455" },
  { name: "Eve Pattern", party: "Independent", seat: "Runcorn and Helsby", gss: "E14001455" },
  { name: "Fay Unopposed", party: "Green Party", seat: "Witney", gss: "E14001591", isOff: true },
];
/** Made-up votes, to rehearse with. */
const madeUp = two.map((one, i) => ({ ...one, votes: [19_000, 9_000, 700, 12_000, 13_000, 800, 1][i] ?? 0 }));

test("two by-elections: rehearsed, declared by a sheet and at the desk, corrected, copied, and no word of a House", async () => {
  const printed = await make("by-election", file("two.csv", candidatesCsv(two, day)), of("two"));
  expect(printed).toMatch(/2 seats, 6 candidates.*cancelled.*Witney.*Wholly New.*Sound/s);
  const said = [printed];

  await make("by-election", file("made-up.csv", candidatesCsv(madeUp, day)), of("made-up"));
  const trial = await openNight({
    pack: of("made-up"),
    feed: (means) => rehearse({ speed: 3_000 }, { ...means, log: silent }),
  });
  const there = await trial.told("everything scoreboard on");
  await trial.settle(12);
  const rehearsed = everyWord(trial, there);
  for (const words of rehearsed) expect(words).toMatch(/^(?:\p{So} )?REHEARSAL: /u);
  expect(rehearsed.join("\n")).toMatch(/LD HOLD: Bath.*BOTH SEATS DECLARED/s);
  said.push(...rehearsed, ...(isLong ? await askEverything(trial, ["Bath", "Labour"]) : []));
  await trial.stop();

  const location = file("count.csv", "Seat,Candidate,Party,Votes\n");
  const night = await openNight({
    pack: of("two"),
    at: `${day}T20:00:00+01:00`,
    sources: ({ election, now }) => [csvSource({ name: "Count sheet", location, election, now })],
  });
  const names = isLong ? ["Bath", "Runcorn and Helsby", "Labour", "Reform UK", "Eve Pattern"] : ["Bath"];
  const place = await night.told("everything scoreboard on briefing on");
  const before = (await night.onSlack("ada").ask("/seat runcorn and helsby")).text;
  expect(before).toMatch(
    /Held until now by Sarah.*Pochin.*At the by-election of 1 May 2025: Reform UK majority 6 .*over Labour/s,
  );
  if (isLong) said.push(...(await askEverything(night, names)));
  night.at(`${day}T23:55:00+01:00`);
  const rows = (ann: number) => [
    "Seat,Candidate,Party,Votes",
    `Bath,Ann Example,Lib Dem,${ann}`,
    "Bath,O'Suilleabhain Zoe,Lab Co-op,9000",
    "Bath,Cat Specimen,Wholly New,700",
  ];
  file("count.csv", rows(19_000).join("\n"));
  night.windReal(10);
  await night.settle();
  expect(night.words(place)[0]).toMatch(/^(?:\p{So} )?LD HOLD: Bath.*Zoë Ó Súilleabháin \(Labour\) by 10,000/su);
  if (isLong) said.push(...(await askEverything(night, names)));

  const ana = night.onSlack("ana");
  const form = await ana.ask("/declare runcorn and helsby");
  const figures = "Dan Novel: 12,000\nEve Pattern (Reform UK): 13,000\nEve Pattern (Independent): 800\nRejected: 90";
  const draft = await ana.submit({ [form.form?.[0] ?? ""]: figures, "Known by": "returning officer" });
  expect(draft.text).toMatch(/REF HOLD: Runcorn and Helsby/);
  expect((await ana.ask("/confirm 1")).text).toContain("You entered that yourself");
  said.push(draft.text, (await night.onSlack("ben").ask("/confirm 1")).text);
  await night.settle();
  expect(night.words(place).join("\n")).toContain("BOTH SEATS DECLARED");
  file("count.csv", rows(19_010).join("\n"));
  night.windReal(10);
  await night.settle();
  expect(night.words(place)[0]).toContain("19,010, we said 19,000");
  for (const [seat, majority] of [
    ["Bath", "10,010"],
    ["Runcorn and Helsby", "1,000"],
  ] as const) {
    const copy = (await ana.ask(`/copy ${seat}`)).text;
    expect(copy).toContain(`by ${majority} votes`);
    expect(copy).toContain("&lt;h2&gt;");
  }
  night.at("2027-05-07T09:00:00+01:00");
  night.windReal(60);
  await night.settle();
  said.push(...(await askEverything(night, names, ["who won bath", "which seats changed hands", "turnout in bath"])));
  const words = everyWord(night, place);
  expect(words.join("\n")).toContain("Briefing");
  ofNoHouse([...said, ...words, ...night.newsroom()]);
});

test("a mayor, of whom nothing is known before: declared by a sheet that names no area, and no gain or change is said", async () => {
  const authority = "Wherever and District Combined Authority";
  const standing = [
    { name: "Ann Example", party: "Labour Party", seat: authority },
    { name: "Bob Sample", party: "", seat: authority },
    { name: "Ní Bhriain, Siân", party: "The Wherever First Party", seat: authority },
  ];
  const printed = await make("mayor", file("mayor.csv", candidatesCsv(standing, "2028-05-04", "mayor")), of("mayor"));
  expect(printed).toMatch(/1 seat, 3 candidates.*Missing: the last result.*electorate.*Sound/s);
  const rows = ["Candidate,Party,Votes", "Ann Example,Labour,120000", "Bob Sample,Ind,90000", "Siân Ní Bhriain,,30000"];
  const { words, said } = await declared(of("mayor"), "2028-05-04", rows, ["Wherever and District", "Labour"]);
  expect(words[0]).toMatch(
    /^🟥 LAB WIN: Wherever.*Ann Example \(Labour\) beats Bob Sample \(Independent\) by 30,000/su,
  );
  ofNoHouse([printed, ...said]);
  expect(said.join("\n")).not.toMatch(/\b(?:gain|hold)s? from|LAB (?:HOLD|GAIN)|swing \d|guesses from/i);
});

describe.runIf(isLong)("a general election", () => {
  const { election, seats, results } = loadPack(uk2024);
  const nameOf = new Map(seats.map(({ code, name }) => [code, name]));
  const printedOf = new Map(election.parties.map(({ id, printed }) => [id, printed[0] ?? ""]));
  const standing = loadPack(uk2024).people.candidates.map(({ id, given, family, party, printed, seat }) => ({
    id,
    name: `${given} ${family}`.trim(),
    party: printed ?? printedOf.get(party) ?? "",
    seat: nameOf.get(seat) ?? "",
    gss: seat,
  }));
  const votes = new Map(results.flatMap((one) => Object.entries(one.votes).map(([id, n]) => [`${one.seat} ${id}`, n])));

  test("is made, declared and asked about, and measured on what was and not on what might have been", async () => {
    const printed = await make("general", file("general.csv", candidatesCsv(standing, "2029-05-03")), of("general"));
    expect(printed).toMatch(/650 seats, 4515 candidates.*Sound/s);
    // Everybody has seven votes more than in 2024: nobody wins another seat.
    const rows = standing.map(({ id, name, party, seat, gss }) =>
      [seat, name, party, (votes.get(`${gss} ${id}`) ?? 0) + 7].map((cell) => `"${cell}"`).join(","),
    );
    const sheet = ["Constituency,Candidate,Party,Votes", ...rows];
    const names = ["Bath", "Labour", "Islington North", "Runcorn and Helsby"];
    const { words, said } = await declared(of("general"), "2029-05-03", sheet, names);
    expect(said.join("\n")).toMatch(/all 650 seats declared/i);
    expect(words.length).toBeGreaterThan(1);
    const odd = said.flatMap(
      (one) => /notional\w*|portillo/i.exec(one)?.map((word) => `${word}: ${one.slice(0, 300)}`) ?? [],
    );
    expect(odd).toEqual([]);
    expect(words.join("\n")).toMatch(/LABOUR WINS A MAJORITY/);
  });
});
