/** The Slack of our own refuses what Slack refuses: a judge that accepts everything would be none. */
import { attendedTime } from "../support/attended.ts";
import { describe, expect, test } from "vitest";
import { checkCall, checkMessage, checkOptions, checkResponse, checkView } from "../support/fake-slack/check.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const x = (length: number): string => "x".repeat(length);
const message = (...blocks: object[]) => checkMessage({ text: "words", blocks });
const rich = (element: object) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [element] }],
});
const buttons = (n: number, over: object = {}) => ({
  type: "actions",
  elements: Array.from({ length: n }, (_, i) => ({ type: "button", action_id: `a${i}`, text: plain("b"), ...over })),
});
const input = {
  type: "input",
  block_id: "b",
  label: plain("l"),
  element: { type: "plain_text_input", action_id: "t" },
};
const modal = (over: object) =>
  checkView({ type: "modal", title: plain("t"), submit: plain("s"), blocks: [input], ...over });

describe.each([
  ["header", 150, (n: number) => message({ type: "header", text: plain(x(n)) })],
  ["section", 3_000, (n: number) => message({ type: "section", text: plain(x(n)) })],
  ["field", 2_000, (n: number) => message({ type: "section", fields: [plain(x(n))] })],
  ["fields", 10, (n: number) => message({ type: "section", fields: Array.from({ length: n }, () => plain("f")) })],
  ["context", 10, (n: number) => message({ type: "context", elements: Array.from({ length: n }, () => plain("c")) })],
  ["buttons", 25, (n: number) => message(buttons(n))],
  ["button text", 75, (n: number) => message(buttons(1, { text: plain(x(n)) }))],
  ["button value", 2_000, (n: number) => message(buttons(1, { value: x(n) }))],
  ["rich text", 3_000, (n: number) => message(rich({ type: "text", text: x(n) }))],
  ["blocks", 50, (n: number) => message(...Array.from({ length: n }, () => ({ type: "divider" })))],
  ["text", 4_000, (n: number) => checkMessage({ text: x(n) })],
  [
    "view's blocks",
    100,
    (n: number) => checkView({ type: "home", blocks: Array.from({ length: n }, () => ({ type: "divider" })) }),
  ],
  ["title", 24, (n: number) => modal({ title: plain(x(n)) })],
  ["private metadata", 3_000, (n: number) => modal({ private_metadata: x(n) })],
  ["options", 100, (n: number) => checkOptions(Array.from({ length: n }, () => ({ text: plain("o"), value: "v" })))],
  ["option", 75, (n: number) => checkOptions([{ text: plain(x(n)), value: "v" }])],
] as const)("%s", (_, most, check) => {
  test("at the limit", () => expect(check(most)).toBeUndefined());
  test("one past it", () => expect(check(most + 1)).toBeDefined());
});

test.each([
  [
    "a message of many long blocks",
    message(...Array.from({ length: 6 }, () => rich({ type: "text", text: x(2_500) }))),
    "msg_blocks_too_long",
  ],
  ["no text", checkMessage({ blocks: [{ type: "divider" }] }), "no_text"],
  ["no blocks", checkMessage({ text: "t", blocks: [] }), "invalid_blocks"],
  ["an unknown block", message({ type: "heading", text: plain("t") }), "invalid_blocks"],
  ["an unknown field", message({ type: "divider", colour: "red" }), "invalid_blocks"],
  ["markup in a header", message({ type: "header", text: { type: "mrkdwn", text: "t" } }), "invalid_blocks"],
  ["a wrong type", message({ type: "header", text: "t" }), "invalid_blocks"],
  ["empty words", message({ type: "header", text: plain("") }), "invalid_blocks"],
  ["an action id twice", message(buttons(2, { action_id: "same" })), "invalid_blocks"],
  ["metadata without a payload", checkMessage({ text: "t", metadata: { event_type: "e" } }), "metadata_must_be_valid"],
  ["a form without a button", modal({ submit: undefined }), "invalid_arguments"],
  [
    "a foreign argument",
    checkCall("chat.postEphemeral", { channel: "C", user: "U", text: "t", unfurl_links: false }),
    "invalid_blocks",
  ],
  ["a foreign field of a response", checkResponse({ text: "t", audience: "asker" }), "invalid_payload"],
  ["a response of no type", checkResponse({ text: "t", response_type: "public" }), "invalid_payload"],
] as const)("%s", (_, refusal, error) => {
  expect(refusal?.error).toBe(error);
});

test("seconds in which the machine ran other programs are not the bot's, and those in which it reckoned are", () => {
  const passed = (work: () => void): number => {
    const before = attendedTime();
    work();
    return attendedTime() - before;
  };
  // Neither idle nor at work, as a process that is kept waiting.
  expect(passed(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400))).toBeLessThan(200);
  const reckon = (): void => {
    for (const { user } of [process.cpuUsage()]) while (process.cpuUsage().user - user < 100_000);
  };
  expect(passed(reckon)).toBeGreaterThan(90);
});
