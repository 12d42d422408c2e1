/** Pictures of results. Each is made once for its figures: the same ask on the same results gets the same picture. */
import { createHash } from "node:crypto";
import { remembered } from "../lib/remembered.ts";
import type { Outcome } from "../core/outcome.ts";
import { pictureOf } from "../core/drawing.ts";
import type { PictureBlock } from "../core/reply.ts";
import type { Results } from "../core/results.ts";
import { everything, type Filter } from "../core/seats/filter.ts";
import { cardOf } from "./card.ts";
import type { Known } from "./frame.ts";
import { mapOf } from "./map.ts";
import { bands, movesOf, type Move, type Words } from "./moves.ts";
import { nightOf } from "./night.ts";
import { stateOf } from "./state.ts";

export type { Known } from "./frame.ts";
export type { Move } from "./moves.ts";

/** Pictures that are kept for one state of the results: a filter's map is a question that few ask twice. */
const mostKept = 40;
const kept = new WeakMap<Results, Map<string, PictureBlock>>();

function once({ results, provenance }: Known, what: string, make: () => PictureBlock): PictureBlock {
  const made = kept.get(results) ?? new Map<string, PictureBlock>();
  kept.set(results, made);
  const key = createHash("sha256")
    .update(JSON.stringify([what, provenance]))
    .digest("base64url");
  const picture = made.get(key) ?? make();
  made.delete(key);
  made.set(key, picture);
  const [oldest] = made.keys();
  if (made.size > mostKept && oldest !== undefined) made.delete(oldest);
  return picture;
}

/** The same beside words that say what it says: they need not be said again where it cannot be shown. */
export const besideWords: (picture: PictureBlock) => PictureBlock = remembered((picture) =>
  pictureOf({ ...picture, said: true }, () => picture.svg),
);

/** The map of all seats, or of those that a filter asks for. */
export const mapPicture = (known: Known, filter: Filter = everything): PictureBlock =>
  once(known, `map ${JSON.stringify(filter)}`, () => mapOf(known, filter));

/** A seat's candidates as bars. */
export const cardPicture = (known: Known, outcome: Outcome): PictureBlock =>
  once(known, `seat ${outcome.seat.code} ${outcome.byElection ?? ""}`, () => cardOf(known, outcome));

/** The state of the parties. */
export const statePicture = (known: Known): PictureBlock => once(known, "state", () => stateOf(known));

/** Seats by the time at which they were recorded. */
export const nightPicture = (known: Known): PictureBlock => once(known, "night", () => nightOf(known));

/** How seats moved, from last time to now. */
export const movesPicture = (known: Known): PictureBlock => once(known, "moves", () => movesOf(known));

/** How seats would move under a swing. @param words which name the swing */
export const swingPicture = (known: Known, moves: readonly Move[], words: Words): PictureBlock =>
  once(known, `swing ${JSON.stringify(words)}`, () => bands(known, moves, words));
