/** Places and messages as the delivery job works on them: one instance at a time in each place, by a lease. */
import type { Contest } from "../../../core/declaration.ts";
import type { PlaceState } from "../../../core/news/announcing.ts";
import type { MessageKind, MessageState, Subject } from "../../../core/news/message.ts";
import type { Subscription } from "../../../core/news/subscription.ts";
import type { DeliveryId, Place } from "../../../core/place.ts";

/** A place that this instance speaks in, until its lease ends. */
export interface HeldPlace {
  readonly id: string;
  readonly place: Place;
  readonly subscription: Subscription;
  /** Marks the newsroom's own: told also entries that are for staff, and the desk's notices. */
  readonly staff: boolean;
  readonly state: PlaceState;
  /** The log's entry up to which news has been told here. */
  readonly cursor: number;
  /** The log's entry up to which the messages here have been put right. */
  readonly corrected: number;
  /** The desk's notice up to which the place has been told. */
  readonly noticed: number;
  readonly blockedAt?: Date;
  /** Posts that failed one after another. */
  readonly tries: number;
  /** The backup that the database was restored from, where the place may have been told more since. */
  readonly restored?: Restored;
  /** The mark of this lease, and of no other before or after. */
  readonly token: string;
}

/** Milliseconds since 1970, of the backup and of the restore. */
export interface Restored {
  readonly from: number;
  readonly until: number;
  /** `look`: posts from between the two are looked for before anything is told. `quiet`: what was known by then is not told. */
  readonly how: "look" | "quiet";
}

/** A message as the store has it, open or settled. */
export interface StoredMessage {
  readonly id: DeliveryId;
  /** The order in which messages are said in a place. */
  readonly n: number;
  readonly subject: Subject;
  readonly state: MessageState;
  /** The place's cursor before and after it; for a notice, the number of the last one told before it, and its own. */
  readonly from: number;
  readonly to: number;
  /** The platform's id, once it stands there. */
  readonly ref?: string;
  /** Digest of the words that stand there. */
  readonly words?: string;
  /** Posts of it that were tried; none of one that was found standing after a restore. */
  readonly attempts: number;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly firstAttempt?: number;
  readonly lastAttempt?: number;
  /** The time at which it was last posted, edited or given up. */
  readonly settledAt?: number;
  /** The election's clock. */
  readonly createdAt: Date;
}

/** The progress of a place, and whether it takes posts: only the fields that have changed. */
export interface PlaceMove {
  readonly cursor?: number;
  readonly corrected?: number;
  readonly noticed?: number;
  readonly blocked?: { readonly at: number; readonly why: string } | "no more";
  readonly tries?: number;
  readonly restored?: "no more";
}

export interface NewMessage {
  readonly id?: DeliveryId;
  readonly subject: Subject;
  readonly from: number;
  readonly to: number;
  readonly words: string;
  /** The key of an event that happens once in a place. */
  readonly once?: string;
  /** The post that tells it already: it stands, and nothing is to be posted. */
  readonly stands?: string;
  /**
   * An older message that the platform lets nobody edit: this one says what that should, and that one stays as it is.
   */
  readonly instead?: DeliveryId;
}

/** Every write in a place prolongs its lease; where the lease is lost, no place is moved and no attempt begun. */
export interface Delivery {
  /**
   * Claims places that have something to be told, the longest waiting first.
   * @param heads last numbers of the log and of the notices
   */
  claim(
    heads: { readonly log: number; readonly notices: number },
    platforms: readonly string[],
    most: number,
  ): Promise<readonly HeldPlace[]>;
  /** The one message that is not settled yet. */
  open(place: HeldPlace): Promise<StoredMessage | undefined>;
  /** Messages about any of these contests that may stand there, the oldest first. Others may be among them. */
  about(place: HeldPlace, contests: readonly Contest[]): Promise<readonly StoredMessage[]>;
  /** Messages of a kind that may stand there, the newest first. */
  newest(place: HeldPlace, kind: MessageKind, most: number): Promise<readonly StoredMessage[]>;
  message(id: DeliveryId): Promise<StoredMessage | undefined>;
  /** The message that a post there was last known to be, by the platform's own name for it. */
  postedAs(place: HeldPlace, ref: string): Promise<StoredMessage | undefined>;
  /** Messages that stand there, and were attempted more than once, the last time between two moments: with their places, not held. */
  repeated(
    from: number,
    until: number,
  ): Promise<readonly { readonly place: HeldPlace; readonly message: StoredMessage }[]>;
  hasOnce(place: HeldPlace, once: string): Promise<boolean>;
  /** Writes down a new message, its first attempt, and the place's move, all or nothing. */
  begin(place: HeldPlace, message: NewMessage, move: PlaceMove, now: Date): Promise<StoredMessage | "frozen" | "lost">;
  /** Writes down another attempt. */
  again(
    place: HeldPlace,
    message: StoredMessage,
    subject: Subject,
    words: string,
  ): Promise<"begun" | "frozen" | "lost">;
  /** Writes down that a message which stands there tells more, and the place's move, all or nothing. @param words of all of it */
  extend(
    place: HeldPlace,
    message: StoredMessage,
    subject: Subject,
    words: string | undefined,
    move: PlaceMove,
  ): Promise<"extended" | "frozen" | "lost">;
  /**
   * Writes down a message's fate, even where another instance holds the place by now; the place's move is then left
   * out. @returns "lost" in that case
   */
  settle(
    place: HeldPlace,
    message: Pick<StoredMessage, "id">,
    what: Settling,
    move?: PlaceMove,
  ): Promise<"settled" | "lost">;
  /**
   * Has a post looked at again, by any instance: one whose lease had passed edited it, perhaps after another which knew more.
   * The place is taken from whoever holds it, or their progress would be written over this.
   */
  doubt(place: HeldPlace, ref: string): Promise<void>;
  move(place: HeldPlace, move: PlaceMove): Promise<void>;
  /** Takes a role out of the place's subscription, unless another was chosen since. */
  forgetRole(place: HeldPlace, role: string): Promise<void>;
  /** Takes the attempts of a message, which a clock wrote that was ahead of ours, for ones of now. */
  redate(place: HeldPlace, message: StoredMessage): Promise<StoredMessage>;
  /**
   * Times are milliseconds since 1970 by this machine's clock.
   * @param dueAt the earliest time of the next visit, 0 for at once @param wakeAt the latest, even where nothing new comes
   */
  release(place: HeldPlace, dueAt: number, wakeAt: number | null, move: PlaceMove): Promise<void>;
  /** Has every place visited that wants briefings and has none with this key yet. */
  wake(once: string): Promise<void>;
  frozen(): Promise<boolean>;
  /** Messages that are not settled, places that are blocked, and entries by which the last place is behind the log. */
  waiting(): Promise<{ readonly messages: number; readonly blocked: number; readonly behind: number }>;
}

export type Settling = Partial<Pick<StoredMessage, "state" | "ref" | "words" | "subject" | "attempts">>;
