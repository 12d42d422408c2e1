/** The prompt, typed at as a person would: through streams that say they are a terminal. */
import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { createTerminal } from "../../src/adapters/terminal/index.ts";
import { openBot } from "../support/bot.ts";

const bot = await openBot();
const open: PassThrough[] = [];
afterEach(() => open.splice(0).forEach((stream) => stream.destroy()));

/** @param depth bits of colour */
function sit({ columns = 60, depth = 1 } = {}) {
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
  });
  void terminal.start(bot.house.commands, bot.house.dispatch);
  return {
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
  coloured.type("/results\r");
  expect(await coloured.sees(/Source/)).toMatch(/\u001B\[38;2;\d+;\d+;\d+m█/);
  const plain = sit();
  plain.type("/results\r");
  expect(await plain.sees(/Source/)).not.toMatch(/\u001B\[[\d;]*m/);
});

test("lines fit the width of the screen", async () => {
  const { type, sees } = sit({ columns: 44 });
  type("/seat North East Somerset and Hanham\r");
  const card = (await sees(/Source[^]*teller> /)).split("LAB GAIN")[1]?.split("1 All")[0] ?? "";
  for (const line of card.split("\n").slice(1)) expect(line.length).toBeLessThanOrEqual(44);
});
