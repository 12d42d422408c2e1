/** What places ask for: filters, digests, quiet hours, scoreboards, briefings; and what becomes of them while they cannot be told. */
import { describe, expect, test } from "vitest";
import { onEveryDatabase } from "../support/databases.ts";
import { inForm, isLong } from "../support/long.ts";
import { correctionOf, entryOf, ranked, theNight } from "../support/night.ts";
import { openNight, saidOf, type NightStage } from "../support/night-stage.ts";
import { published } from "../support/published.ts";

const { election, entries } = theNight();
const nameOf = (code: string): string => election.seats.find((seat) => seat.code === code)?.name ?? code;

/** The next so many of the published night, as they came. */
async function hear(night: NightStage, from: number, to: number): Promise<void> {
  night.feed.say(...entries.slice(from, to).map(saidOf));
  await night.settle();
}

/** The published result of a seat, as the library writes it. */
const resultOf = (code: string): string => published[code]?.result ?? "";

describe("filters", () => {
  test("each channel is told what it asks for and nothing else, on both platforms", async () => {
    const night = await openNight();
    const asked: Readonly<Record<string, (code: string) => boolean>> = {
      "labour gains": (code) => resultOf(code).startsWith("Lab gain"),
      "north east": (code) => election.seats.find((seat) => seat.code === code)?.region === "North East",
      "gains and not north east": (code) =>
        resultOf(code).includes("gain") && election.seats.find((seat) => seat.code === code)?.region !== "North East",
      "conservative losses": (code) => resultOf(code).endsWith("gain from Con"),
    };
    const places = new Map<string, Awaited<ReturnType<NightStage["told"]>>>();
    for (const filter of Object.keys(asked)) places.set(filter, await night.told(filter));
    await night.onDiscord("mia").ask("/announce here filter:labour gains");
    const most = inForm(12, 24);
    for (let n = 0; n < most; n += 4) await hear(night, n, n + 4);
    const headings = (words: readonly string[]): string => words.join("\n");
    for (const [filter, fits] of Object.entries(asked)) {
      const place = places.get(filter);
      const words = place ? headings(night.words(place)) : "";
      for (const { seat } of entries.slice(0, most))
        expect(words.includes(nameOf(seat)), `${filter}: ${nameOf(seat)}`).toBe(fits(seat));
    }
    const labour = headings(night.words(night.hall));
    for (const { seat } of entries.slice(0, most))
      expect(labour.includes(nameOf(seat))).toBe(resultOf(seat).startsWith("Lab gain"));
  });
});

describe("a digest", () => {
  test("comes every so many minutes of the night's clock, with all that came, and nothing between", async () => {
    const night = await openNight();
    const place = await night.told("every 15");
    await hear(night, 0, 2);
    night.pass(8);
    await hear(night, 2, 5);
    expect(night.words(place)).toEqual([]);
    night.pass(8);
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    for (const { seat } of entries.slice(0, 5)) expect(night.words(place)[0]).toContain(nameOf(seat));
    night.pass(60);
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
  });

  test("missed during an outage comes late, once, with all of it, and the next is in time again", async () => {
    const night = await openNight();
    const place = await night.told("every 15");
    await hear(night, 0, 3);
    await night.stop();
    const after = await openNight({ at: "2024-07-05T01:00:00+01:00" }, night);
    await after.settle();
    expect(after.words(place)).toHaveLength(1);
    for (const { seat } of entries.slice(0, 3)) expect(after.words(place)[0]).toContain(nameOf(seat));
    after.feed.say(...entries.slice(3, 5).map(saidOf));
    await after.settle();
    after.pass(14);
    await after.settle();
    expect(after.words(place)).toHaveLength(1);
    after.pass(2);
    await after.settle();
    expect(after.words(place)).toHaveLength(2);
  });
});

describe("quiet hours", () => {
  test("nothing is posted in them, corrections are made, and what came is told afterwards in one", async () => {
    const night = await openNight();
    const place = await night.told("everything quiet 23:30-07:00");
    await hear(night, 0, 1);
    expect(night.words(place)).toHaveLength(1);
    night.at("2024-07-04T23:30:00+01:00");
    await hear(night, 1, 7);
    const [first] = entries;
    if (first) night.feed.say(saidOf(correctionOf(first, { [ranked(first)[1] ?? ""]: 7 })));
    night.at("2024-07-05T06:59:00+01:00");
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.read(place)[0]?.edits).toHaveLength(1);
    expect(night.words(place)[0]).toContain("votes 7, we said");
    night.at("2024-07-05T07:00:00+01:00");
    await night.settle();
    expect(night.words(place)).toHaveLength(2);
    for (const { seat } of entries.slice(1, 7)) expect(night.words(place)[1]).toContain(nameOf(seat));
  });
});

