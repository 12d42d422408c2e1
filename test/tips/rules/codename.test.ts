/** Seven words, however they are typed. */
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codenameWords } from "../../../src/tips/rules/codename-words.ts";
import { newCodename, readCodename, wordsInCodename } from "../../../src/tips/rules/codename.ts";
import { repeatable } from "../../support/chance.ts";
import { anyText } from "../../support/any-text.ts";
import { isLong } from "../../support/long.ts";

const letters = "abcdefghijklmnopqrstuvwxyz";

/** Every slip of one letter: lost, added, changed, swapped with its neighbour. */
function slipsOf(word: string): readonly string[] {
  const cuts = Array.from({ length: word.length + 1 }, (_, at) => [word.slice(0, at), word.slice(at)] as const);
  return cuts.flatMap(([before, after]) => [
    ...(after === "" ? [] : [before + after.slice(1)]),
    ...(after.length < 2 ? [] : [before + after.charAt(1) + after.charAt(0) + after.slice(2)]),
    ...Array.from(letters).flatMap((letter) => [
      before + letter + after,
      ...(after === "" ? [] : [before + letter + after.slice(1)]),
    ]),
  ]);
}

const codename = fc.integer().map((seed) => newCodename(repeatable(seed)));
const place = fc.nat(wordsInCodename - 1);

/** A slip that makes two words of the list, its word, and the two. */
const twoOfOne = [
  ["barnrack", "barrack", "barn rack"],
  ["iconfigure", "configure", "icon figure"],
  ["foodwork", "footwork", "food work"],
  ["lendfall", "landfall", "lend fall"],
  ["snowyfall", "snowfall", "snowy fall"],
] as const;

describe("the list", () => {
  test("2,048 different words of four letters or more: seven of them are 77 bits", () => {
    expect(new Set(codenameWords).size).toBe(2_048);
    for (const word of codenameWords) expect(word).toMatch(/^[a-z]{4,9}$/);
    expect(wordsInCodename * Math.log2(codenameWords.length)).toBe(77);
  });

  test.runIf(isLong)("one slip makes no other word, nor the same as a slip in another word", () => {
    const madeFrom = new Map<string, string>();
    const met: string[] = [];
    for (const word of codenameWords)
      for (const slip of [word, ...slipsOf(word)]) {
        if ((madeFrom.get(slip) ?? word) !== word) met.push(slip);
        madeFrom.set(slip, word);
      }
    expect(met).toEqual([]);
    expect(madeFrom.size).toBeGreaterThan(600_000);
  });

  test.runIf(isLong)("five slips make two words, and none makes three", () => {
    const known = new Set(codenameWords);
    const ends = (text: string): number =>
      Array.from(text).filter((_, at) => known.has(text.slice(0, at)) && known.has(text.slice(at))).length;
    const found = codenameWords.flatMap((word) =>
      [...new Set(slipsOf(word))].filter((slip) => ends(slip) > 0).map((slip) => `${slip} ${word}`),
    );
    expect(found.toSorted()).toEqual(twoOfOne.map(([slip, word]) => `${slip} ${word}`).toSorted());
    // Of the longest word with a letter more three of the shortest would have two too many.
    const lengths = codenameWords.map(({ length }) => length);
    expect(3 * Math.min(...lengths)).toBeGreaterThan(Math.max(...lengths) + 1);
  });

  test("no word begins another", () => {
    const known = new Set(codenameWords);
    for (const word of codenameWords)
      for (let length = 1; length < word.length; length += 1) expect(known.has(word.slice(0, length))).toBe(false);
  });
});

