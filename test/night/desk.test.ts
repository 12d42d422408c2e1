/** The newsroom at its desk on a night: what its editors type on either platform, and what channels then read. */
import { describe, expect, test } from "vitest";
import { onEveryDatabase } from "../support/databases.ts";
import { isLong } from "../support/long.ts";
import { entryOf, theNight } from "../support/night.ts";
import { openNight, saidOf, typed, type NightStage } from "../support/night-stage.ts";
import { published } from "../support/published.ts";

const { election } = theNight();
const bath = entryOf("Bath");
/** "17,155" */
const written = (n: number): string => n.toLocaleString("en-GB");
const majority = written(published[bath.seat]?.majority ?? 0);

const known = { "Known by": "returning officer" };

/** Ana, on Slack, enters figures by a command that opens a form. */
async function enter(night: NightStage, line: string, figures: string) {
  const ana = night.onSlack("ana");
  const form = await ana.ask(line);
  expect(form.form?.[0]).toMatch(/^Figures for /);
  return ana.submit({ [form.form?.[0] ?? ""]: figures, ...known });
}

onEveryDatabase(
  "the two-editor rule",
  (database) => {
    test("what one editor enters is told when another confirms it, on whichever platform, and nobody confirms their own", async () => {
      const night = await openNight({ database: await database.fresh() });
      const place = await night.told();
      const draft = await enter(night, "/declare bath", typed(bath, election));
      expect(draft.text).toContain(`wins by ${majority}`);
      await night.settle();
      expect(night.words(place)).toEqual([]);
      expect(night.newsroom().join("\n")).toContain("ana");
      expect(night.newsroom("discord")).toHaveLength(1);
      // The same person, on the other platform, is the same person.
      for (const own of [night.onSlack("ana"), night.onDiscord("ana")])
        expect((await own.ask("/confirm 1")).text).toContain("You entered that yourself");
      for (const other of [night.onSlack("ada"), night.onDiscord("ada", true)])
        expect((await other.ask("/confirm 1")).text).toContain("is for editors");
      await night.settle();
      expect(night.words(place)).toEqual([]);
      const confirmed = await night.onDiscord("ben").ask("/confirm 1");
      expect(confirmed.audience).toBe("asker");
      // It is known at once, without waiting for a tick.
      expect((await night.onDiscord("ada").ask("/seat bath")).text).toContain(majority);
      await night.settle();
      expect(night.words(place)).toHaveLength(1);
      expect(night.words(place)[0]).toContain(majority);
      expect((await night.onSlack("ben").ask("/confirm 1")).text).toContain("has been confirmed by ben already");
      // The notice says what became of it, in its place.
      for (const notices of [night.newsroom(), night.newsroom("discord")]) {
        expect(notices).toHaveLength(1);
        expect(notices[0]).toContain("ben");
      }
    });

    test("working alone is a manager's to allow, by the newsroom's list, and is marked as one editor's", async () => {
      const night = await openNight({ database: await database.fresh() });
      // Ana may manage a channel in Discord: the newsroom's list makes her an editor, and no more.
      expect((await night.onDiscord("ana", true).ask("/solo switch:on")).text).toContain(
        "Only a manager whom the newsroom’s list names",
      );
      await enter(night, "/declare bath", typed(bath, election));
      expect((await night.onDiscord("ana", true).ask("/confirm 1")).text).toContain("You entered that yourself");
      expect((await night.onSlack("mia").ask("/solo on")).text).toContain("One editor alone may confirm");
      const place = await night.told();
      await night.onSlack("ana").ask("/confirm 1");
      await night.settle();
      expect(night.words(place)[0]).toMatch(/entered by one editor/i);
    });
  },
  isLong,
);

describe("freeze and unfreeze", () => {
  test("one stops every post and every edit, and two let them go on: nothing is lost or said twice", async () => {
    const night = await openNight();
    const [place, other] = [await night.told(), await night.told("labour gains")];
    const [first, second] = [entryOf("Bath"), entryOf("North East Somerset and Hanham")];
    night.feed.say(saidOf(first));
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    await night.onDiscord("ben").ask("/freeze");
    night.feed.say(saidOf(second), {
      ...saidOf(first),
      votes: { ...first.votes, [Object.keys(first.votes ?? {})[0] ?? ""]: 1 },
    });
    await night.settle(6);
    expect(night.words(place)).toHaveLength(1);
    expect(night.read(place)[0]?.edits).toEqual([]);
    expect(night.words(other)).toEqual([]);
    // What is asked is answered all the same.
    expect((await night.onSlack("ada").ask("/seat north east somerset")).text).toContain("20,739");
    await night.onDiscord("ben").ask("/unfreeze");
    expect((await night.onDiscord("ben").ask("/confirm 1")).text).toContain("You entered that yourself");
    await night.settle();
    expect(night.words(other)).toEqual([]);
    await night.onSlack("ana").ask("/confirm 1");
    await night.settle(6);
    expect(night.words(place)).toHaveLength(2);
    expect(night.read(place)[0]?.edits).toHaveLength(1);
    expect(night.words(place)[1]).toContain("20,739");
    expect(night.words(other)).toHaveLength(1);
  });
});

