/** Lines that are typed to keep everyone else waiting: they are refused before they are read, and read with little work. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { here } from "../../src/cli/house.ts";
import { asPseudonym, asStaffName, type Asker } from "../../src/core/asker.ts";
import { hinted } from "../../src/core/args.ts";
import { defineCommand, type Context } from "../../src/core/command.ts";
import { createDispatch, type Answer, type Seen } from "../../src/core/dispatch.ts";
import { createManners } from "../../src/core/manners.ts";
import { memorySettings } from "../../src/core/place-settings.ts";
import { toText } from "../../src/core/plain-text.ts";
import { joinCommands } from "../../src/main/commands.ts";
import { openBot } from "../support/bot.ts";
import { inForm } from "../support/long.ts";

const { house } = await openBot(undefined, { kept: true });
const channel: Asker = {
  ...here,
  place: { platform: "paper", id: "C1", kind: "channel" },
  caller: asPseudonym("someone"),
};
/** Open to anyone, and written at length. */
const note = defineCommand({
  name: "note",
  summary: "Notes",
  examples: ["/note a word"],
  args: z.object({ text: hinted(z.string(), { label: "text", about: "anything", long: true }) }),
  audience: "asker",
  role: "anyone",
  run: () => ({ summary: "noted" }),
});
const editor: Asker = { ...here, role: "manager", staff: asStaffName("ana"), listed: "editor" };

/** Each method of a finder, noted with the words that it is asked about. */
function counted<T extends object>(finder: T, count: (asked: string) => void): T {
  return new Proxy(finder, {
    get(target, name, self) {
      const method: unknown = Reflect.get(target, name, self);
      if (typeof method !== "function") return method;
      return (...given: unknown[]): unknown => {
        count(JSON.stringify([name, ...given]));
        return Reflect.apply(method, target, given);
      };
    },
  });
}

function openStage() {
  let asked: string[] = [];
  const count =
    (kind: string) =>
    (words: string): void =>
      void asked.push(`${kind} ${words}`);
  const seen: Seen[] = [];
  const settings = memorySettings();
  const context = (asker: Asker): Context => {
    const known = house.context(asker);
    return {
      ...known,
      settings,
      commands: [...known.commands, note],
      seats: counted(known.seats, count("seats")),
      people: counted(known.people, count("people")),
      parties: counted(known.parties, count("parties")),
      regions: counted(known.regions, count("regions")),
    };
  };
  const dispatch = createDispatch({
    context,
    manners: createManners(settings),
    fault: () => {},
    seen: (one) => void seen.push(one),
  });
  return {
    settings,
    seen,
    /** @returns the answer, how often a finder was asked for it, and how often at most about the same words */
    ask: async (line: string, asker: Asker) => {
      asked = [];
      const begun = dispatch.line(line, asker);
      if (begun.kind === "form") throw new TypeError("a form was opened");
      const answer: Answer = await begun.answer;
      const most = Math.max(0, ...Array.from(Map.groupBy(asked, (words) => words).values(), ({ length }) => length));
      return { answer, calls: asked.length, most };
    },
  };
}

describe("nothing is read of a line that is refused", () => {
  const long = "lab ".repeat(500);

  test("for the role", async () => {
    const { ask } = openStage();
    for (const line of ["/declare bath a 1 a 1 a 1", `/export seats ${long}`, `/copy ${long}`]) {
      const { answer, calls } = await ask(line, channel);
      expect([answer.problem, calls], line).toEqual(["forbidden", 0]);
    }
  });

  test("for the channel’s own choice", async () => {
    const { ask, settings } = openStage();
    await settings.set(channel.place, { answers: "public", off: ["swing"] });
    expect(await ask(`/swing ${long}`, channel)).toMatchObject({ answer: { problem: "forbidden" }, calls: 0 });
    await settings.set(channel.place, { answers: "off", off: [] });
    for (const line of [`/swing ${long}`, "/seat bath", "bath", long])
      expect(await ask(line, channel), line).toMatchObject({ answer: { problem: "forbidden" }, calls: 0 });
  });

  test("for too many of late, those that could not be read among them", async () => {
    const { ask } = openStage();
    for (let i = 0; i < 20; i++) await ask(i % 2 === 0 ? "/swing lab" : "words that are no place at all", channel);
    for (const line of [`/swing ${long}`, "/seat bath", "bath", long])
      expect(await ask(line, channel), line).toMatchObject({ answer: { problem: "too-many" }, calls: 0 });
  });

  test("and words that were written at length are given back", async () => {
    const { ask } = openStage();
    for (let i = 0; i < 20; i++) await ask("/seat bath", channel);
    const { answer } = await ask("/note the officer misread a figure", channel);
    expect(answer.problem).toBe("too-many");
    expect(toText(answer.reply, { width: 300, timeZone: "UTC" })).toContain("the officer misread a figure");
  });

  test("but never one typed to a command that takes a secret", async () => {
    const { ask } = openStage();
    for (let i = 0; i < 20; i++) await ask("/seat bath", channel);
    const { answer } = await ask("/tip send the brown envelope", channel);
    expect(answer.problem).toBe("too-many");
    expect(JSON.stringify(answer)).not.toContain("envelope");
  });
});

