/** A file of the last results -> each seat's previous result, by its code and by its name in small letters. */
import type { Seat } from "../../core/election.ts";
import { longDay } from "../../core/story.ts";
import { MakeError, type CandidateRow, type CandidatesFile } from "./candidates-file.ts";

type Previous = NonNullable<Seat["previous"]>;

/** @param partyOf a row's party @throws MakeError where there are no votes, or no date */
export function previousBySeat(
  { rows }: CandidatesFile,
  partyOf: (row: CandidateRow) => string,
): ReadonlyMap<string, Previous> {
  const counted = rows.filter(({ votes }) => votes !== undefined);
  if (counted.length === 0) throw new MakeError("The file of previous results has no votes.");
  const found = new Map<string, Previous>();
  for (const own of Map.groupBy(counted, ({ code, seat }) => code || seat.toLowerCase()).values()) {
    const [first] = own;
    if (!first) continue;
    if (first.date === "")
      throw new MakeError("The file of previous results does not say when they were: add a column election_date.");
    const votes: Record<string, number> = {};
    for (const row of own) votes[partyOf(row)] = (votes[partyOf(row)] ?? 0) + (row.votes ?? 0);
    const valid = Object.values(votes).reduce((sum, some) => sum + some, 0);
    const electorate = own.find((row) => row.electorate !== undefined)?.electorate;
    const previous: Previous = {
      ...(electorate !== undefined && { electorate }),
      valid,
      votes,
      on: { kind: "actual", name: `election of ${longDay(first.date)}`, date: first.date },
    };
    if (first.code !== "") found.set(first.code, previous);
    if (first.seat !== "") found.set(first.seat.toLowerCase(), previous);
  }
  return found;
}