describe("rule 4: a codename instead of an account", () => {
  test("every word is as likely as any other, and nothing repeats", () => {
    const made = Array.from({ length: 6_000 }, () => newCodename(randomBytes));
    expect(new Set(made).size).toBe(made.length);
    const count = new Map<string, number>();
    for (const word of made.flatMap((one) => one.split(" "))) count.set(word, (count.get(word) ?? 0) + 1);
    // 42,000 words over 2,048: chi-squared has a mean of 2,047 and a deviation of 64.
    const expected = (made.length * wordsInCodename) / codenameWords.length;
    const chi = codenameWords.reduce((sum, word) => sum + ((count.get(word) ?? 0) - expected) ** 2 / expected, 0);
    expect(Math.abs(chi - 2_047)).toBeLessThan(6 * 64);
  });

  test("is read as it was given, and whatever stands around and between the words", () => {
    const between = fc.constantFrom(" ", "\n", "-", ", ", " – ", "...", "_", "", "\t", "; 3) ", "\u{A0}", "/");
    const cases = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.replaceAll(/\b./g, (one) => one.toUpperCase()),
    );
    fc.assert(
      fc.property(codename, fc.array(between, { minLength: 8, maxLength: 8 }), cases, (given, gaps, cased) => {
        const typed = cased(
          given
            .split(" ")
            .map((word, index) => word + (gaps[index] ?? ""))
            .join(""),
        );
        expect(readCodename(`${gaps[7]}${typed}`)).toEqual({ kind: "read", codename: given });
      }),
    );
  });

  test("a space within a word does no harm", () => {
    fc.assert(
      fc.property(codename, fc.nat(40), (given, at) => {
        expect(readCodename(`${given.slice(0, at)} ${given.slice(at)}`)).toEqual({ kind: "read", codename: given });
      }),
    );
  });

  test("one slip in each of the words is put right, and never into another codename", () => {
    let told = 0;
    fc.assert(
      fc.property(codename, fc.array(fc.nat(), { minLength: 7, maxLength: 7 }), (given, which) => {
        const typed = given.split(" ").map((word, index) => {
          const slips = slipsOf(word);
          return slips[(which[index] ?? 0) % slips.length] ?? word;
        });
        const read = readCodename(typed.join(" "));
        if (read.kind === "unknown") told += 1;
        else expect(read).toEqual({ kind: "read", codename: given });
      }),
    );
    // Of all pairs of words eighteen have a slip that may be another pair.
    expect(told).toBeLessThan(2);
  });

  test("a slip that makes two words of one is put right where there would be eight", () => {
    const others = "abacus abiding ability abrasive abreast abroad";
    for (const [slip, word, two] of twoOfOne) {
      expect(readCodename(`${slip} ${others}`)).toEqual({ kind: "read", codename: `${word} ${others}` });
      const five = others.split(" ").slice(1).join(" ");
      expect(readCodename(`${slip} ${five}`)).toEqual({ kind: "read", codename: `${two} ${five}` });
    }
  });

  test("what may be either of two codenames is neither", () => {
    const others = "abacus abiding ability abrasive abreast";
    // "icon figure barrack" or "configure barn rack".
    expect(readCodename(`iconfigure barnrack ${others.replace("abacus ", "")}`)).toEqual({
      kind: "unknown",
      places: [1, 2],
    });
    // "backhand work" with a slip or "rack handwork", and so on.
    for (const [typed, places] of [
      ["rackhand work", [1, 2]],
      ["fallcon figure", [1, 2]],
      ["wash outback handwork", [1, 2, 3]],
    ] as const) {
      const rest = others.split(" ").slice(0, 7 - places.length);
      expect(readCodename([typed, ...rest].join(" "))).toEqual({ kind: "unknown", places });
    }
    expect(readCodename(`rack handwork ${others}`)).toEqual({ kind: "read", codename: `rack handwork ${others}` });
    expect(readCodename(`backhand work ${others}`)).toEqual({ kind: "read", codename: `backhand work ${others}` });
  });

  test("accents and ligatures that a phone puts in are read as the letters they are", () => {
    const fish = codenameWords.find((word) => word.includes("fi"));
    const given = Array.from({ length: 7 }, () => fish).join(" ");
    expect(readCodename(given.replaceAll("fi", "ﬁ"))).toEqual({ kind: "read", codename: given });
    expect(readCodename(given.replaceAll("i", "í"))).toEqual({ kind: "read", codename: given });
  });

  test("what is none is told by places or by count, and none of it is repeated", () => {
    fc.assert(
      fc.property(codename, place, (given, at) => {
        const words = given.split(" ");
        expect(readCodename(words.with(at, "qqqxzzz").join(" "))).toEqual({ kind: "unknown", places: [at + 1] });
        expect(readCodename(words.toSpliced(at, 1).join(" "))).toEqual({ kind: "count", words: 6 });
        expect(readCodename([...words, words[at]].join(" "))).toEqual({ kind: "count", words: 8 });
      }),
    );
    expect(readCodename("")).toEqual({ kind: "count", words: 0 });
  });

  test("any text at all is read in no time, as one of the three", () => {
    fc.assert(
      fc.property(anyText({ maxLength: 2_000 }), (text) =>
        ["read", "count", "unknown"].includes(readCodename(text).kind),
      ),
    );
    const begun = performance.now();
    readCodename("a ".repeat(1_000_000));
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
