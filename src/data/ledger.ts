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
}

/** Reads the whole log, as far as the election's pack knows its contests. */
export async function openLedger(election: Election, log: EntryLog): Promise<Ledger> {
  let open = History.before(election, (entry) => !entry.staff && !entry.rehearsal);
  let staff = History.before(election, (entry) => !entry.rehearsal);
  let rehearsal = History.before(election, (entry) => entry.rehearsal === true);
  let seq = 0;
  let reading: Promise<boolean> | undefined;
  const { results } = open;
  // A database may hold by-elections of an older pack, which this pack cannot tell of.
  const known = (entry: LogEntry): boolean => results.has(contestOf(entry));

  async function read(): Promise<boolean> {
    let any = false;
    for (;;) {
      const entries = await log.read(seq);
      const last = entries.at(-1);
      if (!last) return any;
      const ours = entries.filter(known);
      [open, staff, rehearsal] = [
        open.with(ours, last.seq),
        staff.with(ours, last.seq),
        rehearsal.with(ours, last.seq),
      ];
      seq = last.seq;
      any = true;
    }
  }

  const ledger: Ledger = {
    election,
    get open() {
      return open;
    },
    get staff() {
      return staff;
    },
    get rehearsal() {
      return rehearsal;
    },
    get seq() {
      return seq;
    },
    catchUp() {
      reading ??= read().finally(() => (reading = undefined));
      return reading;
    },
  };
  await ledger.catchUp();
  return ledger;
}
