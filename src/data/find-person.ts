/** What a person types for a politician -> the people it may mean. */
import type { Election } from "../core/election.ts";
import type { PersonFinder, PersonMatch } from "../core/finder.ts";
import { isPostcode } from "./find-seat/postcode.ts";
import { type FoundPerson, peopleIn } from "./people.ts";

/** Below this a match is no more than a shared letter or two. */
const worthListing = 0.4;

function matchOf({ person, score: found }: FoundPerson): PersonMatch {
  const { name } = person;
  const score = Math.min(1, found);
  switch (person.kind) {
    case "candidate":
      return { name, score, kind: person.kind, seat: person.seat, candidate: person.candidate };
    case "member":
      return { name, score, kind: person.kind, mnis: person.mnis };
    case "by-election":
      return { name, score, kind: person.kind, seat: person.seat, date: person.date };
  }
}

/** Candidates, members who did not stand, and those who stood only in a by-election since. */
export function createPersonFinder(election: Election): PersonFinder {
  return {
    rank(text, limit = 5) {
      if (isPostcode(text)) return [];
      return peopleIn(election)
        .search(text)
        .filter(({ score }) => score >= worthListing)
        .toSorted((a, b) => b.score - a.score || b.person.standing - a.person.standing)
        .slice(0, Math.max(0, limit))
        .map(matchOf);
    },
  };
}
