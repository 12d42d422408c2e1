/** A by-election since: who won it, over whom and by how much. */
import type { ByElection } from "../core/election.ts";

type Stood = ByElection["candidates"][number];

export interface Won {
  readonly name: string;
  readonly first: Stood;
  readonly second: Stood;
  /** Votes. */
  readonly ahead: number;
}

export const nameOf = ({ given, family }: Stood): string => `${given} ${family}`.trim();

/** @throws RangeError for a by-election of fewer than two, which no pack holds */
export function wonBy({ candidates: [first, second] }: ByElection): Won {
  if (!first || !second) throw new RangeError("a by-election without two candidates");
  return { name: nameOf(first), first, second, ahead: first.votes - second.votes };
}
