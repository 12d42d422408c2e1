/**
 * The poll: sources are asked in turn, each by one instance at a time, and their news goes into the log. Misfits are
 * quarantined, and the desk is told; a source that does not answer leaves everything standing.
 */
import { contestOf, type Contest, type LogEntry } from "../core/declaration.ts";
import type { Election } from "../core/election.ts";
import { sourcePatience } from "../lib/lease.ts";
import type { Log as Logger } from "../lib/log.ts";
import {
  SourceError,
  type Found,
  type Misfitting,
  type Said,
  type Source,
  type Remembered,
} from "../data/sources/source.ts";
import type { Lease, Leases } from "../data/store/leases.ts";
import type { Health } from "../data/store/sources-health.ts";
import type { Job } from "./schedule.ts";
import type { EntryLog } from "../data/store/log.ts";

export { isNightOf } from "../core/election-night.ts";

/** Milliseconds by this machine's clock. */
export interface PollWaits {
  /** Between two questions to a source while results may come, and at other times. */
  readonly night: number;
  readonly day: number;
  /** For an answer. */
  readonly patience: number;
  /** The length of a source's lease: no longer than an instance that died with it may be waited for. */
  readonly lease: number;
}

export const usualPollWaits: PollWaits = { night: 5_000, day: 5 * 60_000, patience: sourcePatience, lease: 30_000 };

/** Notices to the desk about sources. */
export interface PollAlarms {
  /** @param well contests of which the source speaks well: what was said of them before is settled */
  quarantined(source: Source, misfits: readonly Misfitting[], well: readonly Contest[]): Promise<void>;
  failed(source: Source, why: string): Promise<void>;
  back(source: Source): Promise<void>;
}

export interface PollOptions {
  readonly sources: readonly Source[];
  readonly log: EntryLog;
  readonly leases: Leases;
  readonly health: Health;
  readonly alarms: PollAlarms;
  /** Each source's last answers, over restarts and for every instance. */
  readonly kept: {
    get(source: string): Promise<Remembered | undefined>;
    set(source: string, kept: Remembered): Promise<void>;
  };
  readonly election: Election;
  readonly now: () => Date;
  /** In milliseconds, and never back. */
  readonly real: () => number;
  /** Whether results may come just now. */
  readonly isNight: () => boolean;
  readonly waits: PollWaits;
  readonly logger: Logger;
  /** Called with new entries of the log. */
  readonly fresh: (entries: readonly LogEntry[]) => void;
}

/** Milliseconds by which a tick may come before its time. */
const early = 100;

export interface Poller {
  /** Asks the sources that are due. Never rejects. */
  look(): Promise<void>;
}

export function createPoller(options: PollOptions): Poller {
  const { sources, leases, real, isNight, waits, logger } = options;
  const rests = new Map<string, { readonly since: number; readonly until: number }>();
  /** Counted from the question, or each rest would miss the tick that is due. After a long answer there is half a rest. */
  const rest = (name: string, asked: number): void => {
    const since = real();
    const wait = isNight() ? waits.night : waits.day;
    rests.set(name, { since, until: Math.max(asked + wait - early, since + wait / 2) });
  };
  const isResting = (name: string): boolean => {
    const { since, until } = rests.get(name) ?? { since: 0, until: 0 };
    return since <= real() && real() < until;
  };
  const asking = new Set<string>();

  async function one(source: Source): Promise<void> {
    const { name } = source;
    if (asking.has(name) || isResting(name)) return;
    asking.add(name);
    const asked = real();
    try {
      const lease = await leases.claim(`source ${name}`, waits.lease);
      if (!lease) return;
      try {
        await ask(source, lease, options);
      } finally {
        await leases.release(lease);
      }
    } catch (error) {
      logger.error("a source met an error of ours", { source: name, ...(error instanceof Error && { error }) });
    } finally {
      asking.delete(name);
      rest(name, asked);
    }
  }

  return { look: async () => void (await Promise.all(sources.map(one))) };
}

/** A job for each source: none waits for another that does not answer. */
export const pollJobs = (options: PollOptions): readonly Job[] =>
  options.sources.map((source) => {
    const poller = createPoller({
      ...options,
      // It may be known otherwise later.
      get election() {
        return options.election;
      },
      sources: [source],
    });
    return { name: "poll", source: source.name, every: "second", run: () => poller.look() };
  });

async function ask(source: Source, lease: Lease, options: PollOptions): Promise<void> {
  const { leases, log, health, kept, alarms, now, waits, election, logger } = options;
  const before = await kept.get(source.name);
  const heard = await source.ask(before, AbortSignal.timeout(waits.patience)).catch((error: unknown) => {
    if (error instanceof SourceError) return error.message;
    throw error;
  });
  if (typeof heard === "string") {
    logger.warn("a source does not answer", { source: source.name });
    if (await health.failed(source.name, heard, now())) await alarms.failed(source, heard);
    return;
  }
  const said = heard.found.flatMap((found) => (found.kind === "declaration" ? [found.said] : []));
  const inTime = said.filter((one) => !isEarly(one, election, now()));
  // An instance that was paused may have an old answer: another has asked since, and its own would overwrite what is newer.
  const appended = await log.append(source, inTime, now(), (transaction) =>
    leases.renewIn(transaction, lease, waits.lease),
  );
  if (appended === "overtaken") {
    logger.warn("an answer came too late: another instance has asked the source since", { source: source.name });
    return;
  }
  const { entries, refused } = appended;
  // Places are told first, and the desk of all that is odd about it afterwards.
  if (entries.length > 0) options.fresh(entries);
  const notes = heard.found.flatMap((found) => (found.kind === "note" ? [asMisfit(found)] : []));
  const misfits = [...heard.found.filter((found) => found.kind === "quarantine"), ...refused, ...notes];
  const well = said.map(contestOf);
  if (misfits.length + well.length > 0) await alarms.quarantined(source, misfits, well);
  // A declaration that came too early is asked for again, as if it had not been said.
  if (heard.kept !== before && inTime.length === said.length) await kept.set(source.name, heard.kept);
  if (await health.heard(source.name, now())) await alarms.back(source);
}

/** An oddity beside what was read: the desk learns of it in the same way, once. */
const asMisfit = ({ why, where, excerpt }: Extract<Found, { kind: "note" }>): Misfitting => ({
  kind: "quarantine",
  how: "note",
  where,
  why,
  excerpt,
});

/** Before the close of poll nobody knows how people voted, whatever a source says; its tests may come any time. */
export function isEarly(said: Pick<Said, "seat" | "byElection" | "rehearsal">, election: Election, now: Date): boolean {
  return said.rehearsal !== true && now.getTime() < closeOf(contestOf(said), election);
}

/** Epoch milliseconds of the close of poll. */
export function closeOf(contest: Contest, { pollsClose, upcoming = [] }: Election): number {
  const coming = upcoming.find(({ seat, date }) => contestOf({ seat, byElection: date }) === contest);
  return Date.parse(coming?.pollsClose ?? pollsClose);
}
