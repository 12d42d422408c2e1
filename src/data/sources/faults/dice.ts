/** Chance that comes out the same for the same seed. */

export interface Dice {
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  /** @throws RangeError for nothing to pick from */
  readonly pick: <T>(items: readonly T[]) => T;
  readonly shuffled: <T>(items: readonly T[]) => readonly T[];
}

/** @param seed a whole number from 0 */
export function createDice(seed: number): Dice {
  const roll = mulberry32(seed);
  const between = (least: number, most: number): number => least + Math.floor(roll() * (most - least + 1));
  return {
    between,
    pick(items) {
      const [item] = items.slice(between(0, items.length - 1));
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
    shuffled: (items) =>
      items
        .map((item) => ({ item, key: roll() }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ item }) => item),
  };
}

/** Tommy Ettinger's generator of 32 bits: even enough for a rehearsal. @returns 0 up to but not including 1 */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
