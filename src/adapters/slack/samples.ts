/** One of each kind of block, element and view that is ever sent, for Slack itself to judge. */
import type { types } from "@slack/bolt";
import type { Field } from "../../core/form.ts";
import type { Block, Reply } from "../../core/reply.ts";
import { modalOf } from "./blocks/modal.ts";
import { blocksOf, renderSlack } from "./render.ts";

const time = new Date("2024-07-05T03:31:00Z");
const link = "https://example.org/";

const table: Block = {
  kind: "table",
  head: [
    { head: "Party", align: "start" },
    { head: "Seats", align: "end" },
  ],
  rows: [["A party", "1"]],
};

const sample: Reply = {
  summary: "A sample",
  card: {
    title: "A sample",
    href: link,
    colour: { base: "#0087dc", onLight: "#0087dc", onDark: "#0087dc" },
    blocks: [
      { kind: "text", text: ["Words, ", { bold: "bold" }, ", ", { link: "a link", href: link }, ", ", { time }] },
      { kind: "facts", facts: [{ label: "Majority", value: "1" }] },
      table,
      // The second of a message is in words.
      table,
      { kind: "code", text: "<p>" },
      { kind: "file", name: "a.csv", text: "a,b\n1,2\n" },
      { kind: "picture", name: "map", svg: "<svg/>", alt: "A map", width: 1, height: 1 },
      { kind: "note", text: ["Small words"] },
    ],
    actions: [
      { label: "Asks", ask: { command: "help", args: {} } },
      { label: "Leads away", href: link },
    ],
  },
  source: "A source",
  asOf: time,
};

const field = (name: string, more: Partial<Field>): Field => ({
  name,
  label: name,
  about: name,
  required: true,
  ...more,
});

const rendering = {
  timeZone: "Europe/London",
  commands: [],
};

export interface Sample {
  /** Words of the doctor. */
  readonly is: string;
  /** The argument of blocks.validate, and what is judged. */
  readonly argument: "message" | "view";
  readonly value: { readonly blocks: readonly types.KnownBlock[] } | types.View;
}

export const samples = (): readonly Sample[] => [
  { is: "an answer", argument: "message", value: { blocks: renderSlack(sample, rendering).blocks } },
  {
    is: "a form",
    argument: "view",
    value: modalOf(
      {
        title: "A sample",
        submit: "Show",
        ask: { command: "help", args: {} },
        fields: [
          field("place", { complete: "seat" }),
          field("which", { choices: ["one", "other"], value: "one" }),
          field("words", { long: true, required: false }),
        ],
      },
      { channel: "C0" },
      [],
    ),
  },
  { is: "Home", argument: "view", value: { type: "home", blocks: blocksOf(sample, { ...rendering, follows: false }) } },
];
