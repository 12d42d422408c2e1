/** A night played to channels: every heading says so, and it ends as the night did. */
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../../src/config.ts";
import { silent } from "../../src/lib/log.ts";
import { rehearse } from "../../src/main/rehearse.ts";
import { liveFeed } from "../../src/main/feed.ts";
import { theNight } from "../support/night.ts";
import { openNight } from "../support/night-stage.ts";
import { published } from "../support/published.ts";

/** Simulated seconds to a real one: an hour and a half between two looks. */
const speed = 270;
const results = Object.values(published).map(({ result }) => result);
const count = (party: string): number => results.filter((result) => result.startsWith(`${party} `)).length;

describe("a whole replay", () => {
  test("is told in channels to its end, under REHEARSAL alone, and the final state is the published one", async () => {
    const night = await openNight({
      feed: (means) => rehearse({ speed }, { ...means, log: silent }),
    });
    const [place, gains] = [await night.told("everything scoreboard on"), await night.told("labour gains every 30")];
    const asked = await night.onDiscord("ada").ask("/results");
    expect(asked.text).toMatch(/^(### )?REHEARSAL: /);
    for (let looks = 0; !night.night.ledger.open.results.complete && looks < 60; looks++) await night.settle(1);
    await night.settle(20);
    const all = [...night.words(place), ...night.words(gains)];
    expect(all.length).toBeGreaterThan(20);
    for (const words of all) expect(words).toMatch(/^(?:\p{So} )?REHEARSAL: /u);
    const told = await night.onDiscord("ada").ask("/results");
    expect(told.text).toMatch(/REHEARSAL: .*all 650 seats declared/);
    expect(told.text).toMatch(new RegExp(`Labour\\W+${count("Lab")} `));
    expect(told.text).toMatch(new RegExp(`Conservative\\W+${count("Con")} `));
    const board = night.words(place).find((words) => words.includes("Scoreboard: all 650"));
    expect(board).toMatch(new RegExp(`Labour\\W+${count("Lab")} `));
  });
});

test("what the newsroom hears of a feed in a rehearsal is marked as well", async () => {
  const night = await openNight({ feed: (means) => rehearse({ speed, faults: 7 }, { ...means, log: silent }) });
  for (let looks = 0; night.newsroom().length === 0 && looks < 20; looks++) await night.settle(1);
  const [notice = ""] = night.newsroom();
  expect(notice).toMatch(/^REHEARSAL: Replay of 2024 general election said what fits nothing/);
});

test("a source may not go by the name of the pack's publisher", () => {
  const { election } = theNight();
  const config = readConfig({ SOURCES: "house of commons library:csv=/srv/sheet.csv" });
  expect(() => liveFeed(config, election, [])).toThrow(ConfigError);
  expect(() => liveFeed(readConfig({ SOURCES: "Wire:csv=/srv/sheet.csv" }), election, [])).not.toThrow();
});
