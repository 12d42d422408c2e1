/** Sketches: what a platform is sent, as people see it there, to the letter. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kits } from "../../src/adapters/kits.ts";
import type { Reply } from "../../src/core/reply.ts";
import type { Sketch, SketchButton, Span } from "../../src/core/sketch.ts";
import { clean } from "../../src/core/text.ts";
import { contractCommands } from "../support/contract-commands.ts";
import { openBot } from "../support/bot.ts";
import { oneIn } from "../support/long.ts";

const able = kits.flatMap(({ name, sketch }) => (sketch ? [{ name, sketch }] : []));
const options = { commands: contractCommands, timeZone: "Europe/London" };

const flat = (parts: readonly Sketch[]): readonly Sketch[] =>
  parts.flatMap((part) => (part.kind === "frame" ? [part, ...flat(part.inside)] : [part]));
const spansIn = (parts: readonly Sketch[]): readonly Span[] =>
  flat(parts).flatMap((part) => ("lines" in part ? part.lines.flat() : []));
const textOf = (parts: readonly Sketch[]): string =>
  flat(parts)
    .flatMap((part) => {
      if ("lines" in part) return part.lines.map((line) => line.map(({ text }) => text).join(""));
      return part.kind === "letters" ? [part.text] : [];
    })
    .join("\n");
const buttonsIn = (parts: readonly Sketch[]): readonly SketchButton[] =>
  flat(parts).flatMap((part) => (part.kind === "buttons" ? part.buttons : []));

test("two platforms tell how they draw", () => {
  expect(able.map(({ name }) => name)).toEqual(["slack", "discord"]);
});

describe.each(able)("$name", ({ sketch }) => {
  test("every command's answer can be sketched, with its title and its buttons", async () => {
    const bot = await openBot();
    const asked = bot.house.commands.filter((one) => one.role === "anyone" && !one.form);
    for (const { examples } of oneIn(3, asked)) {
      const { reply } = await bot.say(examples[0]);
      const drawn = await sketch(reply, { ...options, commands: bot.house.commands });
      const { card } = reply;
      if (!card) continue;
      expect(
        flat(drawn).some(({ kind }) => kind === "title"),
        examples[0],
      ).toBe(true);
      expect(textOf(drawn)).toContain(clean(card.title));
      const labels = buttonsIn(drawn).map(({ label }) => label);
      expect(labels).toEqual((card.actions ?? []).map(({ label }) => label));
      const pictures = flat(drawn).filter((part) => part.kind === "picture");
      expect(pictures.map(({ svg }) => svg)).toEqual(
        card.blocks.flatMap((block) => (block.kind === "picture" ? [block.svg] : [])),
      );
      for (const { code, href } of buttonsIn(drawn)) expect(code ?? href).toMatch(/./);
    }
  });

  test("words look as they were written, whatever marks are in them", async () => {
    const marks = fc.constantFrom(
      "*",
      "**",
      "_",
      "`",
      "```",
      "~",
      "|",
      "[",
      "]",
      "(",
      ")",
      "<",
      ">",
      "\\",
      "#",
      "-",
      "1.",
      "a",
      "B",
      " ",
      "&",
      "://",
      "t:1:f",
    );
    const words = fc.array(marks, { minLength: 1, maxLength: 14 }).map((some) => `x${some.join("")}x`);
    await fc.assert(
      fc.asyncProperty(words, words, async (plain, bold) => {
        const said: Reply = {
          summary: "s",
          card: { title: "T", blocks: [{ kind: "text", text: [plain, " ", { bold }] }] },
        };
        const drawn = flat(await sketch(said, options)).filter(({ kind }) => kind === "words");
        const seen = textOf(drawn).replaceAll("\u200B", "");
        expect(seen).toBe(clean(`${plain} ${bold}`));
        const strong = spansIn(drawn).filter((span) => span.bold);
        expect(
          strong
            .map(({ text }) => text)
            .join("")
            .replaceAll("\u200B", ""),
        ).toBe(clean(bold));
      }),
    );
  });

  test("a link, a time, a note and a table are what they are", async () => {
    const said: Reply = {
      summary: "s",
      card: {
        title: "Title",
        colour: { base: "#0a0b0c", onLight: "#000000", onDark: "#ffffff" },
        blocks: [
          {
            kind: "text",
            text: [
              { link: "a [page]", href: "https://example.org/a_(b)" },
              " at ",
              { time: new Date("2024-07-05T01:00:00Z") },
            ],
          },
          { kind: "note", text: ["small"] },
          { kind: "table", head: [{ head: "Seat", align: "start" }], rows: [["Bath"]] },
        ],
        actions: [
          { label: "Ask", ask: { command: "whisper", args: {} } },
          { label: "Go", href: "https://example.org/" },
        ],
      },
      source: "Somebody",
    };
    const drawn = await sketch(said, options);
    expect(textOf(drawn)).toContain("a [page] at 2:00am, 5 July 2024");
    expect(spansIn(drawn).find(({ href }) => href)?.href).toMatch(/^https:\/\/example\.org\/a_(?:\(b\)|%28b%29)$/);
    const small = flat(drawn).filter(({ kind }) => kind === "small");
    expect(textOf(small)).toMatch(/small\nSource: Somebody/);
    // In letters of one width, or as a table of the platform's own.
    const [table] = flat(drawn).flatMap((part) =>
      part.kind === "table"
        ? [part.rows.map((cells) => cells.join(" ")).join("\n")]
        : part.kind === "letters"
          ? [part.text]
          : [],
    );
    expect(table).toMatch(/Seat\s+Bath/);
    expect(buttonsIn(drawn)).toMatchObject([
      { label: "Ask", code: "whisper" },
      { label: "Go", href: "https://example.org/" },
    ]);
  });
});
