/** Results: the standing of every contest, folded over the election's facts. Immutable. */
import { remembered } from "../lib/remembered.ts";
import { contestOf, partsOf, type Contest, type Declaration } from "./declaration.ts";
import type { Before, ByElection, Candidate, Election, Seat, Upcoming } from "./election.ts";
import { exitPollContest, pollOf, type ExitPoll } from "./exit-poll.ts";
import { Lookup } from "./lookup.ts";
import { outcomeOf, previousOf, type Outcome, type Previous } from "./outcome.ts";
import { isRecounting, standing } from "./standing.ts";
import { longDay } from "./story.ts";

type Entries = ReadonlyMap<Contest, readonly Declaration[]>;
type Outcomes = ReadonlyMap<Contest, Outcome>;

export class Results {
  readonly lookup: Lookup;
  readonly #previous: ReadonlyMap<string, Previous>;
  readonly #log: Entries;
  readonly #outcomes: Outcomes;
  /** Outcomes of every seat, in the pack's order. */
  readonly all: readonly Outcome[];
  /** Outcomes of the by-elections that the pack has as still to come, in its order. */
  readonly upcoming: readonly Outcome[];

  private constructor(lookup: Lookup, previous: ReadonlyMap<string, Previous>, log: Entries, outcomes: Outcomes) {
    this.lookup = lookup;
    this.#previous = previous;
    this.#log = log;
    this.#outcomes = outcomes;
    const all = [...outcomes.values()];
    this.all = all.filter(({ byElection }) => byElection === undefined);
    this.upcoming = all.filter(({ byElection }) => byElection !== undefined);
  }

