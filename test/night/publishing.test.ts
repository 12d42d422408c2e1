/** Announcement channels: what is of note is passed on to their followers, and news is told whether or not it is. */
import { expect, test } from "vitest";
import { theNight } from "../support/night.ts";
import { openNight, saidOf } from "../support/night-stage.ts";

const { entries } = theNight();

test("milestones are published where a manager chose it, and no other news", async () => {
  const night = await openNight();
  const channel = night.discord.state.channels.get(night.discord.channel.id);
  if (!channel) throw new Error("no channel");
  channel.type = 5;
  const asked = await night.onDiscord("mia", true).ask("/announce here filter:everything publish:publish on");
  expect(asked.text).toMatch(/Published/);
  for (const entry of entries.slice(0, 4)) {
    night.feed.say(saidOf(entry));
    await night.settle();
  }
  const told = night.read(night.hall);
  await expect.poll(() => channel.published.length).toBeGreaterThan(0);
  expect(channel.published.length).toBeLessThan(told.length);
  // The first declaration of the night is a milestone.
  const published = told.filter(({ id }) => channel.published.includes(id)).map(({ text }) => text);
  expect(published.join()).toMatch(/first/i);
});

test("a channel without followers, and an hour that is full, cost nothing but the passing on", async () => {
  const night = await openNight();
  const asked = await night.onDiscord("mia", true).ask("/announce here filter:everything publish:publish on");
  expect(asked.text).toMatch(/Published/);
  night.feed.say(...entries.slice(0, 3).map(saidOf));
  await night.settle();
  const before = night.words(night.hall).length;
  expect(before).toBeGreaterThan(0);
  const channel = night.discord.state.channels.get(night.discord.channel.id);
  if (!channel) throw new Error("no channel");
  channel.type = 5;
  channel.published.push(...Array.from({ length: 10 }, (_, i) => String(i)));
  night.feed.say(...entries.slice(3, 9).map(saidOf));
  await night.settle();
  expect(night.words(night.hall).length).toBeGreaterThan(before);
});
