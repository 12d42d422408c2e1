/** Text that is hidden in other text, or beside it: readings that no decoder of a usual form undoes. */

export interface Hidden {
  readonly form: string;
  readonly bytes: Buffer;
}

const latin = (text: string): Buffer => Buffer.from(text, "latin1");
/** Bytes of one reading that are looked at so: whole databases are read page by page. */
const most = 1 << 22;

/** @param text what can be read of the bytes */
export function hidden(bytes: Buffer, text: string): readonly Hidden[] {
  if (bytes.length > most || bytes.length < 16) return [];
  return [...amongOthers(bytes, text), ...ofLetters(text), ...ofBits(text), ...ofBase85(text), ...ofUnicode(bytes)];
}

/** Every other byte, every third or fourth, and digits among whatever else. */
function* amongOthers(bytes: Buffer, text: string): Generator<Hidden> {
  for (const step of [2, 3, 4])
    for (let first = 0; first < step; first++)
      yield { form: step === 2 ? "every other byte" : `every ${step}th byte`, bytes: everyNth(bytes, step, first) };
  yield { form: "digits alone", bytes: latin(text.replaceAll(/\D+/g, "")) };
}

function everyNth(bytes: Buffer, step: number, first: number): Buffer {
  const out = Buffer.alloc(Math.max(0, Math.ceil((bytes.length - first) / step)));
  for (let i = 0; i < out.length; i++) out[i] = bytes[first + i * step] ?? 0;
  return out;
}

const digitWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const digitWord = new RegExp(String.raw`\b(?:${digitWords.join("|")})\b`, "gi");

/** First letters of words and of lines, and digits by their names. */
function* ofLetters(text: string): Generator<Hidden> {
  const first = (pattern: RegExp): Buffer => latin(Array.from(text.matchAll(pattern), ([, letter]) => letter).join(""));
  yield { form: "initials", bytes: first(/([A-Za-z])[A-Za-z]*/g) };
  yield { form: "initials of lines", bytes: first(/(?:^|[\n\0])[^A-Za-z\n]*([A-Za-z])/g) };
  const named = text.match(digitWord) ?? [];
  if (named.length > 7)
    yield {
      form: "digits by name",
      bytes: latin(named.map((name) => String(digitWords.indexOf(name.toLowerCase()))).join("")),
    };
}

/** Two kinds of space for the two kinds of bit. */
function* ofBits(text: string): Generator<Hidden> {
  for (const [run] of text.matchAll(/[ \t]{40,}/g)) yield* bitsOf(run, " \t", "spaces and tabs");
}

function* bitsOf(run: string, two: string, form: string): Generator<Hidden> {
  for (const zero of [0, 1]) {
    const bits = Array.from(run, (letter) => (two.indexOf(letter) === zero ? "0" : "1")).join("");
    const bytes = (bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2));
    yield { form, bytes: Buffer.from(bytes) };
  }
}

const ascii85 = Array.from({ length: 85 }, (_, n) => String.fromCharCode(33 + n)).join("");
const z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
/** Places of one reading where base 85 is tried. */
const tries = 400;

/** In base 85 without marks: whatever has no space in it may be that. */
function* ofBase85(text: string): Generator<Hidden> {
  for (const [letters, run] of [
    [ascii85, /[!-u]{20,}/g],
    [z85, /[\w.:+=^!/*?&<>()[\]{}@%$#-]{20,}/g],
  ] as const) {
    const found = Array.from(text.matchAll(run), ([one]) => one).slice(0, tries);
    if (found.length > 0)
      yield { form: "base85", bytes: Buffer.concat(found.flatMap((one) => [from85(one, letters), latin("\n")])) };
  }
}

/** @returns the bytes of whole and cut groups of five */
export function from85(run: string, letters: string = ascii85): Buffer {
  const digits = Array.from(run, (letter) => letters.indexOf(letter));
  const out = Buffer.alloc(Math.ceil(digits.length / 5) * 4);
  for (let i = 0; i < digits.length; i += 5) {
    const group = Array.from({ length: 5 }, (_, n) => digits[i + n] ?? 84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    out.writeUInt32BE(((value % 2 ** 32) + 2 ** 32) % 2 ** 32, (i / 5) * 4);
  }
  return out;
}

/** Letters of other shapes, and characters that nobody sees: tags, variations, spaces of no width. */
const shapes = /[\u{1D400}-\u{1D7FF}\u{FF01}-\u{FF5E}\u{2460}-\u{24FF}\u{1F110}-\u{1F189}]/u;
const unseen = /[\u{E0020}-\u{E007E}]|[\u{FE00}-\u{FE0F}]|[\u{E0100}-\u{E01EF}]|\u200B|\u200C|\u200D|\u2060|\uFEFF/u;

function* ofUnicode(bytes: Buffer): Generator<Hidden> {
  if (!bytes.some((byte) => byte >= 0xe2)) return;
  const text = bytes.toString();
  if (!shapes.test(text) && !unseen.test(text)) return;
  yield { form: "letters of other shapes", bytes: latin(text.normalize("NFKD").replaceAll(/[^\n -~]/g, "")) };
  yield {
    form: "tags",
    bytes: latin(
      Array.from(text.matchAll(/[\u{E0020}-\u{E007E}]/gu), ([one]) => codeOf(one) - 0xe_00_00)
        .map((code) => String.fromCharCode(code))
        .join(""),
    ),
  };
  yield {
    form: "variations",
    bytes: Buffer.from(
      Array.from(text.matchAll(/[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu), ([one]) =>
        codeOf(one) < 0xe_01_00 ? codeOf(one) - 0xfe_00 : codeOf(one) - 0xe_01_00 + 16,
      ),
    ),
  };
  for (const [run] of text.matchAll(/[\u200B-\u200D\u2060\uFEFF]{40,}/g)) {
    const two = [...new Set(run)];
    if (two.length === 2) yield* bitsOf(run, two.join(""), "characters that nobody sees");
  }
}

const codeOf = (letter: string): number => letter.codePointAt(0) ?? 0;
