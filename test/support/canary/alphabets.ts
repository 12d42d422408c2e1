/**
 * Texts in an alphabet of somebody's own. Each letter is another sign there, or a group of signs, or a word: Morse, Braille, pictures,
 * the key beside. A text is known by which of its letters are the same, whatever they are written as.
 */
import type { Mark, Secret } from "./needle-box.ts";

/** Signs of a text that are looked at, at the most, and at the least. */
const [longest, shortest] = [30, 16];
/** Bits that a needle has to have: among bytes, of which there are many, and among words and signs that are few. */
const enough = { bytes: 44, signs: 24, each: 14 } as const;

interface Needle {
  readonly bits: number;
  readonly pattern: readonly number[];
  readonly mark: Mark;
}

/** The distance of each sign from the same sign before it; 0 where there is none. */
function patternOf(signs: ArrayLike<number>): readonly number[] {
  const before = new Map<number, number>();
  return Array.from(signs, (sign, at) => {
    const last = before.get(sign);
    before.set(sign, at);
    return last === undefined ? 0 : at - last;
  });
}

/** The bits of chance that it takes to have the same pattern. */
function bitsOf(pattern: readonly number[]): number {
  let [distinct, bits] = [0, 0];
  for (const distance of pattern)
    if (distance === 0) distinct++;
    else bits += Math.log2(Math.max(2, distinct));
  return bits;
}

export interface Alphabets {
  add(secret: Secret, text: string): void;
  /** @param text what can be read of the bytes */
  scan(bytes: Buffer, text: string, hit: (mark: Mark, around: string) => void): void;
}

export function createAlphabets(): Alphabets {
  /** By their length and their last two distances, which most places do not have. */
  const bySize = new Map<number, Map<number, Needle[]>>();
  const known = new Set<string>();

  function add(secret: Secret, text: string): void {
    const signs = Array.from(text.slice(0, longest), (letter) => letter.codePointAt(0) ?? 0);
    // Of a long text as much as it takes, and of an id all of it.
    const sizes = signs.map((_, i) => i + 1).filter((size) => size >= shortest);
    const size = sizes.find((one) => bitsOf(patternOf(signs.slice(0, one))) >= enough.bytes) ?? signs.length;
    const pattern = patternOf(signs.slice(0, size));
    const bits = bitsOf(pattern);
    const whole = `${secret} ${pattern.join()}`;
    if (size < shortest || bits < enough.each || known.has(whole)) return;
    known.add(whole);
    const those = bySize.get(size) ?? new Map<number, Needle[]>();
    const key = (pattern.at(-1) ?? 0) * longest + (pattern.at(-2) ?? 0);
    those.set(key, [...(those.get(key) ?? []), { bits, pattern, mark: { secret, form: "another alphabet" } }]);
    bySize.set(size, those);
  }

  function look(
    signs: ArrayLike<number>,
    least: number,
    hit: (needle: Needle, at: number, length: number) => void,
  ): void {
    if (signs.length < shortest) return;
    const distances = patternOf(signs);
    for (const [size, ends] of bySize) {
      const cut = (at: number, start: number): number => {
        const distance = distances[at] ?? 0;
        return at - distance < start ? 0 : distance;
      };
      for (let start = 0; start + size <= signs.length; start++) {
        const end = start + size - 1;
        for (const needle of ends.get(cut(end, start) * longest + cut(end - 1, start)) ?? [])
          if (needle.bits >= least && needle.pattern.every((distance, i) => distance === cut(start + i, start)))
            hit(needle, start, size);
      }
    }
  }

  return {
    add,
    scan(bytes, text, hit) {
      if (bytes.length > most) return;
      const shown = (all: readonly string[], at: number, size: number): string =>
        all
          .slice(at, at + size)
          .join(" ")
          .slice(0, 160)
          .replaceAll(/[^ -~]/g, "·");
      const numbers = new Map<string, number>();
      const numbered = (all: readonly string[]): readonly number[] =>
        all.map((one) => numbers.get(one) ?? (numbers.set(one, numbers.size).get(one) as number));
      // Ids are short: one pattern of theirs is chance, and several are not.
      const several = new Map<string, Set<Needle>>();
      const seek = (all: readonly string[]): void =>
        look(numbered(all), enough.each, (needle, at, size) => {
          const { mark, bits } = needle;
          const those = (several.get(mark.secret) ?? new Set()).add(needle);
          several.set(mark.secret, those);
          const sum = [...those].reduce((total, one) => total + one.bits, 0);
          if (bits >= enough.signs || sum >= enough.bytes) hit(mark, shown(all, at, size));
        });
      look(bytes, enough.bytes, ({ mark }, at, size) =>
        hit(
          mark,
          bytes
            .subarray(at, at + size)
            .toString("latin1")
            .replaceAll(/[^ -~]/g, "·"),
        ),
      );
      // Signs of other scripts by themselves: what stands between them is none.
      if (bytes.some((byte) => byte >= 0xc2))
        seek(Array.from(bytes.toString()).filter((sign) => sign > "\u00FF" && sign !== "\uFFFD"));
      // Words, and numbers in a list; a letter's end is a space, and a word's two or a stroke.
      seek(text.split(/[\s,;|/\0]+/));
      for (const [run] of text.matchAll(/[^\s\0,;:-]{48,}/g))
        for (const group of [2, 3, 4, 5]) seek(run.slice(0, 4_000).match(new RegExp(`.{${group}}`, "g")) ?? []);
    },
  };
}
const most = 1 << 20;
