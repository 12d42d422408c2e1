/** People who follow a seat or a filter: told in their own conversation, like a channel, until they say so. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { correctionOf, ranked, theNight } from "../support/night.ts";
import { openNight, saidOf, type NightStage } from "../support/night-stage.ts";
import { userId } from "../support/edge.ts";

const { election, entries } = theNight();
const nameOf = (code: string): string => election.seats.find((seat) => seat.code === code)?.name ?? code;
const [first, second, third] = entries;
if (!first || !second || !third) throw new Error("a night of three declarations at least");

/** Everything that the database holds of people. */
async function kept({ store: { db } }: NightStage): Promise<string> {
  const tables = await Promise.all([
    db.selectFrom("places").selectAll().execute(),
    db.selectFrom("messages").selectAll().execute(),
    db.selectFrom("notices").selectAll().execute(),
    db.selectFrom("switches").selectAll().execute(),
  ]);
  return JSON.stringify(tables);
}

describe("somebody who follows a seat", () => {
  test("is told there alone when it declares and when it changes, on both platforms", async () => {
    const night = await openNight();
    const talks = [
      { person: night.directly("slack", "zoe"), place: night.talk("slack", "zoe") },
      { person: night.directly("discord", "zoe"), place: night.talk("discord", "zoe") },
    ];
    for (const { person } of talks) {
      const { text } = await person.ask(`/follow ${nameOf(first.seat)}`);
      expect(text).toContain(`I tell you here from now on: ${nameOf(first.seat)}`);
      expect(text).toMatch(/I keep this conversation’s id/);
    }
    const before = talks.map(({ place }) => night.words(place).length);
    night.feed.say(saidOf(first), saidOf(second));
    await night.settle();
    for (const [i, { place }] of talks.entries()) {
      const said = night.words(place).slice(before[i]);
      expect(said).toHaveLength(1);
      expect(said[0]).toContain(nameOf(first.seat));
    }
    // Nobody else was told: not the usual channels, and not the desk.
    expect(night.words(night.hall)).toEqual([]);
    expect(night.newsroom().join()).not.toContain(nameOf(first.seat));
    const [winner = ""] = ranked(first);
    const votes = (first.votes?.[winner] ?? 0) + 1_111;
    night.feed.say(saidOf(correctionOf(first, { [winner]: votes })));
    await night.settle();
    for (const { place } of talks) expect(night.words(place).join()).toContain(votes.toLocaleString("en-GB"));
  });

  test("follows several things, lists them, leaves one, and is erased with the last", async () => {
    const night = await openNight();
    const zoe = night.directly("slack", "zoe");
    await zoe.ask("/follow bath");
    await zoe.ask("/follow labour gains and wales");
    expect((await zoe.ask("/follow bath")).text).toContain("You follow this already: Bath");
    const { text, buttons } = await zoe.ask("/follow");
    expect(text).toMatch(/Bath[^]*Labour gains/);
    expect(buttons).toContain("Unfollow all");
    expect((await zoe.ask("/unfollow wells and mendip hills")).text).toMatch(/You do not follow that/);
    expect((await zoe.ask("/unfollow bath")).text).toMatch(/You still follow: Labour gains/);
    const { id } = night.talk("slack", "zoe");
    expect(await kept(night)).toContain(id);
    expect((await zoe.ask("/unfollow")).text).toMatch(/erased/);
    expect(await kept(night)).not.toContain(id);
    await night.settle();
    for (const file of [night.where, `${night.where}-wal`])
      expect(readFileSync(file, "latin1").includes(id), file).toBe(false);
    expect((await zoe.ask("/follow")).text).toMatch(/You follow nothing/);
  });

  test("can name a town that lies in one seat, and is told which; never one that is guessed", async () => {
    const night = await openNight();
    const zoe = night.directly("discord", "zoe");
    expect((await zoe.ask("/follow keynsham")).text).toMatch(/North East Somerset and Hanham[^]*Keynsham/);
    expect((await zoe.ask("/follow basingstok")).text).not.toContain("from now on");
    expect((await zoe.ask("/follow")).text).not.toMatch(/Basingstoke/);
  });
});

test("nobody follows in a channel, where everyone would be told", async () => {
  const night = await openNight();
  for (const person of [night.onSlack("zoe"), night.onDiscord("zoe")]) {
    const { text, audience } = await person.ask("/follow bath");
    expect([text, audience]).toEqual([expect.stringMatching(/direct messages/), "asker"]);
  }
  expect(await kept(night)).not.toContain(userId("zoe"));
});

test("a conversation that takes nothing is no news for the desk, and no list of channels has it", async () => {
  const night = await openNight();
  await night.directly("discord", "zoe").ask(`/follow ${nameOf(first.seat)}`);
  night.discord.state.takesDirect = false;
  const { id } = night.talk("discord", "zoe");
  night.discord.state.channels.delete(id);
  night.feed.say(saidOf(first));
  await night.settle();
  expect([...night.newsroom(), ...night.newsroom("discord")].join()).not.toContain(id);
  const { text } = await night.onSlack("mia").ask("/announce list");
  expect(text).not.toContain(id);
});
