/** Bytes, read in every way in which text may be hidden in them without being encrypted, one inside the other. */
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";

import { from85, hidden } from "./hidden.ts";

/** Runs of letters, digits and marks, long enough to hold something. */
export const printed = (bytes: Buffer): string => (bytes.toString("latin1").match(/[\t\n\r -~]{7,}/g) ?? []).join("\0");

export interface Reading {
  /** "plain", or what was undone, the outermost first: "base64, gzip". */
  readonly form: string;
  readonly bytes: Buffer;
}

const deepest = 3;
/** Bytes that a packed stream gives at most: more is no leak of a text. */
const most = 1 << 16;
/** Bytes of a stream that has another in it. */
const nearby = 1 << 10;
/** Places of one reading where a stream without a mark of its own is tried. */
const tries = 400;

const latin = (text: string): Buffer => Buffer.from(text, "latin1");
const code = (_: string, hex: string): string =>
  Buffer.from(String.fromCodePoint(Number.parseInt(hex, 16) % 0x11_00_00)).toString("latin1");
const byte = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  shy: "",
  zwnj: "",
  zwj: "",
};

/** Escapes, each with what tells that there are some, on the lines that have them. */
const escapes: readonly (readonly [form: string, mark: RegExp, undo: (line: string) => string])[] = [
  ["percent", /%[0-9a-f]{2}/i, (line) => line.replaceAll("+", " ").replaceAll(/%([0-9a-f]{2})/gi, byte)],
  [
    "entities",
    /&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z]{2,6});/i,
    (line) =>
      line
        .replaceAll(/&#x([0-9a-f]{1,6});/gi, code)
        .replaceAll(/&#(\d{1,7});/g, (_, digits: string) => code("", Number(digits).toString(16)))
        .replaceAll(/&([a-z]{2,6});/gi, (whole, name: string) => named[name.toLowerCase()] ?? whole),
  ],
  [
    "escapes",
    /\\(?:u[0-9a-f]{4}|u\{|x[0-9a-f]{2}|[0-7]{3})/i,
    (line) =>
      line
        .replaceAll(/\\u\{?([0-9a-f]{2,6})\}?/gi, code)
        .replaceAll(/\\x([0-9a-f]{2})/gi, byte)
        .replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8) & 255)),
  ],
  ["quoted-printable", /=[0-9A-F]{2}/i, (line) => line.replaceAll(/=([0-9a-f]{2})/gi, byte)],
];

const base64Run = /[A-Za-z0-9+/_-]{14,}/g;
const hexRun = /(?:[0-9a-f]{2}){10,}/gi;
const spacedHexRun = /(?:(?:0x|\\x)?[0-9a-f]{2}[ :,;-]{1,2}){9,}[0-9a-f]{2}/gi;
const base32Run = /[A-Z2-7]{20,}|[a-z2-7]{20,}/g;
const listRun = /(?:\d{1,3}\s*,\s*){9,}\d{1,3}/g;
const base85Run = /<~([!-u\s]+)~>/g;

