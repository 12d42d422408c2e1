/** The pack of 2024 as published, checked by its totals and by facts that are known from elsewhere. */
import { readdirSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Election, Politician } from "../../src/core/election.ts";
import { loadElection, loadResults } from "../../src/data/election-pack.ts";
import { contrast } from "../../src/data/make/colour.ts";
import { uk2024 } from "../support/small-pack.ts";

const election = loadElection(uk2024);
const results = loadResults(uk2024);
const seats = new Map(election.seats.map((seat) => [seat.code, seat]));
const party = new Map(election.candidates.map((one) => [`${one.seat} ${one.id}`, one.party]));

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const most = (votes: Readonly<Record<string, number>>): string =>
  Object.entries(votes).reduce((best, next) => (next[1] > best[1] ? next : best))[0];
const tally = (keys: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(keys, (key) => key)].map(([key, all]) => [key, all.length]));
/** "lab 2, con 1" -> { lab: 2, con: 1 } */
const counts = (text: string): Record<string, number> =>
  Object.fromEntries(text.split(", ").map((part) => [part.split(" ")[0], Number(part.split(" ")[1])]));
const member = (name: string): Election["members"][number] | undefined =>
  election.members.find((one) => one.name === name);
const politician = (name: string): Politician | undefined =>
  election.politicians.find((one) => one.mnis === member(name)?.mnis);

describe("the pack as a whole", () => {
  it("has every seat, candidate, member and result", () => {
    expect(election.seats).toHaveLength(650);
    expect(election.candidates).toHaveLength(4515);
    expect(election.members).toHaveLength(650);
    expect(results).toHaveLength(650);
    expect(election.members.filter((one) => one.stood)).toHaveLength(518);
  });

  it("stays small enough to keep in the repository", () => {
    const bytes = readdirSync(uk2024).map((file) => statSync(new URL(file, uk2024)).size);
    expect(sum(bytes)).toBeLessThan(3_000_000);
  });

  it("gives every seat a hexagon, a region and a past of its own", () => {
    expect(new Set(election.seats.map((seat) => seat.hex?.join())).size).toBe(650);
    expect(tally(election.seats.map((seat) => seat.nation))).toEqual({
      England: 543,
      Scotland: 57,
      Wales: 32,
      "Northern Ireland": 18,
    });
    const gaps = election.seats.map(({ from }) => Math.abs(1 - sum(from.map(({ people }) => people))));
    expect(Math.max(...gaps)).toBeLessThan(0.002);
  });
});

describe("the totals that the House of Commons Library prints", () => {
  it("of votes and electors", () => {
    expect(sum(results.map(({ valid }) => valid))).toBe(28_809_340);
    expect(sum(results.map(({ rejected = 0 }) => rejected))).toBe(116_253);
    expect(sum(election.seats.map(({ electorate = 0 }) => electorate))).toBe(48_224_212);
  });

  it("of seats won", () => {
    expect(tally(results.map(({ seat, votes }) => party.get(`${seat} ${most(votes)}`) ?? "nobody"))).toEqual(
      counts(
        "lab 411, con 121, ld 72, snp 9, sf 7, ind 6, reform 5, dup 5, green 4, pc 4, sdlp 2, alliance 1, uup 1, tuv 1, speaker 1",
      ),
    );
  });

  it("of seats won at the last election on today's boundaries", () => {
    expect(tally(election.seats.map(({ previous }) => most(previous?.votes ?? {})))).toEqual(
      counts("con 372, lab 200, snp 48, dup 8, ld 8, sf 7, pc 2, sdlp 2, green 1, alliance 1, speaker 1"),
    );
  });
});

describe("seats", () => {
  it.each([
    ["S14000107", "Ayr, Carrick and Cumnock"],
    ["S14000108", "Berwickshire, Roxburgh and Selkirk"],
    ["S14000109", "Central Ayrshire"],
    ["S14000110", "Kilmarnock and Loudoun"],
    ["S14000111", "West Aberdeenshire and Kincardine"],
  ])("%s has a past although its code is new", (code, name) => {
    expect(seats.get(code)).toMatchObject({ name, from: [{ name, people: 1, kept: 1 }] });
  });

  it("carry their names in full", () => {
    expect(seats.get("W07000112")?.name).toBe("Ynys Môn");
    expect(seats.get("W07000102")).toMatchObject({ name: "Montgomeryshire and Glyndŵr", welsh: "Maldwyn a Glyndŵr" });
    expect(seats.get("W07000097")).toMatchObject({ name: "Gower", welsh: "Gŵyr" });
    expect(seats.get("W07000081")).not.toHaveProperty("welsh");
    expect(seats.get("E14001394")).toMatchObject({ short: "NES", pa: "Somerset North East & Hanham" });
  });

  it("know where their people came from", () => {
    expect(seats.get("E14001394")?.from).toMatchObject([
      { name: "North East Somerset", people: 0.5668 },
      { name: "Kingswood", people: 0.4332 },
    ]);
  });
});

