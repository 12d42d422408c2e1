/** Chance, handed in: `randomBytes` of node:crypto in earnest, something repeatable in tests. */
export type Random = (bytes: number) => Uint8Array;

/** A whole number from 0, below `limit` (at most 65,536), each as likely as any other. */
export function below(limit: number, random: Random): number {
  // A throw that would favour the low numbers is made again.
  const fair = 65_536 - (65_536 % limit);
  for (;;) {
    const [high = 0, low = 0] = random(2);
    const thrown = high * 256 + low;
    if (thrown < fair) return thrown % limit;
  }
}

/** From 0 to below 1, in steps of 2⁻⁴⁸. */
export const fraction = (random: Random): number => random(6).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48;

/** Every order is as likely as any other (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const deck = [...items];
  for (let left = deck.length; left > 1; left -= 1) deck.push(...deck.splice(below(left, random), 1));
  return deck;
}
