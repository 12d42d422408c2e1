/** The delivery job's own parts: what it is given to choose, word and time its messages. */
import type { Item, Subject } from "../../core/news/message.ts";
import type { OwnPost, Platform } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { Ledger } from "../../data/ledger.ts";
import type { Delivery, HeldPlace } from "../../data/store/delivery/index.ts";
import type { Log } from "../../lib/log.ts";

/** Milliseconds by this machine's clock, but for `stale`, which is the election's. */
export interface Waits {
  /** After an attempt whose fate is unclear: longer than a post may take, and than it may take to appear. */
  readonly grace: number;
  /** In which history that cannot be read just now is asked for again, before a message counts as unclear. */
  readonly search: number;
  /** News that is older when it can be told is gathered into one message. */
  readonly stale: number;
  /** Between two edits of a scoreboard. */
  readonly board: number;
  /** A scoreboard is begun anew before platforms limit the edits of an old message. */
  readonly boardAge: number;
  /** Before a place that takes no posts is tried again, at first; twice as long each time, up to the longest. */
  readonly blocked: number;
  readonly blockedMost: number;
  /** Between two looks at a place that waits for a clock: for the end of quiet hours, a digest, a freeze. */
  readonly look: number;
}

export interface Marks {
  /** Words of which such a post has some. */
  readonly some: readonly string[];
  /** Names of other contests that begin with this one's: what is said of those is not said of this. */
  readonly besides: readonly string[];
}

/** The words of a message, a pure function of its subject and the history that its place is told from. */
export interface Words {
  reply(subject: Subject, place: HeldPlace): Promise<Reply>;
  /** The number of these items, from the first, that one message holds whole on any platform. */
  fitting(items: readonly Item[], place: HeldPlace): number;
  /** Signs by which a post that tells this item is known, however the item stood when it was made or edited. */
  marks?(item: Item, place: HeldPlace): Promise<Marks>;
  /** Words in the heading of every open scoreboard, and of every briefing: both sum up, and other messages tell the same. */
  readonly headings?: Readonly<Record<"board" | "briefing", string>>;
  /** Whether a notice has no post: it only says that another's words have changed. */
  isSilent(notice: number): Promise<boolean>;
}

/** Notices to the newsroom's desk. */
export interface Alarms {
  /** A place takes no posts. */
  blocked(place: HeldPlace, why: string): Promise<void>;
  /** A place takes posts again. */
  back(place: HeldPlace): Promise<void>;
  /** A message may or may not stand there, and nobody can look. */
  unclear(place: HeldPlace): Promise<void>;
}

export interface DeliverOptions {
  readonly delivery: Delivery;
  readonly ledger: Ledger;
  readonly words: Words;
  readonly alarms: Alarms;
  /** Platforms that are up. */
  readonly platforms: () => readonly Platform[];
  /** The election's clock, simulated in a replay. */
  readonly now: () => Date;
  /** The clock that instances share, in milliseconds since 1970. */
  readonly real: () => number;
  /** Milliseconds since that clock was last moved by anybody; never moved unless given. */
  readonly calm?: () => number;
  /** The earliest that it may be, by any clock we have: a platform's posts are dated by its own. `real` unless given. */
  readonly earliest?: () => number;
  readonly waits: Waits;
  readonly log: Log;
  /** Set where all news is a rehearsal's: nobody is called. */
  readonly rehearsal?: boolean;
  /** The clock time of the briefing, "07:00", and its time zone; absent for none. */
  readonly briefing?: { readonly at: string; readonly zone: string };
  /** The number of the desk's last notice. */
  readonly notices: () => Promise<number>;
  /** Whether every source was heard since a moment; absent where that cannot be told. */
  readonly heardSince?: (moment: number) => Promise<boolean>;
  /** Posts in each place between a backup and its restore. */
  readonly recollections?: Recollections;
}

/** A post from between backup and restore, as it was when it was read: its first line, and all its words in plain letters. */
export interface Recalled extends Pick<OwnPost, "message"> {
  readonly heading: string;
  readonly words: string;
  isEdited: boolean;
}

/** Posts by place, as they were when this instance first looked after a restore. */
export type Recollections = Map<string, readonly Recalled[]>;
