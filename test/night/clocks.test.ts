/** A night on which the machine's clock is moved: the desk is told, and places are told as if it had not been. */
import { expect, test } from "vitest";
import { entryOf } from "../support/night.ts";
import { openNight, saidOf } from "../support/night-stage.ts";

const names = ["Bath", "Ealing North", "Hexham"];

test("a clock that is set back and forward silences nobody, and the desk reads of each move once", async () => {
  const night = await openNight();
  const place = await night.told();
  const [bath, ealing, hexham] = names.map((name) => saidOf(entryOf(name)));
  if (!bath || !ealing || !hexham) throw new RangeError("three seats");
  night.feed.say(bath);
  await night.settle();
  // An untouched clock is nothing to tell.
  expect(night.newsroom()).toEqual([]);
  for (const [minutes, said] of [
    [-60, ealing],
    [60, hexham],
  ] as const) {
    night.windWall(minutes);
    night.windReal(minutes);
    night.pass(minutes);
    night.feed.say(said);
    await night.settle(2);
  }
  expect(night.words(place)).toHaveLength(3);
  for (const name of names) expect(night.words(place).filter((words) => words.includes(name))).toHaveLength(1);
  for (const platform of ["slack", "discord"] as const) {
    const told = night.newsroom(platform);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/A clock was set back by 60 minutes/);
    expect(told[1]).toMatch(/A clock was set forward by 60 minutes/);
  }
});
