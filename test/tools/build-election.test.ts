/** The importer's own rules, on rows made up for them. */
import { describe, expect, it } from "vitest";
import type { Politician } from "../../src/core/election.ts";
import { recorded } from "../../tools/build-election/candidates.ts";
import { readable } from "../../src/data/make/colour.ts";
import { toLines } from "../../src/data/make/json.ts";
import { tierOf } from "../../tools/build-election/offices.ts";
import { groupParties } from "../../tools/build-election/parties.ts";
import { index, InputError, repair, Row } from "../../tools/build-election/table.ts";
import { rank } from "../../src/data/make/targets.ts";
import { smallPack } from "../support/small-pack.ts";

type Office = Politician["offices"][number];

const row = (cells: Record<string, string>): Row => new Row("file.csv, row 7", cells);

describe("a row", () => {
  it.each([
    ["text", () => row({ name: " " }).text("name"), 'file.csv, row 7, field "name": is empty'],
    ["column", () => row({}).text("name"), 'file.csv, row 7, field "name": there is no such column'],
    [
      "count",
      () => row({ votes: "1,2" }).count("votes"),
      'file.csv, row 7, field "votes": "1,2" is not a whole number',
    ],
    ["share", () => row({ share: "12" }).share("share"), '"12" is not a share from 0 to 1'],
    ["yes", () => row({ sitting: "Y" }).yes("sitting"), '"Y" is neither Yes nor No'],
    ["unique", () => index([row({ id: "1" }), row({ id: "1" })], "id"), '"1" stands in two rows'],
  ])("complains of a bad %s with file, row and field", (_, read, message) => {
    expect(read).toThrow(InputError);
    expect(read).toThrow(message);
  });

  it("mends text that was decoded wrongly, and leaves the rest alone", () => {
    expect(repair("Ã\u0081ine")).toBe("Áine");
    expect(repair("Thérèse Ynys Môn")).toBe("Thérèse Ynys Môn");
    expect(() => repair("\u0081\u00e9")).toThrow(InputError);
  });
});

it("reads American times as British Summer Time", () => {
  expect(recorded(row({ time_recorded: "7/5/24 4:07" }))).toBe("2024-07-05T04:07:00+01:00");
  expect(() => recorded(row({ time_recorded: "05/07/2024 04:07" }))).toThrow("M/D/YY");
});

it("prints one object of a list on a line, the same each time", () => {
  const value = { name: "x", list: [{ b: 1, a: [1, 2] }, { b: 2 }], none: undefined };
  expect(toLines(value)).toBe('{\n  "name": "x",\n  "list": [\n    {"b":1,"a":[1,2]},\n    {"b":2}\n  ]\n}');
  expect(toLines(value)).toBe(toLines(structuredClone(value)));
});

it("leaves a colour alone that can be read already", () => {
  expect(readable("#005b54").onLight).toBe("#005b54");
  expect(readable("#fdf38e").onDark).toBe("#fdf38e");
  expect(readable("#fdf38e").onLight).not.toBe("#fdf38e");
});

describe("parties", () => {
  const printed = (name: string, abbreviation: string): Row =>
    row({ "Party name": name, "Party abbreviation": abbreviation });
  const coop = printed("Labour and Co-operative", "Lab");
  const new1 = printed("The Cheese party", "Che 1");

  it("are grouped, and an unknown one becomes a party of its own", () => {
    const parties = groupParties([coop, new1]);
    expect(parties.of(coop)).toBe("lab");
    expect(parties.printed(coop)).toEqual({ printed: "Labour and Co-operative" });
    expect(parties.printed(printed("Labour", "Lab"))).toEqual({});
    expect(parties.ordered(new Map(), new Map([["che-1", 5]]))[0]).toMatchObject({ id: "che-1", short: "Cheese" });
    expect(parties.ordered(new Map([["lab", 1]]), new Map([["che-1", 5]]))[0]).toMatchObject({ id: "lab" });
  });

  it("may not share a name", () => {
    expect(() => groupParties([printed("Tory", "T")])).toThrow('"Tory" means both con and t');
  });
});

describe("rank", () => {
  const office = (cabinet: Office["cabinet"], to?: string, title = "Minister"): Office => ({
    title,
    from: "2020-01-01",
    ...(to === undefined ? {} : { to }),
    cabinet,
  });
  const past = "2021-01-01";

  it.each([
    ["former-prime-minister", [office("full"), office("full", past, "Prime Minister")]],
    ["cabinet", [office("full"), office("attends")]],
    ["shadow-cabinet", [office("shadow"), office("full", past)]],
    ["attends-cabinet", [office("attends"), office("full", past)]],
    ["former-cabinet", [office("none"), office("full", past)]],
    ["minister", [office("none"), office("attends", past)]],
    ["formerly-attended", [office("attends", past)]],
    [undefined, [office("none", past)]],
  ])("%s", (tier, offices) => {
    expect(tierOf(offices)).toBe(tier);
  });
});

it("leaves a by-election gain's successor out of the target list", () => {
  const { "seats.json": seats, "people.json": people, "election.json": election } = smallPack();
  const contest = { seats, parties: election.parties, candidates: people.candidates, members: people.members };
  expect(rank("lab", contest)).toEqual(["E14001394"]);
  const kingswood = people.members.map((one) => ({ ...one, electedAs: "lab", byElection: { gainedFrom: "con" } }));
  const gained = (code: string) => kingswood.map((one) => ({ ...one, seat: { code, name: "gained" } }));
  expect(rank("lab", { ...contest, members: gained("E14000774") }), "under half of its people").toEqual(["E14001394"]);
  expect(rank("lab", { ...contest, members: gained("E14000846") }), "over half of its people").toEqual([]);
});
