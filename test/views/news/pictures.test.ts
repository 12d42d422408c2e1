/** Pictures of news: which messages have one, whose figures are in it, and the places that want none. */
import { describe, expect, test } from "vitest";
import { usualSubscription, type Subscription } from "../../../src/core/news/subscription.ts";
import { picturesIn } from "../../../src/core/picture.ts";
import { digestOf } from "../../../src/jobs/deliver/words.ts";
import { briefingItems, newsReply } from "../../../src/views/news/index.ts";
import { pictured } from "../../../src/views/news/pictures.ts";
import { fillsOf, wordsIn } from "../../support/pictured.ts";
import { againOf, entryOf, historyOf, ranked, theNight } from "../../support/night.ts";
import { published } from "../../support/published.ts";
import { news, viewOf } from "./stage.ts";

const { entries, election } = theNight();
const night = historyOf(entries);
const colourOf = (id: string) => election.parties.find((party) => party.id === id)?.colour.base;
const milestone = (key: string) => {
  const found = night.milestones(0).find((one) => one.milestone === key);
  if (!found) throw new RangeError(`no milestone ${key}`);
  return { kind: "milestone", milestone: key, contest: found.contest, seq: found.seq } as const;
};
const toldOf = (key: string, history = night) => {
  const item = milestone(key);
  return newsReply(news([item], item.seq), viewOf(history));
};
const board = (upTo: number) => {
  const history = historyOf(entries.slice(0, upTo));
  return newsReply({ kind: "scoreboard", items: [], shows: upTo }, viewOf(history));
};
const wants = (pictures?: "on" | "off"): Subscription => ({ ...usualSubscription, ...(pictures && { pictures }) });

describe("a majority", () => {
  test("has the map of that moment: 326 hexagons of the party, and not one more", () => {
    const [map] = picturesIn(toldOf("line:lab"));
    const fills = map ? [...fillsOf(map).values()] : [];
    expect(fills.filter((fill) => fill === colourOf("lab"))).toHaveLength(326);
    expect(fills.filter((fill) => fill === "#ffffff")).toHaveLength(650 - milestone("line:lab").seq);
  });

  test("keeps it when other seats come or are corrected, and another way of drawing is no correction", () => {
    const bath = entryOf("Bath");
    const [first = "", second = ""] = ranked(bath);
    const votes = { ...bath.votes, [first]: bath.votes?.[second] ?? 0, [second]: bath.votes?.[first] ?? 0 };
    const corrected = historyOf([...entries, againOf({ ...bath, votes }, 2)]);
    expect(digestOf(toldOf("line:lab", corrected))).toBe(digestOf(toldOf("line:lab")));
    const reply = toldOf("line:lab");
    const redrawn = JSON.parse(JSON.stringify(reply).replaceAll("<svg ", "<svg data-other='' ")) as typeof reply;
    expect(digestOf(redrawn)).toBe(digestOf(reply));
  });
});

test("the last seat has the whole map, a Portillo moment and the first declaration their seat", () => {
  const [all] = picturesIn(toldOf("all-in"));
  expect(
    all && [...fillsOf(all)].filter(([code, fill]) => fill === colourOf(published[code]?.first ?? "")),
  ).toHaveLength(650);
  const fallen = night.milestones(0).find((one) => one.milestone.startsWith("portillo:"));
  for (const key of ["first", "first-gain", fallen?.milestone ?? ""]) {
    const [card] = picturesIn(toldOf(key));
    const name = election.seats.find(({ code }) => code === milestone(key).contest)?.name ?? "";
    expect(card && wordsIn(card)[0], key).toContain(name);
  }
});

test("a moment's card stays as it is while other seats come", () => {
  const fallen = night.milestones(0).find((one) => one.milestone.startsWith("portillo:"))?.milestone ?? "";
  for (const key of ["first", "first-gain", fallen]) {
    const then = historyOf(entries.slice(0, milestone(key).seq));
    expect(digestOf(toldOf(key)), key).toBe(digestOf(toldOf(key, then)));
    expect(picturesIn(toldOf(key))[0]?.svg, key).toBe(picturesIn(toldOf(key, then))[0]?.svg);
  }
});

test("a briefing has the map of its day", () => {
  const from = new Date(election.pollsClose);
  const to = new Date(from.getTime() + 10 * 3_600_000);
  const items = briefingItems(night, from, to);
  const upTo = Math.max(...items.flatMap((item) => ("seq" in item ? [item.seq] : [])));
  const [map] = picturesIn(newsReply({ kind: "briefing", items, shows: upTo, day: "2024-07-05" }, viewOf(night)));
  expect(map && [...fillsOf(map).values()].filter((fill) => fill !== "#ffffff")).toHaveLength(upTo);
});

describe("a scoreboard", () => {
  test("has a new picture every five minutes of the log, and the whole map at the end", () => {
    const pictures = Array.from({ length: 60 }, (_, i) => board(300 + i)).map((reply) => picturesIn(reply)[0]?.svg);
    const moments = new Set(entries.slice(300, 360).map(({ at }) => Math.floor(at.getTime() / 300_000)));
    expect(new Set(pictures).size).toBeLessThanOrEqual(moments.size + 1);
    expect(new Set(pictures).size).toBeGreaterThan(1);
    const [map] = picturesIn(board(650));
    expect(map && [...fillsOf(map).values()]).not.toContain("#ffffff");
  });

  test("says its figures in words beside it, whatever the picture shows", () => {
    const reply = board(300);
    expect(picturesIn(reply).every(({ said }) => said === true)).toBe(true);
    expect(reply.summary).toContain("300 of 650 seats declared");
  });
});

describe("a place", () => {
  test.each([
    [undefined, 1, 0],
    ["on", 1, 1],
    ["off", 0, 0],
  ] as const)("that says %s has %i with a majority and %i on the scoreboard", (pictures, majority, scoreboard) => {
    const [line, state] = [toldOf("line:lab"), board(400)];
    expect(picturesIn(pictured(line, { kind: "news" }, wants(pictures)))).toHaveLength(majority);
    expect(picturesIn(pictured(state, { kind: "scoreboard" }, wants(pictures)))).toHaveLength(scoreboard);
    // The words are the same, and so is all else.
    expect(pictured(line, { kind: "news" }, wants(pictures)).summary).toBe(line.summary);
  });
});
