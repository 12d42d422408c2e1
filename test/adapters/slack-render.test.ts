/** Replies as Slack's payloads: everything that can be asked is accepted, and what is too long is cut where it must be. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modalOf } from "../../src/adapters/slack/blocks/modal.ts";
import { typable } from "../../src/adapters/slack/entrance.ts";
import { blocksOf, renderSlack, type RenderOptions, type SlackMessage } from "../../src/adapters/slack/render.ts";
import { encodeAsk } from "../../src/core/encode.ts";
import type { Action, Ask, Block, Card, Reply } from "../../src/core/reply.ts";
import { openBot, type Bot } from "../support/bot.ts";
import { faultsDrawn } from "../support/drawn.ts";
import { checkMessage, checkView } from "../support/fake-slack/check.ts";
import { wordsOf } from "../support/fake-slack/screen.ts";
import { messageFaults } from "../support/strict/slack.ts";
import { isLong, inForm } from "../support/long.ts";
import { type Asker, asStaffName } from "../../src/core/asker.ts";
import { formFor } from "../../src/core/command-form.ts";
import { asDeliveryId } from "../../src/core/place.ts";
import { anyText } from "../support/any-text.ts";

const after = await openBot();
const before = await openBot("2024-07-04T22:30:00+01:00");
const { commands, election } = after.house;
const options: RenderOptions = { timeZone: election.timeZone, commands };
const render = (reply: Reply): SlackMessage => renderSlack(reply, options);

const manager: Partial<Asker> = {
  role: "manager",
  staff: asStaffName("mia"),
  place: { platform: "slack", id: "C1", kind: "channel" },
};

async function answer({ house }: Bot, ask: Ask): Promise<Reply> {
  const asker = {
    place: { platform: "slack", id: "C1", kind: "channel" },
    role: "manager",
    staff: asStaffName("mia"),
    forms: false,
  } as Asker;
  const begun = house.dispatch.call({ ...ask, asker });
  if (begun.kind === "form") throw new TypeError("a form was opened");
  return (await begun.answer).reply;
}

describe.each([
  ["when all is declared", after],
  ["before anything is", before],
] as const)("%s", (_, bot) => {
  test("every command's examples, and all that their buttons lead to, are whole on both platforms", async () => {
    const seen = new Set<string>();
    const queue: Ask[] = [];
    const add = (reply: Reply, line: string): void => {
      expect(faultsDrawn(reply, commands), line).toEqual([]);
      for (const action of reply.card?.actions ?? []) if ("ask" in action) queue.push(action.ask);
    };
    for (const line of commands.flatMap(({ examples }) => examples)) add((await bot.say(line, manager)).reply, line);
    for (let ask = queue.shift(); ask && seen.size < (isLong ? 2_500 : 40); ask = queue.shift()) {
      const code = encodeAsk(ask, commands);
      if (seen.has(code)) continue;
      seen.add(code);
      add(await answer(bot, ask), code);
    }
    expect(seen.size).toBeGreaterThan(20);
  });
});

test("every command's form is accepted", () => {
  for (const command of commands) {
    const form = formFor(command, {});
    if (form)
      expect(
        checkView(modalOf(form, { url: "https://hooks.slack.com/x", channel: "C1" }, commands)),
        command.name,
      ).toBe(undefined);
  }
});

const card = (over: Partial<Card>): Reply => ({ summary: "s", card: { title: "t", blocks: [], ...over } });
const button = (label: string): Action => ({ label, ask: { command: "help", args: {} } });
const headerOf = ({ blocks }: SlackMessage) => (blocks[0]?.type === "header" ? blocks[0].text.text : "");
const said = (reply: Reply): string => wordsOf(render(reply).blocks);

test.each([
  ["Try /help seat or /seat bath", "Try /teller help seat or /teller seat bath"],
  ["“/channel answers private”", "“/teller channel answers private”"],
  ["/teller /seat bath, /teller seat bath", "/teller /seat bath, /teller seat bath"],
  [
    "https://example.org/seat/help, and/help, /sieges, /invite, 1/2",
    "https://example.org/seat/help, and/help, /sieges, /invite, 1/2",
  ],
])("%s is typed as %s", (words, typed) => {
  expect(typable(words, commands)).toBe(typed);
  expect(typable(typed, commands)).toBe(typed);
});

test("every kind of words tells what can be typed, and what is to be copied is left alone", () => {
  const blocks: Block[] = [
    { kind: "text", text: ["/help", { bold: "/help" }, { link: "/help", href: "https://example.org/help" }] },
    { kind: "note", text: ["/help"] },
    { kind: "facts", facts: [{ label: "/help", value: "/help" }] },
    { kind: "table", head: [{ head: "/help", align: "start" }], rows: [["/help"]] },
  ];
  const message = render({ summary: "/help", card: { title: "/help", blocks } });
  expect(message.text).not.toMatch(/(?<!teller |\.org)\/help/);
  expect(wordsOf(message.blocks).match(/\/teller help/g)).toHaveLength(9);
  expect(said(card({ blocks: [{ kind: "code", text: "/help" }] }))).not.toContain("teller");
});

test("a message's first table is Slack's own, and the next is words; a view has none of Slack's", () => {
  const table: Block = {
    kind: "table",
    head: [
      { head: "", align: "end" },
      { head: "Candidate", align: "start" },
      { head: "", align: "start" },
      { head: "Votes", align: "end" },
      { head: "+/−", align: "end" },
    ],
    rows: [["1", "Wera Hobhouse", "LD", "19,883", ""]],
  };
  const { blocks } = render(card({ blocks: [table, table] }));
  expect(blocks.map(({ type }) => type)).toEqual(["header", "table", "rich_text"]);
  expect(wordsOf(blocks.slice(2))).toBe("Candidate · Votes · +/−\n1 Wera Hobhouse LD · 19,883 · –");
  const alone = blocksOf(card({ blocks: [table] }), options);
  expect(alone.map(({ type }) => type)).toEqual(["header", "rich_text"]);
});

describe("at the limit, and one past it", () => {
  test("a title", () => {
    expect(headerOf(render(card({ title: "x".repeat(150) })))).toBe("x".repeat(150));
    expect(headerOf(render(card({ title: "x".repeat(151) })))).toBe(`${"x".repeat(149)}…`);
    // No letter is cut in two.
    expect(headerOf(render(card({ title: "👩‍👩‍👧".repeat(40) })))).toMatch(/^(👩‍👩‍👧)+…$/u);
  });

  test("a summary, whose entities are not cut either", () => {
    expect(render({ summary: "x".repeat(4_000) }).text).toHaveLength(4_000);
    expect(render({ summary: "x".repeat(4_001) }).text).toMatch(/^x{3999}…$/);
    expect(render({ summary: "&".repeat(3_000) }).text).toMatch(/^(&amp;)+…$/);
  });

  test("a button's label, and a row of buttons", () => {
    expect(said(card({ actions: [button("x".repeat(75))] }))).toContain("x".repeat(75));
    expect(said(card({ actions: [button("x".repeat(76))] }))).toMatch(/x{74}…/);
    const many = (n: number) => card({ actions: Array.from({ length: n }, (_, i) => button(`b${i}`)) });
    expect(said(many(25))).toMatch(/b24$/);
    expect(said(many(26))).toMatch(/this is cut[^]*b24$/);
  });

  test("blocks", () => {
    const many = (n: number) => card({ blocks: Array.from({ length: n }, () => ({ kind: "text", text: ["x"] })) });
    expect(render(many(48)).blocks).toHaveLength(49);
    expect(said(many(48))).not.toMatch(/this is cut/);
    expect(render(many(49)).blocks).toHaveLength(50);
    expect(said(many(49))).toMatch(/this is cut/);
  });

  test("a long text goes on in further blocks, until the message is full", () => {
    const facts = (n: number): Reply =>
      card({
        blocks: [{ kind: "facts", facts: Array.from({ length: n }, (_, i) => ({ label: `fact ${i}`, value: "x" })) }],
      });
    expect(render(facts(60)).blocks.length).toBeGreaterThan(2);
    expect(said(facts(60))).toMatch(/fact 59/);
    expect(said(facts(60))).not.toMatch(/this is cut/);
    expect(said(facts(600))).toMatch(/this is cut/);
    expect(JSON.stringify(render(facts(600)).blocks).length).toBeLessThanOrEqual(12_000);
  });

  test("a table loses rows, not columns, and a word as long as a book its end", () => {
    const rows = Array.from({ length: 1_000 }, (_, i) => [`row ${i}`, "1"]);
    const head = ["Name", "Votes"].map((one, i) => ({
      head: one,
      align: i === 0 ? ("start" as const) : ("end" as const),
    }));
    expect(said(card({ blocks: [{ kind: "table", head, rows }] }))).toMatch(/row 40 · 1\n[^]*this is cut/);
    expect(said(card({ blocks: [{ kind: "text", text: ['"'.repeat(20_000)] }] }))).toMatch(/"+…\n[^]*this is cut/);
  });

  test("what is to be copied is whole or follows as a file", () => {
    const code = (length: number) => card({ blocks: [{ kind: "code", text: "x".repeat(length) }] });
    expect(said(code(2_500))).toContain("x".repeat(2_500));
    expect(said(code(3_500))).toContain("It follows as a file");
    // Where no file can follow, none is promised.
    const alone = wordsOf(renderSlack(code(3_500), { ...options, follows: false }).blocks);
    expect(alone).toMatch(/x{2900}[^]*this is cut/);
    expect(alone).not.toContain("follows");
  });
});

describe("a party's sign stands before its heading", () => {
  const marked = (base: string): string =>
    headerOf(render(card({ title: "HOLD: Bath", colour: { base, onLight: base, onDark: base } })));

  test.each([
    ["#e4003b", "🟥"],
    ["#faa61a", "🟧"],
    ["#fdf38e", "🟨"],
    ["#528d6b", "🟩"],
    ["#0087dc", "🟦"],
    ["#70147a", "🟪"],
    ["#909090", "⬜"],
    ["#101010", "⬛"],
  ])("%s is %s", (base, square) => {
    expect(marked(base)).toBe(`${square} HOLD: Bath`);
  });

  test("no words for screen readers have it, and a card without a colour has none", () => {
    const colour = { base: "#e4003b", onLight: "#e4003b", onDark: "#e4003b" };
    expect(render(card({ title: "HOLD: Bath", colour })).text).not.toContain("🟥");
    expect(headerOf(render(card({ title: "HOLD: Bath" })))).toBe("HOLD: Bath");
  });
});

test("a time is Slack's own date, with the voters' time for whoever sees no more; source and state are one block", () => {
  const asOf = new Date("2024-07-05T03:31:00Z");
  const { blocks, text } = render({
    ...card({
      blocks: [
        { kind: "text", text: ["at ", { time: asOf }] },
        { kind: "note", text: ["After 160 of 650."] },
      ],
    }),
    source: "the <log>",
    asOf,
  });
  expect(blocks).toMatchObject([
    { type: "header" },
    {
      type: "rich_text",
      elements: [
        { elements: [{ text: "at " }, { type: "date", timestamp: 1_720_150_260, fallback: "4:31am, 5 July 2024" }] },
      ],
    },
    {
      type: "context",
      elements: [
        { type: "plain_text", text: "After 160 of 650." },
        { type: "plain_text", text: "Source: the <log>, as of" },
        { type: "mrkdwn", text: "<!date^1720150260^{time}, {date_long_full}|4:31am, 5 July 2024>" },
      ],
    },
  ]);
  expect(text).toContain("as of 4:31am, 5 July 2024");
  // Figures that are dated by the day have no hour to be told.
  const dated = render({ ...card({}), source: "the log", asOf: new Date("2026-01-05T00:00:00Z") });
  expect(wordsOf(dated.blocks)).toBe("t\nSource: the log, as of 5 January 2026");
});

test("a post carries its delivery id, and nothing unfurls", () => {
  const message = renderSlack({ summary: "s" }, options, asDeliveryId("d1"));
  expect(message).toMatchObject({
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: "teller_post", event_payload: { delivery: "d1" } },
  });
  expect(checkMessage({ ...message })).toBeUndefined();
});

describe("whatever a reply holds", () => {
  const words = fc.oneof(
    anyText({ maxLength: 60 }),
    fc.constantFrom("", "<!channel>", "@here", "*b* `c` ```", "a\nb", "&amp;<>", "x".repeat(5_000), '"\\'.repeat(900)),
  );
  const href = fc.constantFrom("https://example.org/", "javascript:alert(1)", "https://", "nowhere");
  const inline = fc.oneof(
    words,
    words.map((bold) => ({ bold })),
    fc.record({ link: words, href }),
    fc.constant({ time: new Date(0) }),
  );
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constantFrom("text" as const, "note" as const), text: fc.array(inline, { maxLength: 8 }) }),
    fc.record({ kind: fc.constant("facts" as const), facts: fc.array(fc.record({ label: words, value: words })) }),
    fc.record({
      kind: fc.constant("table" as const),
      head: fc.array(fc.record({ head: words, align: fc.constantFrom("start" as const, "end" as const) }), {
        maxLength: 5,
      }),
      rows: fc.array(fc.array(words, { maxLength: 5 }), { maxLength: 60 }),
    }),
    fc.record({
      kind: fc.constant("picture" as const),
      name: words,
      svg: words,
      alt: words,
      width: fc.nat(),
      height: fc.nat(),
    }),
    fc.record({ kind: fc.constant("code" as const), text: words }),
    fc.record({ kind: fc.constant("file" as const), name: words, text: words }),
  );
  const action: fc.Arbitrary<Action> = fc.oneof(
    fc.record({
      label: words,
      ask: fc.constant({ command: "seat", args: { place: "x".repeat(300) } }),
    }),
    fc.record({ label: words, href }),
  );

  test.each([0, 1])("no letter of two halves is cut through, %i letters in", (before) => {
    const { text } = render({ summary: `${"a".repeat(before)}${"😀".repeat(3_000)}` });
    expect(text.length).toBeGreaterThan(3_990);
    expect(text.isWellFormed()).toBe(true);
  });

  test("it is accepted, and nothing in it is live", () => {
    fc.assert(
      fc.property(
        words,
        fc.array(block, { maxLength: 60 }),
        fc.array(action, { maxLength: 30 }),
        (title, blocks, actions) => {
          const message = render({ summary: title, card: { title, blocks, actions }, source: "someone" });
          expect(checkMessage({ ...message })).toBeUndefined();
          // Markup is dates alone, which the validator reads to the letter.
          expect(messageFaults({ ...message })).toEqual([]);
          expect(message.text).not.toMatch(/<|@(channel|here|everyone)/);
        },
      ),
      { numRuns: inForm(25, 300) },
    );
  });
});
