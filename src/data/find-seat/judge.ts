/** The verdict on a ranking of seats, as a careful person would give it. */
import type { Election, PlaceType } from "../../core/election.ts";
import type { SeatAnswer, SeatMatch } from "../../core/finder.ts";
import { createRegionFinder } from "../find-names.ts";
import { isCompass, isCounty, isSilent, wordsOf } from "../words/fold.ts";
import { type Found, isWhole } from "./places.ts";
import { least, margin, plausible, plausiblyNear, steps, sure } from "./scores.ts";
import { peersOf } from "./settled.ts";

/** A city's seats are all listed when its name alone is typed. */
const mostOfACity = 10;
const isWide: ReadonlySet<string> = new Set<PlaceType>(["area", "island", "islands"]);
/** Other seats, and namesakes of a place, that are worth a word. */
const mostOthers = 3;

/** @param matchOf what was found, as it is told */
export function createJudge(
  election: Pick<Election, "regions">,
  matchOf: (found: Found) => SeatMatch,
): (text: string, all: readonly Found[]) => SeatAnswer {
  const regions = createRegionFinder(election);

  /** The region or nation that words are the name of, or a side of it ("mid Wales"), as it is asked for. */
  function regionOf(text: string): string | undefined {
    const bare = text.replace(/^\s*the\s+/i, "");
    const whole = wordsOf(text)
      .filter((word) => !isCompass(word))
      .join(" ");
    const name = [text, bare, whole].find((words) => regions.has(words));
    return name === undefined ? undefined : regions.rank(name, 1)[0];
  }

  /** A place's name: its seat, or the question which of several is meant. */
  function settle(all: readonly Found[]): SeatAnswer {
    const peers = peersOf(all);
    const [match, ...others] = all;
    if (!match || peers.length > 1) return { kind: "several", matches: peers.slice(0, mostOfACity).map(matchOf) };
    const also = others.filter(({ by, score }) => by === "place" && score >= plausible);
    return { kind: "one", match: matchOf(match), others: also.slice(0, mostOthers).map(matchOf) };
  }

  return (text, all) => {
    const [best] = all;
    const none = (near = all): SeatAnswer => ({
      kind: "none",
      nearest: near
        .filter(({ score }) => score >= least)
        .slice(0, 5)
        .map(matchOf),
    });
    const isName = best !== undefined && best.score >= steps.part && best.by !== "person";
    // "London" or "the North East" is a region, even where a seat's name has the word in it.
    const region = isName ? undefined : regionOf(text);
    const isAnother = region !== undefined || best?.by !== "place";
    const places = all.filter(({ by, how }) => isAnother && by === "place" && how === "exact");
    const placed = all.filter(
      ({ by, how, place }) => place !== undefined && (by === "place" || by === "alias") && how === "exact",
    );
    const also = places.length === 0 ? {} : { also: places.slice(0, mostOthers).map(matchOf) };
    if (region !== undefined) return { kind: "none", nearest: [], region, ...also };
    if (!isName && isSilent(text)) return none([]);
    if (best === undefined) return none();
    // A part of the country in several seats, of which one has the name besides, is all of them.
    const wide = also.also?.filter(({ place }) => isWide.has(place?.type ?? "")) ?? [];
    if ((best.by === "alias" || best.how === "part") && wide.length > 1)
      return {
        kind: "several",
        matches: placed
          .filter(({ place }) => isWide.has(place?.type ?? ""))
          .slice(0, mostOfACity)
          .map(matchOf),
      };
    // A place of the very name is told of besides a seat of that name, and not asked about.
    const isSeats = best.by !== "place" && best.by !== "person" && isWhole(best.how);
    const asGood = all.filter(({ score, by }) => score > best.score - margin && !(isSeats && by === "place"));
    // Kent is more than Mid Kent; where several seats have the county's name, they are offered.
    const ofName = asGood.filter(({ by }) => by !== "place");
    if (!isName && isCounty(text) && (ofName.length <= 1 || !best.exact))
      return none(all.filter(({ by, exact }) => exact && (by === "name" || by === "former")));
    // A word that is no part of the name was not read.
    if (best.unread === true || best.score < (best.exact ? plausible : plausiblyNear)) return none();
    // "North" begins many names, and says nothing of which.
    if (!isName && wordsOf(text).every(isCompass)) return none(all.filter(({ by }) => by !== "person"));
    if (best.by === "place" && isWhole(best.how)) return settle(all);
    if (asGood.length > 1) return { kind: "several", matches: asGood.slice(0, mostOfACity).map(matchOf) };
    if (best.score < sure) return none();
    const others = all
      .filter(({ by }) => by !== "place")
      .slice(1, mostOthers + 1)
      .filter(({ score }) => score >= plausible);
    return { kind: "one", match: matchOf(best), others: others.map(matchOf), ...(isSeats && also) };
  };
}
