/** The prompt, typed at as a person would: through streams that say they are a terminal. */
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { createTerminal, type TerminalOptions } from "../../src/adapters/terminal/index.ts";
import { fill } from "../../src/adapters/terminal/fill.ts";
import type { Form } from "../../src/core/form.ts";
import { contractParts } from "../support/platform-contract.ts";
import { asDeliveryId, type Place } from "../../src/core/place.ts";

const parts = await contractParts();
const open: PassThrough[] = [];
afterEach(() => open.splice(0).forEach((stream) => stream.destroy()));

interface Sitting extends Partial<Pick<TerminalOptions, "role" | "greeting">> {
  readonly columns?: number;
  /** Bits of colour. */
  readonly depth?: number;
}

function sit({ columns = 60, depth = 1, ...more }: Sitting = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns, getColorDepth: () => depth });
  open.push(input, output);
  let shown = "";
  output.setEncoding("utf8").on("data", (text: string) => (shown += text));
  const terminal = createTerminal({
    in: input as unknown as NodeJS.ReadStream,
    out: output as unknown as NodeJS.WriteStream,
    timeZone: "Europe/London",
    greeting: "hello",
    ...more,
  });
  void terminal.start(parts.commands, parts.dispatch);
  return {
    terminal,
    ended: terminal.ended,
    type: (keys: string) => void input.write(keys),
    /** Waits until the screen has it; the test's own time limit is the bound. */
    sees: async (words: RegExp): Promise<string> => {
      while (!words.test(shown)) await pause(5);
      return shown;
    },
  };
}

test("greets, prompts, answers, and leaves by Ctrl-D", async () => {
  const { type, sees, ended } = sit();
  await sees(/hello[^]*teller> /);
  type("/seat bath\r");
  await sees(/LD HOLD: Bath/);
  type("\u0004");
  await ended;
});

describe("no word is broken, whatever the width", () => {
  const greeting =
    "Teller, on the United Kingdom general election of 4 July 2024. Ask /seat bath, /target 164, /portillo or /help. Tab completes, Ctrl-D leaves.";
  const linesOf = (shown: string): string[] => stripVTControlCharacters(shown).split("\n");

  test.each([20, 21, 33, 40, 60, 79, 80, 100, 200])("%i columns: the greeting", async (columns) => {
    const { sees } = sit({ columns, greeting });
    const [said = ""] = (await sees(/teller> /)).split(/\n\n/);
    const lines = linesOf(said);
    expect(lines.join(" ")).toBe(greeting);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.min(columns, 100));
  });

  test("a screen that does not tell its width has the usual one", async () => {
    const { sees } = sit({ columns: 0, greeting });
    const [said = ""] = (await sees(/teller> /)).split(/\n\n/);
    expect(linesOf(said)).toHaveLength(2);
  });

  test.each([24, 40, 60])("%i columns: a form and its list", async (columns) => {
    const said: string[] = [];
    const choices = ["a candidate", "a count", "a seat", "something else"];
    const form: Form = {
      title: "Pick one of these that is right",
      submit: "Pick",
      ask: { command: "pick", args: {} },
      fields: [
        { name: "words", label: "What the newsroom should know", about: "some words", required: true, long: true },
        { name: "one", label: "About", about: "what it is about", required: true, choices },
      ],
    };
    const typed = ["", "words", ".", "x", "a seat"];
    await fill(form, { say: (line) => void said.push(line), read: async () => typed.shift(), width: columns });
    expect(said.length).toBeGreaterThan(5);
    for (const line of said) expect(line.length, line).toBeLessThanOrEqual(columns);
    expect(said.join(" ")).toContain("One of: a candidate, a count, a seat, something else.");
    expect(said.join(" ")).toContain("It is one of: a candidate, a count, a seat, something else.");
  });
});

test("leaves by Ctrl-C", async () => {
  const { type, sees, ended } = sit();
  await sees(/teller> /);
  type("half a quest\u0003");
  await ended;
});

test("Tab completes commands and seats", async () => {
  const { type, sees } = sit();
  type("/portil\t");
  await sees(/\/portillo /);
  type("\u0015/seat north east somer\t\r");
  await sees(/LAB GAIN FROM CON/);
});

test("the up arrow brings the last question back", async () => {
  const { type, sees } = sit();
  type("/target 164\r");
  await sees(/Rank/);
  type("\u001B[A 7\u007F\u007F\r");
  await sees(/Rank[^]*Rank/);
});

