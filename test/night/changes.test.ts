/** What was said and is so no longer: every copy is put right where it stands, and what changes the winner is said anew. */
import { describe, expect, test } from "vitest";
import { onEveryDatabase } from "../support/databases.ts";
import { isLong } from "../support/long.ts";
import { correctionOf, entryOf, ranked, retractionOf, tieOf, upsetOf } from "../support/night.ts";
import { openNight, saidOf, type NightStage } from "../support/night-stage.ts";
import { published } from "../support/published.ts";

const somerset = entryOf("North East Somerset and Hanham");
const bath = entryOf("Bath");
const [norris = "", reesMogg = ""] = ranked(somerset);
const written = (n: number): string => n.toLocaleString("en-GB");

/** A later word of the feed, which numbers its own. */
async function hear(night: NightStage, ...said: readonly Parameters<typeof saidOf>[0][]): Promise<void> {
  for (const one of said) night.feed.say(saidOf(one));
  await night.settle();
}

onEveryDatabase(
  "a correction",
  (database) => {
    test("edits every copy on both platforms, says what was said, and posts nothing new", async () => {
      const night = await openNight({ database: await database.fresh() });
      const places = [await night.told(), await night.told("south west"), night.hall];
      await night.onDiscord("mia").ask("/announce here");
      await hear(night, somerset);
      const votes = (somerset.votes?.[norris] ?? 0) + 100;
      await hear(night, correctionOf(somerset, { [norris]: votes }));
      for (const place of places) {
        expect(night.words(place)).toHaveLength(1);
        expect(night.words(place)[0]).toContain(`${written(votes)}, we said ${written(votes - 100)}`);
        expect(night.words(place)[0]).toContain(written((published[somerset.seat]?.majority ?? 0) + 100));
        expect(night.read(place)[0]?.edits).toHaveLength(1);
      }
      expect((await night.onDiscord("ada").ask("/seat north east somerset")).text).toContain(written(votes));
    });

    test("a reversed winner is put right where it stands and said anew, and a filter hears of what it was told", async () => {
      const night = await openNight({ database: await database.fresh() });
      const [all, gains, holds, seats] = [
        await night.told(),
        await night.told("labour gains"),
        await night.told("not gains"),
        await night.told("bath"),
      ];
      await hear(night, somerset);
      expect(night.words(gains)).toHaveLength(1);
      expect(night.words(holds).join("\n")).not.toContain("Norris");
      await hear(night, upsetOf(somerset));
      expect(night.words(all)).toHaveLength(2);
      expect(night.words(all)[0]).toContain("CORRECTED");
      expect(night.words(all)[1]).toMatch(/^🟦 CORRECTION: .*we said LAB gain/imu);
      // It has been told of a gain that is none.
      expect(night.words(gains)).toHaveLength(2);
      expect(night.words(gains)[1]).toContain("Rees-Mogg");
      // And now it is a hold.
      expect(night.words(holds).join("\n")).toContain("CON HOLD: North East Somerset and Hanham");
      expect(night.words(seats)).toEqual([]);
      for (const words of [...night.words(all), ...night.words(gains)]) expect(words).not.toMatch(/^PORTILLO MOMENT/m);
    });
  },
  isLong,
);

describe("a retraction", () => {
  test("withdraws what stands in every channel, says so anew, and the seat is open again; back, it stands after all", async () => {
    const night = await openNight();
    const place = await night.told();
    await hear(night, somerset);
    await hear(night, retractionOf(somerset));
    expect(night.words(place)).toHaveLength(2);
    for (const words of night.words(place)) {
      expect(words).toContain("RETRACTED: North East Somerset and Hanham");
      expect(words).not.toContain("20,739");
    }
    expect((await night.onSlack("ada").ask("/seat north east somerset")).text).toContain("This seat has not declared.");
    expect((await night.onSlack("ada").ask("/results")).text).not.toMatch(/1 of 650/);
    await hear(night, somerset);
    expect(night.words(place)[0]).toContain("stands again");
    expect(night.words(place).join("\n")).not.toContain("RETRACTED");
    expect(night.words(place)[1]).toContain("STANDS AFTER ALL");
    expect(night.words(place)[2]).toContain("DECLARED AGAIN: LAB GAIN FROM CON: North East Somerset and Hanham");
  });
});

