/**
 * Letters and digits alone, in lower case: so written, a text is the same in capitals, with spaces, colons, line ends or invisible
 * characters between its letters, one word a line, and in UTF-16.
 */

const folds = Uint8Array.from({ length: 256 }, (_, code) => {
  const lower = code >= 65 && code <= 90 ? code + 32 : code;
  return (lower >= 97 && lower <= 122) || (lower >= 48 && lower <= 57) ? lower : 0;
});

export function folded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (const byte of bytes) {
    const code = folds[byte] ?? 0;
    out[length] = code;
    length += code === 0 ? 0 : 1;
  }
  return out.subarray(0, length);
}

export const foldedText = (text: string): Uint8Array => folded(Buffer.from(text, "latin1"));

/** Differences of each byte from the one before: the same under any one key of XOR. */
export function xored(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.max(0, bytes.length - 1));
  for (let i = 0; i < out.length; i++) out[i] = (bytes[i] ?? 0) ^ (bytes[i + 1] ?? 0);
  return out;
}

/** The same for keys that are added, as in Caesar's cipher over bytes. */
export function shifted(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.max(0, bytes.length - 1));
  for (let i = 0; i < out.length; i++) out[i] = (bytes[i + 1] ?? 0) - (bytes[i] ?? 0);
  return out;
}

/** IBM's code for what we use of it. */
const ebcdic = new Map<number, number>([
  [0x20, 0x40],
  ...runs("a", [0x81, 9], [0x91, 9], [0xa2, 8]),
  ...runs("A", [0xc1, 9], [0xd1, 9], [0xe2, 8]),
  ...runs("0", [0xf0, 10]),
]);

function* runs(
  first: string,
  ...parts: readonly (readonly [at: number, length: number])[]
): Generator<[number, number]> {
  let code = first.charCodeAt(0);
  for (const [at, length] of parts) for (let n = 0; n < length; n++) yield [code++, at + n];
}

export const halvesSwapped = (byte: number): number => ((byte & 15) << 4) | (byte >> 4);

/** Ways of writing each byte as another. */
export const byteByByte: readonly (readonly [form: string, write: (byte: number) => number])[] = [
  ["EBCDIC", (byte) => ebcdic.get(byte) ?? byte],
  ["halves swapped", halvesSwapped],
  ["bits reversed", (byte) => Number.parseInt(byte.toString(2).padStart(8, "0").split("").toReversed().join(""), 2)],
];