describe("people", () => {
  it("are spelt as they are called", () => {
    const names = new Set(election.candidates.map((one) => `${one.given} ${one.family}`));
    expect(names).toContain("Áine Groogan");
    for (const name of [...names, ...election.members.map((one) => one.name)]) {
      expect(name).toMatch(/^[\p{Lu}\d][\p{L}\p{M}\d .,'’"()-]+$/u);
    }
  });

  it("say by how members came", () => {
    expect(member("George Galloway")).toMatchObject({
      seat: { name: "Rochdale" },
      electedAs: "wpb",
      electedOn: "2024-02-29",
      byElection: { gainedFrom: "lab" },
      stood: { seat: "E14001446", party: "wpb" },
    });
    expect(member("Matt Hancock")?.seat.name).toBe("West Suffolk");
    expect(member("Samantha Dixon")?.seat.name).toBe("City of Chester");
    expect(member("Kim Leadbeater")?.byElection).toEqual({});
    expect(member("Theresa May")).not.toHaveProperty("stood");
    expect(election.members.filter((one) => one.byElection)).toHaveLength(23);
  });

  it("have the rank they held at dissolution, whoever lost", () => {
    expect(tally(election.politicians.map(({ tier }) => tier))).toMatchObject({ cabinet: 21, "attends-cabinet": 9 });
    expect(politician("Liz Truss")?.tier).toBe("former-prime-minister");
    expect(politician("Theresa May")?.tier).toBe("former-prime-minister");
    expect(politician("Rishi Sunak")).toMatchObject({
      tier: "cabinet",
      offices: [{ title: "Prime Minister" }, {}, {}, {}],
    });
    expect(politician("Jacob Rees-Mogg")?.tier).toBe("former-cabinet");
    expect(politician("Thangam Debbonaire")?.tier).toBe("shadow-cabinet");
    expect(politician("Andrew Mitchell")?.offices[0]).toMatchObject({ cabinet: "attends" });
    expect(politician("Penny Mordaunt")?.offices[0]?.title).toBe("Leader of the House of Commons");
  });

  it("lost in these numbers by rank", () => {
    const winners = new Map(results.map(({ seat, votes }) => [seat, most(votes)]));
    const lost = new Set(
      election.members
        .filter(({ stood }) => stood && winners.get(stood.seat) !== stood.candidate)
        .map((one) => one.mnis),
    );
    expect(lost.size).toBe(218);
    expect(tally(election.politicians.filter(({ mnis }) => lost.has(mnis)).map(({ tier }) => tier))).toEqual({
      "former-prime-minister": 1,
      cabinet: 8,
      "shadow-cabinet": 2,
      "attends-cabinet": 4,
      "former-cabinet": 17,
      minister: 27,
      "formerly-attended": 2,
    });
  });
});

describe("parties", () => {
  it("gather the names under which they stood", () => {
    const printed = Object.fromEntries(election.parties.map((one) => [one.id, one.printed]));
    expect(printed["lab"]).toEqual(expect.arrayContaining(["Labour", "Labour and Co-operative"]));
    expect(printed["green"]).toEqual(expect.arrayContaining(["Scottish Green Party", "Green Party Northern Ireland"]));
    expect(election.parties.find((one) => one.id === "sf")).toMatchObject({ name: "Sinn Féin", short: "Sinn Féin" });
    expect(election.parties.find((one) => one.id === "reform")?.previously).toBe("Brexit Party");
  });

  it.each(election.parties)("$name has colours that can be read", ({ colour }) => {
    expect(contrast(colour.onLight, "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour.onDark, "#1e1f22")).toBeGreaterThanOrEqual(4.5);
  });
});

describe("targets", () => {
  const rank = (id: string, code: string): number =>
    (election.targets.lists.find((list) => list.party === id)?.seats.indexOf(code) ?? -1) + 1;

  it("give the ranks that were published", () => {
    expect(rank("lab", "E14001394")).toBe(164);
    expect(rank("lab", "E14001413")).toBe(170);
  });

  it("leave out the Speaker's seat and what the party holds", () => {
    for (const { party: id, seats: codes } of election.targets.lists) {
      expect(codes).not.toContain("E14001170");
      for (const code of codes) expect(most(seats.get(code)?.previous?.votes ?? { none: 0 })).not.toBe(id);
    }
  });
});
