/**
 * The log, folded entry by entry: the results now, each entry's change, and the milestones reached and undone on the
 * way. The same log makes the same history, whenever it is read. Immutable.
 */
import { contestOf, type Contest, type LogEntry } from "../declaration.ts";
import type { Election } from "../election.ts";
import { exitPollContest, pollOf } from "../exit-poll.ts";
import { sameFigures, type Outcome } from "../outcome.ts";
import { Results } from "../results.ts";
import { milestonesIn, nothingCounted, recounted, type Count, type MilestoneChange } from "./milestone.ts";

/** One entry that changed what stands for its contest. */
export interface Change {
  readonly seq: number;
  /** The time at which the entry came into the log. */
  readonly at: Date;
  readonly contest: Contest;
  /**
   * `first`: something stands where nothing ever did. `filled`: votes for a call, or the lot for a tie, with the winner as
   * told. `corrected`: other figures, the same winner. `winner`: another winner. `withdrawn`: nothing stands any more.
   * `again`: something does again.
   */
  readonly kind: "first" | "filled" | "corrected" | "winner" | "withdrawn" | "again";
}

/** The fold after so many entries. */
interface State {
  readonly results: Results;
  readonly seq: number;
  readonly log: readonly LogEntry[];
  readonly entries: ReadonlyMap<Contest, readonly LogEntry[]>;
  readonly changes: readonly Change[];
  readonly milestones: readonly MilestoneChange[];
  readonly counts: readonly { readonly seq: number; readonly count: Count }[];
  readonly reached: ReadonlyMap<string, Contest>;
}

export class History {
  readonly #state: State;
  readonly #sees: (entry: LogEntry) => boolean;

  private constructor(state: State, sees: (entry: LogEntry) => boolean) {
    this.#state = state;
    this.#sees = sees;
  }

  /** @param sees whether an entry is part of it; the others pass it by */
  static before(election: Election, sees: (entry: LogEntry) => boolean = () => true): History {
    const results = Results.before(election);
    const none = { log: [], changes: [], milestones: [], counts: [], entries: new Map(), reached: new Map() };
    return new History({ results, seq: 0, ...none }, sees);
  }

