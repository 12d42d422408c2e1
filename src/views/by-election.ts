/** A by-election since: who won it, over whom and by how much; and one that is to come. */
import type { Context } from "../core/command.ts";
import type { ByElection, Upcoming } from "../core/election.ts";
import { upcomingContest, type Results } from "../core/results.ts";
import { longDay } from "../core/story.ts";
import { roughHour } from "./expected.ts";
import { headline, int } from "./words.ts";

type Stood = ByElection["candidates"][number];

export interface Won {
  readonly name: string;
  readonly first: Stood;
  readonly second: Stood;
  /** Votes. */
  readonly ahead: number;
}

export const nameOf = ({ given, family }: Stood): string => `${given} ${family}`.trim();

/** @throws RangeError for a by-election of fewer than two, which no pack holds */
export function wonBy({ candidates: [first, second] }: ByElection): Won {
  if (!first || !second) throw new RangeError("a by-election without two candidates");
  return { name: nameOf(first), first, second, ahead: first.votes - second.votes };
}

/** "Sarah Pochin (Reform UK) won the by-election of 1 May 2025 in Runcorn and Helsby", for the last one there since. */
export function lastSince(
  seat: string,
  { lookup, election }: Results,
): { readonly by: ByElection; readonly words: string } | undefined {
  const by = election.byElections
    .filter((held) => held.seat === seat)
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .at(-1);
  if (!by) return undefined;
  const { name, first } = wonBy(by);
  const words = `${name} (${lookup.party(first.party).short}) won the by-election of ${longDay(by.date)} in ${lookup.seat(seat).name}`;
  return { by, words };
}

/** By-elections of the pack and its overlays that have no result yet, the next first. */
export const openOnes = (results: Results): readonly Upcoming[] =>
  (results.election.upcoming ?? [])
    .filter((coming) => !results.outcome(upcomingContest(coming)).standing)
    .toSorted((a, b) => a.date.localeCompare(b.date));

/** "Runcorn and Helsby by-election, 1 May 2025, about 3am" */
export function openWords({ results }: Context, coming: Upcoming): string {
  const seat = results.lookup.seat(coming.seat);
  const when = roughHour(seat, { ...results.election, pollsClose: coming.pollsClose });
  return `${seat.name} by-election, ${longDay(coming.date)}${when ? `, about ${when}` : ""}`;
}

/** "Ann Example (Lib Dem), Bob Sample (Labour)": in the order of the ballot paper. */
export const standWords = ({ lookup }: Results, { candidates }: Upcoming): string =>
  candidates
    .map(({ given, family, party }) => `${`${given} ${family}`.trim()} (${lookup.party(party).short})`)
    .join(", ");

/** "to come", "no result yet", "REF GAIN FROM LAB by 6 (PA Media)" */
export function comingWords({ results, now }: Context, coming: Upcoming): string {
  const outcome = results.outcome(upcomingContest(coming));
  const { standing, majority, recount } = outcome;
  const again = recount ? "the votes are being counted again" : undefined;
  if (!standing) return again ?? (now < new Date(coming.pollsClose) ? "to come" : "no result yet");
  const by = majority && majority.votes > 0 ? ` by ${int(majority.votes)}` : "";
  return `${headline(outcome)}${by} (${standing.declaration.source.name})${again ? `; ${again}` : ""}`;
}
