/** Sealed words open for those they are for, as they were, and for nobody else. */
import { randomBytes } from "node:crypto";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ZodError } from "zod";
import { asCaseNumber, newCaseNumber, readCaseNumber } from "../../../src/tips/rules/case-number.ts";
import {
  armoured,
  armouredLength,
  longestText,
  longestTextFor,
  open,
  seal,
  SealError,
  sizes,
  unarmoured,
} from "../../../src/tips/rules/seal.ts";
import { anyText } from "../../support/any-text.ts";
import { inForm, isLong } from "../../support/long.ts";

const identities = await Promise.all([1, 2, 3].map(() => generateX25519Identity()));
const recipients = await Promise.all(identities.map((identity) => identityToRecipient(identity)));
const [first = "", second = "", stranger = ""] = identities;
const number = asCaseNumber("K7M4QX");
const other = asCaseNumber("K7M4QY");

const words = anyText({ maxLength: 1_200 });

describe("rule 3: sealed before it touches the store", () => {
  test("any text comes back to the letter, for each recipient, and for no one else", async () => {
    await fc.assert(
      fc.asyncProperty(words, fc.constantFrom(first, second), async (text, identity) => {
        const sealed = await seal(number, text, recipients.slice(0, 2));
        expect(await open(number, unarmoured(armoured(sealed)), [stranger, identity])).toBe(text);
        await expect(open(number, sealed, [stranger])).rejects.toMatchObject({ code: "wrong-key" });
      }),
      { numRuns: inForm(20, 60) },
    );
  });

  test.each(["", " ", "\n", "a \n", "a\n  ", "\n\n \n", "  a"])(
    "white space at either end is the text's own: %j",
    async (text) => {
      expect(await open(number, await seal(number, text, recipients), [first])).toBe(text);
    },
  );

  test("nothing of the words or of the number stands in what is stored", async () => {
    const sealed = await seal(number, "the leader of the council was there", recipients);
    for (const plain of ["leader", "council", number]) expect(Buffer.from(sealed).includes(plain)).toBe(false);
  });

  test("put in another case's place, it is not shown as that one's", async () => {
    const sealed = await seal(number, "words", recipients);
    await expect(open(other, sealed, [first])).rejects.toMatchObject({ name: "SealError", code: "other-case" });
  });

  test("one bit changed anywhere: never words, and always one of the three errors", async () => {
    const sealed = await seal(number, "words", recipients.slice(0, 1));
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (at, bit) => {
        const damaged = sealed.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte));
        const error: unknown = await open(number, damaged, [first]).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(SealError);
        if (error instanceof SealError) {
          seen.add(error.code);
          expect(error.cause).toBeUndefined();
          expect(error.message).not.toContain("words");
        }
      }),
      { numRuns: inForm(100, 300) },
    );
    // Few of a text's bits make it another key's: that is met by chance alone where runs are few.
    const kinds = [...seen].filter((kind) => isLong || kind !== "wrong-key").toSorted();
    expect(kinds).toEqual(isLong ? ["damaged", "wrong-key"] : ["damaged"]);
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["noise", new Uint8Array(2_000).fill(7)],
    ["far too much", new Uint8Array(200_000)],
  ])("%s is damaged", async (_, bytes) => {
    await expect(open(number, bytes, [first])).rejects.toMatchObject({ code: "damaged" });
  });

  test("cut short, wherever", async () => {
    const sealed = await seal(number, "words", recipients);
    for (const length of [10, 200, 400, sealed.length - 1])
      await expect(open(number, sealed.slice(0, length), [first])).rejects.toMatchObject({ code: "damaged" });
    expect(() => unarmoured(armoured(sealed).slice(0, -40))).toThrow(SealError);
  });

  test("not sealed at all to nobody, to something that is no key, or where it could not be opened again", async () => {
    await expect(seal(number, "words", [])).rejects.toThrow(RangeError);
    await expect(seal(number, "words", [`${recipients[0]}x`])).rejects.toThrow(RangeError);
    await expect(seal(number, "words", [first])).rejects.toThrow(RangeError);
    await expect(seal(number, "\u{D800}", recipients)).rejects.toThrow(RangeError);
    await expect(seal(number, "x".repeat(longestText + 1), recipients)).rejects.toThrow(RangeError);
    expect(await open(number, await seal(number, "x".repeat(longestText), recipients), [first])).toHaveLength(
      longestText,
    );
  });
});

describe("rule 3: the length tells little", () => {
  test("all texts have one of five lengths; short ones have the same", async () => {
    const lengthOf = async (text: string) => (await seal(number, text, recipients)).length;
    const short = await lengthOf("");
    expect(await lengthOf("x".repeat(1_000))).toBe(short);
    const seen = new Set<number>();
    for (let length = 0; length <= longestText; length += 311) seen.add(await lengthOf("é".repeat(length / 2)));
    expect(seen.size).toBe(sizes.length);
  });

  test("how long the armoured form is, is known beforehand, for any number of recipients", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(longestText), fc.integer({ min: 1, max: 3 }), async (bytes, keys) => {
        const form = armoured(await seal(number, "x".repeat(bytes), recipients.slice(0, keys)));
        expect(armouredLength(bytes, keys)).toBe(form.length);
      }),
      { numRuns: inForm(15, 30) },
    );
    expect(armouredLength(longestText + 1, 1)).toBeUndefined();
  });

  test("the longest text for a message fits it, and a byte more does not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 9 }), (characters, keys) => {
        const longest = longestTextFor(characters, keys);
        if (longest !== undefined) expect(armouredLength(longest, keys)).toBeLessThanOrEqual(characters);
        const more = armouredLength((longest ?? -1) + 1, keys);
        expect(more === undefined || more > characters).toBe(true);
      }),
    );
    // Three editors, in a message of 4,000 characters.
    expect(longestTextFor(4_000, 3)).toBe(2_040);
    expect(longestTextFor(1_000, 3)).toBeUndefined();
  });
});

describe("a case number", () => {
  test("is random, is read as people type it, and spells nothing", () => {
    const numbers = Array.from({ length: 500 }, () => newCaseNumber(randomBytes));
    expect(new Set(numbers).size).toBe(500);
    for (const one of numbers) {
      expect(one).toMatch(/^[^01AEIOUL]{6}$/);
      expect(readCaseNumber(` ${one.slice(0, 3)}-${one.slice(3).toLowerCase()}.`)).toBe(one);
    }
    for (const none of ["", "K7M4Q", "K7M4QXX", "K7M4Q0", "case"]) expect(readCaseNumber(none)).toBeUndefined();
    expect(() => asCaseNumber("K7M4QX\n")).toThrow(ZodError);
  });
});
