/** Votes of a contest as they are known at the desk, and what can be wrong with them. */

export interface Figures {
  /** By candidate id, all of them; absent while only the winner is known. */
  readonly votes?: Readonly<Record<string, number>> | undefined;
  /** Of a call, or of a tie by lot. */
  readonly winner?: string | undefined;
  readonly rejected?: number | undefined;
}

export interface Fault {
  /** From 1; absent for what is wrong with the whole. */
  readonly line?: number;
  /** A sentence. */
  readonly says: string;
}

export type ReadFigures =
  | { readonly kind: "figures"; readonly figures: Figures }
  | { readonly kind: "faults"; readonly faults: readonly Fault[] };

/** The most votes are two candidates'. */
export function isTied(votes: readonly number[]): boolean {
  const [first, second] = votes.toSorted((a, b) => b - a);
  return first !== undefined && first === second;
}

export const written = (n: number): string => n.toLocaleString("en-GB");