describe("a desk-only night", () => {
  test("runs without a feed: declared, corrected and retracted by hand, told everywhere", async () => {
    const night = await openNight({ sources: () => [] });
    const place = await night.told();
    night.at("2024-07-05T03:30:00+01:00");
    const winner = election.candidates.find(({ id, seat }) => seat === bath.seat && id === winnerOf(bath.votes));
    await enter(night, "/declare bath", `${winner?.given} ${winner?.family}: won`);
    await night.onSlack("ben").ask("/confirm 1");
    await night.settle();
    expect(night.words(place)[0]).toContain("Lib Dems hold Bath, votes to follow");
    expect(night.words(place)[0]).not.toContain(majority);
    await enter(night, "/declare bath", typed(bath, election));
    await night.onSlack("ben").ask("/confirm 2");
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).toContain(majority);
    expect(night.words(place)[0]).toContain("Source: the desk");
    const { text } = await night.onDiscord("ada").ask("/seat bath");
    expect(text).toContain("Source: the desk");
    expect(text).toContain("Recorded by the desk at");
    await night.onSlack("ana").ask("/retract bath because the wrong seat was read out");
    await night.onSlack("ben").ask("/confirm 3");
    await night.settle();
    expect(night.words(place)).toHaveLength(2);
    for (const words of night.words(place)) expect(words).toContain("RETRACTED: Bath");
    expect((await night.onDiscord("ada").ask("/seat bath")).text).toContain("This seat has not declared.");
  });
});

const winnerOf = (votes: Readonly<Record<string, number>> = {}): string | undefined =>
  Object.entries(votes).toSorted(([, a], [, b]) => b - a)[0]?.[0];

describe("disagreement", () => {
  test("of two sources is told to the desk, decided there, and what is posted follows", async () => {
    const night = await openNight();
    const place = await night.told();
    const [id = "", votes = 0] = Object.entries(bath.votes ?? {})[0] ?? [];
    night.feed.say(saidOf(bath));
    await night.settle();
    await night.hear("Wire", { ...saidOf(bath), votes: { ...bath.votes, [id]: votes + 100 } });
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    const [notice = ""] = night.newsroom();
    expect(notice).toContain("Sources disagree on Bath");
    for (const words of ["PA Media", "Wire", written(votes), written(votes + 100)]) expect(notice).toContain(words);
    expect(night.words(place).join("\n")).not.toContain("disagree");
    await enter(night, "/correct bath", typed(bath, election, { ...bath.votes, [id]: votes + 100 }));
    await night.onDiscord("ben").ask("/confirm 1");
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).toContain(written(votes + 100));
    expect(night.newsroom()[0]).toContain("Sources agree on Bath again");
  });
});

describe("/announce why and /log", () => {
  test("tell a channel why it was told, and the desk what was said, by whose hands, and where it stands", async () => {
    const night = await openNight();
    const [all, gains] = [await night.told(), await night.told("gains")];
    night.feed.say(saidOf(bath));
    await night.settle();
    const why = async (id: string) => (await night.onSlack("mia", id).ask("/announce why bath")).text;
    expect(await why(all.id)).toMatch(/This channel was told of Bath/);
    expect(await why(all.id)).toMatch(/In a message of/);
    expect(await why(gains.id)).toMatch(/This channel was not told of Bath/);
    expect(await why(gains.id)).toMatch(/does not ask for it: “gains”/);
    expect((await night.onSlack("ada", gains.id).ask("/announce why bath")).text).toContain("is for managers");
    const [id = "", votes = 0] = Object.entries(bath.votes ?? {})[0] ?? [];
    await enter(night, "/correct bath", typed(bath, election, { ...bath.votes, [id]: votes + 1 }));
    await night.onDiscord("ben").ask("/confirm 1");
    await night.settle();
    const { text, audience } = await night.onDiscord("ben").ask("/log bath");
    expect(audience).toBe("asker");
    for (const words of ["PA Media", "ana", "ben", "returning officer", `slack ${all.id}`])
      expect(text).toContain(words);
    expect(text).not.toContain(gains.id);
  });
});
