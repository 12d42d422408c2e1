/** A whole night that is restored from a backup: each platform's history tells what was said, and nothing is said again. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { backup } from "../../src/data/store/backup.ts";
import { restore } from "../../src/data/store/restore.ts";
import { isLong } from "../support/long.ts";
import type { Declaration } from "../../src/core/declaration.ts";
import { callOf, entryOf, retractionOf, theNight, upsetOf } from "../support/night.ts";
import { openNight, saidOf, type NightStage } from "../support/night-stage.ts";

test.runIf(isLong)(
  "what stands in channels of both platforms is neither said again nor edited, and what is new is told",
  async () => {
    const night = await openNight();
    const slack = await night.told("everything scoreboard on");
    expect(
      (await night.onDiscord("mia", true).ask("/announce here filter:everything scoreboard:scoreboard on")).text,
    ).toContain("News in");
    const said = theNight().entries.slice(0, 24).map(saidOf);
    const [first, ...more] = said;
    if (!first) throw new RangeError("a night has declarations");
    night.feed.say(first);
    await night.settle();
    const file = join(mkdtempSync(join(tmpdir(), "teller-restored-")), "night.backup.gz");
    await backup(night.where, file, new Date());
    for (const some of [more.slice(0, 1), more.slice(1, 4), more.slice(4)]) {
      night.feed.say(...some);
      await night.settle();
    }
    /** Scoreboards are drawn again and again. On Slack a mark of the winner's colour comes first. */
    const told = (on: NightStage) =>
      [slack, night.hall].map((place) =>
        on.read(place).map((post) => (/^\P{L}*Scoreboard/u.test(post.text) ? { ...post, edits: [] } : post)),
      );
    const before = told(night);
    expect(before.map((posts) => posts.length > 4)).toEqual([true, true]);
    await night.stop();
    await restore(night.where, file, { now: new Date(night.real()), replace: true, told: "look" });

    const after = await openNight({}, night);
    after.feed.say(...said);
    await after.settle(6);
    expect(told(after)).toEqual(before);
    const hexham = saidOf(entryOf("Hexham"));
    after.feed.say(saidOf(upsetOf(theNight().entries[10] ?? entryOf("Bath"))), hexham);
    await after.settle();
    for (const [i, posts] of told(after).entries()) {
      const words = posts.map(({ text }) => text).join("\n");
      expect(words).toContain("Hexham");
      expect(words).toMatch(/we said/);
      expect(posts.length - (before[i]?.length ?? 0)).toBeLessThan(3);
    }
  },
  120_000,
);

/** A night of one channel on Slack, taken back to before `since` was said. */
async function takenBack(since: readonly Declaration[], ...before: readonly Declaration[]) {
  const night = await openNight();
  const place = await night.told();
  const hear = async (on: NightStage, said: readonly Declaration[]) => {
    for (const one of said) {
      on.feed.say(saidOf(one));
      await on.settle();
    }
  };
  await hear(night, before);
  const file = join(mkdtempSync(join(tmpdir(), "teller-restored-")), "night.backup.gz");
  await backup(night.where, file, new Date());
  await hear(night, since);
  const stood = night.words(place);
  await night.stop();
  await restore(night.where, file, { now: new Date(night.real()), replace: true, told: "look" });
  const after = await openNight({}, night);
  return { after, place, stood, hear: (...said: readonly Declaration[]) => hear(after, said) };
}

const bath = entryOf("Bath");

test.each<[string, Declaration, readonly Declaration[], readonly Declaration[]]>([
  // The post has been edited: it no longer says “votes to follow”.
  ["called, filled, and called again", entryOf("Wells and Mendip Hills"), [callOf(bath), bath], [callOf(bath), bath]],
  ["called, and then heard of with votes", entryOf("Wells and Mendip Hills"), [callOf(bath)], [bath]],
  ["put right, and heard of as it was first", entryOf("Wells and Mendip Hills"), [bath, upsetOf(bath)], [bath]],
  ["retracted, and heard of as it was first", entryOf("Wells and Mendip Hills"), [bath, retractionOf(bath)], [bath]],
])("a post that was edited before the restore is found: %s", async (_, before, since, again) => {
  const { after, place, stood, hear } = await takenBack(since, before);
  await hear(...again);
  const posts = after.words(place).filter((words) => words.includes("Bath"));
  expect(posts).toHaveLength(stood.filter((words) => words.includes("Bath")).length);
});

test("a post about a seat whose name goes on is none about the other", async () => {
  const [south, southWest] = [entryOf("Glasgow South"), entryOf("Glasgow South West")];
  const { after, place, hear } = await takenBack([southWest], bath);
  await hear(southWest, south);
  const posts = after.words(place);
  expect(posts.map((words) => [/Glasgow South West/.test(words), /Glasgow South(?! West)/.test(words)])).toEqual([
    [false, false],
    [true, false],
    [false, true],
  ]);
});
