/** Uniform swing: the seats that would change hands if every seat moved alike. */
import type { Party } from "./election.ts";
import type { Outcome } from "./outcome.ts";

export interface Projection {
  readonly outcome: Outcome;
  /** The party that holds it on the result from which the projection starts. */
  readonly held: Party;
  /** The party that would win it. */
  readonly wins: Party;
  /** Points ahead of the next party. */
  readonly by: number;
}

export interface UniformSwing {
  readonly from: Party;
  readonly to: Party;
  /** Taken from one share and added to the other. */
  readonly points: number;
}

/**
 * Every seat under a uniform swing. A seat moves only where both parties stood; Northern Ireland, which has parties of
 * its own, and the Speaker's seat stay as they are.
 * @param base `now`: this election's result, every seat declared. `previous`: the one before, on these seats
 */
export function project(
  outcomes: readonly Outcome[],
  swing: UniformSwing,
  base: "now" | "previous",
): readonly Projection[] {
  return outcomes.flatMap((outcome) => {
    const shares = base === "now" ? sharesNow(outcome) : (outcome.previous?.lines ?? []);
    const [first] = shares;
    // A new seat has no shares to start from.
    if (!first) return [];
    const both = [swing.from, swing.to].every((party) => shares.some((share) => share.party === party));
    const still = outcome.seat.nation === "Northern Ireland" || first.party.kind === "speaker" || !both;
    const moved = still
      ? shares
      : shares.map((share) => ({ ...share, share: share.share + shift(share.party, swing) }));
    const [winner = first, second] = moved.toSorted((a, b) => b.share - a.share);
    return [{ outcome, held: first.party, wins: winner.party, by: winner.share - (second?.share ?? 0) }];
  });
}

interface Share {
  readonly party: Party;
  readonly share: number;
}

/** Winner first, so that a lot drawn in a tie still holds at no swing. */
function sharesNow({ lines, winner }: Outcome): readonly Share[] {
  return lines
    .map((line) => ({ party: line.party, share: line.share ?? 0, won: line === winner }))
    .toSorted((a, b) => Number(b.won) - Number(a.won) || b.share - a.share);
}

function shift(party: Party, { from, to, points }: UniformSwing): number {
  return party === from ? -points : party === to ? points : 0;
}
