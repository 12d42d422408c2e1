/** Answers that are shared: the same as if each were made anew, whatever is asked in whatever order by whomever. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { responseTo } from "../../src/adapters/slack/answers.ts";
import { renderSlack } from "../../src/adapters/slack/render.ts";
import { here } from "../../src/cli/house.ts";
import { asPseudonym, asStaffName, type Asker } from "../../src/core/asker.ts";
import { defineCommand, type Context } from "../../src/core/command.ts";
import { asDeclarations } from "../../src/core/declaration.ts";
import { createDispatch, type Answer, type Dispatch } from "../../src/core/dispatch.ts";
import { createManners } from "../../src/core/manners.ts";
import { answerModes, memorySettings } from "../../src/core/place-settings.ts";
import { intents } from "../../src/core/questions/intents.ts";
import type { Reply } from "../../src/core/reply.ts";
import { Results } from "../../src/core/results.ts";
import { createSharedAnswers } from "../../src/core/shared-answers.ts";
import { loadPack } from "../../src/data/election-pack.ts";
import { openBot, pack } from "../support/bot.ts";
import { inForm } from "../support/long.ts";

const { house } = await openBot();
const { election } = house;
const night = asDeclarations(loadPack(pack).results, election.publisher.name).toSorted(
  (a, b) => a.recorded.getTime() - b.recorded.getTime(),
);
const published: readonly (readonly string[])[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "..", "published", "questions.json"), "utf8"),
);

let runs = 0;
/** A command that only reads, and answers by whatever it looks at. */
const looking = (name: string, look: (context: Context) => string) =>
  defineCommand({
    name,
    summary: name,
    examples: [`/${name}`],
    args: z.object({}),
    audience: "channel",
    role: "anyone",
    reads: true,
    run(_, context) {
      runs += 1;
      return { summary: look(context), card: { title: name, blocks: [] } };
    },
  });

const early = new Date("2024-07-05T02:00:00Z");
const own = [
  looking("mine", ({ asker }) => asker.caller),
  looking("place", ({ asker: { place } }) => place.id),
  looking("clock", ({ now }) => now.toISOString()),
  looking("rule", ({ settings, asker }) => settings.get(asker.place).answers),
  looking("style", ({ style }) => JSON.stringify(style)),
  looking("readers", ({ whoCanSee }) => whoCanSee.join(" ")),
  looking("due", ({ hasCome }) => String(hasCome(early))),
  looking("count", ({ results }) => String(results.all.filter(({ state }) => state === "declared").length)),
];
const commands = [...house.commands, ...own];

const channel = (id: string) => ({ platform: "paper", id, kind: "channel" as const });
const askers: readonly Asker[] = [
  here,
  { ...here, caller: asPseudonym("somebody"), place: channel("C1"), forms: true },
  { ...here, caller: asPseudonym("another"), place: channel("C2") },
  { ...here, caller: asPseudonym("keeper"), place: channel("C1"), role: "manager" },
  {
    ...here,
    caller: asPseudonym("ana"),
    place: channel("C2"),
    role: "editor",
    staff: asStaffName("ana"),
    listed: "editor",
  },
  { ...here, caller: asPseudonym("threaded"), place: channel("T1"), ruledBy: channel("C1") },
];
const lines = [
  ...commands.flatMap(({ examples }) => examples),
  ...own.map(({ name }) => name),
  ...election.seats.slice(0, 25).flatMap(({ name }) => [`/seat ${name}`, `who won ${name}`, `turnout in ${name}`]),
  ...published.filter((_, i) => i % 9 === 0).map(([, line = ""]) => line),
];

