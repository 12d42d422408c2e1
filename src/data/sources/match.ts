/**
 * Names of a source -> things of the pack: exactly, or not at all. A reader throws a `Misfit` over one seat, and goes
 * on with the next.
 */
import type { Election, Party, Seat } from "../../core/election.ts";
import { resultOf } from "../../core/results.ts";
import { candidateOf, type Runner, type NamedCandidate } from "./match/candidates.ts";
import { Misfit, quoted } from "./match/misfit.ts";
import { partyNames } from "./match/parties.ts";
import { seatNames, type SeatFound } from "./match/seats.ts";

export type { Runner, NamedCandidate } from "./match/candidates.ts";

/** A contest as a source names it. */
export interface NamedContest {
  /** ONS code. */
  readonly code?: string;
  readonly name?: string;
  /** The day of the election, ISO; absent means the pack's own. */
  readonly date?: string;
}

/** A contest of the pack, and its candidates. */
export interface Ballot {
  readonly seat: Seat;
  readonly byElection?: string;
  readonly electorate: number;
  readonly runners: readonly Runner[];
  /** The last result in the seat before this contest; absent where none is known. */
  readonly previous?: Seat["previous"];
  /** The source gave only a nickname of the seat. */
  readonly loosely: boolean;
}

export interface Manner {
  /** Names may be made up, as in a rehearsal: then the party alone will do. */
  readonly madeUp?: boolean;
  /** Told of an oddity that stops nothing. */
  readonly note?: (why: string) => void;
}

export interface Matcher {
  /** @throws Misfit */
  ballot(named: NamedContest): Ballot;
  /** @throws Misfit */
  candidate(ballot: Ballot, line: NamedCandidate, manner?: Manner): Runner;
  /**
   * Votes by candidate id: every candidate's, each once, and no more than there are electors.
   * @throws Misfit
   */
  votes(
    ballot: Ballot,
    lines: readonly { readonly line: NamedCandidate; readonly votes: number }[],
    manner?: Manner,
  ): Readonly<Record<string, number>>;
  /** Whether forms of a party mean this candidate's; true where the pack knows none of them. @throws Misfit */
  isOf(runner: Runner, party: readonly string[]): boolean;
  /** The seat of a name or a code; undefined for words that name none. */
  seat(name: string): Seat | undefined;
  /** The party of a name; undefined for words that name none. */
  party(form: string): Party | undefined;
}

/** A result of the election itself, by which a by-election since is measured. */
export type Published = readonly {
  readonly seat: string;
  readonly votes?: Readonly<Record<string, number>> | undefined;
}[];

export function createMatcher(election: Election, published: Published = []): Matcher {
  const seats = seatNames(election.seats);
  const parties = partyNames(election.parties);
  const bySeat = Map.groupBy(election.candidates, ({ seat }) => seat);

  function seatOf({ code, name }: NamedContest): SeatFound {
    const coded = code === undefined ? undefined : seats.byCode(code);
    const called = name === undefined ? undefined : seats.byName(name);
    // A number of the press agency's, or a newsroom's own, is no code of this map; an old map's code is.
    if (code !== undefined && !coded && (!called || /^[ENSW]\d{8}$/i.test(code.trim())))
      throw new Misfit(`no seat has the code ${quoted(code)}`);
    if (coded && called && coded !== called.seat)
      throw new Misfit(`${quoted(code ?? "")} is ${coded.name}, and ${quoted(name ?? "")} is ${called.seat.name}`);
    if (coded) return { seat: coded, loosely: false };
    if (!called) throw new Misfit(name === undefined ? "names no seat" : `no seat is called ${quoted(name)}`);
    return called;
  }

  const matcher: Matcher = {
    ballot(named) {
      const { seat, loosely } = seatOf(named);
      const { date } = named;
      const own = bySeat.get(seat.code) ?? [];
      if (date === undefined || date === election.date)
        return {
          seat,
          electorate: seat.electorate ?? Infinity,
          runners: own,
          ...(seat.previous && { previous: seat.previous }),
          loosely,
        };
      const coming = election.upcoming?.find((one) => one.seat === seat.code && one.date === date);
      if (!coming) throw new Misfit(`${seat.name} has no election on ${quoted(date)}`);
      const { electorate = seat.electorate ?? Infinity, candidates } = coming;
      const previous = lastBefore(seat, date, election, published);
      return { seat, byElection: date, electorate, runners: candidates, ...(previous && { previous }), loosely };
    },
    candidate: ({ runners, loosely }, line, { madeUp = false, note = () => {} } = {}) =>
      candidateOf({ line, party: parties.of(line.party ?? []), runners, madeUp, byNameOnly: loosely, note }),
    votes(ballot, lines, manner) {
      const votes = new Map<string, number>();
      for (const one of lines) {
        const { id, family } = matcher.candidate(ballot, one.line, manner);
        if (votes.has(id)) throw new Misfit(`${quoted(family)} has two lines`);
        votes.set(id, one.votes);
      }
      const without = ballot.runners.filter(({ id }) => !votes.has(id));
      if (without.length > 0) throw new Misfit(`no votes for ${without.map(({ family }) => family).join(", ")}`, true);
      const sum = [...votes.values()].reduce((all, some) => all + some, 0);
      if (sum > ballot.electorate)
        throw new Misfit(`${sum} votes in ${ballot.seat.name}, which has ${ballot.electorate} electors`);
      if (sum === 0) throw new Misfit("nobody has any votes");
      return Object.fromEntries(votes);
    },
    isOf(runner, party) {
      const found = parties.of(party);
      return !found || found.id === runner.party;
    },
    seat: (name) => seats.byCode(name) ?? seats.byName(name)?.seat,
    party: (form) => parties.of([form]),
  };
  return matcher;
}

/** A by-election's last result is the by-election before it, or else that of the election itself, and none from before that. */
function lastBefore(
  seat: Seat,
  date: string,
  { byElections, candidates }: Election,
  published: Published,
): Seat["previous"] {
  const last = byElections.findLast((one) => one.seat === seat.code && one.date < date);
  if (last) return resultOf(last);
  const own = published.find((one) => one.seat === seat.code)?.votes;
  if (!own) return undefined;
  const votes: Record<string, number> = {};
  for (const { id, party } of candidates.filter((one) => one.seat === seat.code))
    votes[party] = (votes[party] ?? 0) + (own[id] ?? 0);
  const valid = Object.values(votes).reduce((all, some) => all + some, 0);
  return valid === 0 ? undefined : { electorate: seat.electorate, valid, votes };
}

/**
 * The winner by votes, checked against the source's word for the elected.
 * @param elected as the source marks them
 * @returns the winner as a declaration needs it: only where a lot decided a tie
 * @throws Misfit
 */
export function winnerBy(
  votes: Readonly<Record<string, number>>,
  elected: readonly Runner[],
): { readonly winner?: string } {
  const most = Math.max(...Object.values(votes));
  const first = Object.keys(votes).filter((id) => votes[id] === most);
  const [marked, another] = elected;
  if (another) throw new Misfit("two are marked as elected");
  if (marked && !first.includes(marked.id))
    throw new Misfit(`${quoted(marked.family)} is marked as elected, and has not most votes`);
  if (first.length === 1) return {};
  if (!marked) throw new Misfit("a tie, and nobody is marked as elected");
  return { winner: marked.id };
}
