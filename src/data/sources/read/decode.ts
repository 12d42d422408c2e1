/** Bytes -> text: UTF-8, UTF-16, and what spreadsheets on Windows and on old Macs save. */

/** The bytes are in no encoding that we read. */
export class EncodingError extends Error {
  override readonly name = "EncodingError";
}

const marks: readonly (readonly [encoding: string, ...bytes: number[]])[] = [
  ["utf-8", 0xef, 0xbb, 0xbf],
  ["utf-16le", 0xff, 0xfe],
  ["utf-16be", 0xfe, 0xff],
];

/**
 * @param anyLetters reads a line that is not UTF-8 as an older encoding: one letter may then be doubtful, and no other line is
 * @throws EncodingError
 */
export function decode(bytes: Uint8Array, anyLetters = false): string {
  const marked = marks.find(([, ...mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  const encoding = marked ?? wideOf(bytes) ?? "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    if (anyLetters && encoding === "utf-8") return byLine(bytes);
    throw new EncodingError(`is not ${encoding.toUpperCase()}: save it as UTF-8`);
  }
}

/** UTF-16 without its mark: every other byte of the beginning is 0. */
function wideOf(bytes: Uint8Array): string | undefined {
  const start = bytes.subarray(0, 200);
  const zeros = (from: number): number => start.filter((byte, at) => at % 2 === from && byte === 0).length;
  const enough = start.length / 3;
  if (start.length < 8) return undefined;
  if (zeros(1) > enough && zeros(0) === 0) return "utf-16le";
  return zeros(0) > enough && zeros(1) === 0 ? "utf-16be" : undefined;
}

const newline = 0x0a;

function byLine(bytes: Uint8Array): string {
  const older = olderOf(bytes);
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  const lines: string[] = [];
  for (let from = 0; from < bytes.length;) {
    const found = bytes.indexOf(newline, from);
    const end = found === -1 ? bytes.length : found + 1;
    const line = bytes.subarray(from, end);
    try {
      lines.push(strict.decode(line));
    } catch {
      lines.push(older.decode(line));
    }
    from = end;
  }
  return lines.join("");
}

/** Letters that names on ballot papers have, and the quotes and dashes of spreadsheets. */
const usual = /[áàâäãåéèêëíìîïóòôöõøúùûüýÿñçšžŵŷßæœÁÀÂÄÉÈÊËÍÎÏÓÔÖÚÛÜÑÇŠŽ’‘“”–—£…•\u00A0†✓]/gu;

/** The older encoding in which more of the odd letters are usual ones. */
function olderOf(bytes: Uint8Array): InstanceType<typeof TextDecoder> {
  const odd = bytes.filter((byte) => byte > 0x7f).subarray(0, 2_000);
  const count = (name: string): number => new TextDecoder(name).decode(odd).match(usual)?.length ?? 0;
  return new TextDecoder(count("macintosh") > count("windows-1252") ? "macintosh" : "windows-1252");
}
