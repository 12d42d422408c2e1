/**
 * The worth of a match. A scale of steps rather than a formula, so that the judge can tell "another kind of match" from
 * "just as good": steps that mean different things lie further apart than `margin`, those between which a careful
 * person would ask lie closer.
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
  /** "Gateshead", a former seat, in Washington and Gateshead South, which has none of its people. */
  bearer: 0.89,
  /** "Cleethorpes" in Great Grimsby and Cleethorpes. */
  part: 0.92,
  /** A three-letter code that is someone's name for another seat. */
  codeAndName: 0.8,
  /** "St A" in St Austell and Newquay, its last letter read as one rather than as a word. */
  unfinished: 0.885,
  unfinishedAlias: 0.79,
  /** A town that is no seat, and a place that is less. */
  town: 0.85,
  village: 0.8,
  /** "Leamington", for Royal Leamington Spa. */
  shortForm: 0.79,
  /** Half of a place's name, and its whole name with a slip in it. */
  begunPlace: 0.7,
  nearPlace: 0.92,
  /** Off for the lesser part of a place that is nearly all in one seat. */
  rest: 0.06,
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
/** Matches below `plausible` are never offered as an answer; below `sure`, no single answer is given as certain. */
export const plausible = 0.6;
/** As `plausible`, for words that are only near a name. */
export const plausiblyNear = 0.66;
export const sure = 0.72;
/** Below this a guess is not even offered as the nearest. */
export const least = 0.5;
/** Below this a match is not even listed. */
export const worthListing = 0.3;

/** Factor for a match that is only near, while the words are exactly a name of something else. */
export const secondThought = 0.88;

/** Off a match whose compass word is another place's: "Stoke North" in Hackney North and Stoke Newington. */
export const strayCompass = 0.08;

/** Factor for a few letters that begin someone's name, or that of a place within a seat: many other names begin so. */
export const barelyBegun = 0.9;

/** Shares from which a former seat's people count as gone to one seat: when it carries the name, and when it does not. */
const mostOfThem = 0.5;
const nearlyAll = 0.75;
/** A share below which a part of a former seat is not worth asking about. */
const sliver = 0.1;

/**
 * Worth of each successor of a former seat that was named whole.
 *
 * The rule, for a name that no seat has as its whole name now: a seat that carries the former name in its own comes first
 * ("Cleethorpes" in Great Grimsby and Cleethorpes), for that is what the words still say; then the others, the one with
 * most of the former seat's people first. They stand so close together that one asks which is meant, unless the first
 * stands apart: as the only one of the name, with more than half of the people ("North East Somerset"), or where none has
 * the name, with three quarters ("Totnes"). Slivers are never asked about. Where a seat does have the whole name now, the former one is hardly meant, and its heirs come well after.
 * @param kept shares of the former seat's people, largest first
 * @param named whether that successor carries the former name
 * @param taken whether a seat has the very name now
 */
export function formerScores(kept: readonly number[], named: readonly boolean[], taken = false): number[] {
  const most = kept[0] ?? 1;
  const isOnlyBearer = !named.some((bears, index) => bears && index > 0);
  const alone = isOnlyBearer && most >= (named[0] === true ? mostOfThem : nearlyAll);
  return kept.map((share, index) => {
    const less = 1 - share / most;
    if (taken) return steps.former - 0.12 - 0.08 * less;
    if (named[index] === true) return steps.former + 0.03 - 0.02 * less;
    if (index === 0) return steps.former;
    if (alone) return steps.former - 0.1 - 0.08 * less;
    return steps.former - (share < sliver ? 0.06 : 0) - 0.035 * less;
  });
}