/** Each reading once, the plain one first. */
export function readings(bytes: Buffer, form = "plain", depth = 0): readonly Reading[] {
  const all: Reading[] = [{ form, bytes }];
  const under = (name: string): string => (form === "plain" ? name : `${form}, ${name}`);
  const add = (name: string, read: Buffer): void => {
    if (read.length >= 4)
      all.push(...(depth < deepest ? readings(read, under(name), depth + 1) : [{ form: under(name), bytes: read }]));
  };
  for (const [name, read] of unpacked(bytes)) add(name, read);
  if (depth >= deepest) return all;
  const text = printed(bytes);
  if (depth === 0) all.push(...hidden(bytes, text));
  for (const [name, mark, undo] of escapes) {
    if (!mark.test(text)) continue;
    const lines = text.split(/[\0-\x08\x0e-\x1f\n\r]/).filter((line) => mark.test(line));
    const whole = name === "quoted-printable" ? text.replaceAll(/=\r?\n/g, "") : lines.join("\n");
    const read = undo(whole);
    if (read !== whole) add(name, latin(read));
  }
  const runs = (name: string, found: readonly Buffer[]): void => {
    // Streams begin where their runs do.
    for (const one of found.slice(0, tries))
      for (const [packing, read] of unpacked(one)) add(`${name}, ${packing}`, read);
    if (found.length === 0) return;
    const joined = Buffer.concat(found.flatMap((one) => [one, Buffer.from("\n")]));
    // Runs of runs are read further where there is text in them, and otherwise no more than searched.
    if (depth < 2 && found.some(isText))
      add(name, Buffer.concat(found.filter(isText).flatMap((one) => [one, Buffer.from("\n")])));
    all.push({ form: under(name), bytes: joined });
  };
  const offsets = depth === 0 ? [0, 1, 2, 3] : [0];
  const of = (run: RegExp): readonly string[] => Array.from(text.matchAll(run), ([found]) => found);
  runs(
    "base64",
    of(base64Run)
      .filter((run) => !/^[0-9a-f]+$/i.test(run))
      .flatMap((run) => offsets.map((at) => Buffer.from(run.slice(at), "base64"))),
  );
  runs(
    "hex",
    of(hexRun).flatMap((run) => offsets.slice(0, 2).map((at) => Buffer.from(run.slice(at), "hex"))),
  );
  runs(
    "hex",
    of(spacedHexRun).map((run) => Buffer.from(run.replaceAll(/0x|\\x|[^0-9a-f]/gi, ""), "hex")),
  );
  runs("base32", of(base32Run).map(from32));
  runs(
    "list of bytes",
    of(listRun).map((run) => Buffer.from(run.split(",").map(Number))),
  );
  runs(
    "base85",
    Array.from(text.matchAll(base85Run), ([, run = ""]) => from85(run.replaceAll(/\s/g, "").replaceAll("z", "!!!!!"))),
  );
  return all;
}

/** Whether most of it can be read. */
function isText(bytes: Buffer): boolean {
  let count = 0;
  for (const one of bytes.subarray(0, 64)) if (one >= 32 && one < 127) count++;
  return count >= Math.min(64, bytes.length) * 0.9;
}

const flush = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most };

/** Packed streams: those with a mark wherever it stands, and those without where bytes or lines begin. */
function* unpacked(bytes: Buffer): Generator<readonly [string, Buffer]> {
  let count = 0;
  // One stream ends where the next begins.
  for (let at = bytes.indexOf(gzipMark); at >= 0;) {
    const next = bytes.indexOf(gzipMark, at + 3);
    // Or stands inside it, as it was.
    for (const end of next < 0 ? [bytes.length] : [next, Math.min(bytes.length, at + nearby)])
      yield* tried("gzip", () => gunzipSync(bytes.subarray(at, end), flush));
    at = next;
  }
  for (let at = bytes.indexOf(0x78); at >= 0 && count < 5_000; at = bytes.indexOf(0x78, at + 1))
    if ((0x78_00 + (bytes[at + 1] ?? 0)) % 31 === 0 && count++ >= 0)
      yield* tried("zlib", () => inflateSync(bytes.subarray(at), flush));
  for (let at = bytes.indexOf(zstdMark); at >= 0; at = bytes.indexOf(zstdMark, at + 1))
    yield* tried("zstd", () => zstdDecompressSync(bytes.subarray(at), { maxOutputLength: most }));
  if (bytes.length > 1 << 13 || bytes.length < 8) return;
  // One block with codes, the last; and Brotli's usual window: three of four bytes of chance are neither.
  const [first = 0] = bytes;
  if ((first & 7) === 3 || (first & 7) === 5) yield* tried("deflate", () => inflateRawSync(bytes, flush));
  const quality = { maxOutputLength: most, finishFlush: constants.BROTLI_OPERATION_FLUSH };
  if ((first & 15) === 11 || first === 0x21) yield* tried("brotli", () => brotliDecompressSync(bytes, quality));
}

const gzipMark = Buffer.from("1f8b08", "hex");
const zstdMark = Buffer.from("28b52ffd", "hex");

function* tried(form: string, undo: () => Buffer): Generator<readonly [string, Buffer]> {
  const { stackTraceLimit } = Error;
  let read: Buffer | undefined;
  try {
    // Thousands fail, and nobody looks where.
    Error.stackTraceLimit = 0;
    read = undo();
  } catch {
    // It was none.
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  if (read && read.length >= 6) yield [form, read];
}

function from32(run: string): Buffer {
  const out: number[] = [];
  let [held, count] = [0, 0];
  for (const letter of run.toLowerCase()) {
    held = ((held << 5) | "abcdefghijklmnopqrstuvwxyz234567".indexOf(letter)) & 0xf_ff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    out.push((held >>> count) & 255);
  }
  return Buffer.from(out);
}
