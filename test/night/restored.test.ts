/** A whole night that is restored from a backup: each platform's history tells what was said, and nothing is said again. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { backup } from "../../src/data/store/backup.ts";
import { restore } from "../../src/data/store/restore.ts";
import { isLong } from "../support/long.ts";
import { entryOf, theNight, upsetOf } from "../support/night.ts";
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
