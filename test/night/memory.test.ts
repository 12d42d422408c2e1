/** The memory of a program that lives through several nights: what the first one needs, the later ones find there. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test } from "vitest";
import { isLong } from "../support/long.ts";
import { theNight } from "../support/night.ts";
import { openNight, saidOf } from "../support/night-stage.ts";

/** Seats that are declared between two looks of the programs, and questions meanwhile. */
const [spell, questions] = [65, ["/results", "/seat bath", "/gains", "/latest"]] as const;
/** Megabytes by which later nights may end with more than the first. */
const most = 6;

/** The whole night told to places on both platforms, with questions meanwhile. */
async function play(): Promise<void> {
  const night = await openNight();
  const { entries } = theNight();
  for (const words of ["everything", "gains", "everything scoreboard on"]) await night.told(words);
  for (let at = 0; at < entries.length; at += spell) {
    night.feed.say(...entries.slice(at, at + spell).map(saidOf));
    await night.settle();
    for (const line of questions) await night.slack.user("ada").slash(`/teller ${line.slice(1)}`);
  }
  await night.stop();
}

describe.runIf(isLong)("nights in one program, each with platforms and a database of its own", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const kept: number[] = [];

  // A stage is let go of when its test is over.
  for (const which of ["first", "second", "third", "fourth"]) test(`the ${which} is played`, play, 120_000);
  afterEach(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    collect();
    kept.push(process.memoryUsage().heapUsed / 1e6);
  });

  test("the later ones leave no more behind than the first", () => {
    process.stdout.write(`Megabytes after each night: ${kept.map((one) => one.toFixed(1)).join(", ")}\n`);
    const [first = 0, ...later] = kept;
    expect(Math.max(...later) - first).toBeLessThan(most);
  });
});
