/** The map, read back from its SVG and held against the published results. */
import { describe, expect, test } from "vitest";
import { rehearsed } from "../../src/core/rehearsal.ts";
import { mapPicture } from "../../src/pictures/index.ts";
import { fillsOf, knownAfter, wordsIn } from "../support/pictured.ts";
import { oneSeat } from "../support/one-seat.ts";
import { published } from "../support/published.ts";
import { theNight } from "../support/night.ts";

const { election, entries } = theNight();
const colourOf = new Map(election.parties.map(({ id, colour }) => [id, colour.base]));
const won = (code: string): string | undefined => colourOf.get(published[code]?.first ?? "");
const gainsOf = (codes: readonly string[]): number =>
  codes.filter((code) => published[code]?.result.includes(" gain ")).length;
const codes = election.seats.map(({ code }) => code);

test("at the end of the night each of 650 hexagons has its published winner's colour, each in a place of its own", () => {
  const picture = mapPicture(knownAfter(650));
  const fills = fillsOf(picture);
  expect([...fills.keys()].toSorted()).toEqual(codes.toSorted());
  for (const code of codes) expect(fills.get(code), code).toBe(won(code));
  const places = [...picture.svg.matchAll(/data-seat="\w+" fill="[^"]+" d="M([\d.]+ [\d.]+)/g)].map(([, at]) => at);
  expect(new Set(places).size).toBe(650);
  expect(picture.svg).toContain(`data-gains="${gainsOf(codes)}"`);
});

test("in the middle of it, those that are not declared are white, and the others as published", () => {
  const fills = fillsOf(mapPicture(knownAfter(300)));
  const declared = new Set(entries.slice(0, 300).map(({ seat }) => seat));
  expect(declared.size).toBe(300);
  for (const code of codes) expect(fills.get(code), code).toBe(declared.has(code) ? won(code) : "#ffffff");
});

test("before it all are white, and it says so", () => {
  const picture = mapPicture(knownAfter(0));
  expect(new Set(fillsOf(picture).values())).toEqual(new Set(["#ffffff"]));
  expect(picture.alt).toContain("No seat has declared.");
  // The notional winners of 2019.
  expect(picture.alt).toContain("Last time: Conservative 372, Labour 200, SNP 48");
});

describe("of a filter", () => {
  const scots = election.seats.filter(({ nation }) => nation === "Scotland");

  test("one nation's seats are drawn alone, and larger, with their letters", () => {
    const picture = mapPicture(knownAfter(650), { is: "nation", nation: "Scotland" });
    expect([...fillsOf(picture).keys()].toSorted()).toEqual(scots.map(({ code }) => code).toSorted());
    for (const { short = "?" } of scots) expect(wordsIn(picture)).toContain(short);
    expect(wordsIn(picture)[0]).toBe("Scotland: 57 seats");
  });

  test("seats that it does not ask for are pale, wherever they are", () => {
    const gains = codes.filter((code) => published[code]?.result === "LD gain from Con");
    const picture = mapPicture(knownAfter(650), {
      is: "and",
      of: [
        { is: "party", party: "ld", does: "gains" },
        { is: "party", party: "con", does: "loses" },
      ],
    });
    const fills = fillsOf(picture);
    const full = codes.filter((code) => fills.get(code) === colourOf.get("ld"));
    expect(full).toEqual(gains);
    expect(gains.length).toBeGreaterThan(50);
    expect(new Set(codes.filter((code) => !gains.includes(code)).map((code) => fills.get(code)))).toEqual(
      new Set(["#e9ecef"]),
    );
    expect(picture.alt).toContain(`Map of ${gains.length} seats`);
  });

  test("that asks for none has a map all the same", () => {
    const picture = mapPicture(knownAfter(650), { is: "party", party: "tuv", does: "loses" });
    expect(wordsIn(picture)[0]).toMatch(/: 0 seats$/);
    expect(fillsOf(picture).size).toBe(650);
  });
});

test("a by-election of one seat is one hexagon, before and after", async () => {
  const { before, after, election: own } = await oneSeat();
  const provenance = { source: "House of Commons Library", asOf: new Date("2025-05-02T05:00:00Z") };
  const [first, last] = [before, after].map((results) => mapPicture({ results, provenance }));
  const reform = own.parties.find(({ id }) => id === "reform")?.colour.base;
  expect([...(first ? fillsOf(first) : [])]).toEqual([[own.seats[0]?.code, "#ffffff"]]);
  expect([...(last ? fillsOf(last) : [])]).toEqual([[own.seats[0]?.code, reform]]);
  expect(first?.alt).not.toContain("majority");
});

test("a rehearsal's has the word across it three times, in words as well, and once however often it is marked", () => {
  const picture = mapPicture(knownAfter(650));
  const marked = rehearsed(picture);
  expect(wordsIn(marked).filter((words) => words === "REHEARSAL")).toHaveLength(3);
  expect(marked.alt).toMatch(/^REHEARSAL: Map of the 2024 general election/);
  expect(rehearsed(marked)).toEqual(marked);
  expect(wordsIn(picture)).not.toContain("REHEARSAL");
});

test("anybody's words are no markup in it", () => {
  const known = knownAfter(10);
  const source = `</text><script>alert("1")</script>&\u0000\uD800`;
  const { svg } = mapPicture({ ...known, provenance: { ...known.provenance, source } });
  expect(svg).not.toContain("<script");
  expect(svg).not.toMatch(/[\u0000\uD800]/);
  expect(svg).toContain("&lt;script&gt;");
});
