/** Everything in bytes that can be read as a moment of the run, by the real clock or by the program's wound one. */
import { printed } from "./readings.ts";

/** The run, in milliseconds since 1970, and how the program's clock goes meanwhile. */
export interface Run {
  readonly from: number;
  readonly to: number;
  /** The program's time at a moment of ours, and the other way round. */
  readonly wound: (at: number) => number;
  readonly real: (wound: number) => number;
  /** Moments of the real clock from which other clocks count: of the machine, and of each process. */
  readonly origins?: readonly number[];
}

export interface Stamp {
  /** Of the real clock. */
  readonly at: number;
  /** Milliseconds of the real clock that it may be later, for it was cut off. */
  readonly span: number;
  readonly shown: string;
}

const iso = /(\d{4})-(\d\d)-(\d\d)[T _](\d\d)[:.](\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?/g;
const compact = /\b(20\d\d)(\d\d)(\d\d)[T_-]?(\d\d)(\d\d)(?:(\d\d)(\d{3})?)?/g;
const dated = /\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d|[A-Z][a-z]{2} \d{1,2},? \d{4},? \d\d:\d\d:\d\d/g;
const clock = /\b(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?\b/g;
const digits = /(?<![\d.])\d{8,20}(?:\.\d{1,9})?/g;
/** Of a clock that began with the process or the machine. */
const elapsed = /(?<![\d.])\d{3,16}(?:\.\d{1,12})?(?![\d.])/g;
const grouped = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g;
const julian = /\b24\d{5}\.\d{3,}/g;
/** Days since 1900, as spreadsheets count them. */
const serial = /(?<![\d.])4\d{4}\.\d{3,}/g;
/** Milliseconds of a day. */
const ofDay = /(?<![\d.])\d{7,8}(?![\d.])/g;
const uuid = /([0-9a-f]{8})-([0-9a-f]{4})-([1-8])([0-9a-f]{3})-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const ulid = /\b0[0-9A-HJKMNP-TV-Z]{25}\b/gi;
const hexWord = /\b[0-9a-f]{8,16}\b/gi;
const word36 = /\b[0-9a-z]{6,12}\b/gi;

const day = 86_400_000;
const discord = 1_420_070_400_000;
/** Days from 1970 to the beginning of Julian days, in milliseconds. */
const beginning = 2_440_587.5;
/** 1582, of UUIDs; and 2000, of PostgreSQL. */
const [gregorian, millennium] = [-12_219_292_800_000, 946_684_800_000];

/** @param hidden whether integers of any width may stand in it, as in a database's file */
export function stampsIn(bytes: Buffer, run: Run, hidden = true): readonly Stamp[] {
  const found: Stamp[] = [];
  const wound = { from: run.wound(run.from), to: run.wound(run.to) };
  const pace = (wound.to - wound.from) / (run.to - run.from);
  /** @param span milliseconds by the clock that it was read from */
  const add = (at: number, span: number, shown: string): void => {
    if (at >= run.from - span && at <= run.to) found.push({ at, span, shown });
    if (at >= wound.from - span && at <= wound.to) found.push({ at: run.real(at), span: span / pace, shown });
  };
  const text = printed(bytes);
  const cut = (fraction: string | undefined): number => (fraction === undefined ? 1_000 : 10 ** (3 - fraction.length));
  for (const [shown, y, mo, d, h, mi, s, fraction, zone] of text.matchAll(iso)) {
    const offset = /^([+-]\d\d):?(\d\d)?/.exec(zone ?? "");
    const at = Date.UTC(
      Number(y),
      Number(mo) - 1,
      Number(d),
      Number(h) - Number(offset?.[1] ?? 0),
      Number(mi),
      Number(s ?? 0),
    );
    add(at + Number(`0.${fraction ?? 0}`) * 1_000, s === undefined ? 60_000 : cut(fraction), shown);
  }
  for (const [shown, y, mo, d, h, mi, s, ms] of text.matchAll(compact))
    add(
      Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s ?? 0), Number(ms ?? 0)),
      s === undefined ? 60_000 : ms === undefined ? 1_000 : 1,
      shown,
    );
  for (const [shown] of text.matchAll(dated)) add(Date.parse(`${shown} UTC`), 1_000, shown);
  for (const { 0: shown, 1: h, 2: mi, 3: s, 4: fraction, index } of text.matchAll(clock)) {
    // With a day before it, it was read above.
    if (/\d[T _]$/.test(text.slice(Math.max(0, index - 2), index))) continue;
    const at = Math.floor(run.from / day) * day + Number(h) * 3_600_000 + Number(mi) * 60_000 + Number(s) * 1_000;
    add(at + Number(`0.${fraction ?? 0}`) * 1_000, cut(fraction), shown);
  }
  for (const [shown] of text.matchAll(digits)) whole(shown, add);
  // "12,345" is one number, and no 345.
  const ungrouped = run.origins ? text.replaceAll(grouped, (shown) => shown.replaceAll(",", "")) : "";
  for (const origin of run.origins ?? [])
    for (const [shown] of ungrouped.matchAll(elapsed)) {
      const [seconds = "", fraction] = shown.split(".");
      add(origin + Number(shown), 1, shown);
      if (seconds.length < 8) add(origin + Number(shown) * 1_000, fraction === undefined ? 1_000 : 1, shown);
      if (seconds.length > 9) add(origin + Number(shown) / 1_000_000, 1, shown);
    }
  for (const [shown] of text.matchAll(julian))
    add((Number(shown) - beginning) * day, Math.max(1, day * 10 ** -(shown.split(".")[1] ?? "").length), shown);
  for (const [shown] of text.matchAll(serial))
    add((Number(shown) - 25_569) * day, Math.max(1, day * 10 ** -(shown.split(".")[1] ?? "").length), shown);
  for (const [shown] of text.matchAll(ofDay)) add(Math.floor(run.from / day) * day + Number(shown), 1, shown);
  for (const [shown, low = "", mid = "", version = "", high = ""] of text.matchAll(uuid)) {
    const ticks = version === "1" ? `${high}${mid}${low}` : version === "6" ? `${low}${mid}${high}` : "0";
    add(version === "7" ? Number.parseInt(low + mid, 16) : gregorian + Number.parseInt(ticks, 16) / 10_000, 1, shown);
  }
  for (const [shown] of text.matchAll(ulid)) {
    const at = Array.from(shown.slice(0, 10).toUpperCase()).reduce<number>(
      (sum, letter) => sum * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(letter),
      0,
    );
    add(at, 1, shown);
  }
  for (const [shown] of text.matchAll(hexWord)) {
    const number = Number.parseInt(shown, 16);
    add(number, 1, shown);
    add(number * 1_000, 1_000, shown);
    add(number / 1_000, 1, shown);
    add(Number(BigInt(`0x${shown}`) >> 22n) + discord, 1, shown);
  }
  for (const [shown] of text.matchAll(word36)) {
    const number = Number.parseInt(shown, 36);
    add(number, 1, shown);
    if (shown.length === 6) add(number * 1_000, 1_000, shown);
  }
  if (hidden) integers(bytes, run, add);
  return found;
}

