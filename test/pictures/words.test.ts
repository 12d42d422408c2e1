/** Alt text: made from the figures that the picture shows, and held against those that were published. */
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/core/outcome.ts";
import type { PictureBlock } from "../../src/core/reply.ts";
import {
  cardPicture,
  mapPicture,
  movesPicture,
  nightPicture,
  statePicture,
  type Known,
} from "../../src/pictures/index.ts";
import { figuresIn, knownAfter, wordsIn } from "../support/pictured.ts";
import { oneSeat } from "../support/one-seat.ts";
import { published } from "../support/published.ts";
import { theNight } from "../support/night.ts";

const { election } = theNight();
const shorts = new Map(election.parties.map(({ id, short }) => [id, short]));
const int = (n: number): string => n.toLocaleString("en-GB");

/** Seats by party as they were published. */
const seats = Map.groupBy(Object.values(published), ({ first }) => first);

const byElection = await oneSeat();
const library = { source: "House of Commons Library", asOf: new Date("2025-05-02T05:00:00Z") };
const moments: readonly (readonly [string, Known])[] = [
  ["before the night", knownAfter(0)],
  ["in the middle of it", knownAfter(300)],
  ["at its end", knownAfter(650)],
  ["before a by-election", { results: byElection.before, provenance: library }],
  ["after a by-election", { results: byElection.after, provenance: library }],
];
const firstOf = ({ results }: Known): Outcome => {
  const [first] = results.all;
  if (!first) throw new RangeError("an election without a seat");
  return first;
};
const pictures: Readonly<Record<string, (known: Known) => PictureBlock>> = {
  map: (known) => mapPicture(known),
  state: statePicture,
  night: nightPicture,
  swing: movesPicture,
  seat: (known) => cardPicture(known, firstOf(known)),
};

describe.each(moments)("%s", (_, known) => {
  test.each(Object.entries(pictures))("the words of %s have no figure that the picture does not", (name, draw) => {
    const picture = draw(known);
    const shown = new Set(figuresIn(wordsIn(picture).join(" ")));
    // Bands between two parties have no figures on them, and the time of a line crossing the other is read off its axis.
    const read = name === "swing" ? /^.*?, as bands[^.]*\./ : /^/;
    const said =
      name === "swing" ? (read.exec(picture.alt)?.[0] ?? "") : picture.alt.replace(/by \d+:\d+[ap]m, as recorded/, "");
    const extra = figuresIn(said).filter((figure) => !shown.has(figure));
    // The count of changed seats is the count of outlines.
    const outlines = new Set([...picture.svg.matchAll(/data-gains="(\d+)"/g)].map(([, count]) => count));
    expect(extra.filter((figure) => !outlines.has(figure))).toEqual([]);
    expect(picture.alt.length).toBeLessThanOrEqual(1_000);
    expect(picture.alt).toContain(known.provenance.source);
    expect(wordsIn(picture).join(" ")).toContain(known.provenance.source);
  });
});

test.each([
  ["map", (known: Known) => mapPicture(known)],
  ["state", statePicture],
])("%s says each party's published seats", (_, draw) => {
  const { alt } = draw(knownAfter(650));
  for (const [id, all] of seats) expect(alt, id).toMatch(new RegExp(`${shorts.get(id)} ${all.length}(?!\\d)`));
  expect(alt).toContain("an overall majority of 172");
});

test("a seat's card says its published votes and shares", () => {
  const known = knownAfter(650);
  for (const outcome of known.results.all.filter((_, i) => i % 25 === 0)) {
    const { code } = outcome.seat;
    const { alt } = cardPicture(known, outcome);
    const { candidates = {}, majority = 0 } = published[code] ?? {};
    expect(alt).toContain(`Majority ${int(majority)} (`);
    const ranked = Object.values(candidates).toSorted(([a], [b]) => b - a);
    for (const [votes, share] of ranked.slice(0, 4)) {
      const [, near = ""] = new RegExp(`, ${int(votes)}, ([\\d.]+)%`).exec(alt) ?? [];
      expect(Math.abs(Number(near) - share * 100), `${code}: ${votes}`).toBeLessThan(0.0501);
    }
  }
});

test("how seats moved says each published gain", () => {
  const { alt } = movesPicture(knownAfter(650));
  const gains = Map.groupBy(
    Object.values(published).filter(({ result }) => result.includes(" gain from ")),
    ({ result }) => result,
  );
  const short: Readonly<Record<string, string>> = {
    Lab: "Labour",
    Con: "Conservative",
    LD: "Lib Dem",
    SNP: "SNP",
    RUK: "Reform UK",
  };
  const most = [...gains].filter(([, all]) => all.length >= 4);
  expect(most.length).toBeGreaterThan(4);
  for (const [result, all] of most) {
    const [, to = "", from = ""] = /^(\w+) gain from (\w+)$/.exec(result) ?? [];
    expect(alt).toContain(`${short[from] ?? from} to ${short[to] ?? "Independent"} ${all.length}`);
  }
});

test("the night ends where the results do, and says when the line was crossed", () => {
  const { alt, svg } = nightPicture(knownAfter(650));
  // Halifax was the 326th that was recorded for Labour.
  expect(alt).toMatch(/Labour had the 326 of a majority by 6:08am, as recorded\./);
  expect(alt).toMatch(/Labour 411, Conservative 121/);
  expect(svg.match(/data-party="lab" d="[^"]*"/)?.[0].match(/V/g)).toHaveLength(411);
});
