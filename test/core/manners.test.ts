import { expect, test } from "vitest";
import { createManners, type Asking } from "../../src/core/manners.ts";
import { openBot } from "../support/bot.ts";
import { memorySettings, type PlaceSettings } from "../../src/core/place-settings.ts";
import { asPseudonym } from "../../src/core/asker.ts";
import type { Place } from "../../src/core/place.ts";

const { house } = await openBot();
const command = (name: string) => {
  const found = house.commands.find((one) => one.name === name);
  if (!found) throw new RangeError(name);
  return found;
};
const channel: Place = { platform: "p", id: "1", kind: "channel" };
const minute = 60_000;

/** @returns what is decided for one question after another */
async function channelWith(chosen?: PlaceSettings) {
  const settings = memorySettings();
  if (chosen) await settings.set(channel, chosen);
  const decide = createManners(settings);
  let callers = 0;
  return (over: Partial<Asking> & { at?: number } = {}) =>
    decide({
      place: channel,
      caller: asPseudonym(`caller ${(callers += 1)}`),
      command: command("seat"),
      isManager: false,
      now: new Date(over.at ?? 0),
      ...over,
    });
}

test("six public answers in ten minutes, the next for the asker alone with a Share button, then public again", async () => {
  const ask = await channelWith();
  for (let i = 0; i < 6; i += 1) expect(ask({ at: i })).toEqual({ kind: "answer", audience: "channel", share: false });
  expect(ask({ at: minute })).toEqual({ kind: "answer", audience: "asker", share: true });
  expect(ask({ at: 9.9 * minute })).toMatchObject({ audience: "asker" });
  expect(ask({ at: 10 * minute + 10 })).toMatchObject({ audience: "channel" });
});

test("another channel has a count of its own, and a direct conversation has none", async () => {
  const ask = await channelWith();
  for (let i = 0; i < 7; i += 1) ask();
  expect(ask({ place: { ...channel, id: "2" } })).toMatchObject({ audience: "channel" });
  expect(ask({ place: { ...channel, id: "3", kind: "direct" } })).toEqual({
    kind: "answer",
    audience: "channel",
    share: false,
  });
});

test("a button's answer is the presser's own, can be shared, and counts for nothing", async () => {
  const ask = await channelWith();
  for (let i = 0; i < 10; i += 1)
    expect(ask({ aside: true })).toEqual({ kind: "answer", audience: "asker", share: true });
  expect(ask()).toMatchObject({ audience: "channel" });
});

test("sharing is bounded, channel by channel, and never makes public what is for the asker alone", async () => {
  const ask = await channelWith({ answers: "private", off: [] });
  for (let i = 0; i < 6; i += 1)
    expect(ask({ share: true })).toEqual({ kind: "answer", audience: "channel", share: false });
  expect(ask({ share: true })).toMatchObject({ kind: "refuse", code: "too-many" });
  expect(ask({ share: true, place: { ...channel, id: "2" } })).toMatchObject({ audience: "channel" });
  expect(ask({ share: true, at: 11 * minute })).toMatchObject({ audience: "channel" });
  expect(ask({ share: true, command: command("privacy"), at: 30 * minute })).toMatchObject({ audience: "asker" });
});

test("what we ask ourselves counts for nobody, and is shown whatever the channel chose", async () => {
  const ask = await channelWith({ answers: "off", off: ["results"] });
  const caller = asPseudonym("someone");
  for (let i = 0; i < 50; i += 1)
    expect(ask({ caller, quiet: true })).toEqual({ kind: "answer", audience: "asker", share: false });
  expect(ask({ caller, isManager: true }).kind).toBe("answer");
});

test("what is for the asker alone counts for nothing", async () => {
  const ask = await channelWith();
  for (let i = 0; i < 20; i += 1)
    expect(ask({ command: command("help") })).toMatchObject({ audience: "asker", share: false });
  expect(ask()).toMatchObject({ audience: "channel" });
});

test("private: for the asker alone, with a Share button", async () => {
  const ask = await channelWith({ answers: "private", off: [] });
  expect(ask()).toEqual({ kind: "answer", audience: "asker", share: true });
});

test("off: refused kindly, but not to those who run the channel", async () => {
  const ask = await channelWith({ answers: "off", off: [] });
  expect(ask()).toMatchObject({ kind: "refuse", message: expect.stringContaining("ask me directly") });
  expect(ask({ isManager: true }).kind).toBe("answer");
});

test("a command that is switched off is refused by name, others are not", async () => {
  const ask = await channelWith({ answers: "public", off: ["swing"] });
  expect(ask({ command: command("swing") })).toMatchObject({ message: expect.stringContaining("/swing") });
  expect(ask().kind).toBe("answer");
});

test("one caller may ask twenty times a minute", async () => {
  const ask = await channelWith();
  const caller = asPseudonym("busy");
  for (let i = 0; i < 20; i += 1) expect(ask({ caller, at: i }).kind).toBe("answer");
  expect(ask({ caller, at: 30 })).toMatchObject({ kind: "refuse", message: expect.stringContaining("breath") });
  expect(ask({ caller: asPseudonym("calm"), at: 30 }).kind).toBe("answer");
  expect(ask({ caller, at: minute + 20 }).kind).toBe("answer");
});

test("people on the newsroom's list are not limited at the desk; others and other questions are", async () => {
  const ask = await channelWith();
  const ed = asPseudonym("ed");
  const desk = house.commands.filter(({ role }) => role !== "anyone");
  expect(desk.map(({ name }) => name)).toEqual(expect.arrayContaining(["freeze", "retract", "confirm"]));
  for (let i = 0; i < 30; i += 1)
    for (const one of desk) {
      expect(ask({ caller: ed, isStaff: true, command: one, ahead: true }).kind).toBe("answer");
      expect(ask({ caller: ed, isStaff: true, command: one }).kind).toBe("answer");
    }
  for (let i = 0; i < 20; i += 1) expect(ask({ caller: ed, isStaff: true, aside: true }).kind).toBe("answer");
  expect(ask({ caller: ed, isStaff: true })).toMatchObject({ code: "too-many" });
  const mia = asPseudonym("mia");
  for (let i = 0; i < 20; i += 1) ask({ caller: mia, isManager: true, command: command("freeze") });
  expect(ask({ caller: mia, isManager: true, command: command("freeze") })).toMatchObject({ code: "too-many" });
});
