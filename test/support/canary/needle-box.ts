/** Needles of every kind, and how one text becomes many of them. */
import { createAlphabets, type Alphabets } from "./alphabets.ts";
import type { Digest } from "./digests.ts";
import { sumsOf } from "./digests.ts";
import { foldedText, shifted, xored } from "./folded.ts";
import { createMatcher, type Matcher } from "./matcher.ts";
import { byteByByte, halvesSwapped } from "./folded.ts";
import { backwards, core32, core64, integers, letters32, numerals, type Spelling } from "./spellings.ts";

export type Secret =
  /** Somebody's id or name. */
  | "who"
  /** The server, the workspace or the channel they ask in. */
  | "where"
  /** A conversation with one person. */
  | "conversation"
  /** One question of theirs: its id, its token, its trigger, the address of its answer, the message whose button was pressed. */
  | "question"
  /** The edge's name of the asker for a day, or anything else reckoned from their id. */
  | "pseudonym"
  | "words"
  | "replies"
  | "codename"
  /** A key that opens tips or replies. */
  | "key";

export interface Mark {
  readonly secret: Secret;
  readonly form: string;
}

export interface Needles {
  /** Letters and digits alone: see `folded.ts`. */
  readonly folded: Matcher<Mark>;
  readonly raw: Matcher<Mark>;
  readonly xored: Matcher<Mark>;
  readonly shifted: Matcher<Mark>;
  readonly alphabets: Alphabets;
  /** Short sums, as a word of text. */
  readonly sums: ReadonlyMap<string, Mark>;
  /** Seven letters that a codename's words begin with, as a word of text. */
  readonly initials: ReadonlyMap<string, Mark>;
  /** Too short to be looked for in any but the plain form. */
  readonly exact: readonly (readonly [string, Mark])[];
}

/** Letters of a needle that seventeen megabytes have not by chance, in all readings. */
const fewest = 10;

/** Adds one needle or a few of one kind. */
export function createBox() {
  const needles = {
    folded: createMatcher<Mark>(),
    raw: createMatcher<Mark>(),
    xored: createMatcher<Mark>(),
    shifted: createMatcher<Mark>(),
    alphabets: createAlphabets(),
    sums: new Map<string, Mark>(),
    initials: new Map<string, Mark>(),
    exact: [] as [string, Mark][],
  };

  /** Base64 in letters and digits alone: of more bytes where signs between them leave so few that chance has them too. */
  function lettersOf(cut: (n: number) => Buffer, enough: number, at: number): Uint8Array {
    for (let n = enough; ; n++) {
      const [some, more] = [cut(n), cut(n + 1)];
      const letters = foldedText(core64(some, at));
      if (letters.length >= fewest || more.length === some.length) return letters;
    }
  }

  const spelt = (secret: Secret, all: readonly Spelling[], inner = ""): void => {
    for (const { form, text } of all)
      needles.folded.add(foldedText(text), { secret, form: inner === "" ? form : `${inner}, ${form}` });
  };

  /** Bytes of chance: a digest, a key. @param enough of them that are found by no chance: more where many are zero */
  function bytes(secret: Secret, form: string, whole: Buffer, enough = 8): void {
    const isShort = whole.length < enough + 2;
    const cuts = isShort ? [() => whole] : [(n: number) => whole.subarray(0, n), (n: number) => whole.subarray(-n)];
    for (const cut of cuts) {
      const part = cut(enough);
      needles.raw.add(part, { secret, form });
      const hex = part.toString("hex");
      for (const text of [hex, backwards(hex), Buffer.from(part.toReversed()).toString("hex")])
        needles.folded.add(foldedText(text), { secret, form: `${form}, hex` });
      // Cut text that begins with the whole, or ends as it does.
      for (const at of [0, 1, 2]) needles.folded.add(lettersOf(cut, enough, at), { secret, form: `${form}, base64` });
      needles.folded.add(foldedText(core64(Buffer.from(hex), 0)), { secret, form: `${form}, hex, base64` });
    }
    if (whole.length < 8) return;
    // As a UUID, a few of its bits are the version's.
    for (const version of [0x30, 0x40, 0x50, 0x80]) {
      const first = Buffer.from(whole.subarray(0, 8));
      first[6] = ((first[6] ?? 0) & 15) | version;
      needles.folded.add(foldedText(first.toString("hex")), { secret, form: `${form}, UUID` });
    }
    for (const number of [whole.readBigUInt64BE(0), whole.readBigUInt64LE(0)])
      needles.folded.add(foldedText(String(number)), { secret, form: `${form}, number` });
    needles.folded.add(foldedText(core32(whole.subarray(0, 10), 0, letters32)), { secret, form: `${form}, base32` });
  }

  function unlike(secret: Secret, text: string): void {
    const raw = Buffer.from(text);
    needles.xored.add(xored(raw), { secret, form: "XOR" });
    needles.shifted.add(shifted(raw), { secret, form: "shifted" });
    for (const [form, write] of byteByByte)
      for (const one of new Set([text, text.toLowerCase(), text.toUpperCase()]))
        needles.raw.add(Buffer.from(one).map(write), { secret, form });
  }

  function sums(secret: Secret, text: string): void {
    for (const { form, value, bits } of sumsOf(text)) {
      const mark = { secret, form };
      const hex = value.toString(16).padStart(bits / 4, "0");
      if (bits === 64) bytes(secret, form, Buffer.from(hex, "hex"));
      else
        for (const word of [hex, String(value), String(Number(value) | 0)])
          if (word.length > 7) needles.sums.set(word, mark);
    }
  }

  function number(secret: Secret, of: bigint): void {
    spelt(secret, numerals(of));
    spelt(
      secret,
      numerals(of).map(({ form, text }) => ({ form: `${form}, from its other end`, text: backwards(text) })),
    );
    const decimal = String(of);
    // Two digits a byte, from either half of the first.
    for (const digits of [decimal, decimal.slice(1)]) {
      const whole = Buffer.from(digits.slice(0, digits.length - (digits.length % 2)), "hex");
      for (const some of [whole, whole.map(halvesSwapped)])
        needles.raw.add(some, { secret, form: "two digits a byte" });
    }
    for (const [form, some] of integers(of)) {
      needles.raw.add(some, { secret, form });
      spelt(secret, [{ form: `${form}, hex`, text: some.toString("hex") }]);
      for (const at of [0, 1, 2]) spelt(secret, [{ form: `${form}, base64`, text: core64(some, at) }]);
    }
  }

  const digests = (secret: Secret, all: readonly Digest[]): void =>
    all.forEach(({ form, bytes: its }) => bytes(secret, form, its));

  return { needles, spelt, bytes, unlike, sums, number, digests };
}
