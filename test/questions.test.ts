/** Plain questions, with the right answers that `tools/write-questions.ts` computed from the publishers' files. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { here } from "../src/cli/house.ts";
import { readQuestion } from "../src/core/questions/read.ts";
import { openBot } from "./support/bot.ts";
import { inForm, isLong } from "./support/long.ts";

const bot = await openBot();
const known = bot.house.context(here);
const questions = z
  .array(z.tuple([z.string(), z.string()]).rest(z.string()))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "published", "questions.json"), "utf8")));
const byKind = Map.groupBy(questions, ([kind]) => kind);

/** All that a reply shows, without drawing it. */
async function answerTo(line: string) {
  const begun = bot.house.dispatch.line(line, here);
  if (begun.kind === "form") throw new TypeError("a form was opened");
  const { reply, problem } = await begun.answer;
  return { shown: JSON.stringify([reply.summary, reply.card]), problem, reply };
}

test("there are questions of every kind", () => {
  expect(questions.length).toBeGreaterThan(400);
  expect(byKind.size).toBeGreaterThan(12);
});

/** One in so many. */
const every = inForm(5, 1);

test.each([...byKind])("%s", async (kind, asked) => {
  const wrong: string[] = [];
  for (const [, line, ...says] of asked.filter((_, i) => i % every === 0)) {
    const { shown, problem, reply } = await answerTo(line);
    const isRight =
      kind === "unknown"
        ? problem === "not-found" && (shown.match(/\/[a-z]+/g)?.length ?? 0) >= 3
        : problem === undefined && says.every((one) => shown.includes(one));
    if (!isRight) wrong.push(`${line}: ${reply.summary}`);
  }
  expect(wrong).toEqual([]);
  expect(bot.faults).toEqual([]);
});

describe("what turns a meaning round is never passed over", () => {
  test.each([
    "who won bath in 1997",
    "how many seats would labour win",
    "which seats didnt labour win",
    "why did labour win bath",
    "who nearly won bath",
    "who should have won bath",
    "how many seats did labour win in 2019",
    "how many women lost",
    "biggest majority ever",
    "who won half of the vote in bath",
    "labour gains in narnia",
    "turnout among women",
    "who won bath and clacton and the lottery",
  ])("%s", async (line) => {
    const { problem, reply } = await answerTo(line);
    expect(problem, reply.summary).toBeDefined();
    expect(reply.summary.match(/\/[a-z]+/g)?.length ?? 0).toBeGreaterThan(2);
  });
});

describe("how it was read is said, where that is not plain", () => {
  test.each([
    ["what flipped in wales", "Read as /seats gains and Wales."],
    ["labour seats but not london", "Read as /seats Labour wins and not London."],
    ["closest seat in wales", "Read as /seats Wales by majority."],
    ["who has the lowset turnout", "Read as /seats everything by turnout lowest first."],
  ])("%s", async (line, said) => {
    expect((await answerTo(line)).reply.summary).toContain(said);
  });

  test("and the line that is said gives the same seats", async () => {
    for (const [, line] of questions.filter((_, i) => isLong || i % 25 === 0)) {
      const reading = readQuestion(line, known);
      if (reading.is !== "question" || !reading.readAs?.startsWith("/seats")) continue;
      const [mine, its] = [await answerTo(line), await answerTo(reading.readAs)];
      expect(its.reply.data, `${line}: ${reading.readAs}`).toEqual(mine.reply.data);
    }
  });
});

test.each([
  ["bath", "/seat bath"],
  ["hey @teller what about bath?", "/seat bath"],
  ["what about bath? @teller", "/seat bath"],
  ["results labour", "/results labour"],
  ["target 164", "/target 164"],
  ["Results in the North East", "/region north east"],
])("%s is %s", async (line, as) => {
  expect((await answerTo(line)).reply.card).toEqual((await answerTo(as)).reply.card);
});

/** The country's list of candidates has 4,515. */
test.each([
  ["how many candidates stood", "4,515 candidates stood in 650 seats."],
  ["which seat had the most candidates", "Closest: Hendon, 15 votes"],
  ["how many seats had recounts", "None is on. Those that are over are not known."],
  ["labour vote share change", "33.7% of the vote (+1.6)"],
  ["first five seats to declare", "Houghton and Sunderland South was the first"],
])("%s", async (line, says) => {
  expect((await answerTo(line)).reply.summary).toContain(says);
});

test.each([
  ["who is my mp", /where you live/],
  ["tony blair", /Tony Blair/i],
  ["did boris johnson win", /Boris Johnson/i],
])("%s is nobody's card", async (line, says) => {
  const { reply } = await answerTo(line);
  expect(reply.summary).toMatch(says);
  expect(reply.summary).toMatch(/Nobody called|I do not know/);
});

test.each(["SW1A 1AA", "who is the mp for sw1a 1aa", "turnout in SW1A1AA please"])(
  "%s is not said back",
  async (line) => {
    const { shown } = await answerTo(line);
    expect(shown).toContain("I do not look up postcodes");
    expect(shown).not.toMatch(/sw1a|1aa/i);
  },
);

test("a command that is off here is off for questions", async () => {
  const place = { platform: "here", id: "off", kind: "channel" } as const;
  await known.settings.set(place, { answers: "public", off: ["results"] });
  const { problem, text } = await bot.say("who is winning", { place });
  expect(problem).toBe("forbidden");
  expect(text).toContain("/results is switched off here");
});
