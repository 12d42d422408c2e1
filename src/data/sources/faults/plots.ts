/** Plots: misfortunes of one seat's result between the hall and the reader. Each ends with the right figures. */
import type { Said } from "../source.ts";
import type { Dice } from "./dice.ts";
import { ranked, reversed, slipped, type Votes } from "./wrong-figures.ts";

/** One message about a seat. Its revision is its place among the steps. */
export interface Step {
  /** Minutes after the right figures were recorded; negative for before. */
  readonly after: number;
  readonly says: Pick<Said, "state" | "winner" | "votes" | "rejected">;
  /** Minutes that it takes to arrive. */
  readonly late?: number;
  /** Marks a message that never arrives: the revisions of the seat skip a number. */
  readonly lost?: true;
}

/** Minutes in which most corrections come, and the hours that some take. */
const soon = (dice: Dice): number => dice.between(2, 30);
const soonOrLater = (dice: Dice): number => (dice.between(1, 3) > 1 ? soon(dice) : dice.between(60, 300));

type Right = Pick<Said, "votes" | "rejected"> & { readonly votes: Votes };

const result = (right: Right, after = 0): Step => ({ after, says: { state: "result", ...right } });
const correction = (right: Right, after: number): Step => ({ after, says: { state: "correction", ...right } });
const wrong = (right: Right, dice: Dice): Right => ({ ...right, votes: slipped(right.votes, dice) });

export const plots = {
  /** Wrong figures, put right minutes or hours later. */
  corrections: (right, dice) => [result(wrong(right, dice)), correction(right, soonOrLater(dice))],
  /** The wrong winner first. */
  reversed: (right, dice) => [result({ ...right, votes: reversed(right.votes) }), correction(right, soonOrLater(dice))],
  /** Retracted, and said again later. */
  retractions(right, dice) {
    const gone = soon(dice);
    const first = result(dice.between(0, 1) === 0 ? right : wrong(right, dice));
    return [first, { after: gone, says: { state: "retraction" } }, result(right, gone + soonOrLater(dice))];
  },
  /** Right figures "corrected" to wrong ones, then right again. */
  backAndForth(right, dice) {
    const there = soon(dice);
    return [result(right), correction(wrong(right, dice), there), correction(right, there + soon(dice))];
  },
  /** The wrong figures are overtaken by the right ones. */
  outOfOrder(right, dice) {
    const corrected = dice.between(1, 4);
    return [{ ...result(wrong(right, dice)), late: corrected + dice.between(1, 10) }, correction(right, corrected)];
  },
  /** A message is lost on the way: the first, or one in the middle. */
  missing(right, dice) {
    const lost = { ...result(wrong(right, dice)), lost: true } as const;
    if (dice.between(0, 1) === 0) return [lost, correction(right, soon(dice))];
    const [one, other] = [soon(dice), soon(dice)];
    return [result(wrong(right, dice)), { ...lost, after: one }, correction(right, one + other)];
  },
} as const satisfies Record<string, (right: Right, dice: Dice) => readonly Step[]>;

export type Plot = keyof typeof plots;

export const asItWas = (right: Right): readonly Step[] => [result(right)];

/** The winner alone, minutes before the first figures, which may be the wrong winner where those are. */
export function called(steps: readonly Step[], dice: Dice): readonly Step[] {
  const [winner] = ranked(steps[0]?.says.votes ?? {})[0] ?? [];
  if (winner === undefined) return steps;
  return [{ after: -dice.between(2, 20), says: { state: "called", winner } }, ...steps];
}
