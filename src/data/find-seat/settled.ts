/** Seats by the places in them that are no seats: what the gazetteer finds, on the scale of `steps`. */
import type { PlaceName } from "../../core/finder.ts";
import { isTown, type Named, type Place } from "./gazetteer.ts";
import type { Found } from "./places.ts";
import { steps } from "./scores.ts";

/** A share from which the seat that has it is the place's, and the rest of the place is worth a word. */
const nearlyAll = 0.85;
/** Off for each place further down the list, and for each further seat of one place. */
const perPlace = 0.003;
const perSeat = 0.001;
const mostPlaces = 12;
/** Places no further apart than this are as good as each other. */
const peers = 0.05;

const worthOf = ({ how, closeness = 0 }: Named, place: Place): number => {
  switch (how) {
    case "exact":
      return isTown(place) ? steps.town : steps.village;
    case "part":
      return steps.shortForm;
    case "prefix":
      return steps.begunPlace;
    case "slip":
      return closeness * steps.nearPlace;
  }
};

export const nameOf = ({ name, type, areas: [area = ""] }: Place): PlaceName => ({ name, type, area });

/** Best first. */
export function settledIn(named: Named): Found[] {
  return named.places.slice(0, mostPlaces).flatMap((place, at) => seatsOf(named, place, at));
}

function seatsOf(named: Named, place: Place, at: number): Found[] {
  const { name, type, areas, seats } = place;
  const bySize = seats.toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0));
  const [most] = bySize;
  const one = seats.length === 1 || (most?.share ?? 0) >= nearlyAll;
  const all = one ? bySize : seats;
  return all.map(({ seat, share }, i) => ({
    seat,
    // The little of it that is elsewhere is a second thought.
    score: worthOf(named, place) - perPlace * at - perSeat * i - (one && i > 0 ? steps.rest : 0),
    exact: named.how === "exact" || named.how === "part",
    slipped: named.how === "slip",
    how: named.how,
    by: "place",
    read: name,
    why: `${named.how === "slip" ? "like " : ""}${name} (${type}, ${areas[0] ?? ""}) is ${seats.length === 1 ? "here" : "partly here"}`,
    place: nameOf(place),
    ...(seats.length > 1 && { split: share === undefined ? {} : { share } }),
  }));
}

/**
 * The seats between which one must ask where the best found is a place's: of a town's namesakes those that are towns
 * too, of a village's all of them.
 * @param all best first
 */
export function peersOf(all: readonly Found[]): readonly Found[] {
  const [best] = all;
  if (best === undefined) return [];
  const floor = best.score > steps.village ? steps.village : best.score - peers;
  return all.filter(({ by, how, score }) => by === "place" && how === best.how && score > floor);
}
