/** Bytes -> text: UTF-8, or the encoding of a byte order mark. */

/** The bytes are in no encoding that we read. */
export class EncodingError extends Error {
  override readonly name = "EncodingError";
}

const marks: readonly (readonly [encoding: string, ...bytes: number[]])[] = [
  ["utf-8", 0xef, 0xbb, 0xbf],
  ["utf-16le", 0xff, 0xfe],
  ["utf-16be", 0xfe, 0xff],
];

/** @throws EncodingError */
export function decode(bytes: Uint8Array): string {
  const [encoding] = marks.find(([, ...mark]) => mark.every((byte, index) => bytes[index] === byte)) ?? ["utf-8"];
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new EncodingError(`is not ${encoding.toUpperCase()}: save it as UTF-8`);
  }
}
