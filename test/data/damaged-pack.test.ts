/** A damaged pack is refused, and the message says where to look. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkPack, loadElection, loadPack, loadResults, PackError } from "../../src/data/election-pack.ts";
import { banbury } from "../support/banbury.ts";
import { smallPack } from "../support/small-pack.ts";

/** A by-election to come, made up, in Runcorn and Helsby. */
const runcorn = { ...banbury, seat: "E14001455" };

/** A place inside the pack's JSON, and what to put there; `undefined` removes it. */
type Damage = readonly [file: string, path: readonly (string | number)[], value: unknown];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "teller-pack-"));
  for (const [file, value] of Object.entries(smallPack())) write(file, value);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, value: unknown): void => writeFileSync(join(folder, file), JSON.stringify(value));

function damage([file, path, value]: Damage): void {
  const pack: Record<string, unknown> = { ...smallPack() };
  const last = path.at(-1) ?? "";
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), pack[file]);
  if (value === undefined) Reflect.deleteProperty(Object(parent), last);
  else Reflect.set(Object(parent), last, value);
  write(file, pack[file]);
}

function complaint(): string {
  try {
    loadElection(folder);
  } catch (error) {
    if (error instanceof PackError) return error.message;
    throw error;
  }
  return "no complaint";
}

it("loads when nothing is wrong", () => {
  expect(loadElection(folder).seats).toHaveLength(3);
  expect(loadResults(folder)).toHaveLength(3);
  expect(loadPack(folder).election.id).toBe("uk-2024");
});

describe("a file that is not what it should be", () => {
  it("missing", () => {
    rmSync(join(folder, "people.json"));
    expect(complaint()).toContain("people.json: there is no such file");
  });

  it("cut short", () => {
    truncateSync(join(folder, "seats.json"), 1000);
    expect(complaint()).toContain("seats.json: is not JSON, perhaps cut short");
  });

  it.each(["", "null", "[]", "{}", '"text"', "<!doctype html>", "\u0000\u0001", '{"seats":[[[[]]]]}'])(
    "garbage: %j",
    (text) => {
      for (const file of ["election.json", "seats.json", "people.json"]) writeFileSync(join(folder, file), text);
      expect(() => loadElection(folder)).toThrow(PackError);
      expect(() => loadResults(folder)).toThrow(PackError);
    },
  );

  it("a folder that is not there", () => {
    rmSync(folder, { recursive: true });
    expect(complaint()).toContain(folder);
    expect(complaint()).toContain("results.json: there is no such file");
    folder = mkdtempSync(join(tmpdir(), "teller-pack-"));
  });
});

it("shows the first faults, counts the rest and keeps them all", () => {
  const pack = smallPack();
  write("people.json", {
    ...pack["people.json"],
    candidates: pack["people.json"].candidates.map((one) => ({ ...one, party: "x" })),
  });
  expect(complaint()).toMatch(/- and \d+ more$/);
  expect(complaint().split("\n")).toHaveLength(10);
});

