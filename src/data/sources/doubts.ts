/** Results that could be right, and look as if they were not: an editor looks before anything is told. */
import { isOfHouse, type Election } from "../../core/election.ts";
import { insane } from "../../core/desk/sanity.ts";
import type { Ballot } from "./match.ts";
import { quarantined } from "./match/misfit.ts";
import type { Found, Said } from "./source.ts";

/** @returns the reasons, none for a result that looks like one */
function doubtsOf({ votes, rejected, rehearsal }: Said, ballot: Ballot, election: Election): readonly string[] {
  // An agency's tests have made-up figures.
  if (!votes || rehearsal) return [];
  const { previous, byElection, electorate, runners } = ballot;
  const lines = runners.map(({ id, party }) => ({ party, votes: votes[id] ?? 0 }));
  return insane({
    lines,
    electorate,
    parties: election.parties,
    isByElection: byElection !== undefined || !isOfHouse(election),
    ...(rejected !== undefined && { rejected }),
    ...(previous && { previous }),
  });
}

/** A declaration, or for an editor first, where its figures look like a slip. */
export function judged(
  said: Said,
  ballot: Ballot,
  where: string,
  election: Election,
  more: readonly string[] = [],
): Found {
  const doubts = [...more, ...doubtsOf(said, ballot, election)];
  if (doubts.length === 0) return { kind: "declaration", said, where };
  const why = `${ballot.seat.name}: ${doubts.join("; ")}`;
  return quarantined(where, why, figuresOf(said, ballot), { about: contestIn(said), doubted: said });
}

const figuresOf = ({ votes }: Said, { runners }: Ballot): string =>
  runners.map(({ id, family }) => `${family} ${votes?.[id] ?? ""}`).join(", ");

const contestIn = ({ seat, byElection }: Said): Pick<Said, "seat" | "byElection"> => ({
  seat,
  ...(byElection !== undefined && { byElection }),
});

/** Fewer candidates than this may have the same votes by chance. */
const fewest = 4;

/** Seats with the very same figures: one was copied over the other. Both wait. */
export function twins(found: readonly Found[]): readonly Found[] {
  const keyOf = (one: Found): string =>
    one.kind === "declaration" && Object.keys(one.said.votes ?? {}).length >= fewest
      ? Object.values(one.said.votes ?? {})
          .toSorted((a, b) => a - b)
          .join(" ")
      : "";
  const groups = Map.groupBy(found, keyOf);
  return found.map((one) => {
    const same = groups.get(keyOf(one)) ?? [];
    if (one.kind !== "declaration" || keyOf(one) === "" || same.length < 2) return one;
    const why = "has the very same votes as another seat: was one copied over the other?";
    return quarantined(one.where, why, "", { about: contestIn(one.said), doubted: one.said });
  });
}
