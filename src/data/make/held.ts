/** The seats of an election that is over as they are now: the last result in each, and whoever sits for it. */
import type { Before, Candidate, Seat } from "../../core/election.ts";
import type { Pack } from "../pack/pack.ts";
import { resultOf } from "../../core/results.ts";

type Last = NonNullable<Seat["previous"]> & { readonly on: Before };

export interface HeldSeat {
  readonly seat: Seat;
  /** The last result there: of a by-election since, where there was one. */
  readonly last?: Last;
  /** The result of the election itself. */
  readonly elected?: Last;
  /** The member now. */
  readonly by?: {
    readonly name: string;
    readonly party: string;
    readonly id?: string | undefined;
    readonly mnis?: number | undefined;
    /** ISO day. */
    readonly since: string;
    readonly gainedFrom?: string;
  };
  /** Minutes after the close of poll at which the election's result was recorded. */
  readonly minutes?: number;
}

/** @param day ISO: what happened on it or later is not known to an election of that day @returns every seat of the pack, by code */
export function heldSeats({ election, seats, results, people }: Pack, day: string): ReadonlyMap<string, HeldSeat> {
  const published = new Map(results.map((result) => [result.seat, result]));
  const standing = Map.groupBy(people.candidates, ({ seat }) => seat);
  const on: Before = { kind: "actual", name: election.name, date: election.date };
  return new Map(
    seats.map((seat): [string, HeldSeat] => {
      const result = published.get(seat.code);
      const since = election.byElections.findLast((by) => by.seat === seat.code && by.date < day);
      const candidates = standing.get(seat.code) ?? [];
      const elected = result && { ...sumOf(candidates, result.votes, seat.electorate), on };
      const winner = result && candidates.toSorted((a, b) => (result.votes[b.id] ?? 0) - (result.votes[a.id] ?? 0))[0];
      const [won] = since?.candidates ?? [];
      const by =
        won && since
          ? { name: nameOf(won), party: won.party, id: won.id, mnis: won.mnis, since: since.date }
          : winner && {
              name: nameOf(winner),
              party: winner.party,
              id: winner.id,
              mnis: winner.mnis,
              since: election.date,
            };
      const gained = won && winner && won.party !== winner.party ? { gainedFrom: winner.party } : {};
      const sum = since && resultOf(since);
      const last = sum?.on ? { ...sum, on: sum.on } : elected;
      const minutes = result && (Date.parse(result.recorded) - Date.parse(election.pollsClose)) / 60_000;
      return [
        seat.code,
        {
          seat,
          ...(last && { last }),
          ...(elected && { elected }),
          ...(by && { by: { ...by, ...gained } }),
          ...(minutes !== undefined && minutes > 0 && { minutes: Math.round(minutes) }),
        },
      ];
    }),
  );
}

const nameOf = ({ given, family }: { readonly given: string; readonly family: string }): string =>
  `${given} ${family}`.trim();

function sumOf(candidates: readonly Candidate[], votes: Readonly<Record<string, number>>, electorate?: number) {
  const sums = new Map<string, number>();
  for (const { id, party } of candidates) sums.set(party, (sums.get(party) ?? 0) + (votes[id] ?? 0));
  const ordered = [...sums].toSorted(([a, one], [b, two]) => two - one || (a < b ? -1 : 1));
  return {
    ...(electorate !== undefined && { electorate }),
    valid: ordered.reduce((sum, [, some]) => sum + some, 0),
    votes: Object.fromEntries(ordered),
  };
}
