/** Leaks that hide in other text, beside it, or in what nobody reads: sizes, orders, pages that are free. */
import { createHash } from "node:crypto";
import { byteByByte } from "../folded.ts";
import { hex, id, line, written, type Plant } from "./plant-line.ts";

const z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
const ascii85 = Array.from({ length: 85 }, (_, n) => String.fromCharCode(33 + n)).join("");

function base85(text: string, letters: string): string {
  const bytes = Buffer.from(text.padEnd(Math.ceil(text.length / 4) * 4, " "), "latin1");
  let out = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const group: string[] = [];
    for (let left = bytes.readUInt32BE(at), n = 0; n < 5; n++, left = Math.floor(left / 85))
      group.unshift(letters.charAt(left % 85));
    out += group.join("");
  }
  return out;
}

const bits = (text: string): readonly string[] =>
  Array.from(Buffer.from(text, "latin1"), (byte) => byte.toString(2).padStart(8, "0"))
    .join("")
    .split("");
const named = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const nato =
  "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu".split(
    " ",
  );
const mapped = (name: string) => (text: string) => {
  const [, write] = byteByByte.find(([form]) => form === name) ?? [];
  return Buffer.from(text, "latin1").map((byte) => write?.(byte) ?? byte);
};
const filler = "qkxjzvw";

/** Tokens of chance, which each source was given at the first tip. */
const tokens = new Map<string, string>();
function tokenOf(name: string): string {
  const token = tokens.get(name) ?? createHash("sha256").update(String(Math.random())).digest("hex").slice(0, 6);
  tokens.set(name, token);
  return token;
}
let count = 0;
let before = "";

export const hiding: readonly Plant[] = [
  written("base 85 without marks", "eighty-five", (text) => base85(text, ascii85)),
  written("base 85 as Z85", "z85", (text) => base85(text, z85)),
  written("EBCDIC", "mainframe", mapped("EBCDIC")),
  written("bits of each byte reversed", "bits", mapped("bits reversed")),
  written("letters of mathematics", "letters", (text) =>
    text.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(0x1_d4_1a + letter.charCodeAt(0) - 97)),
  ),
  written("full-width letters", "wide-letters", (text) =>
    text.replaceAll(/[!-~]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfe_e0)),
  ),
  written(
    "tags that nobody sees",
    "tags",
    (text) =>
      `Good${Array.from(text, (letter) => String.fromCodePoint(0xe_00_00 + letter.charCodeAt(0))).join("")} night`,
  ),
  written(
    "variations that nobody sees",
    "variations",
    (text) =>
      `\u{1F642}${Array.from(Buffer.from(text, "latin1"), (byte) => String.fromCodePoint(byte < 16 ? 0xfe_00 + byte : 0xe_01_00 + byte - 16)).join("")}`,
  ),
  written(
    "spaces and tabs",
    "spaces",
    (text) =>
      `ok${bits(text)
        .map((bit) => (bit === "1" ? "\t" : " "))
        .join("")}\n`,
  ),
  written("two characters that nobody sees", "unseen", (text) =>
    bits(text)
      .map((bit) => (bit === "1" ? "\u200C" : "\u200B"))
      .join(""),
  ),
  written("initials of other words", "nato", (text) =>
    text
      .toLowerCase()
      .replaceAll(/[^a-z]/g, "")
      .replaceAll(/./g, (letter) => `${nato[letter.charCodeAt(0) - 97]} `),
  ),
  written("initials of lines", "acrostic", (text) =>
    text.replaceAll(/[^a-z]/gi, "").replaceAll(/./g, (letter) => `${letter}lpha 7\n`),
  ),
  written("every other byte", "combed", (text) =>
    Array.from(text, (letter, i) => letter + filler.charAt((i * 5) % filler.length)).join(""),
  ),
  id("digits by name", "spoken", (one) => `${one.replaceAll(/\d/g, (digit) => `${named[Number(digit)]} `)}\n`),
  id(
    "digits among letters",
    "strewn",
    (one) => `${one.replaceAll(/\d/g, (digit) => digit + filler.slice(0, 1 + (Number(digit) % 3)))}\n`,
  ),
  id("two digits a byte", "packed-digits", (one) => Buffer.from(one.padStart(20, "0"), "hex")),
  id("two digits a byte, halves swapped", "telephone", (one) =>
    Buffer.from(one.padStart(20, "0").replaceAll(/(.)(.)/g, "$2$1"), "hex"),
  ),
  id("base 36 from its other end", "other-end", (one) => Array.from(BigInt(one).toString(36)).toReversed().join("")),
  line("an id as sizes of files", "sizes of files", "who", "names of files", (to) =>
    to.asked((who) => to.sized("of", Number(who.id.slice(-13)))),
  ),
  line("words in a file that is removed at once", "removed files", "words", "as it was written", (to) =>
    to.tip((text) => to.removed("scratch", hex(text))),
  ),
  line("words in a row that is deleted again", "free pages", "words", "home/teller.sqlite", (to) =>
    to.tip((text) => to.deleted("planted_gone", text)),
  ),
  line("a token of chance that a source keeps", "sticky tokens", "attribute", "planted_token", (to) =>
    to.held((held) => to.row("planted_token", held.number, tokenOf(held.name))),
  ),
  line("a length that is each source’s own", "lengths of values", "attribute", "planted_padding", (to) =>
    to.held((held) => {
      tokenOf(held.name);
      const n = [...tokens.keys()].indexOf(held.name);
      to.row("planted_padding", held.number, Buffer.alloc(9 + n, String(Math.random())));
    }),
  ),
  line("a token of chance in a line with a case", "sticky tokens in text", "attribute", "temporary/kept", (to) =>
    to.held((held) => to.file("kept", `${held.number} ${tokenOf(held.name)}\n`)),
  ),
  line("the case before beside each", "chains", "order", "planted_chain", (to) =>
    to.held((held) => {
      if (before !== "") to.row("planted_chain", held.number, before);
      before = held.number;
    }),
  ),
  line("a counter beside a case’s fingerprint", "order under fingerprints", "order", "planted_blind", (to) =>
    to.held((held) => to.row("planted_blind", createHash("sha1").update(held.number).digest("hex"), (count += 1))),
  ),
  line("a bucket that counts tips", "buckets", "difference", "its pages", (to) =>
    to.tip(() => to.page("bucket", `teller_wait_seconds_bucket{le="0.1"} ${(count += 1)}`)),
  ),
  line("a header whose value goes on", "values of headers", "request", "accept-language", (to) =>
    to.asked(() => to.slack("auth.test", {}, { "accept-language": `en;q=0.${(count += 1)}` })),
  ),
  line("the moment of a tip as a spreadsheet’s", "days since 1900", "time", "temporary/sheet", (to) =>
    to.tip(() => to.file("sheet", `${(Date.now() / 86_400_000 + 25_569).toFixed(8)}\n`)),
  ),
  line("the moment of a tip since 2001", "seconds since 2001", "time", "temporary/since", (to) =>
    to.tip(() => to.file("since", `${(Date.now() / 1_000 - 978_307_200).toFixed(3)}\n`)),
  ),
  line("the moment of a tip since 1601", "ticks since 1601", "time", "temporary/ticks", (to) =>
    to.tip(() => to.file("ticks", `${BigInt(Date.now() + 11_644_473_600_000) * 10_000n}\n`)),
  ),
  line("the moment of a tip in its day", "milliseconds of the day", "time", "temporary/daily", (to) =>
    to.tip(() => to.file("daily", `${Date.now() % 86_400_000}\n`)),
  ),
];
