/**
 * What is known now, followed from the log: one history for everyone, one with what is for the newsroom alone, and one of
 * sources' own tests. Answered from memory; it catches up with what other instances have written.
 */
import { contestOf, type LogEntry } from "../core/declaration.ts";
import type { Election } from "../core/election.ts";
import { History } from "../core/news/history.ts";
import type { EntryLog } from "./store/log.ts";

export interface Ledger {
  readonly election: Election;
  /** What anyone may know. */
  readonly open: History;
  /** What the newsroom knows. */
  readonly staff: History;
  /** Sources' own tests: no results. */
  readonly rehearsal: History;
  /** The log's last entry that has been read. */
  readonly seq: number;
  /** Reads what is new. @returns whether anything was */
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
  // A database may hold another election's by-elections, from an older pack: they are nothing that can be told here.
  const known = (entry: LogEntry): boolean => results.has(contestOf(entry));

  async function read(): Promise<boolean> {
    let any = false;
    for (;;) {
      // One page after the other.
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
