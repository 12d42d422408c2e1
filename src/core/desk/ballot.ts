/** Who stands in a contest, in the order of the ballot paper: how people at the desk meet them. */
import { partsOf, type Contest } from "../declaration.ts";
import type { Candidate, Party } from "../election.ts";
import { fullName } from "../story.ts";
import { upcomingContest, type Results } from "../results.ts";

export interface Standing {
  readonly candidate: Candidate;
  readonly party: Party;
  readonly name: string;
}

export interface Ballot {
  readonly contest: Contest;
  /** As the pack has them, which is the order of the ballot paper. */
  readonly standing: readonly Standing[];
  /** People entitled to vote. */
  readonly electorate: number;
}

/** @throws RangeError for a contest that is not in the pack */
export function ballotOf(results: Results, contest: Contest): Ballot {
  const { lines, seat } = results.outcome(contest);
  const place = new Map(orderOf(results, contest).map((id, i) => [id, i]));
  const standing = lines
    .map(({ candidate, party }) => ({ candidate, party, name: fullName({ candidate }) }))
    .toSorted((a, b) => (place.get(a.candidate.id) ?? 0) - (place.get(b.candidate.id) ?? 0));
  return { contest, standing, electorate: seat.electorate };
}

function orderOf({ lookup, election }: Results, contest: Contest): readonly string[] {
  const coming = election.upcoming?.find((one) => upcomingContest(one) === contest);
  return (coming?.candidates ?? lookup.candidates(partsOf(contest).seat)).map(({ id }) => id);
}

/** "Dan Norris (Labour)": enough to tell namesakes apart. */
export const labelOf = ({ name, party }: Standing): string => `${name} (${party.short})`;