/** Digits alone, with or without a fraction: seconds, milliseconds, micro- and nanoseconds; Discord's ids. */
function whole(shown: string, add: (at: number, span: number, shown: string) => void): void {
  const [before = "", fraction] = shown.split(".");
  const number = Number(shown);
  // Slack's marks of time count messages behind the point.
  if (before.length === 10) {
    add(number * 1_000, fraction === undefined ? 1_000 : Math.max(1, 10 ** (3 - fraction.length)), shown);
    if (fraction !== undefined) add(Number(before) * 1_000, 1_000, shown);
  }
  // Since 1900, 2001 and 1601.
  if (before.length === 10) add((number - 2_208_988_800) * 1_000, 1_000, shown);
  if (before.length === 9) add((number + 978_307_200) * 1_000, fraction === undefined ? 1_000 : 1, shown);
  if (before.length === 18) add(number / 10_000 - 11_644_473_600_000, 1, shown);
  if (before.length === 8) add(number * 60_000, 60_000, shown);
  if (before.length === 13) add(number, 1, shown);
  if (before.length === 16) add(number / 1_000, 1, shown);
  if (before.length === 19) add(number / 1_000_000, 1, shown);
  if (before.length >= 17) add(Number(BigInt(before) >> 22n) + discord, 1, shown);
}

