/** The secrets, in every spelling, made ready to be looked for. */
import { codenameWords } from "../../../src/tips/rules/codename-words.ts";
import { digestsOf, hmacsOf } from "./digests.ts";
import { foldedText } from "./folded.ts";
import { createBox, type Secret } from "./needle-box.ts";
import { backwards, numerals, spellings } from "./spellings.ts";

/** All that is known to whoever judges, and to nobody else. */
export interface Secrets {
  readonly names: readonly string[];
  readonly ids: readonly string[];
  readonly where: readonly string[];
  /** Conversations with one person. */
  readonly conversations: readonly string[];
  readonly questions: Iterable<string>;
  /** Sentences that tips and answers are made of, and whole texts as they were sent. */
  readonly words: readonly string[];
  readonly replies: readonly string[];
  readonly texts: readonly string[];
  readonly codenames: readonly string[];
  /** Keys that the program has in memory, in its database or its settings. */
  readonly keys: readonly Buffer[];
}

export function createNeedles() {
  const { needles, spelt, bytes, unlike, sums, number, digests } = createBox();

  /** A name or an id: everything that is thinkable. */
  function identity(secret: Secret, text: string, keys: readonly Buffer[], more: readonly string[] = []): void {
    if (text.length < 7) {
      needles.exact.push([text, { secret, form: "plain" }]);
      return;
    }
    spelt(secret, spellings(text));
    unlike(secret, text);
    const is = /^\d{15,20}$/.test(text);
    needles.alphabets.add(secret, text);
    if (is) number(secret, BigInt(text));
    else
      for (const { form, text: written } of numerals(BigInt(`0x${Buffer.from(text).toString("hex")}`)))
        if (/58|62|36/.test(form)) spelt(secret, [{ form, text: written }]);
    const dressed = ["slack", "discord"].flatMap((platform) =>
      [" ", ":", "/", "-", "|", "_", ""].map((mark) => `${platform}${mark}${text}`),
    );
    const forms = [
      text,
      text.toUpperCase(),
      `${text}\n`,
      `<@${text}>`,
      `@${text}`,
      JSON.stringify(text),
      ...dressed,
      ...more,
    ];
    for (const form of new Set(forms)) digests(secret, digestsOf(form));
    for (const form of [text, `slack ${text}`, `discord ${text}`]) digests(secret, hmacsOf(form, keys));
    for (const form of [text, ...dressed]) sums(secret, form);
  }

  function sentence(secret: Secret, text: string): void {
    // Of twelve letters in a row at the least nine stand in one of these.
    for (let at = 0; at + 9 <= text.length; at += 4) spelt(secret, spellings(text.slice(at, at + 9), "usual"));
    for (const word of new Set(text.match(/[a-z]{7,}/gi))) {
      spelt(secret, spellings(word, "usual"));
      unlike(secret, word);
      for (const one of new Set([word, word.toLowerCase()])) digests(secret, digestsOf(one));
    }
    const letters = text.toLowerCase().replaceAll(/[^a-z]/g, "");
    for (const one of [text, text.toLowerCase(), letters]) needles.alphabets.add(secret, one);
    // Written in columns, and read down.
    for (const step of [2, 3, 4, 5])
      for (let from = 0; from < step; from++)
        for (const whole of [letters, text]) {
          const column = Array.from(whole)
            .filter((_, i) => i % step === from)
            .join("");
          if (foldedText(column).length >= 9)
            for (const one of [column, backwards(column)])
              spelt(secret, [{ form: "in columns", text: one.slice(0, 12) }]);
        }
  }

  function codename(text: string): void {
    const words = text.split(" ");
    const secret = "codename";
    for (const [order, all] of [
      ["", words],
      ["other order", words.toReversed()],
    ] as const)
      for (let at = 0; at + 3 <= all.length; at++) {
        spelt(secret, spellings(all.slice(at, at + 3).join(" "), "usual"), order);
        spelt(secret, spellings(all.slice(at, at + 3).join(""), "usual"), order);
      }
    for (const step of [2, 3])
      spelt(secret, [{ form: "other order", text: words.filter((_, i) => i % step === 0).join("") }]);
    spelt(secret, [{ form: "other order", text: words.toSorted().join("") }]);
    for (const letters of [3, 4])
      spelt(secret, spellings(words.map((word) => word.slice(0, letters)).join(""), "usual"), "beginnings");
    for (const one of [text, words.join("")]) needles.alphabets.add(secret, one);
    unlike(secret, words.slice(0, 3).join(" "));
    unlike(secret, words.slice(-3).join(" "));
    const initials = words.map((word) => word.charAt(0)).join("");
    for (const one of [initials, backwards(initials)]) needles.initials.set(one, { secret, form: "initials" });
    const indices = words.map((word) => codenameWords.indexOf(word));
    for (const [form, list] of [
      ["indices", indices],
      ["indices from 1", indices.map((n) => n + 1)],
    ] as const)
      for (const one of [list, list.toReversed()]) {
        const join = (write: (n: number) => string): string => one.map(write).join("");
        for (const written of [
          join(String),
          join((n) => String(n).padStart(4, "0")),
          join((n) => n.toString(16)),
          join((n) => n.toString(16).padStart(3, "0")),
          join((n) => n.toString(16).padStart(4, "0")),
          join((n) => n.toString(2).padStart(11, "0")),
          join((n) => n.toString(36)),
          join((n) => n.toString(36).padStart(3, "0")),
        ])
          spelt(secret, [
            { form, text: written },
            { form: `${form}, reversed`, text: backwards(written) },
          ]);
        for (const mark of [",", " ", ", "]) spelt(secret, spellings(one.join(mark), "usual"), form);
        for (const [width, put] of wide) {
          const whole = Buffer.alloc(width * one.length);
          one.forEach((n, i) => put(whole, n, i * width));
          bytes(secret, `${form}, bytes`, whole, 4 * width);
        }
        const packed = one.reduce((sum, n) => (sum << 11n) | BigInt(n), 0n);
        number(secret, packed);
        for (const shift of [0n, 3n])
          bytes(secret, `${form}, packed`, Buffer.from((packed << shift).toString(16).padStart(20, "0"), "hex"));
      }
    for (const written of [text, words.join(""), words.join("-"), words.join("_"), text.toUpperCase()]) {
      digests(secret, digestsOf(written));
      sums(secret, written);
    }
    for (const word of words) if (word.length >= 8) needles.initials.set(`codename:${word}`, { secret, form: "plain" });
  }

  return {
    needles,
    bytes,
    text: (secret: Secret, text: string): void => spelt(secret, spellings(text, "usual")),
    addAll({ names, ids, where, conversations, questions, words, replies, texts, codenames, keys }: Secrets): void {
      for (const name of names) identity("who", name, keys);
      for (const id of ids) {
        identity("who", id, keys);
        // Names make the ids of the fakes, and so their first and last digits are nobody else's.
        spelt("who", [
          { form: "a part", text: id.slice(-13) },
          { form: "a part", text: id.slice(0, 15) },
        ]);
      }
      for (const id of where) identity("where", id, keys);
      for (const id of conversations) identity("conversation", id, keys);
      for (const id of questions) {
        spelt("question", spellings(id, "usual"));
        if (/^\d{15,20}$/.test(id)) number("question", BigInt(id));
      }
      for (const text of words) sentence("words", text);
      for (const text of replies) sentence("replies", text);
      for (const text of texts) {
        for (const form of [
          text,
          text.toLowerCase(),
          text.trim(),
          ...["", " "].map((gap) => text.trim().replaceAll(/\s+/g, gap)),
          text.toLowerCase().replaceAll(/[^a-z0-9]/g, ""),
        ])
          digests("words", [...digestsOf(form), ...hmacsOf(form, keys)]);
        sums("words", text);
      }
      for (const one of codenames) codename(one);
      spelt("key", spellings("AGE-SECRET-KEY-1"));
    },
  };
}

const wide: readonly (readonly [number, (to: Buffer, n: number, at: number) => unknown])[] = [
  [2, (to, n, at) => to.writeUInt16BE(n, at)],
  [2, (to, n, at) => to.writeUInt16LE(n, at)],
  [4, (to, n, at) => to.writeUInt32BE(n, at)],
  [4, (to, n, at) => to.writeUInt32LE(n, at)],
];
