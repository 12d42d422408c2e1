/** Everything that can be asked, as Discord would be sent it: accepted, readable on a phone, cut where it must be. */
import { describe, expect, test } from "vitest";
import { renderDiscord } from "../../src/adapters/discord/index.ts";
import type { Command } from "../../src/core/command.ts";
import type { Block, Reply } from "../../src/core/reply.ts";
import { seatPages } from "../../src/views/seat-pages.ts";
import { openBot } from "../support/bot.ts";
import { messageFaults, faultsOf } from "../support/fake-discord/check.ts";
import { deep, textOf } from "../support/fake-discord/state.ts";
import { oneIn, someSeats } from "../support/long.ts";
import { inCode } from "../../src/adapters/discord/words.ts";
import { widthOf } from "../../src/core/text.ts";
import { asStaffName } from "../../src/core/asker.ts";

const bot = await openBot();
const eve = await openBot("2024-07-04T21:00:00Z");
const { commands, election } = bot.house;
const { timeZone } = election;

const render = (reply: Reply, known: readonly Command[] = commands) =>
  renderDiscord(reply, { commands: known, timeZone });

function faults(reply: Reply): string[] {
  const { body, files } = render(reply);
  const names = files.map(({ name }) => name);
  return faultsOf("MessageCreate", body, () => messageFaults(body, names));
}

const text = (reply: Reply): string => {
  const { components } = render(reply).body;
  return textOf({ content: "", components });
};

/** Lines in letters of one width that break on a phone; what is to be copied to the letter has its own. */
function broken(reply: Reply): readonly string[] {
  const copied = new Set(
    reply.card?.blocks.flatMap((block) => (block.kind === "code" ? inCode(block.text).split("\n") : [])),
  );
  return [...text(reply).matchAll(/```\n([^]*?)\n```/g)]
    .flatMap(([, inside = ""]) => inside.split("\n"))
    .filter((line) => widthOf(line) > 28 && !copied.has(line));
}

const card = (...blocks: readonly Block[]): Reply => ({ summary: "s", card: { title: "Title", blocks } });
const words = (length: number): Block => ({ kind: "text", text: ["x".repeat(length)] });

describe.each([
  { when: "after", house: bot },
  { when: "before", house: eve },
])("seats, $when they declared", ({ house }) => {
  test.each([undefined, ...seatPages].map((show, nth) => [show, nth] as const))("page %s", async (show, nth) => {
    for (const { name } of oneIn(4, someSeats(election), nth)) {
      const { reply, problem } = await house.press({ command: "seat", args: { place: name, ...(show && { show }) } });
      expect([name, problem, ...faults(reply)]).toEqual([name, undefined]);
      expect([name, broken(reply)]).toEqual([name, []]);
      const isCut = text(reply).includes("cut to fit");
      expect([name, isCut]).toEqual([name, false]);
    }
  });
});

test.each([bot, eve].flatMap((house) => commands.flatMap(({ examples }) => examples.map((line) => ({ line, house })))))(
  "$line, and every page behind its buttons",
  async ({ line, house }) => {
    const { reply } = await house.say(line, { role: "manager", staff: asStaffName("mia") });
    expect([...faults(reply), ...broken(reply)]).toEqual([]);
    for (const action of reply.card?.actions ?? []) {
      if (!("ask" in action)) continue;
      const { reply: next } = await house.press(action.ask);
      expect([...faults(next), ...broken(next)]).toEqual([]);
    }
  },
);

test("every page of a list, to its end", async () => {
  let ask: { command: string; args: Readonly<Record<string, string>> } | undefined = {
    command: "holds",
    args: { party: "LAB" },
  };
  let pages = 0;
  while (ask && pages < 200) {
    const { reply } = await bot.press(ask);
    expect(faults(reply)).toEqual([]);
    pages++;
    const next = reply.card?.actions?.find(({ label }) => /next|more|→|later/i.test(label));
    ask = next && "ask" in next ? next.ask : undefined;
  }
  expect(pages).toBeGreaterThan(5);
});

