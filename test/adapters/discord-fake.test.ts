/** The judge is judged too: the fake Discord takes what is at a limit, and refuses one past it. */
import { describe, expect, test } from "vitest";
import { choiceFaults, commandFaults, messageFaults, modalFaults, faultsOf } from "../support/fake-discord/check.ts";

const v2 = 32_768;
const mentions = { allowed_mentions: { parse: [] } };
const text = (content: string, more: object = {}) => ({ type: 10, content, ...more });
const button = (more: object = {}) => ({ type: 2, style: 2, label: "b", custom_id: "c", ...more });
const row = (...components: object[]) => ({ type: 1, components });
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

function faults(body: object): string[] {
  const whole = { flags: v2, ...mentions, ...body };
  return faultsOf("MessageCreate", whole, () => messageFaults(whole));
}

test.each([
  [
    "4,000 characters of text",
    (extra: number) => ({ components: [text("x".repeat(3_000)), text("x".repeat(1_000 + extra))] }),
  ],
  ["40 components", (extra: number) => ({ components: many(40 + extra, () => text("x")) })],
  [
    "5 buttons in a row",
    (extra: number) => ({ components: [row(...many(5 + extra, (i) => button({ custom_id: `${i}` })))] }),
  ],
  ["a label of 80", (extra: number) => ({ components: [row(button({ label: "l".repeat(80 + extra) }))] })],
  ["a custom_id of 100", (extra: number) => ({ components: [row(button({ custom_id: "c".repeat(100 + extra) }))] })],
  [
    "an address of 512",
    (extra: number) => ({
      components: [row({ type: 2, style: 5, label: "l", url: `https://x.org/${"u".repeat(498 + extra)}` })],
    }),
  ],
  ["content of 2,000", (extra: number) => ({ flags: 0, content: "x".repeat(2_000 + extra) })],
  ["a nonce of 25", (extra: number) => ({ components: [text("x")], nonce: "n".repeat(25 + extra) })],
])("%s and no more", (_, body) => {
  expect(faults(body(0))).toEqual([]);
  expect(faults(body(1))).not.toEqual([]);
});

test.each([
  ["an unknown field", { components: [text("x", { colour: 1 })] }],
  ["a wrong type", { components: [{ type: 10, content: 7 }] }],
  ["an unknown component", { components: [{ type: 99 }] }],
  ["an empty text", { components: [text(" ")] }],
  ["an empty message", { components: [] }],
  ["an empty container", { components: [{ type: 17, components: [] }] }],
  ["a button without custom_id", { components: [row({ type: 2, style: 2, label: "b" })] }],
  [
    "a link with a custom_id",
    { components: [row({ type: 2, style: 5, label: "b", url: "https://x.org", custom_id: "c" })] },
  ],
  ["a link that is no address", { components: [row({ type: 2, style: 5, label: "b", url: "javascript:1" })] }],
  ["the same custom_id twice", { components: [row(button(), button())] }],
  ["the same id twice", { components: [text("a", { id: 1 }), text("b", { id: 1 })] }],
  ["an id that is no 32-bit integer", { components: [text("a", { id: 2 ** 31 })] }],
  ["content beside components V2", { content: "x", components: [text("a")] }],
  ["components V2 without the flag", { flags: 0, components: [text("a")] }],
  ["ephemeral where it is not for that", { flags: v2 | 64, components: [text("a")] }],
  ["a file that did not come with it", { components: [{ type: 13, file: { url: "attachment://x.csv" } }] }],
  ["words that may call everyone", { components: [text("a")], allowed_mentions: undefined }],
])("refuses %s", (_, body) => {
  expect(faults(body)).not.toEqual([]);
});

describe("modals", () => {
  const label = (i: number, more: object = {}) => ({
    type: 18,
    label: "l",
    component: { type: 4, style: 1, custom_id: `${i}` },
    ...more,
  });
  const modal = (more: object = {}) => ({ custom_id: "m", title: "t", components: [label(0)], ...more });
  test.each([
    ["a title of 45", (extra: number) => modal({ title: "t".repeat(45 + extra) })],
    ["5 fields", (extra: number) => modal({ components: many(5 + extra, label) })],
    ["labels of 45", (extra: number) => modal({ components: [label(0, { label: "l".repeat(45 + extra) })] })],
    [
      "a value of 4,000",
      (extra: number) =>
        modal({
          components: [
            label(0, { component: { type: 4, style: 1, custom_id: "v", value: "v".repeat(4_000 + extra) } }),
          ],
        }),
    ],
  ])("%s and no more", (_, make) => {
    const faults = (extra: number) =>
      faultsOf("Callback", { type: 9, data: make(extra) }, () => modalFaults(make(extra)));
    expect(faults(0)).toEqual([]);
    expect(faults(1)).not.toEqual([]);
  });
});

describe("commands", () => {
  const command = (more: object = {}) => ({ type: 1, name: "seat", description: "d", ...more });
  const option = (i: number, more: object = {}) => ({ type: 3, name: `o${i}`, description: "d", ...more });
  const faults = (...commands: object[]) =>
    faultsOf("Commands", commands, () => commandFaults(commands as unknown as Parameters<typeof commandFaults>[0]));
  test.each([
    ["100 of them", (extra: number) => many(100 + extra, (i) => command({ name: `c${i}` }))],
    ["a name of 32", (extra: number) => [command({ name: "n".repeat(32 + extra) })]],
    ["a description of 100", (extra: number) => [command({ description: "d".repeat(100 + extra) })]],
    ["25 options", (extra: number) => [command({ options: many(25 + extra, option) })]],
    [
      "25 choices",
      (extra: number) => [
        command({ options: [option(0, { choices: many(25 + extra, (i) => ({ name: `n${i}`, value: `${i}` })) })] }),
      ],
    ],
  ])("%s and no more", (_, make) => {
    expect(faults(...make(0))).toEqual([]);
    expect(faults(...make(1))).not.toEqual([]);
  });
  test.each([
    ["capitals", command({ name: "Seat" })],
    ["spaces", command({ name: "tip send" })],
    ["no description", command({ description: "" })],
    ["required options after others", command({ options: [option(0), option(1, { required: true })] })],
    ["subcommands beside options", command({ options: [option(0), { type: 1, name: "s", description: "d" }] })],
    ["an option twice", command({ options: [option(0), option(0)] })],
    ["an unknown field", command({ colour: 1 })],
  ])("refuses %s", (_, one) => {
    expect(faults(one)).not.toEqual([]);
  });
});

test("25 suggestions of 100 characters and no more", () => {
  const choices = (count: number, length = 1) => many(count, () => ({ name: "n".repeat(length), value: "v" }));
  expect(choiceFaults(choices(25, 100))).toEqual([]);
  expect(choiceFaults(choices(26))).not.toEqual([]);
  expect(choiceFaults(choices(1, 101))).not.toEqual([]);
});
