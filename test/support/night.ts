/**
 * The night of 2024 as a log, from the published results in the order of their recording, and changes for tests to make
 * to it.
 */
import { asDeclarations, type Declaration, type LogEntry } from "../../src/core/declaration.ts";
import type { ByElection, Election } from "../../src/core/election.ts";
import { History } from "../../src/core/news/history.ts";
import { loadElection, loadResults } from "../../src/data/election-pack.ts";
import { pack } from "./bot.ts";

export interface Night {
  readonly election: Election;
  /** 650, in order. */
  readonly entries: readonly LogEntry[];
}

let night: Night | undefined;

/** Read once: it is never changed. */
export function theNight(): Night {
  night ??= readNight();
  return night;
}

function readNight(): Night {
  const election = loadElection(pack);
  const results = loadResults(pack).toSorted((a, b) => Date.parse(a.recorded) - Date.parse(b.recorded));
  return { election, entries: logOf(asDeclarations(results, election.publisher.name)) };
}

/** Numbered as the log does; each entry comes in when it was recorded. @param after the log so far */
export function logOf(said: readonly Declaration[], after: readonly LogEntry[] = []): LogEntry[] {
  return [...after, ...said.map((one, i) => ({ ...one, seq: after.length + i + 1, at: one.recorded }))];
}

let eve: History | undefined;

/** The history of a log, begun before anything was declared. */
export function historyOf(said: readonly Declaration[], sees?: (entry: LogEntry) => boolean): History {
  if (sees) return History.before(theNight().election, sees).with(logOf(said));
  eve ??= History.before(theNight().election);
  return eve.with(logOf(said));
}

/** A seat's entry, by its name. */
export function entryOf(name: string): LogEntry {
  const { election, entries } = theNight();
  const code = election.seats.find((seat) => seat.name === name)?.code;
  const found = entries.find(({ seat }) => seat === code);
  if (!found) throw new RangeError(`no seat ${name}`);
  return found;
}

/** Candidates' ids, most votes first. */
export const ranked = ({ votes = {} }: Declaration): readonly string[] =>
  Object.entries(votes)
    .toSorted(([, a], [, b]) => b - a)
    .map(([id]) => id);

/** A call of a winner, votes to follow. */
export function callOf(said: Declaration, winner = ranked(said)[0]): Declaration {
  const { votes: _, rejected: __, ...rest } = said;
  return { ...rest, state: "called", ...(winner !== undefined && { winner }) };
}

/** A later declaration of the same source. @param votes those that differ, by candidate id */
export const correctionOf = (said: Declaration, votes: Readonly<Record<string, number>>): Declaration => ({
  ...said,
  revision: said.revision + 1,
  state: "correction",
  votes: { ...said.votes, ...votes },
});

/** The first two candidates' votes swapped: another winner. */
export function upsetOf(said: Declaration): Declaration {
  const [first = "", second = ""] = ranked(said);
  return correctionOf(said, { [first]: said.votes?.[second] ?? 0, [second]: said.votes?.[first] ?? 0 });
}

export function retractionOf(said: Declaration): Declaration {
  const { votes: _, rejected: __, winner: ___, ...rest } = said;
  return { ...rest, revision: rest.revision + 1, state: "retraction" };
}

/** The same figures as a later declaration of the same source. */
export const againOf = (said: Declaration, revision: number): Declaration => ({ ...said, revision });

/** A tie of the first two. @param winner drawn by lot */
export function tieOf(said: Declaration, winner?: string): Declaration {
  const [first = "", second = ""] = ranked(said);
  const tied = { ...said.votes, [second]: said.votes?.[first] ?? 0 };
  return { ...said, votes: tied, ...(winner !== undefined && { winner }), revision: said.revision + (winner ? 1 : 0) };
}

/** The pack before a by-election that it has as held: the same, still to come, and its declaration. */
export function comingOf(seatName: string): { readonly election: Election; readonly said: Declaration } {
  const { election } = theNight();
  const code = entryOf(seatName).seat;
  const held = election.byElections.find(({ seat }) => seat === code);
  if (!held) throw new RangeError(`no by-election in ${seatName}`);
  const said = byElectionOf(held);
  const { seat, date, electorate } = held;
  const candidates = held.candidates.map(({ given, family, party }, i) => ({ id: `c${i + 1}`, given, family, party }));
  const upcoming = [{ seat, date, electorate, pollsClose: `${date}T22:00:00+01:00`, candidates }];
  return { election: { ...election, upcoming }, said };
}

function byElectionOf({ seat, date, candidates, rejected }: ByElection): Declaration {
  return {
    seat,
    byElection: date,
    source: { name: "House of Commons Library", kind: "official" },
    revision: 1,
    state: "result",
    votes: Object.fromEntries(candidates.map(({ votes }, i) => [`c${i + 1}`, votes])),
    rejected,
    recorded: new Date(`${date}T23:59:00+01:00`),
  };
}
