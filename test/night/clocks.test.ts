/** A night on which the machine's clock is moved: the desk is told, and places are told as if it had not been. */
import { expect, test } from "vitest";
import { entryOf, theNight } from "../support/night.ts";
import { openNight, saidOf, typed } from "../support/night-stage.ts";

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

test("a draft that waited long is looked at again before it is confirmed", async () => {
  const night = await openNight({ at: "2024-07-04T23:00:00+01:00" });
  const bath = entryOf("Bath");
  const ana = night.onSlack("ana");
  const form = await ana.ask("/declare bath");
  await ana.submit({ [form.form?.[0] ?? ""]: typed(bath, theNight().election), "Known by": "returning officer" });
  night.pass(121);
  const ben = night.onSlack("ben");
  const old = await ben.ask("/confirm 1");
  expect(old.text).toContain("was entered a while ago");
  expect(await night.store.db.selectFrom("log").select("seq").execute()).toEqual([]);
  expect((await ben.press(/Confirm it as it is/)).text).toContain("Confirmed by ben");
  expect(await night.store.db.selectFrom("log").select("seq").execute()).toHaveLength(1);
});
