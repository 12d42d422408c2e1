import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clock, toText } from "../../src/core/plain-text.ts";
import type { Card, PictureBlock } from "../../src/core/reply.ts";
import { slips } from "../../src/core/slips.ts";
import { brief, listed, pad, widthOf, wrap } from "../../src/core/text.ts";

const timeZone = "Europe/London";
const shown = (card: Card, width = 40) => toText({ summary: "", card }, { width, timeZone });

describe("tables", () => {
  const head = [
    { head: "Seat", align: "start" },
    { head: "Votes", align: "end" },
  ] as const;

  test("align, Welsh and decomposed letters too", () => {
    const rows = [
      ["Ynys Môn", "10,590"],
      ["Ynys Mo\u0302n", "7"],
      ["Bath", "1"],
    ];
    expect(
      shown({ title: "T", blocks: [{ kind: "table", head, rows }] })
        .split("\n")
        .slice(2),
    ).toEqual(["Seat      Votes", "Ynys Môn 10,590", "Ynys Môn      7", "Bath          1"]);
  });

  test("the first column gives way, the figures do not", () => {
    const rows = [["A constituency with a name that is far too long for a phone", "10,590"]];
    const lines = shown({ title: "T", blocks: [{ kind: "table", head, rows }] }, 30)
      .split("\n")
      .slice(2);
    expect(lines.slice(1)).toEqual(["A constituency with a   10,590", "name that is far too", "long for a phone"]);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(30);
  });

  test("heads break before names do, and where little is left the rest goes below", () => {
    const wide = [
      { head: "Former seat", align: "start" },
      { head: "Share of people here", align: "end" },
      { head: "Share of its own", align: "end" },
    ] as const;
    const rows = [["Kingswood", "43.3%", "45.5%"]];
    const lines = (width: number): string[] =>
      shown({ title: "T", blocks: [{ kind: "table", head: wide, rows }] }, width)
        .split("\n")
        .slice(2);
    expect(lines(38)).toEqual([
      "Former     Share Share",
      "seat          of    of",
      "          people   its",
      "            here   own",
      "Kingswood  43.3% 45.5%",
    ]);
    expect(lines(20).slice(-2)).toEqual(["Kingswood", "   43.3% 45.5%"]);
  });
});

test("a picture is said in its words, whatever its source", () => {
  const picture: PictureBlock = {
    kind: "picture",
    name: "map",
    svg: "<svg/>",
    alt: "Labour 411, Conservative 121.",
    width: 1,
    height: 1,
  };
  const card: Card = { title: "T", blocks: [picture] };
  expect(shown(card)).toBe("T\n\nLabour 411, Conservative 121.");
});

test("a stranger's control characters and changes of direction do not reach the screen", () => {
  const text = shown({ title: "a\u001B[31mb", blocks: [{ kind: "text", text: ["\u202Eevil\u0007"] }] });
  expect(text).not.toMatch(/[\u001B\u0007\u202E]/);
});

test("buttons are numbered and say what they ask", () => {
  const card: Card = {
    title: "T",
    blocks: [],
    actions: [{ label: "More", ask: { command: "gains", args: { party: "Labour", page: "2" } } }],
  };
  expect(shown(card)).toContain("1 More  /gains Labour 2");
});

test("clock times are the voters' own", () => {
  expect(clock(new Date("2024-07-05T04:31:00Z"), timeZone)).toBe("5:31am, 5 July 2024");
  expect(clock(new Date("2024-07-04T23:15:00Z"), timeZone)).toBe("12:15am, 5 July 2024");
  expect(clock(new Date("2024-12-01T12:05:00Z"), timeZone)).toBe("12:05pm, 1 December 2024");
});

describe("words", () => {
  test("wrapped lines fit and lose nothing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", maxLength: 30 })),
        fc.integer({ min: 8, max: 60 }),
        (words, width) => {
          const text = words.join(" ").replaceAll("://", "");
          const lines = wrap(text, width);
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
          expect(lines.join("").replaceAll(/\s/gu, "")).toBe(text.replaceAll(/\s/gu, ""));
        },
      ),
    );
  });

  test("a padded cell is exactly as wide as asked", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 2, max: 30 }),
        fc.constantFrom("start", "end"),
        (text, width, align) => {
          expect(widthOf(pad(text, width, align))).toBe(width);
        },
      ),
    );
  });

  test("what is repeated is short and clean", () => {
    expect(brief("x".repeat(10_000))).toHaveLength(41);
    expect(brief("\u0000a\u202Eb")).toBe("a b");
  });

  test("lists, and slips of the finger between words", () => {
    expect(listed(["a"])).toBe("a");
    expect(listed(["a", "b", "c"], "or")).toBe("a, b or c");
    expect(slips("targts", "targets", 2)).toBe(1);
    expect(slips("tagrets", "targets", 2)).toBe(1);
    expect(slips("", "seat", 4)).toBe(4);
  });
});
