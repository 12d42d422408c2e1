/** The moments of the night, from the published results in the order of their recording; and undone by corrections. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Declaration } from "../../../src/core/declaration.ts";
import { isSenior, milestoneKey, milestoneOf, type Milestone } from "../../../src/core/news/milestone.ts";
import {
  againOf,
  callOf,
  comingOf,
  entryOf,
  historyOf,
  logOf,
  ranked,
  retractionOf,
  theNight,
  upsetOf,
} from "../../support/night.ts";
import { History } from "../../../src/core/news/history.ts";

const { election, entries } = theNight();
const published = z
  .record(z.string(), z.object({ result: z.string(), first: z.string() }))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "published", "uk-2024.json"), "utf8")));
const nameOf = (code: string) => election.seats.find((seat) => seat.code === code)?.name ?? "";
const told = (history: History) =>
  history.milestones(0).map(({ seq, milestone, undone }) => `${seq} ${milestone}${undone ? " undone" : ""}`);

describe("the night", () => {
  const history = historyOf(entries);
  const reached = history.milestones(0);
  const first = (key: string) => reached.find(({ milestone }) => milestone === key);

  test("first, first gain and all in, as published", () => {
    const gain = entries.findIndex(({ seat }) => published[seat]?.result.includes("gain")) + 1;
    expect(first("first")).toMatchObject({ seq: 1, contest: entryOf("Houghton and Sunderland South").seat });
    expect(first("first-gain")?.seq).toBe(gain);
    expect(nameOf(first("first-gain")?.contest ?? "")).toBe("Swindon South");
    expect(first("all-in")).toMatchObject({ seq: 650, contest: entryOf("Inverness, Skye and West Ross-shire").seat });
  });

  test("a majority comes with the 326th Labour seat of the published list, the Speaker's not among them", () => {
    const labour = entries.filter(({ seat }) => published[seat]?.first === "lab");
    expect(reached.filter(({ milestone }) => milestone.startsWith("line:"))).toHaveLength(1);
    expect(first("line:lab")).toMatchObject({ seq: labour[325]?.seq, contest: labour[325]?.seat });
    expect(history.countAt(labour[325]?.seq ?? 0).seats.get("lab")).toBe(326);
    expect(history.countAt((labour[325]?.seq ?? 0) - 1).seats.get("lab")).toBe(325);
  });

  test("twelve of the Cabinet fall, and a former prime minister, each once", () => {
    const fallen = reached.flatMap(({ milestone }) => {
      const one = milestoneOf(milestone);
      return one.kind === "portillo" ? [one.mnis] : [];
    });
    const tiers = fallen.map((mnis) => election.politicians.find((one) => one.mnis === mnis)?.tier);
    expect(new Set(fallen).size).toBe(fallen.length);
    // Eight full members and four who attended it, as was reported of 2024.
    const count = (tier: string) => tiers.filter((one) => one === tier).length;
    expect([count("cabinet"), count("attends-cabinet")]).toEqual([8, 4]);
    expect(tiers).toContain("former-prime-minister");
    expect(election.politicians.filter((one) => fallen.includes(one.mnis)).every(isSenior)).toBe(true);
  });
});

describe("undone", () => {
  const line = historyOf(entries)
    .milestones(0)
    .find(({ milestone }) => milestone === "line:lab");
  const seq = line?.seq ?? 0;
  const upTo = entries.slice(0, seq);
  const last = upTo.at(-1);
  if (!last) throw new RangeError("no majority");

  test("a majority by a correction of another seat, and reached again by the next that is won", () => {
    const houghton = entryOf("Houghton and Sunderland South");
    const next = entries.slice(seq).find(({ seat }) => published[seat]?.first === "lab");
    if (!next) throw new RangeError("no other seat");
    const history = historyOf([...upTo, upsetOf(houghton), next]);
    expect(told(history).filter((one) => one.includes("line"))).toEqual([
      `${seq} line:lab`,
      `${seq + 1} line:lab undone`,
      `${seq + 2} line:lab`,
    ]);
    expect(history.isUndone("line:lab", seq)).toBe(true);
    expect(history.isUndone("line:lab", seq + 2)).toBe(false);
    expect(history.milestones(0).at(-1)?.contest).toBe(next.seat);
  });

  test("a majority stands where another seat has come in before its last is corrected", () => {
    const more = entries.slice(seq, seq + 20);
    expect(told(historyOf([...upTo, ...more, upsetOf(last)])).filter((one) => one.includes("line"))).toEqual([
      `${seq} line:lab`,
    ]);
  });

  test("the first declaration by its retraction, and reached again where nothing else has come", () => {
    const houghton = entryOf("Houghton and Sunderland South");
    expect(told(historyOf([houghton, retractionOf(houghton), againOf(houghton, 3)]))).toEqual([
      "1 first",
      "2 first undone",
      "3 first",
    ]);
    expect(told(historyOf([houghton, entryOf("Cramlington and Killingworth"), retractionOf(houghton)]))).toContain(
      "3 first undone",
    );
    // Another's retraction is none of its business.
    const other = entryOf("Bath");
    expect(told(historyOf([houghton, other, retractionOf(other)])).filter((one) => /first\b(?!-)/.test(one))).toEqual([
      "1 first",
    ]);
  });

  test("the first gain by its turning out a hold; a gain by another party is one still", () => {
    const nuneaton = entryOf("Nuneaton");
    expect(told(historyOf([nuneaton, upsetOf(nuneaton)]))).toEqual(["1 first", "1 first-gain", "2 first-gain undone"]);
    const third = ranked(nuneaton)[2] ?? "";
    expect(told(historyOf([nuneaton, { ...callOf(nuneaton, third), revision: 2 }]))).toEqual([
      "1 first",
      "1 first-gain",
    ]);
  });

  test("a Portillo moment by the other's having won, or by a retraction, and again", () => {
    const seat = entryOf("North East Somerset and Hanham");
    const only = (...said: readonly Declaration[]) => told(historyOf(said)).filter((one) => one.includes("portillo"));
    const undone = ["1 portillo:4099", "2 portillo:4099 undone", "3 portillo:4099"];
    expect(only(seat, upsetOf(seat), againOf(seat, 3))).toEqual(undone);
    expect(only(seat, retractionOf(seat), againOf(seat, 3))).toEqual(undone);
    // Beaten by a third, he is beaten all the same; a call suffices.
    expect(only(callOf(seat), { ...callOf(seat, ranked(seat)[2]), revision: 2 })).toEqual(["1 portillo:4099"]);
  });

  test("all in by one seat's retraction", () => {
    const gone = retractionOf(entryOf("Bath"));
    const history = historyOf([...entries, gone, { ...entryOf("Bath"), revision: 3 }]);
    expect(told(history).filter((one) => one.includes("all-in"))).toEqual([
      "650 all-in",
      "651 all-in undone",
      "652 all-in",
    ]);
  });
});

test("a by-election reaches and undoes nothing", () => {
  const { election: since, said } = comingOf("Runcorn and Helsby");
  expect(
    History.before(since)
      .with(logOf([said, retractionOf(said)]))
      .milestones(0),
  ).toEqual([]);
});

test.each<Milestone>([
  { kind: "first" },
  { kind: "first-gain" },
  { kind: "line", party: "lab" },
  { kind: "portillo", mnis: 4099 },
  { kind: "all-in" },
])("%o is one word, and back", (milestone) => {
  expect(milestoneOf(milestoneKey(milestone))).toEqual(milestone);
});

test("what is no milestone is a mistake of ours", () => expect(() => milestoneOf("second")).toThrow(RangeError));