describe("A-B-A", () => {
  test("changed and changed back, the channel reads what is so, and that it was changed for a time", async () => {
    const night = await openNight();
    const place = await night.told();
    await hear(night, somerset);
    await hear(night, upsetOf(somerset));
    await hear(night, somerset);
    const all = night.words(place);
    expect(all[0]).toContain("LAB GAIN FROM CON: North East Somerset and Hanham");
    expect(all[0]).toContain("changed back");
    expect(all[1]).toContain("CORRECTION UNDONE");
    for (const words of all) expect(words).not.toMatch(/Rees-Mogg \(Conservative\) beats/);
  });

  test("changed and changed back between two looks, nothing is said", async () => {
    const night = await openNight();
    const place = await night.told();
    await hear(night, somerset);
    const before = night.words(place);
    night.feed.say(saidOf(upsetOf(somerset)), saidOf(somerset));
    await night.settle();
    expect(night.words(place)).toHaveLength(before.length);
    expect(night.words(place)[0]).toContain("LAB GAIN FROM CON");
  });
});

describe("a tie", () => {
  test("is told as one, and the lot fills it in; no lot is guessed", async () => {
    const night = await openNight();
    const place = await night.told();
    await hear(night, tieOf(somerset));
    const first = night.words(place).join("\n");
    expect(first).toMatch(/TIE/);
    expect(first).not.toMatch(/LAB GAIN|CON HOLD|PORTILLO/);
    const asked = (await night.onSlack("ada").ask("/seat north east somerset")).text;
    expect(asked).toContain("draws lots");
    await hear(night, tieOf(somerset, reesMogg));
    const [drawn = ""] = night.words(place);
    expect(drawn).toContain("CON HOLD");
    expect(drawn).toMatch(/by lot|drawn/);
    expect(night.words(place).join("\n")).not.toContain("CORRECT");
    expect((await night.onSlack("ada").ask("/seat north east somerset")).text).toContain("is drawn by lot over");
  });
});

describe("a recount", () => {
  test("pending is no result: nothing is posted, and whoever asks is told, until the result comes", async () => {
    const night = await openNight();
    const place = await night.told();
    const { votes: _, rejected: __, ...about } = saidOf(bath);
    night.feed.say({ ...about, state: "recount" });
    await night.settle();
    expect(night.words(place)).toEqual([]);
    const asked = await night.onSlack("ada").ask("/seat bath");
    expect(asked.text).toContain("This seat has not declared.");
    expect(asked.text).toContain("The votes are being counted again.");
    await hear(night, bath);
    expect(night.words(place)).toHaveLength(1);
    expect((await night.onSlack("ada").ask("/seat bath")).text).not.toContain("counted again");
  });

  test("by the desk's word is confirmed by a second editor like any other", async () => {
    const night = await openNight();
    await night.onSlack("ana").ask("/recount bath officer");
    expect((await night.onSlack("ada").ask("/seat bath")).text).not.toContain("counted again");
    await night.onDiscord("ben").ask("/confirm 1");
    expect((await night.onSlack("ada").ask("/seat bath")).text).toContain("counted again");
  });

  test("after a retraction is said where that was told", async () => {
    const night = await openNight();
    const place = await night.told();
    await hear(night, bath);
    await hear(night, retractionOf(bath));
    night.feed.say({ ...saidOf(retractionOf(bath)), state: "recount" });
    await night.settle();
    for (const words of night.words(place)) expect(words).toMatch(/being counted again/);
    expect(night.words(place)).toHaveLength(2);
    await hear(night, bath);
    for (const words of night.words(place)) expect(words).not.toContain("counted again");
  });

  test("of what stands is said where it was told, and no longer once the same figures are said again", async () => {
    const night = await openNight();
    const place = await night.told();
    await hear(night, bath);
    night.feed.say({ ...saidOf(retractionOf(bath)), state: "recount" });
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).toContain("being counted again");
    await hear(night, bath);
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).not.toContain("counted again");
    expect(night.words(place)[0]).not.toContain("CORRECT");
  });
});
