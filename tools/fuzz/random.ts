/** Chance that can be had again: the same seed gives the same. */

export interface Random {
  /** From 0 up to, and without, 1. */
  next(): number;
  /** From 0 up to, and without, `end`. */
  below(end: number): number;
  pick<T>(list: readonly T[]): T;
  /** Some of a list's items, in its order. */
  some<T>(list: readonly T[], count: number): readonly T[];
}

/** Mulberry32. */
export function randomBy(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    pick(list) {
      const found = list[below(list.length)];
      if (found === undefined) throw new RangeError("nothing to pick from");
      return found;
    },
    some(list, count) {
      const left = new Set(list.keys());
      while (left.size > Math.max(0, count)) left.delete([...left][below(left.size)] ?? 0);
      return list.filter((_, index) => left.has(index));
    },
  };
}