test("a line that does not fit a secret command is in no figure, as one that fits is not", async () => {
  const { ask, seen } = openStage();
  expect((await ask("/tip safer the brown envelope", channel)).answer.problem).toBe("usage");
  expect((await ask("/tip send the brown envelope", channel)).answer.problem).toBe("usage");
  expect(seen).toEqual([]);
});

test("lines that could not be read take none of a channel’s public answers", async () => {
  const { ask } = openStage();
  for (let i = 0; i < 10; i++) await ask("/swing lab", channel);
  expect((await ask("/seat bath", channel)).answer.audience).toBe("channel");
});

describe("whatever is typed", () => {
  /** Of a line's reading and its answer together; the worst that was found asks 108 times. */
  const mostCalls = 200;
  const worst = `/swing ${"green party of england and wales ".repeat(120)}`;

  test("after any command asks finders a bounded number of times", async () => {
    const names = (await joinCommands()).map(({ name }) => `/${name}`);
    const { election } = house;
    const word = fc.oneof(
      fc.constantFrom(...election.seats.flatMap(({ name }) => name.split(" "))),
      fc.constantFrom(...election.parties.flatMap(({ name, short, aliases }) => [name, short, ...aliases])),
      fc.constantFrom(...election.regions.flatMap(({ name, aliases }) => [name, ...aliases])),
      fc.constantFrom(
        "a",
        "the",
        "and",
        "in",
        "=",
        "because",
        "every",
        "quiet",
        "by-election",
        "officer",
        "agency",
        "on",
      ),
      fc.nat(99_999).map(String),
    );
    const words = fc
      .tuple(fc.array(word, { minLength: 1, maxLength: 6 }), fc.constantFrom(1, 3, 40, 1_000))
      .map(([some, times]) => `${some.join(" ")} `.repeat(times));
    const line = fc
      .tuple(fc.constantFrom("", ...names), fc.array(words, { minLength: 1, maxLength: 3 }))
      .map(([name, parts]) => [name, ...parts].join(" ").slice(0, 4_000));
    let caller = 0;
    const { ask } = openStage();
    await fc.assert(
      fc.asyncProperty(line, async (typed) => {
        const { calls } = await ask(typed, { ...editor, caller: asPseudonym(`someone ${(caller += 1)}`) });
        expect(calls).toBeLessThanOrEqual(mostCalls);
      }),
      { numRuns: inForm(100, 400), examples: [[worst]] },
    );
  });

  test.each([
    worst,
    `/swing ${"lab ".repeat(500)}`,
    `/swing ${"a ".repeat(500)}`,
    `/swing ${"= ".repeat(500)}`,
    `/swing ${"conservativ labuor ".repeat(100)}`,
    `/declare bath ${"a 1 ".repeat(500)}`,
    `/correct ${"a ".repeat(500)}`,
    `/announce here ${"every ".repeat(500)}`,
    `/announce test ${"labour or bath and ".repeat(100)}`,
    "north est somerset ".repeat(200),
    "/".concat("x".repeat(4_000)),
  ])("%.40s takes little of the processor", async (line) => {
    const { ask } = openStage();
    await ask(line, editor);
    const began = process.cpuUsage();
    const { calls } = await ask(line, editor);
    const { user, system } = process.cpuUsage(began);
    expect(calls).toBeLessThanOrEqual(mostCalls);
    // Some 10 ms of an idle machine, where there were up to 4,700: the rest is for others at work on this one.
    expect((user + system) / 1_000).toBeLessThan(200);
  });
});

test("a finder is asked once for the same words of a line", async () => {
  const { ask } = openStage();
  for (const line of ["/swing zz zz zz zz zz zz zz zz zz zz 5", "bath", "who won in the north east", "/seat qq"])
    expect((await ask(line, editor)).most, line).toBe(1);
  // Ten runs of the same word from one to ten long, each as a party to the letter, nearly, and as a region; and the answer's
  // own, with the three proposals that it tries.
  expect((await ask("/swing zz zz zz zz zz zz zz zz zz zz 5", editor)).calls).toBeLessThanOrEqual(45);
});
