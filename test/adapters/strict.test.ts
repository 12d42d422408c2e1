/** The strict validators: each refuses what its platform does, and takes the same without the fault. */
import { describe, expect, test } from "vitest";
import * as discord from "../support/strict/discord.ts";
import * as slack from "../support/strict/slack.ts";
import type { Json } from "../support/strict/walk.ts";

const plain = (text: string): Json => ({ type: "plain_text", text, emoji: false });
const button = (over: Json = {}): Json => ({ type: "button", action_id: "a", text: plain("Go"), value: "v", ...over });
const cell = (text: string): Json => ({ type: "raw_text", text });
const table = (rows: number, columns: number, text = "x"): Json => ({
  type: "table",
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell(text))),
});
const rich = (...elements: readonly Json[]): Json => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});
const header = { type: "header", text: plain("T") };

describe("Slack", () => {
  const faults = (...blocks: readonly Json[]) => slack.messageFaults({ text: "t", blocks });

  test.each<readonly [string, Json, Json]>([
    [
      "header of 151",
      { type: "header", text: plain("x".repeat(151)) },
      { type: "header", text: plain("x".repeat(150)) },
    ],
    ["a table of 101 rows", table(101, 1), table(100, 1)],
    ["a table of 21 columns", table(1, 21), table(1, 20)],
    ["a table of over 10,000 letters", table(1, 2, "x".repeat(5_001)), table(1, 2, "x".repeat(5_000))],
    ["an empty cell", table(2, 1, ""), table(2, 1, " ")],
    ["26 buttons", actions(26), actions(25)],
    ["a label of 76", actions(1, { text: plain("x".repeat(76)) }), actions(1, { text: plain("x".repeat(75)) })],
    ["a value of 2,001", actions(1, { value: "x".repeat(2_001) }), actions(1, { value: "x".repeat(2_000) })],
    ["an action id twice", actions(2, { action_id: "a" }), actions(2)],
    ["empty rich text", rich({ type: "text", text: "" }), rich({ type: "text", text: "x" })],
    ["half a letter", rich({ type: "text", text: "\uD83D" }), rich({ type: "text", text: "\uD83D\uDE00" })],
    ["a date by a word", rich(date({ timestamp: "now" })), rich(date({}))],
    ["a token that is none", rich(date({ format: "{hour}" })), rich(date({ format: "{date_short_pretty} {time}" }))],
    ["a field of nobody's", { ...header, colour: "red" }, header],
    ["a block of nobody's", { type: "bars" }, { type: "divider" }],
  ])("%s", (_, bad, good) => {
    expect(faults(bad)).not.toEqual([]);
    expect(faults(good)).toEqual([]);
  });

  test("51 blocks, two tables, no words", () => {
    expect(faults(...Array.from({ length: 51 }, () => header))).not.toEqual([]);
    expect(faults(...Array.from({ length: 50 }, () => header))).toEqual([]);
    expect(faults(table(1, 1), table(1, 1))).toEqual(["2 tables"]);
    expect(slack.messageFaults({ text: " ", blocks: [header] })).toEqual(["text is blank"]);
  });

  test("views", () => {
    const modal = { type: "modal", title: plain("Title"), blocks: [header] };
    expect(slack.viewFaults(modal)).toEqual([]);
    expect(slack.viewFaults({ ...modal, title: plain("x".repeat(25)) })).not.toEqual([]);
    expect(slack.viewFaults({ ...modal, blocks: [table(1, 1)] })).not.toEqual([]);
    const input = { type: "input", label: plain("Place"), element: { type: "plain_text_input", action_id: "text" } };
    expect(slack.viewFaults({ ...modal, blocks: [input] })).toEqual(["inputs without a button"]);
    expect(slack.viewFaults({ ...modal, blocks: [input], submit: plain("Show") })).toEqual([]);
  });

  function actions(count: number, over: Json = {}): Json {
    return {
      type: "actions",
      elements: Array.from({ length: count }, (_, i) => button({ action_id: `a${i}`, ...over })),
    };
  }
  function date(over: Json): Json {
    return { type: "date", timestamp: 1_720_150_500, format: "{time}", fallback: "4:35am", ...over };
  }
});

describe("Discord", () => {
  const text = (content: string): Json => ({ type: 10, content });
  const row = (...components: readonly Json[]): Json => ({ type: 1, components });
  const press = (over: Json = {}): Json => ({ type: 2, style: 2, label: "Go", custom_id: "c", ...over });
  const message = (...components: readonly Json[]): Json => ({
    flags: 32_768,
    components,
    allowed_mentions: { parse: [] },
  });
  const many = (count: number, of: (i: number) => Json): Json[] => Array.from({ length: count }, (_, i) => of(i));
  const select = (count: number, over: Json = {}): Json => ({
    type: 3,
    custom_id: "s",
    options: many(count, (i) => ({ label: `l${i}`, value: `v${i}` })),
    ...over,
  });

  test.each<readonly [string, Json, Json]>([
    ["41 components", message(...many(41, () => text("x"))), message(...many(40, () => text("x")))],
    ["4,001 letters", message(text("x".repeat(4_000)), text("x")), message(text("x".repeat(3_999)), text("x"))],
    ["content beside components V2", { ...message(text("x")), content: "x" }, message(text("x"))],
    ["a blank text", message(text(" ")), message(text("x"))],
    ["six buttons", message(row(...many(6, (i) => press({ custom_id: `c${i}` })))), message(row(press()))],
    ["a label of 81", message(row(press({ label: "x".repeat(81) }))), message(row(press({ label: "x".repeat(80) })))],
    ["a custom_id of 101", message(row(press({ custom_id: "x".repeat(101) }))), message(row(press()))],
    ["a custom_id twice", message(row(press(), press())), message(row(press(), press({ custom_id: "d" })))],
    ["26 options", message(row(select(26))), message(row(select(25)))],
    ["a select beside a button", message(row(select(2), press())), message(row(select(2)))],
    ["words that may call people", { ...message(text("x")), allowed_mentions: {} }, message(text("x"))],
    ["a file that did not come", message({ type: 13, file: { url: "attachment://a.txt" } }), message(text("x"))],
  ])("%s", (_, bad, good) => {
    expect(discord.messageFaults(bad)).not.toEqual([]);
    expect(discord.messageFaults(good)).toEqual([]);
  });

  test("modals", () => {
    const field = { type: 18, label: "Place", component: { type: 4, custom_id: "place", style: 1 } };
    const modal = { custom_id: "m", title: "Title", components: [field] };
    expect(discord.modalFaults(modal)).toEqual([]);
    expect(discord.modalFaults({ ...modal, title: "x".repeat(46) })).not.toEqual([]);
    expect(discord.modalFaults({ ...modal, components: [{ ...field, label: "x".repeat(46) }] })).not.toEqual([]);
    expect(discord.modalFaults({ ...modal, components: many(6, () => field) })).not.toEqual([]);
  });

  test("lines of one width are those between fences", () => {
    expect(discord.monospaced(message(text("a\n```\nb c\nd\n```\ne")))).toEqual(["b c", "d"]);
  });
});
