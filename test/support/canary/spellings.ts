/** The ways of writing a text down that are the same whatever stands around it. */

export interface Spelling {
  readonly form: string;
  readonly text: string;
}

const each = (text: string, write: (code: number) => string): string =>
  Array.from(Buffer.from(text), (code) => write(code)).join("");
const hexOf = (code: number): string => code.toString(16).padStart(2, "0");
const turned = (text: string, by: (code: number) => number): string =>
  text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCodePoint(base + by(letter.charCodeAt(0) - base));
  });
export const backwards = (text: string): string => Array.from(text).toReversed().join("");

/** The middle of a text in base 64, which stands there whatever comes before and after. @param at bytes before it, 0 to 2 */
export function core64(bytes: Uint8Array, at: number): string {
  const whole = Buffer.concat([Buffer.alloc(at), bytes]);
  return whole.toString("base64").slice(Math.ceil((at * 8) / 6), Math.floor((whole.length * 8) / 6));
}

export const letters32 = "abcdefghijklmnopqrstuvwxyz234567";
const crockford = "0123456789abcdefghjkmnpqrstvwxyz";

function base32(bytes: Uint8Array, letters: string): string {
  let text = "";
  let held = 0;
  let count = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xf_ff;
    count += 8;
    while (count >= 5) {
      count -= 5;
      text += letters.charAt((held >>> count) & 31);
    }
  }
  return text;
}

export function core32(bytes: Uint8Array, at: number, letters: string): string {
  const whole = Buffer.concat([Buffer.alloc(at), bytes]);
  return base32(whole, letters).slice(Math.ceil((at * 8) / 5));
}

/** @param how every way, or those that cost little: what else there is, `readings.ts` undoes */
export function spellings(text: string, how: "every" | "usual" = "every"): readonly Spelling[] {
  const found: Spelling[] = [];
  const add = (form: string, written: string): void => void found.push({ form, text: written });
  add("plain", text);
  add("reversed", backwards(text));
  add(
    "ROT13",
    turned(text, (n) => (n + 13) % 26),
  );
  add("code points", each(text, String));
  const lower = text.toLowerCase();
  for (const cased of new Set(how === "every" ? [text, lower, text.toUpperCase()] : [text, lower])) {
    const bytes = Buffer.from(cased);
    const hex = bytes.toString("hex");
    add("hex", hex);
    add(
      "escapes",
      each(cased, (code) => `x${hexOf(code)}`),
    );
    add(
      "escapes",
      each(cased, (code) => `0x${hexOf(code)}`),
    );
    for (const at of [0, 1, 2]) {
      const once = core64(bytes, at);
      add("base64", once);
      add("base64, reversed", backwards(once));
    }
    if (how === "usual") continue;
    add("hex, reversed", backwards(hex));
    add("hex of bytes reversed", Buffer.from(bytes.toReversed()).toString("hex"));
    add("hex twice", Buffer.from(hex).toString("hex"));
    add(
      "escapes",
      each(cased, (code) => `u00${hexOf(code)}`),
    );
    add(
      "percent twice",
      each(cased, (code) => `25${hexOf(code)}`),
    );
    for (const at of [0, 1, 2]) {
      const once = core64(bytes, at);
      add("base64 of UTF-16", core64(Buffer.from(cased, "utf16le"), at));
      for (const again of [0, 1, 2]) add("base64 twice", core64(Buffer.from(once), again));
    }
    for (const at of [0, 1, 2, 3, 4]) {
      add("base32", core32(bytes, at, letters32));
      add("base32", core32(bytes, at, crockford));
    }
  }
  if (how === "usual") return found;
  add(
    "Atbash",
    turned(text, (n) => 25 - n),
  );
  add(
    "octal",
    each(text, (code) => code.toString(8)),
  );
  add(
    "octal",
    each(text, (code) => code.toString(8).padStart(3, "0")),
  );
  add(
    "bits",
    each(text, (code) => code.toString(2).padStart(8, "0")),
  );
  return found;
}

const alphabets: readonly (readonly [form: string, letters: string])[] = [
  ["hex number", "0123456789abcdef"],
  ["base36 number", "0123456789abcdefghijklmnopqrstuvwxyz"],
  ["base32 number", letters32],
  ["base32 number", crockford],
  ["base58 number", "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"],
  ["base62 number", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"],
  ["base62 number", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  ["base64 number", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"],
  ["octal number", "01234567"],
  ["bits", "01"],
];

/** A whole number in every usual base. */
export function numerals(number: bigint): readonly Spelling[] {
  return alphabets.map(([form, letters]) => {
    let text = "";
    for (let left = number; left > 0n; left /= BigInt(letters.length))
      text = letters.charAt(Number(left % BigInt(letters.length))) + text;
    return { form, text };
  });
}

/** A number's bytes: eight of them from either end, and as many as it takes. */
export function integers(number: bigint): readonly (readonly [form: string, bytes: Buffer])[] {
  const big = Buffer.alloc(8);
  big.writeBigUInt64BE(BigInt.asUintN(64, number));
  const point = Buffer.alloc(8);
  point.writeDoubleBE(Number(number));
  const varint: number[] = [];
  for (let left = number; left > 0n; left >>= 7n) varint.push(Number(left & 127n) | (left > 127n ? 128 : 0));
  return [
    ["integer", big],
    ["integer", Buffer.from(big.toReversed())],
    ["varint", Buffer.from(varint)],
    ["number with a point", point],
    ["number with a point", Buffer.from(point.toReversed())],
  ];
}
