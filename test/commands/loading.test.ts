/** Commands are checked whole when they are loaded: a slip in one file is an error that names it, not a fault of /help. */
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { hinted } from "../../src/core/args.ts";
import { checkCommands } from "../../src/core/check-command.ts";
import type { Command } from "../../src/core/command.ts";
import { joinCommands } from "../../src/main/commands.ts";

const word = (more = {}) => hinted(z.string(), { label: "word", about: "a word", ...more });
const sound: Command = {
  name: "echo",
  summary: "Says a word again",
  examples: ["/echo hello"],
  args: z.object({ word: word() }),
  audience: "asker",
  role: "anyone",
  run: () => ({ summary: "hello" }),
};
const check = (...commands: readonly Partial<Command>[]): void =>
  checkCommands(commands.map((over, i) => ({ from: `${i + 1}.ts`, command: { ...sound, ...over } })));

afterEach(() => {
  vi.doUnmock("../../src/commands/about.ts");
  vi.doUnmock("../../src/commands/desk/shift.ts");
  vi.resetModules();
});

test("a sound command is taken, and so are all of ours", async () => {
  check({});
  expect((await joinCommands()).length).toBeGreaterThan(50);
});

test.each<[string, Partial<Command>, RegExp]>([
  ["no hint", { args: z.object({ word: word(), page: z.string().optional() }) }, /argument page has no hint/],
  ["a name in capitals", { name: "Echo", examples: ["/Echo hello"] }, /“Echo”.*lower case/],
  ["a name of three words", { name: "echo it again", examples: ["/echo it again hello"] }, /one or two words/],
  ["a name with a slash", { name: "/echo" }, /one or two words/],
  ["no summary", { summary: " " }, /summary/],
  ["a summary with a full stop", { summary: "Says a word again." }, /summary.*full stop/],
  ["a summary of two lines", { summary: "Says a word\nagain" }, /summary.*one line/],
  ["an example of nothing", { examples: ["/echo"] }, /example “\/echo”/],
  ["an example of another command", { examples: ["/echo hello", "/ehco hello"] }, /example “\/ehco hello”/],
  ["a title that is cut", { asks: { title: "A title that is much too long" } }, /title.*24/],
  ["a label that is cut", { asks: { submit: "A label that is much too long" } }, /submit.*24/],
  ["a hidden argument that nobody can fill", { args: z.object({ word: word({ carried: true }) }) }, /word.*left out/],
  ["a secret argument that nobody can type", { args: z.object({ word: word({ secret: true }) }) }, /word.*left out/],
  [
    "a form of six",
    {
      args: z.object(Object.fromEntries("abcdef".split("").map((name) => [name, word()]))),
      examples: ["/echo a b c d e f"],
    },
    /argument f is needed.*only 5 fields/,
  ],
])("%s is an error that names the file", (_, over, says) => {
  expect(() => check({ name: "other", examples: ["/other one"] }, over)).toThrow(says);
  expect(() => check({ name: "other", examples: ["/other one"] }, over)).toThrow(/^2\.ts: [^\n]+$/);
});

test("names that stand in each other's way", () => {
  expect(() => check({}, {})).toThrow("1.ts: 2.ts has the name “echo” too");
  const two = { name: "echo twice", examples: ["/echo twice hello"] } as const;
  expect(() => check({}, two)).toThrow("2.ts: “echo twice” begins with the whole name of 1.ts");
  expect(() => check(two, {})).toThrow("1.ts: “echo twice” begins with the whole name of 2.ts");
  check({ ...two, name: "echo once", examples: ["/echo once hello"] }, two);
  expect(() => check({ bare: true }, { name: "other", examples: ["/other one"], bare: true })).toThrow(
    "1.ts: 2.ts takes bare words too",
  );
});

test("what comes with a service is checked as well", async () => {
  vi.resetModules();
  vi.doMock("../../src/commands/desk/shift.ts", () => ({
    default: () => ({ ...sound, name: "shift", args: z.object({}) }),
  }));
  const { joinCommands: joinAgain } = await import("../../src/main/commands.ts");
  await expect(joinAgain()).rejects.toThrow(/^src\/commands\/desk, \/shift: its example “\/echo hello” cannot/);
});

test("the loader checks what it loads", async () => {
  vi.resetModules();
  vi.doMock("../../src/commands/about.ts", () => ({ default: { ...sound, args: z.object({ word: z.string() }) } }));
  const { joinCommands: joinAgain } = await import("../../src/main/commands.ts");
  await expect(joinAgain()).rejects.toThrow(/^src\/commands\/about\.ts: argument word has no hint/);
});