describe("one field wrong", () => {
  const cases: readonly [what: string, damage: Damage, message: string][] = [
    // By the schemas.
    [
      "a seat's code",
      ["seats.json", [1, "code"], "X1"],
      "seats.json, row 2 (X1), field code: not an ONS constituency code",
    ],
    ["no electorate", ["seats.json", [0, "electorate"], undefined], "seats.json, row 1 (E14001170), field electorate"],
    [
      "an unknown field",
      ["seats.json", [0, "colour"], "red"],
      'seats.json, row 1 (E14001170): Unrecognized key: "colour"',
    ],
    [
      "votes as text",
      ["results.json", [0, "valid"], "12"],
      "field valid: Invalid input: expected number, received string",
    ],
    ["negative votes", ["results.json", [0, "rejected"], -1], "results.json, row 1"],
    ["a time without a zone", ["results.json", [0, "recorded"], "2024-07-05T05:00:00"], "field recorded"],
    ["a date", ["election.json", ["date"], "4 July 2024"], "election.json, field date"],
    [
      "a colour",
      ["election.json", ["parties", 0, "colour", "base"], "red"],
      "election.json, parties row 1 (lab), field colour.base: not a colour",
    ],
    ["a rank", ["people.json", ["politicians", 0, "tier"], "king"], "people.json, politicians row 1"],
    // By the checks between files.
    ["a seat twice", ["seats.json", [1, "code"], "E14001170"], 'field code: seat code "E14001170" stands twice'],
    ["a short code twice", ["seats.json", [1, "short"], "CRL"], 'field short: three-letter code "CRL" stands twice'],
    ["a hexagon twice", ["seats.json", [1, "hex"], smallPack()["seats.json"][0]?.hex], "field hex: hexagon"],
    [
      "a region",
      ["seats.json", [0, "region"], "Mercia"],
      'row 1 (E14001170), field region: no region "Mercia" in election.json',
    ],
    ["a nation", ["seats.json", [0, "nation"], "Wales"], 'field nation: "North West" is in England, not in Wales'],
    ["a party before", ["seats.json", [0, "previous", "votes", "whig"], 0], 'field previous.votes: no party "whig"'],
    ["a sum before", ["seats.json", [0, "previous", "valid"], 5], "field previous.votes: sum to"],
    [
      "a candidate's seat",
      ["people.json", ["candidates", 0, "seat"], "E14009999"],
      "people.json, candidates row 1 (72573), field seat",
    ],
    [
      "a candidate's party",
      ["people.json", ["candidates", 0, "party"], "whig"],
      'field party: no party "whig" in election.json',
    ],
    [
      "a candidate twice",
      ["people.json", ["candidates", 1, "id"], smallPack()["people.json"].candidates[0]?.id],
      "stands twice",
    ],
    ["a member's party", ["people.json", ["members", 0, "electedAs"], "whig"], "people.json, members row 1"],
    [
      "a former party",
      ["people.json", ["members", 0, "byElection"], { gainedFrom: "whig" }],
      "field byElection.gainedFrom",
    ],
    [
      "where a member stood",
      ["people.json", ["members", 0, "stood", "candidate"], "0"],
      'field stood: no candidate "0"',
    ],
    ["what a member stood for", ["people.json", ["members", 0, "stood", "party"], "green"], "field stood.party"],
    [
      "an unknown politician",
      ["people.json", ["politicians", 0, "mnis"], 1],
      "people.json, politicians row 1 (1), field mnis: no such member",
    ],
    ["an office", ["people.json", ["politicians", 0, "offices", 0, "to"], "1900-01-01"], "field offices"],
    ["a stranger's votes", ["results.json", [0, "votes", "0"], 0], 'field votes: "0" is no candidate of this seat'],
    ["a candidate without votes", ["results.json", [0, "votes"], {}], "is missing"],
    ["a sum", ["results.json", [0, "valid"], 7], 'but "valid" is 7'],
    [
      "a result's seat",
      ["results.json", [0, "seat"], "E14009999"],
      "results.json, row 1 (E14009999), field seat: no seat",
    ],
    ["a party twice", ["election.json", ["parties", 1, "id"], "lab"], "election.json, parties row 2 (lab), field id"],
    ["a name for two parties", ["election.json", ["parties", 1, "aliases", 0], "Labour"], '"Labour" already means lab'],
    [
      "a party called others",
      ["election.json", ["parties", 90, "id"], "others"],
      "stands for parties outside the pack",
    ],
    [
      "a region's alias twice",
      ["election.json", ["regions", 0, "aliases", 0], "london"],
      "election.json, regions row 3 (London), field name",
    ],
    [
      "an exit poll's party",
      ["election.json", ["exitPoll", "seats", "whig"], 0],
      'field exitPoll.seats: no party "whig"',
    ],
    ["an exit poll's sum", ["election.json", ["exitPoll", "seats", "lab"], 9], "field exitPoll.seats: sum to 10"],
    [
      "an exit poll's time",
      ["election.json", ["exitPoll", "at"], "2024-07-04T21:00:00+01:00"],
      "field exitPoll.at: is before the close of poll, 2024-07-04T22:00:00+01:00",
    ],
    ["the election before", ["election.json", ["previous"], undefined], "field previous: is missing: seats.json has"],
    [
      "a county twice",
      ["election.json", ["counties", 1, "name"], smallPack()["election.json"].counties?.[0]?.name],
      "election.json, counties row 2",
    ],
    [
      "a by-election's day",
      ["election.json", ["byElections", 0, "date"], "2024-07-04"],
      "is not after the election's own date, 2024-07-04",
    ],
    [
      "a by-election's papers",
      ["election.json", ["byElections", 0, "rejected"], 60_000],
      "with the rejected more papers than the electorate of",
    ],
    [
      "a by-election twice",
      ["election.json", ["byElections", 1], smallPack()["election.json"].byElections[0]],
      "byElections row 2 (E14001455), field date: by-election",
    ],
    [
      "the day of one to come",
      ["election.json", ["upcoming"], [{ ...runcorn, date: "2024-07-04", pollsClose: "2024-07-03T22:00:00+01:00" }]],
      "upcoming row 1 (E14001455), field date: is not after the election's own date",
    ],
    [
      "the close of poll of one to come",
      ["election.json", ["upcoming"], [{ ...runcorn, pollsClose: "2027-05-05T22:00:00+01:00" }]],
      "field pollsClose: is before the day of the by-election, 2027-05-06",
    ],
    [
      "one to come twice",
      ["election.json", ["upcoming"], [runcorn, runcorn]],
      "upcoming row 2 (E14001455), field date: by-election",
    ],
    [
      "a candidate of one to come twice",
      ["election.json", ["upcoming"], [{ ...runcorn, candidates: [...runcorn.candidates, ...runcorn.candidates] }]],
      'field candidates: candidate "1" stands twice',
    ],
    [
      "a target twice",
      ["election.json", ["targets", "lists", 0, "seats"], ["E14001455", "E14001455"]],
      'field seats: target "E14001455" stands twice',
    ],
    [
      "a politician twice",
      ["people.json", ["politicians", 1], smallPack()["people.json"].politicians[0]],
      "stands twice",
    ],
    ["a member twice", ["people.json", ["members", 1], smallPack()["people.json"].members[0]], "stands twice"],
    ["a result twice", ["results.json", [1], smallPack()["results.json"][0]], "stands twice"],
    ["the moment's party", ["election.json", ["portillo", "winner"], "whig"], "field portillo.winner"],
    ["the Speaker's seat", ["election.json", ["speaker", "seat"], "E14009999"], "field speaker.seat"],
    [
      "a by-election's seat",
      ["election.json", ["byElections", 0, "seat"], "E14009999"],
      "byElections row 1 (E14009999), field seat",
    ],
    [
      "a by-election's party",
      ["election.json", ["byElections", 0, "candidates", 0, "party"], "whig"],
      'field candidates: no party "whig"',
    ],
    ["a by-election's sum", ["election.json", ["byElections", 0, "valid"], 7], "votes sum to"],
    ["a target's seat", ["election.json", ["targets", "lists", 0, "seats", 0], "E14009999"], "targets.lists row 1"],
    [
      "a target's party",
      ["election.json", ["targets", "lists", 0, "party"], "whig"],
      "targets.lists row 1 (whig), field party",
    ],
  ];

  it.each(cases)("%s", (_, wrong, message) => {
    damage(wrong);
    expect(complaint()).toContain(message);
  });
});