describe("at a limit, and one past it", () => {
  const foot = "### Title".length + "-# … cut to fit here: ask for less to see the rest".length;

  test("text", () => {
    const most = 4_000 - foot;
    expect(text(card(words(most)))).not.toContain("cut to fit");
    expect(text(card(words(most + 1)))).toContain("cut to fit");
    for (const length of [most, most + 1, 10_000]) expect(faults(card(words(length)))).toEqual([]);
  });

  test("with a role that is called, which names that role alone", () => {
    const blocks = Array.from({ length: 90 }, () => words(100));
    for (const reply of [card(words(10_000)), card(...blocks), { summary: "x".repeat(10_000) }]) {
      const { body } = renderDiscord(reply, { commands, timeZone, calls: "700000000000000001" });
      expect(faultsOf("MessageCreate", body, () => messageFaults(body))).toEqual([]);
      expect(body.components[0]).toEqual({ type: 10, content: "<@&700000000000000001>" });
      expect(body.allowed_mentions).toEqual({ parse: [], roles: ["700000000000000001"] });
      expect(render(reply).body.allowed_mentions).toEqual({ parse: [] });
    }
  });

  test("tables are cut between rows, and their fence is closed", () => {
    const rows = Array.from({ length: 400 }, (_, i) => [`row ${i}`, String(i)]);
    const reply = card({
      kind: "table",
      head: [
        { head: "a", align: "start" },
        { head: "b", align: "end" },
      ],
      rows,
    });
    expect(faults(reply)).toEqual([]);
    expect(text(reply)).toMatch(/\n```\n-# … cut to fit/);
    expect(text(reply).match(/```/g)).toHaveLength(2);
  });

  test("blocks beyond 40 components are joined, not lost", () => {
    const reply = card(...Array.from({ length: 90 }, (_, i): Block => ({ kind: "text", text: [`block ${i}`] })));
    expect(faults(reply)).toEqual([]);
    expect(text(reply)).toContain("block 89");
  });

  test("buttons, and what they carry", () => {
    const actions = Array.from({ length: 30 }, (_, i) => ({
      label: "l".repeat(100),
      ask: { command: "seat", args: { place: `${i} ${"Llanfair".repeat(30)}` } },
    }));
    const reply = { summary: "s", card: { title: "t".repeat(600), blocks: [words(9_000)], actions } };
    expect(faults(reply)).toEqual([]);
    expect(text(reply)).toContain("cut to fit");
    const parts = deep(render(reply).body.components);
    const buttons = parts.filter(({ type }) => type === 2);
    expect(buttons).toHaveLength(5);
    expect(buttons.every(({ label }) => label?.length === 80 && label.endsWith("…"))).toBe(true);
    const menu = parts.find(({ type }) => type === 3);
    expect(menu?.options?.map(({ label }) => label.length)).toEqual(Array.from({ length: 25 }, () => 100));
  });

  test("buttons that ask the same, and links that lead nowhere", () => {
    const same = { label: "again", ask: { command: "help", args: {} } };
    const links = ["javascript:alert(1)", "not a link", `https://example.org/${"x".repeat(600)}`].map((href) => ({
      label: "go",
      href,
    }));
    const actions = [same, same, ...links, { label: "good", href: "https://example.org/(a)" }];
    const reply = { summary: "s", card: { title: "T", blocks: [], actions } };
    expect(faults(reply)).toEqual([]);
    const buttons = deep(render(reply).body.components).filter(({ type }) => type === 2);
    expect(buttons.map(({ label }) => label)).toEqual(["again", "good"]);
  });

  test("nothing at all", () => {
    for (const reply of [
      { summary: "" },
      { summary: "s", card: { title: "", blocks: [words(0), { kind: "facts" as const, facts: [] }] } },
    ])
      expect(faults(reply)).toEqual([]);
  });
});

describe("markup", () => {
  test.each([
    ["*a* _b_ ~~c~~ ||d|| `e`", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\`"],
    ["# head\n> quote\n- point\n1. one\n-# small", "\\# head\n\\> quote\n\\- point\n1\\. one\n\\-# small"],
    ["-3.5 points, 8.8 up", "-3.5 points, 8.8 up"],
    ["<@1> @everyone <t:1:R> https://evil", "\\<\\@1> \\@everyone \\<t:1:R> https\\://evil"],
    ["\\*", "\\\\\\*"],
  ])("of others is shown as it was written: %s", (written, sent) => {
    expect(text(card({ kind: "text", text: [written] }))).toBe(`### Title\n${sent}`);
  });

  test("of ours is Discord's own", () => {
    const block: Block = {
      kind: "text",
      text: [
        "a ",
        { bold: "b*" },
        " ",
        { link: "[c]", href: "https://x.org/(d)" },
        " ",
        { time: new Date(1_720_150_500_000) },
      ],
    };
    expect(text(card(block))).toBe("### Title\na **b\\*** [\\[c\\]](<https://x.org/%28d%29>) <t:1720150500:f>");
  });

  test.each([3_940, 3_945, 3_950, 3_955, 3_960])("is closed or left out where the text is cut, at %i", (length) => {
    const block: Block = {
      kind: "text",
      text: ["x".repeat(length - 20), { bold: "bold words" }, { link: "name", href: "https://x.org" }, "*".repeat(90)],
    };
    const shown = text(card(block)).split("\n")[1] ?? "";
    expect((shown.match(/(?<!\\)\*\*/g) ?? []).length % 2).toBe(0);
    expect(shown).not.toMatch(/(?<!\\)\[(?![^\]]*\]\(<[^>]*>\))/);
    expect(shown).not.toMatch(/[^\\]\\…$/);
  });

  test("a code block cannot be ended from inside, and code is copied to the letter", () => {
    const code: Block = { kind: "code", text: "<p>@everyone</p>\n```\nout" };
    const [, ...lines] = text(card(code)).split("\n");
    expect(lines.join("\n")).toMatch(/^```\n<p>@everyone<\/p>\n`\u200B`\u200B`\nout\n```$/);
  });
});

test("a table of many columns is words, and a narrow one stays a table", () => {
  const head = ["Party", "Seats", "+/−", "%"].map((one, i) => ({
    head: one,
    align: i === 0 ? ("start" as const) : ("end" as const),
  }));
  expect(text(card({ kind: "table", head, rows: [["Labour", "411", "", "33.7"]] }))).toMatch(
    /-# Party · Seats · \+\/− · %\n\*\*Labour\*\* · 411 · – · 33\.7%$/,
  );
  expect(text(card({ kind: "table", head: head.slice(0, 2), rows: [["Labour", "411"]] }))).toMatch(
    /```\nParty +Seats\nLabour +411\n```$/,
  );
});
