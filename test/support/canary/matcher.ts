/** Many needles looked for in one pass: a rolling hash of the first bytes of each, and a closer look where one fits. */

/** Bytes that all needles have at the least. */
export const least = 7;

export interface Needle<Mark> {
  readonly bytes: Uint8Array;
  readonly mark: Mark;
}

export interface Matcher<Mark> {
  readonly size: number;
  add(bytes: Uint8Array, mark: Mark): void;
  /** Calls back with each needle that is there, and the position of its first byte. */
  scan(hay: Uint8Array, hit: (mark: Mark, at: number, length: number) => void): void;
}

const factor = 0x01_00_01_93;
/** The weight of the byte that leaves the window: the factor to the power of its length. */
const leaving = Array.from({ length: least }).reduce<number>((power) => Math.imul(power, factor), 1);
const bits = 23;
/** Spreads a hash over the bits. */
const slot = (hash: number): number => Math.imul(hash, 0x9e_37_79_b1) >>> (32 - bits);

function hashOf(bytes: Uint8Array): number {
  let hash = 0;
  for (let i = 0; i < least; i++) hash = (Math.imul(hash, factor) + (bytes[i] ?? 0)) | 0;
  return hash;
}

/** Marks of hits are told once a scan each, by identity. */
export function createMatcher<Mark>(): Matcher<Mark> {
  const filter = new Uint8Array(1 << (bits - 3));
  const byHash = new Map<number, Needle<Mark>[]>();
  let size = 0;

  return {
    get size() {
      return size;
    },
    add(bytes, mark) {
      if (bytes.length < least) return;
      const hash = hashOf(bytes);
      const bit = slot(hash);
      filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
      const there = byHash.get(hash);
      if (there) there.push({ bytes, mark });
      else byHash.set(hash, [{ bytes, mark }]);
      size++;
    },
    scan(hay, hit) {
      const { length } = hay;
      let hash = 0;
      for (let i = 0; i < length; i++) {
        hash = (Math.imul(hash, factor) + (hay[i] ?? 0)) | 0;
        if (i >= least) hash = (hash - Math.imul(hay[i - least] ?? 0, leaving)) | 0;
        if (i < least - 1) continue;
        const bit = Math.imul(hash, 0x9e_37_79_b1) >>> (32 - bits);
        if (((filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) continue;
        const start = i - least + 1;
        for (const { bytes, mark } of byHash.get(hash) ?? [])
          if (startsAt(hay, start, bytes)) hit(mark, start, bytes.length);
      }
    },
  };
}

function startsAt(hay: Uint8Array, at: number, needle: Uint8Array): boolean {
  if (at + needle.length > hay.length) return false;
  for (let i = 0; i < needle.length; i++) if (hay[at + i] !== needle[i]) return false;
  return true;
}
