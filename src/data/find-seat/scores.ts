/**
 * What a match is worth. A scale of steps rather than a formula, so that the judge can tell "another kind of match" from
 * "just as good": steps that mean different things lie further apart than `margin`, those between which a careful person
 * would ask lie closer.
 */
export const steps = {
  /** The seat's own name, whole. */
  name: 1,
  /** A three-letter code that is no name as well. */
  code: 0.99,
  alias: 0.975,
  /** An alias that is another seat's own name as well ("Wellington"), or that was not typed quite right. */
  secondAlias: 0.9,
  /** A whole former seat that went to one seat, or nearly. */
  former: 0.92,
  /** "Cleethorpes" in Great Grimsby and Cleethorpes. */
  part: 0.92,
  /** A three-letter code that is someone's name for another seat. */
  codeAndName: 0.8,
  /** "Richmond" in Richmond Park. */
  beginning: 0.86,
  /** "Hallam" in Sheffield Hallam. */
  inside: 0.78,
  formerBeginning: 0.76,
  formerInside: 0.7,
} as const;

/** Two scores closer than this are as good as each other. */
export const margin = 0.07;
/** From here on a match is a place by its own name now, not someone's or a former seat's. */
export const placeName = 0.775;
/** Below `plausible` nothing is offered as an answer; below `sure`, no one answer is given as certain. */
export const plausible = 0.6;
/** As `plausible`, for words that are only near a name. */
export const plausiblyNear = 0.66;
export const sure = 0.72;
/** Below this a match is not even listed. */
export const worthListing = 0.3;

/** Factor for what the words are only near, where they are exactly a name of something else. */
export const secondThought = 0.88;

/** Off a match whose compass word is another place's: "Stoke North" in Hackney North and Stoke Newington. */
export const strayCompass = 0.08;

/** A share from which a former seat's people are as good as all in one seat. */
const nearlyAll = 0.75;

/**
 * Worth of each successor of a former seat that was named whole. One that carries its name comes first. One that has nearly
 * all its people, or that has most of them and alone its name too, stands apart; otherwise all stand close together, in
 * order of their shares.
 * @param taken whether a seat has the very name now, so that the former one is hardly meant
 * @param kept shares of the former seat's people, largest first
 * @param named whether that successor carries the former name
 */
export function formerScores(kept: readonly number[], named: readonly boolean[], taken = false): number[] {
  const most = kept[0] ?? 1;
  const alone = most >= nearlyAll || (named[0] === true && named.filter(Boolean).length === 1);
  return kept.map((share, index) => {
    const less = 1 - share / most;
    if (taken) return steps.former - 0.12 - 0.08 * less;
    if (named[index] === true) return steps.former + 0.03 - 0.02 * less;
    if (index === 0) return steps.former;
    return alone ? steps.former - 0.1 - 0.08 * less : steps.former - 0.08 * less;
  });
}