it("a party may be its id alone, where the register has it", () => {
  const pack = smallPack();
  const { parties } = pack["election.json"];
  write("election.json", {
    ...pack["election.json"],
    parties: parties.map((party) => (party.id === "lab" ? "lab" : party)),
  });
  expect(loadElection(folder).parties.find(({ id }) => id === "lab")).toMatchObject({ name: "Labour Party" });
  write("election.json", { ...pack["election.json"], parties: ["whig", ...parties] });
  expect(complaint()).toContain("election.json, parties row 1");
});

it("a check finds nothing in what is whole, faults of places in what else is, and rows that are left out once", () => {
  expect(checkPack(folder)).toEqual([]);
  write("places.json", { areas: ["Somerset"], places: ["Wool|village|b|0|XXX"] });
  expect(checkPack(folder)).toMatchObject([{ file: "places.json", what: expect.stringContaining("no seat XXX") }]);
  expect(checkPack(pathToFileURL(`${folder}/`))).toHaveLength(1);
  damage(["seats.json", [1, "code"], "X1"]);
  expect(checkPack(folder).map(({ file }) => file)).not.toContain("places.json");
  rmSync(join(folder, "seats.json"));
  expect(checkPack(folder)).toMatchObject([{ file: "seats.json" }]);
});

describe("places are checked when they are first asked for", () => {
  const places = (...lines: string[]): string => {
    write("places.json", { areas: ["Somerset"], places: lines });
    try {
      loadElection(folder).places?.();
      return "no complaint";
    } catch (error) {
      if (error instanceof PackError) return error.message;
      throw error;
    }
  };
  it.each([
    ["a seat that is none", "Wool|village|b|0|XXX", "places.json, places row 1 (Wool): no seat XXX in seats.json"],
    ["an area that is none", "Wool|village|b|z|NES", "places.json, places row 1 (Wool): no area z in areas"],
    ["a line that is none", "Wool", "not a place as name|type|size|areas|seats|other name"],
  ])("%s", (_, line, message) => {
    expect(places(line)).toContain(message);
  });
  it("a pack without them is whole, and so is one with", () => {
    expect(loadElection(folder).places).toBeUndefined();
    expect(places("Keynsham|town|d|0|NES", "Bath|city|g|0|NES78.CRL22|Caerfaddon")).toBe("no complaint");
  });
});