/** Widths, clocks and ends of integers and of numbers with a point. */
function integers(bytes: Buffer, run: Run, add: (at: number, span: number, shown: string) => void): void {
  const times = [run.from, run.to, run.wound(run.from), run.wound(run.to)];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const double = Buffer.alloc(8);
  const highOf = (value: number): number => {
    double.writeDoubleBE(value);
    return double.readUInt32BE();
  };
  const range = (of: (at: number) => number): readonly [number, number] => [
    Math.floor(of(first)),
    Math.floor(of(last)),
  ];
  const [firstSecond, lastSecond] = range((at) => at / 1_000);
  const [firstHigh, lastHigh] = range((at) => at / 2 ** 32);
  /** Upper halves of eight bytes, and what they are. */
  const halves: readonly (readonly [
    range: readonly [number, number],
    read: (bits: bigint) => readonly number[],
    shown: string,
  ])[] = [
    [range((at) => (at * 1_000) / 2 ** 32), (bits) => [Number(bits) / 1_000], "microseconds"],
    [range((at) => (at * 1_000_000) / 2 ** 32), (bits) => [Number(bits) / 1_000_000], "nanoseconds"],
    [
      range((at) => ((at - millennium) * 1_000) / 2 ** 32),
      (bits) => [Number(bits) / 1_000 + millennium],
      "microseconds since 2000",
    ],
    [range((at) => ((at - discord) * 2 ** 22) / 2 ** 32), (bits) => [Number(bits >> 22n) + discord], "a snowflake"],
    ...[(at: number) => at, (at: number) => at / 1_000, (at: number) => at / day + beginning].map(
      (of) =>
        [
          range((at) => highOf(of(at))),
          (bits: bigint) => {
            double.writeBigUInt64BE(bits);
            const value = double.readDoubleBE();
            return [value, value * 1_000, (value - beginning) * day];
          },
          "a number with a point",
        ] as const,
    ),
  ];
  // Most bytes are none of these at the first look.
  const tops = new Uint8Array(256);
  for (const [from, to] of [
    [firstSecond, lastSecond],
    [firstHigh * 65_536, lastHigh * 65_536],
    ...halves.map(([one]) => one),
  ] as const)
    for (let top = Math.floor(from / 2 ** 24); top <= Math.floor(to / 2 ** 24); top++) tops[top & 255] = 1;

  /** @param high four bytes from `at`, or in the other order those before `at + 4` */
  function look(high: number, at: number, isBig: boolean): void {
    if (high === 0) return;
    if (high >= firstSecond && high <= lastSecond) add(high * 1_000, 1_000, "seconds");
    const high16 = high >>> 16;
    const from = isBig ? at : at - 2;
    if (high16 >= firstHigh && high16 <= lastHigh && from >= 0 && from + 6 <= bytes.length)
      add(isBig ? bytes.readUIntBE(from, 6) : bytes.readUIntLE(from, 6), 1, "milliseconds");
    const start = isBig ? at : at - 4;
    if (start < 0 || start + 8 > bytes.length) return;
    for (const [one, read, shown] of halves)
      if (high >= one[0] && high <= one[1])
        for (const value of read(isBig ? bytes.readBigUInt64BE(start) : bytes.readBigUInt64LE(start)))
          add(value, 1, shown);
  }
  let [a, b, c] = [bytes[0] ?? 0, bytes[1] ?? 0, bytes[2] ?? 0];
  for (let i = 3; i < bytes.length; i++) {
    const d = bytes[i] ?? 0;
    if (tops[a] === 1) look(((a << 24) | (b << 16) | (c << 8) | d) >>> 0, i - 3, true);
    if (tops[d] === 1) look(((d << 24) | (c << 16) | (b << 8) | a) >>> 0, i - 3, false);
    [a, b, c] = [b, c, d];
  }
}