  /** Results before anything is declared. */
  static readonly before = remembered((election: Election): Results => {
    const lookup = new Lookup(election);
    const party = (id: string) => lookup.party(id);
    const previous = new Map(
      election.seats.flatMap((seat) => {
        const before = previousOf(seat, party, beforeOf(election));
        return before ? [[seat.code, before] as const] : [];
      }),
    );
    const contests = [...election.seats.map(({ code }) => code), ...(election.upcoming ?? []).map(upcomingContest)];
    const bare = new Results(lookup, previous, new Map(), new Map());
    // In two steps, since a by-election is compared with the election itself.
    const outcomes = new Map<Contest, Outcome>();
    for (const contest of contests) outcomes.set(contest, bare.#outcomeOf(contest, [], outcomes));
    return new Results(lookup, previous, new Map(), outcomes);
  });

  /**
   * These results and then some. Contests that the entries do not name keep their outcome, object and all, but for a
   * by-election in a seat that they name, which is measured against it.
   * @param entries in the order of the log; each names a seat of the pack, or an upcoming by-election
   */
  with(entries: readonly Declaration[]): Results {
    const log = new Map(this.#log);
    const outcomes = new Map(this.#outcomes);
    const named = Map.groupBy(entries, contestOf);
    for (const [contest, fresh] of named) log.set(contest, [...(log.get(contest) ?? []), ...fresh]);
    const since = this.upcoming.map(({ seat, byElection }) => contestOf({ seat: seat.code, byElection }));
    const measured = since.filter((contest) => named.has(partsOf(contest).seat));
    // Seats before the by-elections that are measured against them.
    const [seats, others] = [
      [...named.keys()].filter((one) => !isByElection(one)),
      [...named.keys()].filter(isByElection),
    ];
    for (const contest of new Set([...seats, ...others, ...measured]))
      if (contest !== exitPollContest)
        outcomes.set(contest, this.#outcomeOf(contest, log.get(contest) ?? [], outcomes));
    return new Results(this.lookup, this.#previous, log, outcomes);
  }

  /** The exit poll as editors entered it, or else the pack's; absent where none stands. */
  get exitPoll(): ExitPoll | undefined {
    const entries = this.#log.get(exitPollContest);
    return entries ? pollOf(entries) : this.election.exitPoll;
  }

  get election(): Election {
    return this.lookup.election;
  }

  /**
   * @param contest a seat's code, or an upcoming by-election @throws RangeError for a contest that is not in the pack
   */
  outcome(contest: Contest): Outcome {
    if (contest === exitPollContest) return asideFor(this.lookup);
    const outcome = this.#outcomes.get(contest);
    if (!outcome) throw new RangeError(`no seat ${contest} in this election's pack`);
    return outcome;
  }

  /** A by-election that is over, reckoned as any contest: measured on the last result in the seat before it. */
  since(by: ByElection): Outcome {
    const { seat: code, date, electorate, rejected } = by;
    const upcoming = { seat: code, date, pollsClose: date, electorate, candidates: [] };
    const seat = seatFor(upcoming, this.lookup.seat(code), this.#outcomes.get(code), this.election);
    const candidates = by.candidates.map(({ id, given, family, party, printed, gender, mnis }, i): Candidate => ({
      id: id ?? String(i),
      seat: code,
      given,
      family,
      party,
      ...(printed !== undefined && { printed }),
      ...(gender && { gender }),
      ...(mnis !== undefined && { mnis }),
    }));
    const votes = Object.fromEntries(candidates.map(({ id }, i) => [id, by.candidates[i]?.votes ?? 0]));
    const recorded = new Date(date);
    const source = {
      name: this.election.byElectionsFrom?.name ?? this.election.publisher.name,
      kind: "official" as const,
    };
    const declaration = { seat: code, source, revision: 1, state: "result" as const, votes, rejected, recorded };
    const outcome = outcomeOf(seat, candidates, (id) => this.lookup.party(id), { declaration, recorded });
    return { ...outcome, byElection: date };
  }

  /** Seats by party id as the House is now: as elected, and as by-elections since have changed it. */
  get houseNow(): ReadonlyMap<string, number> {
    const held = new Map(
      this.all.flatMap(({ seat, winner }) => (winner ? [[seat.code, winner.party.id] as const] : [])),
    );
    for (const by of this.election.byElections.toSorted((a, b) => a.date.localeCompare(b.date))) {
      const [won] = by.candidates;
      if (won) held.set(by.seat, won.party);
    }
    for (const { seat, winner } of this.upcoming) if (winner) held.set(seat.code, winner.party.id);
    const seats = new Map<string, number>();
    for (const party of held.values()) seats.set(party, (seats.get(party) ?? 0) + 1);
    return seats;
  }

  has(contest: Contest): boolean {
    return this.#outcomes.has(contest) || (contest === exitPollContest && this.lookup.isHouse);
  }

  /** One contest's entries, in the order of the log. */
  entries(contest: Contest): readonly Declaration[] {
    return this.#log.get(contest) ?? [];
  }

  /** A contest's outcome by some of its entries: as it was told earlier, say. */
  outcomeBy(contest: Contest, entries: readonly Declaration[]): Outcome {
    if (contest === exitPollContest) return asideFor(this.lookup);
    return this.#outcomeOf(contest, entries, this.#outcomes);
  }

  /** Outcomes that are called or declared, the newest first. */
  get known(): readonly Outcome[] {
    return this.all.filter((outcome) => outcome.standing).toSorted((a, b) => toldAt(b) - toldAt(a));
  }

  get complete(): boolean {
    return this.all.every((outcome) => outcome.state === "declared");
  }

  #outcomeOf(contest: Contest, entries: readonly Declaration[], outcomes: Outcomes): Outcome {
    const { lookup } = this;
    const party = (id: string) => lookup.party(id);
    const stands = standing(entries);
    const recount = isRecounting(entries) ? { recount: true as const } : {};
    const coming = lookup.election.upcoming?.find((one) => upcomingContest(one) === contest);
    if (!coming) {
      const seat = lookup.seat(contest);
      const previous = this.#previous.get(contest);
      return { ...outcomeOf(seat, lookup.candidates(contest), party, stands, previous), ...recount };
    }
    const seat = seatFor(coming, lookup.seat(coming.seat), outcomes.get(coming.seat), lookup.election);
    const outcome = outcomeOf(seat, candidatesOf(coming), party, stands);
    return { ...outcome, byElection: coming.date, ...recount };
  }
}

/** The exit poll decides no seat: where an outcome is asked of it, it is one of a seat that is none. */
const asideFor = remembered(({ election }: Lookup): Outcome => ({
  seat: {
    code: exitPollContest,
    name: "the exit poll",
    nation: "England",
    region: election.regions[0]?.name ?? "",
    from: [],
    aliases: [],
  },
  state: "undeclared",
  lines: [],
  tie: false,
}));

const isByElection = (contest: Contest): boolean => partsOf(contest).byElection !== undefined;

export const upcomingContest = ({ seat, date }: Upcoming): Contest => contestOf({ seat, byElection: date });

/** A by-election is measured against the one before it in the seat, or else the election itself, once that has declared. */
function seatFor(
  { electorate, date }: Upcoming,
  seat: Seat,
  outcome: Outcome | undefined,
  { byElections, ...election }: Election,
): Seat {
  const own = electorate === undefined ? seat : { ...seat, electorate };
  const last = byElections.findLast((by) => by.seat === seat.code && by.date < date);
  if (last) return { ...own, previous: resultOf(last) };
  if (outcome?.valid === undefined) {
    const on = beforeOf(election);
    return seat.previous && on ? { ...own, previous: { on, ...seat.previous } } : own;
  }
  const votes: Record<string, number> = {};
  for (const { party, votes: some = 0 } of outcome.lines) votes[party.id] = (votes[party.id] ?? 0) + some;
  const on: Before = { kind: "actual", name: election.name, date: election.date };
  return { ...own, previous: { electorate: seat.electorate, valid: outcome.valid, votes, on } };
}

/** A by-election's result, to measure another against. */
export function resultOf({ electorate, valid, candidates, date }: ByElection): NonNullable<Seat["previous"]> {
  const votes: Record<string, number> = {};
  for (const one of candidates) votes[one.party] = (votes[one.party] ?? 0) + one.votes;
  return { electorate, valid, votes, on: { kind: "actual", name: `by-election of ${longDay(date)}`, date } };
}

function beforeOf({ previous }: Pick<Election, "previous">): Before | undefined {
  return previous && { kind: previous.kind, name: previous.name, date: previous.date };
}

const candidatesOf = ({ seat, candidates }: Upcoming): readonly Candidate[] =>
  candidates.map(({ printed, ...one }) => ({ ...one, seat, ...(printed !== undefined && { printed }) }));

/** The best time there is for an outcome, in epoch milliseconds: declared, else recorded. */
export function toldAt({ standing }: Outcome): number {
  return (standing?.declared ?? standing?.recorded)?.getTime() ?? Number.POSITIVE_INFINITY;
}
