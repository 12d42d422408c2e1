/** Seats by the people who stood there: a whole name is as good as a place's, a family name is not. */
import type { Election } from "../../core/election.ts";
import { longDay } from "../../core/story.ts";
import { peopleIn, type Person } from "../people.ts";
import { whoMay } from "../people/meant.ts";
import { wordsOf } from "../words/fold.ts";
import { type Found, isWhole } from "./places.ts";
import { barelyBegun, placeName, steps } from "./scores.ts";
import type { Former } from "./seat-names.ts";

/** The most by which someone whose very name was typed comes below a place that was only begun: within `margin`. */
const asLikely = 0.06;
/** The part that is left, on that floor, of the differences between such people. */
const floorSpread = 0.01;

/** Factor for people whose family name is a place's too. */
const namesake = 0.84;

/** A standing from which somebody sat in the last House. */
const member = 0.6;
const amongPlaces = steps.village - 0.0055;

/** Letters that begin too many names to say which. */
const fewLetters = 5;

/** @returns seats for words, given what these are as a name of a place; in no order */
export function createByPerson(
  election: Election,
  formers: readonly Former[],
): (text: string, named: readonly Found[]) => Found[] {
  const seatByCode = new Map(election.seats.map(({ code }, seat) => [code, seat]));
  const formerByCode = new Map(formers.map((former) => [former.code, former]));

  /** The seat where they stood; for a member who did not stand again, that of most of their old seat. */
  function seatOf(person: Person): number | undefined {
    return person.kind === "member"
      ? formerByCode.get(person.formerSeat)?.successors[0]?.seat
      : seatByCode.get(person.seat);
  }

  function whyPerson(person: Person): string {
    switch (person.kind) {
      case "candidate":
        return `${person.name} stood here`;
      case "member":
        return `${person.name} held ${formerByCode.get(person.formerSeat)?.name ?? "a former seat"}`;
      case "by-election":
        return `${person.name} stood here in the by-election of ${longDay(person.date)}`;
    }
  }

  return (text, named) => {
    // A seat's whole name leaves no room for a person's; nearly whole, it does not either, unless it is a single word.
    const words = wordsOf(text).length;
    if (named.some(({ isName, exact, score }) => isName === true && (exact || (words > 1 && score > 0.87)))) return [];
    const places = named.filter(({ score, how }) => isWhole(how) && score >= placeName);
    const isSeats = places.some(({ by }) => by !== "place");
    // An exact family name is no less likely to be meant than the place it begins: Darling, and Darlington.
    const begun = named.reduce((most, { how, score }) => (how === "prefix" ? Math.max(most, score) : most), 0);
    return whoMay(text, peopleIn(election)).flatMap(({ person, score, how = "part", kind }) => {
      const seat = seatOf(person);
      // Somebody else's given name is another person.
      if (seat === undefined || kind === "namesake") return [];
      const behind = kind === "whole" ? isSeats : places.length > 0;
      const unsure = how === "prefix" && text.trim().length < fewLetters ? barelyBegun : 1;
      const floor = kind === "family" && !behind ? begun - asLikely + floorSpread * score : 0;
      // A member's family name stands among the places that have it.
      const among = kind === "family" && behind && !isSeats && person.standing >= member ? amongPlaces : 0;
      const found: Found = {
        seat,
        score: Math.max(floor, among, score * (behind ? namesake : unsure)),
        exact: isWhole(how),
        slipped: how === "slip",
        how,
        read: person.name,
        by: "person",
        why: whyPerson(person),
        ...(person.kind === "by-election" ? { since: person.date } : {}),
      };
      return [found];
    });
  };
}