test("colours where there are colours, none where there are not", async () => {
  const coloured = sit({ depth: 24 });
  coloured.type("/seat bath\r");
  expect(await coloured.sees(/Source/)).toMatch(/\u001B\[38;2;\d+;\d+;\d+mLD HOLD/);
  const plain = sit();
  plain.type("/seat bath\r");
  expect(await plain.sees(/Source/)).not.toMatch(/\u001B\[[\d;]*m/);
});

test("lines fit the width of the screen", async () => {
  const { type, sees } = sit({ columns: 44 });
  type("/seat North East Somerset and Hanham\r");
  const card = (await sees(/Source[^]*teller> /)).split("LAB GAIN")[1]?.split("1 All")[0] ?? "";
  for (const line of card.split("\n").slice(1)) expect(line.length).toBeLessThanOrEqual(44);
});

describe("a form", () => {
  const asked = /first: anything\n[^]*> /;

  test("is asked field by field; what is needed is asked again, the rest may be left out", async () => {
    const { type, sees } = sit();
    type("/formal\r");
    expect(await sees(asked)).toContain("Formal words. An empty line keeps");
    type("\r");
    await sees(/first is needed\./);
    type("one\r");
    await sees(/second: anything \(may be left out\)\nSeveral lines/);
    type("\r");
    await sees(/formally: one, nothing/);
  });

  test("takes several lines, to a full stop, empty ones among them", async () => {
    const { type, sees } = sit();
    type("/formal\r");
    await sees(asked);
    type("one\rtwo\r\r three\r.\r");
    await sees(/formally: one, two\n\nthree\n/);
  });

  test("keeps what is filled in already", async () => {
    const form: Form = {
      title: "One constituency",
      submit: "Show",
      ask: { command: "seat", args: {} },
      fields: [
        { name: "place", label: "place", about: "where", required: true, value: "Bath" },
        { name: "words", label: "words", about: "what", required: false, value: "some", long: true },
      ],
    };
    const said: string[] = [];
    const screen = (lines: string[]) => ({
      say: (line: string) => void said.push(line),
      read: async () => lines.shift(),
      width: 100,
    });
    expect(await fill(form, screen(["", "."]))).toEqual({ place: "Bath", words: "some" });
    expect(await fill(form, screen(["Wells", "other", "words", "."]))).toEqual({
      place: "Wells",
      words: "other\nwords",
    });
    expect(await fill(form, screen(["Wells", "other"]))).toBeUndefined();
    expect(said).toContain("place: where [Bath]");
  });

  test("asks for one of a list until it has one, however short", async () => {
    const form: Form = {
      title: "Pick one",
      submit: "Pick",
      ask: { command: "pick", args: {} },
      fields: [
        {
          name: "one",
          label: "one",
          about: "which",
          required: false,
          value: "other",
          choices: ["a seat", "a candidate", "other"],
        },
      ],
    };
    const said: string[] = [];
    const picked = (...lines: string[]) =>
      fill(form, { say: (line) => void said.push(line), read: async () => lines.shift(), width: 100 });
    expect(await picked("")).toEqual({ one: "other" });
    expect(await picked("a candidate")).toEqual({ one: "a candidate" });
    expect(await picked("Cand")).toEqual({ one: "a candidate" });
    expect(said.slice(-2)).toEqual(["one: which [other]", "One of: a seat, a candidate, other."]);
    expect(await picked("a", "nothing", "a s")).toEqual({ one: "a seat" });
    const again = "It is one of: a seat, a candidate, other.";
    expect(said.slice(-2)).toEqual([again, again]);
    expect(await picked("x")).toBeUndefined();
  });

  test("is given up by a word", async () => {
    const { type, sees } = sit();
    type("/formal\r");
    await sees(asked);
    type("one\r");
    await sees(/second: /);
    type("two\rCancel\r");
    await sees(/Given up\.[^]*teller> /);
    type("/seat bath\r");
    expect(await sees(/LD HOLD: Bath/)).not.toContain("formally");
  });

  test("is given up by Ctrl-C, with the line that was half typed, and the next line is a question", async () => {
    const { type, sees } = sit();
    type("/formal\r");
    await sees(asked);
    type("half a wor\u0003");
    await sees(/Given up\.[^]*teller> /);
    type("/seat bath\r");
    await sees(/LD HOLD: Bath/);
  });

  test("completes names in its fields", async () => {
    const { type, sees } = sit();
    type("/seat\r");
    await sees(/place: a constituency/);
    type("nuneat\t");
    await sees(/> Nuneaton/);
    type("\r\r");
    await sees(/LAB GAIN FROM CON: Nuneaton/);
  });

  test("ends with the input", async () => {
    const { type, sees, ended } = sit();
    type("/formal\r");
    await sees(asked);
    type("\u0004");
    await ended;
    await sees(/Given up/);
  });
});

test("what is posted stands above the line that is being typed, which goes on", async () => {
  const { terminal, type, sees } = sit();
  const place: Place = { platform: "terminal", id: "here", kind: "direct" };
  await sees(/teller> /);
  type("/seat ba");
  await sees(/\/seat ba/);
  const posted = await terminal.post(place, { summary: "Bath has declared." }, asDeliveryId("one"));
  expect(await sees(/Bath has declared/)).toMatch(/\u001B\[0J *Bath has declared\.\n\n[^\n]*teller> \/seat ba/);
  expect(posted).toMatchObject({ kind: "sent" });
  type("th\r");
  await sees(/LD HOLD: Bath/);
  await terminal.post(place, { summary: "Bath has declared." }, asDeliveryId("one"));
  expect((await sees(/./)).match(/Bath has declared/g)).toHaveLength(1);
});

test("whoever sits there may be given a role", async () => {
  const anyone = sit();
  anyone.type("/managed\r");
  await anyone.sees(/is for managers/);
  const manager = sit({ role: "manager" });
  manager.type("/managed\r");
  await manager.sees(/\nmanaged\n\n/);
  manager.type("/edited\r");
  await manager.sees(/\nedited\n\n/);
});
