/** Figures as they go wrong on their way: each differs from the original, and still adds up to a result. */
import type { Dice } from "./dice.ts";

export type Votes = Readonly<Record<string, number>>;

/** Most votes first. */
export const ranked = (votes: Votes): readonly (readonly [id: string, votes: number])[] =>
  Object.entries(votes).toSorted(([, a], [, b]) => b - a);

/** A slip of the pen that leaves the winner: a loser's votes fall short, or the winner's are ten, a hundred, a thousand too many. */
export function slipped(votes: Votes, dice: Dice): Votes {
  const [winner, ...losers] = ranked(votes);
  const some = losers.filter(([, count]) => count > 0);
  if (some.length > 0 && dice.between(1, 3) > 1) {
    const [id, count] = dice.pick(some);
    return { ...votes, [id]: count - dice.between(1, count) };
  }
  if (!winner) return votes;
  return { ...votes, [winner[0]]: winner[1] + dice.pick([10, 100, 1_000]) };
}

/** Swaps the first two. */
export function reversed(votes: Votes): Votes {
  const [first, second] = ranked(votes);
  if (!first || !second) return votes;
  // Swapping equal votes changes nothing, so the second is put ahead.
  const ahead = first[1] === second[1] ? 1 : 0;
  return { ...votes, [first[0]]: second[1], [second[0]]: first[1] + ahead };
}
