/**
 * Questions of people who did not write the grammar, each with patterns that its answer has to show. Figures are counted from
 * the publishers' files by a script that shares nothing with the project.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { openBot } from "./support/bot.ts";
import { inForm } from "./support/long.ts";

const questions = z
  .array(z.tuple([z.string(), z.string()]).rest(z.string()))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "published", "asked-outside.json"), "utf8")));
const bot = await openBot();

/** One in so many in the short form. */
const every = inForm(4, 1);

test.each([...Map.groupBy(questions, ([kind]) => kind)])("kind %s", async (_, asked) => {
  const wrong: string[] = [];
  for (const [, line, ...patterns] of asked.filter((_, i) => i % every === 0)) {
    const { reply, text } = await bot.say(line);
    const shown = `${reply.summary}\n${text}`;
    if (!patterns.every((pattern) => new RegExp(pattern, "iu").test(shown))) wrong.push(`${line}: ${reply.summary}`);
  }
  expect(wrong).toEqual([]);
  expect(bot.faults).toEqual([]);
});
