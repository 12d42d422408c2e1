/** A stranger's words on an editor's screen. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lettersSeen, readable } from "../../../src/tips/rules/hostile.ts";
import { anyText } from "../../support/any-text.ts";

const seenByNobody = Array.from(
  "\u{AD}\u{34F}\u{61C}\u{115F}\u{1160}\u{17B4}\u{180E}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{202A}\u{202E}\u{2060}\u{2066}\u{2069}\u{3164}\u{FE0F}\u{FEFF}\u{FFA0}\u{FFF9}\u{E0041}\u{E0100}",
);

describe("rule 10: tip text is hostile input", () => {
  test.each(seenByNobody)("what cannot be seen goes, and with it any mark that it makes (%#)", (hidden) => {
    expect(readable(`the ${hidden}plan${hidden} was${hidden}n't`)).toBe("the plan wasn't");
  });

  test("no control character but the line end, no change of direction, nothing that a terminal obeys", () => {
    fc.assert(
      fc.property(anyText({ maxLength: 300 }), (text) => {
        const shown = readable(text);
        expect(shown).not.toMatch(
          /[^\P{Cc}\n]|[\u{202A}-\u{202E}\u{2066}-\u{2069}\u{200E}\u{200F}\u{61C}\u{200B}\u{FEFF}\u{2028}\u{2029}]/u,
        );
        expect(shown.isWellFormed()).toBe(true);
        expect(readable(shown)).toBe(shown);
      }),
      { numRuns: 500 },
    );
    expect(readable("a\u{1B}[31mred\u{7}\u{0}")).toBe("a [31mred");
    expect(readable("half \u{D83D} of one")).toBe("half \u{FFFD} of one");
  });

  test("spaces of every width are one space, and line ends of every kind one line end", () => {
    expect(readable("a\u{A0}\u{2003}\u{202F}b\t\tc\u{3000}\u{2800}d")).toBe("a b c d");
    expect(readable("a\r\nb\rc\u{2028}d\u{85}e\vf")).toBe("a\nb\nc\nd\ne\nf");
  });

  test("one empty line at most, and a hundred lines at most; no word is lost", () => {
    expect(readable("\n\n a \n \n\n\n b\n\n")).toBe("a\n\nb");
    expect(readable("\n".repeat(3_500))).toBe("");
    const many = readable(Array.from({ length: 1_700 }, (_, n) => `w${n}`).join("\n"));
    expect(many.split("\n")).toHaveLength(100);
    expect(many.split(/\s/)).toHaveLength(1_700);
  });

  test("marks do not pile up over the lines above", () => {
    const piled = readable(`z${"\u{0316}\u{0301}".repeat(60)}algo`);
    expect(piled.length).toBeLessThan(10);
    expect(piled.normalize("NFD")).toMatch(/^z\p{M}{1,6}algo$/u);
  });

  test("3,500 emoji are 3,500 emoji, at once", () => {
    const begun = performance.now();
    const family = "👩‍👩‍👧‍👦";
    expect(readable("🗳️".repeat(3_500))).toBe("🗳️".repeat(3_500));
    expect(lettersSeen(readable(family.repeat(3_500)))).toBe(3_500);
    expect(readable("\u{200D}".repeat(100_000))).toBe("");
    expect(readable(`${"\u{301}".repeat(100_000)}\n${" ".repeat(100_000)}x`).length).toBeLessThan(10);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test.each([
    "Plain words, “quotes”, dashes – and a £ sign.",
    "Llŷn, Siân, Ynys Môn, naïve, Ó Cadhla",
    "می‌خواهم",
    "क्‍ष",
    "שלום",
    "👍🏽 👩‍🚀 ❤️ 1️⃣ 🇬🇧",
    "*stars* _lines_ <!channel> @everyone [a](https://example.org) `code`",
  ])("what is meant stays as it was: %s", (text) => {
    expect(readable(text)).toBe(text.normalize("NFC"));
  });
});
