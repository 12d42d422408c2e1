/** A role that a channel's news calls: that one alone, once, for what is news now. */
import { describe, expect, test } from "vitest";
import { ranked, theNight } from "../support/night.ts";
import { openNight, saidOf, type NightStage } from "../support/night-stage.ts";
import type { Where } from "../support/fake-discord/people.ts";
import { textOf, type Role } from "../support/fake-discord/state.ts";

const { entries } = theNight();

const politics: Role = { id: "700000000000000001", name: "Politics", permissions: "0", mentionable: true };
const closed: Role = { id: "700000000000000002", name: "Closed", permissions: "0", mentionable: false };

async function opened(): Promise<NightStage> {
  const night = await openNight();
  night.discord.state.roles = [politics, closed];
  return night;
}
const asks = (night: NightStage, line: string, where: Where = {}) =>
  night.discord.user("max", { manages: true, ...where }).slash(line);
/** The words of everything posted in the one channel, as sent. */
const sent = ({ discord }: NightStage): readonly string[] =>
  discord.state.messages
    .filter(({ channel_id: id, only }) => id === discord.channel.id && only === undefined)
    .map(textOf);

describe("a role", () => {
  test("is called once for each piece of news, and nobody else is", async () => {
    const night = await opened();
    const asked = await asks(night, `/announce here filter:everything mention:<@&${politics.id}>`);
    expect(asked.text).toMatch(/\*\*Calls\*\* \\@Politics/);
    for (const entry of entries.slice(0, 3)) {
      night.feed.say(saidOf(entry));
      await night.settle();
    }
    const told = sent(night).length;
    expect(told).toBeGreaterThanOrEqual(3);
    expect(night.discord.state.called).toEqual(Array.from({ length: told }, () => politics.id));
    expect(sent(night).every((text) => text.startsWith(`<@&${politics.id}>`))).toBe(true);
    expect(night.discord.state.refused).toEqual([]);
    const bodies = night.discord.state.requests.filter(({ what }) => /^POST \/channels\/\d+\/messages$/.test(what));
    const allowed = bodies.map(({ body }) => (body as { allowed_mentions: unknown }).allowed_mentions);
    expect(
      allowed.filter((one) => JSON.stringify(one) !== JSON.stringify({ parse: [], roles: [politics.id] })),
    ).toEqual(
      // The newsroom's own channel calls nobody.
      allowed.filter((one) => JSON.stringify(one) === JSON.stringify({ parse: [] })),
    );
  });

  test("is not called again by an edit, nor by what is said anew", async () => {
    const night = await opened();
    await asks(night, `/announce here filter:everything mention:@politics`);
    const [entry] = entries;
    if (!entry?.votes) throw new Error("no first entry");
    night.feed.say(saidOf(entry));
    await night.settle();
    const before = night.discord.state.called.length;
    expect(before).toBeGreaterThan(0);
    // Another winner: the post is edited, and said anew in a second one.
    const [first = "", second = ""] = ranked(entry);
    const votes = { ...entry.votes, [first]: entry.votes[second] ?? 0, [second]: entry.votes[first] ?? 0 };
    night.feed.say({ ...saidOf(entry), votes });
    await night.settle();
    const edits = night.read(night.hall).flatMap((one) => one.edits);
    expect(edits.length).toBeGreaterThan(0);
    expect(night.discord.state.called).toHaveLength(before);
    expect(night.discord.state.refused).toEqual([]);
  });

  test("is not called for what was missed, nor for anything before it was chosen", async () => {
    const night = await opened();
    await asks(night, "/announce here filter:everything");
    night.feed.say(...entries.slice(0, 2).map(saidOf));
    await night.settle();
    expect(night.discord.state.called).toEqual([]);
    await asks(night, `/announce change mention:@Politics`);
    await asks(night, "/announce pause");
    night.feed.say(...entries.slice(2, 4).map(saidOf));
    await night.settle();
    night.pass(30);
    await asks(night, "/announce resume");
    await night.settle();
    expect(sent(night).length).toBeGreaterThan(1);
    expect(night.discord.state.called).toEqual([]);
    night.feed.say(...entries.slice(4, 5).map(saidOf));
    await night.settle();
    expect(new Set(night.discord.state.called)).toEqual(new Set([politics.id]));
  });

  test("that is gone is dropped, and that is said once", async () => {
    const before = await opened();
    await asks(before, "/announce here filter:everything mention:@Politics");
    await before.stop();
    before.discord.state.roles = [closed];
    const night = await openNight({}, before);
    for (const entry of entries.slice(0, 3)) {
      night.feed.say(saidOf(entry));
      await night.settle();
    }
    expect(night.discord.state.called).toEqual([]);
    expect(sent(night).filter((text) => text.includes("is gone: nobody is called any more"))).toHaveLength(1);
    expect(sent(night).join()).not.toContain("<@&");
    expect((await asks(night, "/announce list")).text).not.toMatch(/Calls/);
  });

  test("is called no more where a manager says off", async () => {
    const night = await opened();
    await asks(night, "/announce here filter:everything mention:@Politics");
    expect((await asks(night, "/announce change mention:off")).text).not.toMatch(/Calls/);
    night.feed.say(...entries.slice(0, 1).map(saidOf));
    await night.settle();
    expect([sent(night).length > 0, night.discord.state.called]).toEqual([true, []]);
  });
});

test("everybody, roles that are not there or not theirs to call, and words without an @ are refused", async () => {
  const night = await opened();
  for (const [words, why] of [
    ["@everyone", /I never call everybody/],
    ["@Nobody", /no such role/],
    ["@Closed", /not yours to call/],
    ["Politics", /mention \\@role/],
  ] as const) {
    expect((await asks(night, `/announce here filter:everything mention:${words}`)).text).toMatch(why);
    expect((await asks(night, "/announce list")).text).toMatch(/told no news/);
  }
  // Slack has none.
  const { text } = await night.onSlack("mia").ask("/announce here everything mention @politics");
  expect(text).toMatch(/no roles here/);
});

test("a role that its manager may call, and we may not, is told to be silent", async () => {
  const night = await opened();
  const { text } = await asks(night, "/announce here filter:everything mention:@Closed", { callsAll: true });
  expect(text).toMatch(/I may not mention \\@Closed yet/);
  night.feed.say(...entries.slice(0, 1).map(saidOf));
  await night.settle();
  expect(sent(night)[0]).toContain(`<@&${closed.id}>`);
  expect(night.discord.state.called).toEqual([]);
});
