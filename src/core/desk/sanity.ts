/** What is odd about figures that could be right: for the second editor's eyes. */
import type { Outcome } from "../outcome.ts";

/** Percentage points between a turnout and the last one; more than any seat has seen is left to a look. */
const mostApart = { election: 20, byElection: 35 };
/** Per cent. */
const usualTurnout = { least: 20, most: 90 };
/** Rejected papers in a hundred valid ones. */
const mostRejected = 5;

/** @returns sentences */
export function oddities({ turnout, previous, byElection, valid, rejected, tie, winner }: Outcome): readonly string[] {
  if (turnout === undefined || valid === undefined) return [];
  const apart = Math.abs(turnout - previous.turnout);
  const allowed = byElection === undefined ? mostApart.election : mostApart.byElection;
  const isOdd = apart > allowed || turnout < usualTurnout.least || turnout > usualTurnout.most;
  const points = (n: number): string => `${n.toFixed(1)}%`;
  return [
    ...(isOdd
      ? [`Turnout would be ${points(turnout)}, against ${points(previous.turnout)} before: is a figure wrong?`]
      : []),
    ...(rejected !== undefined && rejected * 100 > valid * mostRejected
      ? [`${rejected.toLocaleString("en-GB")} rejected papers are more than one in ${100 / mostRejected}.`]
      : []),
    ...(tie && !winner ? ["Two have equal votes, and no lot is given: nobody has won yet."] : []),
  ];
}
