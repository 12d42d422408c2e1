/** Forms of every command: what they are called, what they offer, and how a wrong value is answered. */
import { describe, expect, test } from "vitest";
import { faultsOf } from "../../src/adapters/slack/blocks/modal.ts";
import { asStaffName, type Asker } from "../../src/core/asker.ts";
import { choicesOf, hintOf, isOptional } from "../../src/core/args.ts";
import { formFor } from "../../src/core/command-form.ts";
import type { Command } from "../../src/core/command.ts";
import type { Begun } from "../../src/core/dispatch.ts";
import type { Form } from "../../src/core/form.ts";
import { parseLine } from "../../src/core/parse.ts";
import { toText } from "../../src/core/plain-text.ts";
import { here } from "../../src/cli/house.ts";
import { openBot } from "../support/bot.ts";
import { oneIn } from "../support/long.ts";

const bot = await openBot();
const { commands, dispatch, election } = bot.house;
/** Of the newsroom, and its manager: may ask everything. */
const ana: Asker = { ...here, role: "manager", staff: asStaffName("ana"), listed: "manager" };
const typed = (line: string, forms: boolean): Begun => dispatch.line(line, { ...ana, forms });
const said = async (begun: Begun): Promise<string> => {
  if (begun.kind === "form") return JSON.stringify(begun.form);
  const { reply } = await begun.answer;
  return `${reply.summary}\n${toText(reply, { width: 300, timeZone: election.timeZone })}`;
};
const formOf = (line: string): Form => {
  const begun = typed(line, true);
  if (begun.kind !== "form") throw new TypeError(`${line} opened no form`);
  return begun.form;
};

describe("what can be only one of a few is chosen from a list", () => {
  test.each([
    ["/shift", "switch", ["on", "off"]],
    ["/solo", "switch", ["on", "off"]],
    ["/channel answers", "mode", ["public", "private", "off"]],
    ["/channel command", "switch", ["on", "off"]],
    ["/export", "sheet", ["seats", "candidates", "targets", "picture"]],
  ])("%s", (line, name, choices) => {
    expect(formOf(line).fields.find((field) => field.name === name)?.choices).toEqual(choices);
  });

  test("in every form that a command's arguments give", () => {
    for (const command of commands)
      for (const field of formFor(command, {})?.fields ?? []) {
        const schema = command.args.shape[field.name];
        expect(field.choices, `${command.name} ${field.name}`).toEqual(schema && choicesOf(schema));
      }
  });

  test("a value that is none of them is not filled in", () => {
    const shift = commands.find(({ name }) => name === "shift") as Command;
    expect(formFor(shift, { switch: "off" })?.fields[0].value).toBe("off");
    expect(formFor(shift, { switch: "elsewhere" })?.fields[0].value).toBeUndefined();
  });
});

describe("a form says what it is for, and its button what it does", () => {
  test.each([
    ["/shift", "At the desk", "Save"],
    ["/export", "A file", "Export"],
    ["/channel answers", "Answers in this channel", "Save"],
    ["/confirm", "Confirm a draft", "Confirm"],
    ["/seat", "One constituency", "Show"],
    ["/gains", "Gains", "Show"],
    ["/atrisk", "Seats at risk", "Show"],
    ["/declare", "Declare: which seat?", "Continue"],
    ["/tips claim", "A case of the tip line", "Claim"],
    ["/tips reply", "A reply", "Send"],
  ])("%s", (line, title, submit) => {
    expect(formOf(line)).toMatchObject({ title, submit });
  });

  test("whatever is asked for", () => {
    const needing = commands.filter(({ args }) => Object.values(args.shape).some((schema) => !isOptional(schema)));
    expect(needing.length).toBeGreaterThan(25);
    for (const { name } of needing) {
      const { title, submit, fields } = formOf(`/${name}`);
      expect(title, name).toMatch(/^[A-Z][^/]{2,23}$/);
      expect(submit, name).toMatch(/^(?!Ask$)[A-Z][a-z ]{2,23}$/);
      const known = Object.keys(commands.find((one) => one.name === name)?.args.shape ?? {});
      for (const field of fields) expect(known, name).toContain(field.name);
    }
  });
});

describe("a wrong value is answered in people's words", () => {
  /** The validation library's words, and those of programs. */
  const library =
    /invalid|expected|received|zod|regex|undefined|\bnull\b|\bNaN\b|must match|too (small|big)|(>|<)=|\[object/i;
  const junk = [
    "",
    " ",
    "\u0000",
    "mango",
    "yes",
    "0",
    "-1",
    "1.5",
    "1e9",
    "999999999999",
    "25:99",
    "on off",
    "💥",
    "<b>",
    "{}",
    "x".repeat(5_000),
  ];

  test.each(commands.map((command, nth) => [command.name, command, nth] as const))(
    "/%s",
    async (name, command, nth) => {
      const [example] = command.examples;
      const { args: whole } = parseLine(example, commands, () => true);
      const call = (args: Readonly<Record<string, string>>) => dispatch.call({ command: name, args, asker: ana });
      const answers = [
        await said(call({})),
        await said(typed(`/${name}`, false)),
        await said(typed(`/${name} mango mango`, false)),
      ];
      for (const [at, argument] of Object.keys(command.args.shape).entries()) {
        const { [argument]: _, ...others } = whole;
        answers.push(await said(call(others)));
        for (const value of oneIn(4, junk, nth + at)) {
          answers.push(await said(call({ ...whole, [argument]: value })));
          answers.push(await said(typed(`/${name} ${value}`, false)));
          answers.push(...Object.values(faultsOf({ [argument]: value }, command)));
        }
      }
      for (const answer of answers) expect(answer).not.toMatch(library);
    },
  );

  test.each([
    ["/shift", { switch: "maybe" }, "Type it as /shift ON OR OFF. Choose on or off."],
    ["/channel answers", { mode: "loud" }, "Type it as /channel answers MODE. Choose public, private or off."],
    ["/export", { sheet: "votes" }, "Type it as /export SHEET [filter]. Choose seats, candidates, targets or picture."],
    ["/recount", { place: "bath", known: "me" }, /Say how it is known: returning officer, .* or party agent\./],
    ["/seat", {}, "It needs a constituency, by any name it is known by."],
    ["/swing", { from: "lab", to: "con", points: "99" }, /A swing goes up to 50 points\./],
    ["/tip send", { agreed: "no" }, "This form is from an older version of me: please open it anew."],
  ])("%s %j", async (line, args, words) => {
    const [command = ""] = /[a-z].*/.exec(line) ?? [];
    const begun = dispatch.call({ command, args, asker: ana });
    expect(await said(begun)).toMatch(words);
    expect(begun.kind === "answer" && (await begun.answer).problem).toBe("usage");
  });

  test.each([
    ["/shift maybe", "Choose on or off."],
    ["/channel answers loud", "Choose public, private or off."],
    ["/export", "Choose seats, candidates, targets or picture."],
    ["/tips list open", /Choose sealed, relayed, .* or deleted\./],
  ])("%s", async (line, words) => {
    expect(await said(typed(line, false))).toMatch(words);
  });

  test("beside the field where it was chosen", () => {
    const shift = commands.find(({ name }) => name === "shift");
    expect(faultsOf({ switch: "maybe" }, shift)).toEqual({ switch: "Choose on or off." });
    expect(faultsOf({ switch: "on" }, shift)).toEqual({});
  });

  test("there was something to try", () => {
    const all = commands.flatMap(({ args }) => Object.entries(args.shape));
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(([name, schema]) => hintOf(name, schema).carried).length).toBeGreaterThan(1);
  });
});