describe("pause and resume", () => {
  test("nothing is told while paused, and what came is told in one on resuming; a stop is for good", async () => {
    const night = await openNight();
    const place = await night.told();
    const mia = night.onSlack("mia", place.id);
    expect((await night.onSlack("ada", place.id).ask("/announce pause")).text).toContain("is for managers");
    await mia.ask("/announce pause");
    const before = night.words(place).length;
    await hear(night, 0, 6);
    expect(night.words(place)).toHaveLength(before);
    night.pass(20);
    await mia.ask("/announce resume");
    await night.settle();
    expect(night.words(place)).toHaveLength(before + 1);
    for (const { seat } of entries.slice(0, 6)) expect(night.words(place).at(-1)).toContain(nameOf(seat));
    await mia.ask("/announce stop");
    await hear(night, 6, 8);
    expect(night.words(place)).toHaveLength(before + 1);
  });
});

onEveryDatabase(
  "a scoreboard",
  (database) => {
    test("is one message, edited as results come", async () => {
      const night = await openNight({ database: await database.fresh() });
      const place = await night.told("not everything scoreboard on");
      for (let n = 0; n < 12; n += 4) await hear(night, n, n + 4);
      expect(night.words(place)).toHaveLength(1);
      expect(night.read(place)[0]?.edits.length).toBeGreaterThan(1);
      const seats = entries.slice(0, 12).map(({ seat }) => resultOf(seat));
      expect(night.words(place)[0]).toMatch(/12 of 650/);
      expect(night.words(place)[0]).toMatch(
        new RegExp(`Labour +${seats.filter((result) => result.startsWith("Lab ")).length} `),
      );
    });
  },
  isLong,
);

describe("a place that is archived", () => {
  test("is kept, the desk is told, and when it is opened again it is told what it missed, in one", async () => {
    const night = await openNight();
    const [place, other] = [await night.told(), await night.told()];
    await hear(night, 0, 1);
    night.slack.bar(place.id, "mute");
    for (let n = 1; n < 7; n += 2) await hear(night, n, n + 2);
    expect(night.words(other).length).toBeGreaterThan(2);
    expect(night.newsroom().join("\n")).toContain(`slack ${place.id} cannot be posted to`);
    expect(night.newsroom()).toHaveLength(1);
    night.pass(30);
    night.slack.bar(place.id, undefined);
    night.windReal(24 * 60);
    await night.settle();
    const words = night.words(place);
    expect(words).toHaveLength(2);
    for (const { seat } of entries.slice(1, 7)) expect(words[1]).toContain(nameOf(seat));
    expect(night.newsroom().at(-1)).toContain(`slack ${place.id} is posted to again`);
  });
});

describe("a briefing", () => {
  test("comes once a day and place, at its hour in London", async () => {
    const night = await openNight();
    const place = await night.told("not everything briefing on");
    await hear(night, 0, 9);
    night.at("2024-07-05T06:59:00+01:00");
    await night.settle();
    expect(night.words(place)).toEqual([]);
    night.at("2024-07-05T07:00:00+01:00");
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).toContain("Briefing, 5 July 2024");
    expect(night.words(place)[0]).toContain("9 declarations");
    night.pass(60);
    await night.settle();
    await night.stop();
    const after = await openNight({ at: "2024-07-05T12:00:00+01:00" }, night);
    await after.settle();
    expect(after.words(place)).toHaveLength(1);
  });

  // By published figures on an invented day: the clocks go forward on 31 March 2024 and back on 27 October.
  test.each([
    ["forward", "2024-03-30T22:00:00Z", "2024-03-31T05:59:00Z", "2024-03-31T06:00:00Z", "31 March 2024"],
    ["back", "2024-10-26T22:00:00+01:00", "2024-10-27T06:59:00Z", "2024-10-27T07:00:00Z", "27 October 2024"],
  ])("keeps its hour when the clocks go %s", async (_, evening, before, hour, day) => {
    const night = await openNight({ at: evening });
    const place = await night.told("not everything briefing on");
    await night.hear("Wire", saidOf(entryOf("Bath")));
    await night.settle();
    night.at(before);
    await night.settle();
    expect(night.words(place)).toEqual([]);
    night.at(hour);
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).toContain(`Briefing, ${day}`);
    night.pass(120);
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
  });
});