/** A world whose log, clock and settings move, asked by two dispatches: with answers that are shared, and without. */
function openWorld(rehearsal: boolean) {
  let known = Results.before(election);
  let count = 0;
  let now = new Date("2024-07-04T22:30:00Z");
  const settings = memorySettings();
  const context = (asker: Asker): Context => {
    return {
      ...house.context(asker),
      settings,
      whoCanSee: [`everyone in ${asker.place.id}`],
      results: known,
      now,
      commands,
      hasCome: (at: Date) => at <= now,
      isOff: (name: string) => asker.role !== "manager" && settings.get(asker.place).off.includes(name),
      ...(rehearsal && { rehearsal: true }),
    };
  };
  const never = { most: 1e9, spell: 1 };
  const dispatch = (shared = false): Dispatch =>
    createDispatch({
      context,
      manners: createManners(settings, { publicAnswers: { most: 3, spell: 1e9 }, shared: never, questions: never }),
      fault: (error) => {
        throw error;
      },
      ...(shared && { shared: createSharedAnswers() }),
    });
  return {
    settings,
    plain: dispatch(),
    sharing: dispatch(true),
    move(by: number) {
      known = known.with(night.slice(count, count + by));
      count += by;
    },
    pass(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}

async function asked(dispatch: Dispatch, words: string, asker: Asker): Promise<Answer | object> {
  const begun = dispatch.line(words, asker);
  return begun.kind === "form" ? begun.form : begun.answer;
}

const step = fc.oneof(
  { weight: 20, arbitrary: fc.record({ kind: fc.constant("ask" as const), line: fc.nat(), asker: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("move" as const), by: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), minutes: fc.integer({ min: -90, max: 400 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("set" as const), at: fc.nat(2), off: fc.nat(), mode: fc.nat(2) }),
  },
);

test("shared or not, answers are the same over any order of questions, askers, entries, hours and settings", async () => {
  const few = fc.nat(11);
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(fc.nat(lines.length - 1), { minLength: 12, maxLength: 12 }),
      fc.array(fc.tuple(step, few), { minLength: 20, maxLength: 60 }),
      async (rehearsal, some, steps) => {
        const world = openWorld(rehearsal);
        for (const [one, which] of steps)
          if (one.kind === "move") world.move(one.by);
          else if (one.kind === "pass") world.pass(one.minutes);
          else if (one.kind === "set")
            await world.settings.set(channel(`C${one.at}`), {
              answers: answerModes[one.mode] ?? "public",
              off: ["seat", "results", "count", "mine"].slice(0, one.off % 5),
            });
          else {
            // Of few questions, so that many are asked again.
            const line = lines[some[which] ?? 0] ?? "";
            const asker = askers[one.asker % askers.length] ?? here;
            const [a, b] = [await asked(world.plain, line, asker), await asked(world.sharing, line, asker)];
            expect(b, line).toEqual(a);
            if ("reply" in b && "reply" in a)
              expect(responseTo(b, drawing)).toMatchObject(renderSlack(a.reply, drawing));
          }
      },
    ),
    { numRuns: inForm(12, 300) },
  );
});

const drawing = { timeZone: election.timeZone, commands };

test("what depends on results alone is answered once, for everyone, until the log moves", async () => {
  const world = openWorld(false);
  const answers = async (line: string): Promise<readonly string[]> => {
    const all: string[] = [];
    for (const asker of askers.filter(({ staff }) => staff === undefined))
      all.push(((await asked(world.sharing, line, asker)) as Answer).reply.summary);
    return all;
  };
  runs = 0;
  expect(new Set(await answers("/count"))).toEqual(new Set(["0"]));
  expect(runs).toBe(1);
  world.move(3);
  expect(new Set(await answers("/count"))).toEqual(new Set(["3"]));
  expect(runs).toBe(2);
  expect(new Set(await answers("/due"))).toEqual(new Set(["false"]));
  expect(runs).toBe(3);
  world.pass(24 * 60);
  expect(new Set(await answers("/due"))).toEqual(new Set(["true"]));
  expect(runs).toBe(4);
  for (const line of ["/mine", "/place", "/clock", "/rule", "/readers"]) {
    runs = 0;
    const all = await answers(line);
    expect(runs, line).toBe(all.length);
  }
  expect(await answers("/mine")).toEqual(askers.filter(({ staff }) => !staff).map(({ caller }) => caller));
});

test("words that were written at length are given back where their reading is kept as well", async () => {
  const world = openWorld(false);
  const stranger = askers[1] ?? expect.fail();
  const words = "Bath and Clacton, says somebody";
  expect(await asked(world.sharing, `/spot ${words}`, stranger)).not.toHaveProperty("given");
  await world.settings.set(channel("C1"), { answers: "off", off: [] });
  expect(await asked(world.sharing, `/spot ${words}`, stranger)).toMatchObject({ problem: "forbidden", given: words });
});

test("plain questions lead to commands that change nothing", () => {
  const reads = new Set(house.commands.flatMap(({ name, reads }) => (reads ? [name] : [])));
  expect([...new Set(intents.map(({ command }) => command))].filter((name) => !reads.has(name))).toEqual([]);
});

test("memory for answers is bounded: the one asked for longest ago is made anew", async () => {
  const shared = createSharedAnswers();
  const context = house.context(here);
  const offers = { copy: false };
  const reading = looking("count", () => "");
  const make = async (n: number, text = ""): Promise<Reply> =>
    shared.make(reading, { n: String(n) }, context, offers, async () => ({
      summary: String(n),
      card: { title: "", blocks: text === "" ? [] : [{ kind: "file", name: "a", text }] },
    }));
  await make(0);
  await make(1);
  expect(shared.find(reading, { n: "0" }, context, offers)?.summary).toBe("0");
  await make(2, "x".repeat(11_940_000));
  expect([0, 1, 2].map((n) => shared.find(reading, { n: String(n) }, context, offers)?.summary)).toEqual([
    "0",
    undefined,
    "2",
  ]);
});
