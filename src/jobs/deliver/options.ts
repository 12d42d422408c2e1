/** What delivery works with. */
import type { Log } from "../../lib/log.ts";
import type { Item, Subject } from "../../core/news/message.ts";
import type { Platform } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { Ledger } from "../../data/ledger.ts";
import type { Delivery, Held } from "../../data/store/delivery/index.ts";

/** Milliseconds by this machine's clock, but for `stale`, which is the election's. */
export interface Waits {
  /** After an attempt whose fate is unclear: longer than a post may take, and than it may take to appear. */
  readonly grace: number;
  /** In which history that cannot be read just now is asked for again, before a message counts as unclear. */
  readonly search: number;
  /** What is older when it can be told is gathered into one message, and not told piece by piece. */
  readonly stale: number;
  /** Between two edits of a scoreboard. */
  readonly board: number;
  /** A scoreboard is begun anew before platforms limit the edits of an old message. */
  readonly boardAge: number;
  /** Before a place that cannot be posted to is tried again, at first; twice as long each time, up to the longest. */
  readonly blocked: number;
  readonly blockedMost: number;
  /** Between two looks at what waits for a clock: quiet hours, a digest, a freeze. */
  readonly look: number;
}

export const usualWaits: Waits = {
  grace: 15_000,
  search: 3_600_000,
  stale: 10 * 60_000,
  board: 15_000,
  boardAge: 50 * 60_000,
  blocked: 60_000,
  blockedMost: 6 * 3_600_000,
  look: 1_000,
};

/** The words of a message, a pure function of its subject and what the place may know. */
export interface Words {
  reply(subject: Subject, place: Held): Promise<Reply>;
  /** How many of these, from the first, one message holds whole on any platform. */
  fitting(items: readonly Item[], place: Held): number;
  /** A notice that is not posted: it only says that another has changed. */
  isSilent(notice: number): Promise<boolean>;
}

/** What the newsroom's desk is to hear of delivery. */
export interface Alarms {
  /** A place cannot be posted to. */
  blocked(place: Held, why: string): Promise<void>;
  /** And now it can again. */
  back(place: Held): Promise<void>;
  /** A message may or may not stand there, and nobody can look. */
  unclear(place: Held): Promise<void>;
}

export interface DeliverOptions {
  readonly delivery: Delivery;
  readonly ledger: Ledger;
  readonly words: Words;
  readonly alarms: Alarms;
  /** Those that are up. */
  readonly platforms: () => readonly Platform[];
  /** The election's clock: of a replay it is simulated. */
  readonly now: () => Date;
  readonly real: () => number;
  readonly waits: Waits;
  readonly log: Log;
  /** The clock time of the briefing, "07:00", and whose; none is posted without it. */
  readonly briefing?: { readonly at: string; readonly zone: string };
  /** The last of the desk's notices. */
  readonly notices: () => Promise<number>;
}
