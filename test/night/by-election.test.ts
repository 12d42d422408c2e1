/** A by-election that is to come: the pack as it was before Runcorn and Helsby voted, and the night of it. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { comingOf } from "../support/night.ts";
import { openNight, saidOf } from "../support/night-stage.ts";
import { smallPack } from "../support/small-pack.ts";

const { election, said } = comingOf("Runcorn and Helsby");
const [won = 0, lost = 0] = Object.values(said.votes ?? {}).toSorted((a, b) => b - a);

function packBefore(): string {
  const pack = smallPack();
  const folder = mkdtempSync(join(tmpdir(), "teller-by-election-"));
  const facts = { ...pack["election.json"], byElections: [], upcoming: election.upcoming };
  for (const [file, value] of Object.entries({ ...pack, "election.json": facts }))
    writeFileSync(join(folder, file), JSON.stringify(value));
  return folder;
}

test("a by-election: known as to come, nothing taken in before its polls close, then told and asked about", async () => {
  const night = await openNight({ pack: packBefore(), at: "2025-05-01T12:00:00+01:00", published: true });
  const [place, wanting, others] = [await night.told(), await night.told("by-elections"), await night.told("portillo")];
  const ada = night.onSlack("ada");
  expect((await ada.ask("/byelections")).text).toContain("Runcorn and Helsby, 1 May 2025: to come.");
  expect((await ada.ask("/seat runcorn and helsby")).text).toContain("By-election here, 1 May 2025: to come.");
  night.feed.say(saidOf(said));
  await night.settle();
  expect(night.words(place)).toEqual([]);
  night.at("2025-05-02T05:50:00+01:00");
  // By day sources are asked every five minutes.
  night.windReal(5);
  expect((await ada.ask("/byelections")).text).toContain("no result yet");
  night.feed.say(saidOf(said));
  await night.settle();
  for (const told of [place, wanting]) {
    expect(night.words(told)).toHaveLength(1);
    expect(night.words(told)[0]).toContain("Runcorn and Helsby by-election");
    expect(night.words(told)[0]).toContain("REF GAIN FROM LAB");
    // Six votes, the closest by-election there has been.
    expect(night.words(told)[0]).toMatch(new RegExp(`by ${won - lost}\\b`));
  }
  expect(won - lost).toBe(6);
  expect(night.words(others)).toEqual([]);
  const asked = await ada.ask("/seat runcorn and helsby");
  expect(asked.text).toContain("By-election here, 1 May 2025: REF GAIN FROM LAB by 6 (PA Media).");
  // The general election's result stays what it was, and so does the state of the parties.
  expect(asked.text).toContain("LAB HOLD");
  expect((await ada.ask("/byelections")).text).toContain("REF GAIN FROM LAB by 6 (PA Media)");
  expect((await ada.ask("/results")).text).toMatch(/Labour +2 .*Reform UK +0 /s);
  const why = (await night.onSlack("mia", others.id).ask("/announce why runcorn and helsby")).text;
  expect(why).toContain("This channel was not told of the Runcorn and Helsby by-election of 1 May 2025");
});
