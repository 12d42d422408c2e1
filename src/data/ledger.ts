/**
 * The ledger: follows the log in memory, as one history for everyone, one for the newsroom, and one of sources' own
 * tests. It catches up with entries that other instances have written.
 */
import { contestOf, type LogEntry } from "../core/declaration.ts";
import type { Election } from "../core/election.ts";
import { History } from "../core/news/history.ts";
import type { EntryLog } from "./store/log.ts";

export interface Ledger {
  readonly election: Election;
  /** The history for everyone. */
  readonly open: History;
  /** The newsroom's history, which also has entries for staff. */
  readonly staff: History;
  /** The history of sources' own tests, which are no results. */
  readonly rehearsal: History;
  /** The number of the last entry that has been read. */
  readonly seq: number;
  /** Reads new entries. @returns whether there were any */
  catchUp(): Promise<boolean>;
  /** Folds the whole log anew, over the election as it is known now: an overlay added a by-election, say. */
  renew(election: Election): Promise<void>;
}

interface State {
  readonly election: Election;
  readonly open: History;
  readonly staff: History;
  readonly rehearsal: History;
  readonly seq: number;
}

const before = (election: Election): State => ({
  election,
  open: History.before(election, (entry) => !entry.staff && !entry.rehearsal),
  staff: History.before(election, (entry) => !entry.rehearsal),
  rehearsal: History.before(election, (entry) => entry.rehearsal === true),
  seq: 0,
});

/** Reads the whole log, as far as the election's pack knows its contests. */
export async function openLedger(election: Election, log: EntryLog): Promise<Ledger> {
  let state = before(election);
  let reading: Promise<boolean> | undefined;

  /** Reads on from where a state is; the state is replaced whole. */
  async function readOn(from: State): Promise<{ readonly state: State; readonly any: boolean }> {
    // A database may hold by-elections of an older pack, which this pack cannot tell of.
    const known = (entry: LogEntry): boolean => from.open.results.has(contestOf(entry));
    let [so, any] = [from, false];
    for (;;) {
      const entries = await log.read(so.seq);
      const last = entries.at(-1);
      if (!last) return { state: so, any };
      const ours = entries.filter(known);
      so = {
        ...so,
        open: so.open.with(ours, last.seq),
        staff: so.staff.with(ours, last.seq),
        rehearsal: so.rehearsal.with(ours, last.seq),
        seq: last.seq,
      };
      any = true;
    }
  }

  async function read(from: State): Promise<boolean> {
    const { state: so, any } = await readOn(from);
    state = so;
    return any;
  }

  const ledger: Ledger = {
    get election() {
      return state.election;
    },
    get open() {
      return state.open;
    },
    get staff() {
      return state.staff;
    },
    get rehearsal() {
      return state.rehearsal;
    },
    get seq() {
      return state.seq;
    },
    catchUp() {
      reading ??= read(state).finally(() => (reading = undefined));
      return reading;
    },
    async renew(next) {
      await reading;
      reading = read(before(next)).finally(() => (reading = undefined));
      await reading;
    },
  };
  await ledger.catchUp();
  return ledger;
}
