/** The exit poll: a contest of its own in the log, whose votes are seats by party, and whose source is who made it. */
import type { Declaration } from "./declaration.ts";
import type { ElectionFacts } from "./election.ts";
import type { Lookup } from "./lookup.ts";
import { standing } from "./standing.ts";
import { overallMajority } from "./tally.ts";

export const exitPollContest = "exit-poll";

export type ExitPoll = NonNullable<ElectionFacts["exitPoll"]>;

/** The poll that entries make, in the order of the log; undefined where none stands. */
export function pollOf(entries: readonly Declaration[]): ExitPoll | undefined {
  const stands = standing(entries);
  const { votes } = stands?.declaration ?? {};
  if (!stands || !votes) return undefined;
  return { at: stands.recorded.toISOString(), by: byOf(stands.declaration), seats: votes };
}

/** Editors enter who made it and for whom as how it is known. */
function byOf(entry: Declaration & { readonly hands?: { readonly how: string } }): string {
  return entry.hands?.how ?? entry.source.name;
}

/** "Labour majority of 170", "no majority; the Conservatives 12 short" */
export function pollWords({ seats }: Pick<ExitPoll, "seats">, lookup: Lookup): string {
  const [leader] = Object.entries(seats)
    .filter(([id]) => id !== "others")
    .toSorted(([, a], [, b]) => b - a);
  if (!leader) return "no party is named";
  const party = lookup.party(leader[0]);
  const over = overallMajority(leader[1], lookup.election.seats.length);
  if (over > 0) return `${party.short} majority of ${over}`;
  return `no majority; ${party.said.subject} largest, ${lookup.majorityLine - leader[1]} short`;
}