  /** @param entries the next ones of the log, in its order @param upTo the last that has been read */
  with(entries: readonly LogEntry[], upTo = entries.at(-1)?.seq ?? this.seq): History {
    if (upTo === this.seq) return this;
    return new History({ ...folded(this.#state, entries, this.#sees), seq: upTo }, this.#sees);
  }

  get results(): Results {
    return this.#state.results;
  }

  /** The number of the last entry, whether or not it is one of these. */
  get seq(): number {
    return this.#state.seq;
  }

  /** Changes after `after`, up to and including `upTo`, in the order of the log. */
  changes(after: number, upTo = this.seq): readonly Change[] {
    return between(this.#state.changes, after, upTo);
  }

  milestones(after: number, upTo = this.seq): readonly MilestoneChange[] {
    return between(this.#state.milestones, after, upTo);
  }

  /**
   * Whether a milestone reached with an entry no longer stands so: it was undone since, or another contest reached it
   * then.
   */
  isUndone(milestone: string, seq: number): boolean {
    const changes = this.#state.milestones.filter((change) => change.milestone === milestone);
    const told = changes.findLast((change) => change.seq <= seq);
    const last = changes.at(-1);
    if (!last || last.seq <= seq) return false;
    return last.undone === true || last.contest !== told?.contest;
  }

  /** The contest by which a milestone stood after an entry. */
  reachedBy(milestone: string, seq: number): Contest | undefined {
    const last = this.milestones(0, seq).findLast((change) => change.milestone === milestone);
    return last?.undone ? undefined : last?.contest;
  }

  /** One contest's entries, in the order of the log. */
  entries(contest: Contest): readonly LogEntry[] {
    return this.#state.entries.get(contest) ?? [];
  }

  /** All entries after one, in the order of the log. */
  since(after: number): readonly LogEntry[] {
    return between(this.#state.log, after, this.seq);
  }

  /** A contest as it stood after an entry. */
  outcomeAt(contest: Contest, seq: number): Outcome {
    return this.results.outcomeBy(
      contest,
      this.entries(contest).filter((entry) => entry.seq <= seq),
    );
  }

  /** The count of seats after an entry. */
  countAt(seq: number): Count {
    return between(this.#state.counts, 0, seq).at(-1)?.count ?? nothingCounted;
  }
}

/** The part of a list that lies between two entries; the list is in the order of the log. */
function between<T extends { readonly seq: number }>(list: readonly T[], after: number, upTo: number): readonly T[] {
  return list.slice(firstPast(list, after), firstPast(list, upTo));
}

function firstPast(list: readonly { readonly seq: number }[], seq: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle]?.seq ?? 0) <= seq) from = middle + 1;
    else to = middle;
  }
  return from;
}

function folded(state: State, fresh: readonly LogEntry[], sees: (entry: LogEntry) => boolean): Omit<State, "seq"> {
  const { lookup } = state.results;
  const seen = fresh.filter(sees);
  const entries = new Map(state.entries);
  const changes = [...state.changes];
  const milestones = [...state.milestones];
  const counts = [...state.counts];
  const reached = new Map(state.reached);
  const outcomes = new Map<Contest, Outcome>();
  let count = counts.at(-1)?.count ?? nothingCounted;
  for (const entry of seen) {
    const { seq, at } = entry;
    const contest = contestOf(entry);
    if (contest === exitPollContest) {
      const before = entries.get(contest) ?? [];
      const own = [...before, entry];
      entries.set(contest, own);
      const [stood, stands] = [pollOf(before), pollOf(own)];
      if (stands && !stood) milestones.push({ seq, at, milestone: contest, contest });
      if (stood && !stands) milestones.push({ seq, at, milestone: contest, contest, undone: true });
      continue;
    }
    const was = outcomes.get(contest) ?? state.results.outcome(contest);
    const own = [...(entries.get(contest) ?? []), entry];
    const now = state.results.outcomeBy(contest, own);
    entries.set(contest, own);
    outcomes.set(contest, now);
    const kind = changeOf(was, now, changes, contest);
    if (!kind) continue;
    changes.push({ seq, at, contest, kind });
    // A by-election comes after the House was elected, and changes none of its milestones.
    if (now.byElection !== undefined) continue;
    const before = count;
    count = recounted(before, was, now);
    counts.push({ seq, count });
    const { reached: news, undone } = milestonesIn(before, count, was, now, lookup, reached);
    for (const milestone of undone) {
      reached.delete(milestone);
      milestones.push({ seq, at, milestone, contest, undone: true });
    }
    for (const milestone of news) {
      reached.set(milestone, contest);
      milestones.push({ seq, at, milestone, contest });
    }
  }
  const results = state.results.with(seen);
  return { results, log: [...state.log, ...seen], entries, changes, milestones, counts, reached };
}

/** The change of a contest; undefined where the same stands as before. */
function changeOf(
  was: Outcome,
  now: Outcome,
  changes: readonly Change[],
  contest: Contest,
): Change["kind"] | undefined {
  if (!now.standing) return was.standing && "withdrawn";
  if (!was.standing) return changes.some((change) => change.contest === contest) ? "again" : "first";
  const [before, after] = [was.winner?.candidate.id, now.winner?.candidate.id];
  // The lot gives a tie its winner: "filled". A winner that was known before has been replaced.
  if (before !== after) return was.tie && before === undefined && sameFigures(was, now) ? "filled" : "winner";
  if (was.state === "called") return now.state === "called" ? undefined : "filled";
  // A call after a result takes the figures back.
  if (now.state === "called") return "corrected";
  return sameFigures(was, now) ? undefined : "corrected";
}
