/** The places and their messages as the delivery job works on them: one instance at a time in each, by a lease. */
import type { PlaceState } from "../../../core/news/announcing.ts";
import type { MessageKind, MessageState, Subject } from "../../../core/news/message.ts";
import type { Subscription } from "../../../core/news/subscription.ts";
import type { DeliveryId, Place } from "../../../core/place.ts";

/** A place that this instance speaks in, until its lease ends. */
export interface Held {
  readonly id: string;
  readonly place: Place;
  readonly subscription: Subscription;
  readonly staff: boolean;
  readonly state: PlaceState;
  readonly cursor: number;
  readonly corrected: number;
  readonly noticed: number;
  readonly blockedAt?: Date;
  readonly tries: number;
  readonly token: string;
  /** Of this visit alone: up to where the log was gone over although an edit is owed, and when that is tried again. */
  readonly owed?: { readonly upTo: number; readonly at: number };
}

/** A message as it is kept. */
export interface Kept {
  readonly id: DeliveryId;
  readonly n: number;
  readonly subject: Subject;
  readonly state: MessageState;
  readonly from: number;
  readonly to: number;
  /** The platform's id, once it stands there. */
  readonly ref?: string;
  readonly words?: string;
  readonly attempts: number;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly firstAttempt?: number;
  readonly lastAttempt?: number;
  /** When it was last posted, edited or given up. */
  readonly settledAt?: number;
  /** By the election's clock. */
  readonly createdAt: Date;
}

/** What has changed of a place. */
export interface Moved {
  readonly cursor?: number;
  readonly corrected?: number;
  readonly noticed?: number;
  readonly blocked?: { readonly at: number; readonly why: string } | "no more";
  readonly tries?: number;
}

export interface NewMessage {
  readonly subject: Subject;
  readonly from: number;
  readonly to: number;
  readonly words: string;
  readonly once?: string;
  /** Says what this one cannot be edited to say: from then on it stays as it is. */
  readonly instead?: DeliveryId;
}

/** Whatever is written in a place prolongs its lease; where that is lost, nothing is written. */
export interface Delivery {
  /**
   * Places that have something to be told, the longest waiting first.
   * @param heads the last of the log and of the notices
   */
  claim(
    heads: { readonly log: number; readonly notices: number },
    platforms: readonly string[],
    most: number,
  ): Promise<readonly Held[]>;
  /** The one message that is not settled yet. */
  open(place: Held): Promise<Kept | undefined>;
  /** Messages that told of any of these and may stand there, the oldest first; others may be among them. */
  about(place: Held, keys: readonly string[]): Promise<readonly Kept[]>;
  /** The newest of a kind that may stand there, the newest first. */
  newest(place: Held, kind: MessageKind, most: number): Promise<readonly Kept[]>;
  message(id: DeliveryId): Promise<Kept | undefined>;
  hasOnce(place: Held, once: string): Promise<boolean>;
  /** A new message, its first attempt begun, and the place moved on. */
  begin(place: Held, message: NewMessage, moved: Moved, now: Date): Promise<Kept | "frozen" | "lost">;
  /** Another attempt. */
  again(place: Held, message: Kept, subject: Subject, words: string): Promise<"begun" | "frozen" | "lost">;
  /** What became of a message: true whoever holds the place by now. */
  settle(place: Held, message: Kept, what: Settling, moved?: Moved): Promise<void>;
  move(place: Held, moved: Moved): Promise<void>;
  /**
   * Times are milliseconds since 1970 by this machine's clock.
   * @param dueAt not before @param wakeAt at the latest, also where nothing new comes
   */
  release(place: Held, dueAt: number, wakeAt: number | null, moved: Moved): Promise<void>;
  /** Has every place looked at that wants briefings and in which one has not been posted yet. */
  wake(once: string): Promise<void>;
  frozen(): Promise<boolean>;
  /** What is not settled, for whoever watches. */
  waiting(): Promise<{ readonly messages: number; readonly blocked: number; readonly behind: number }>;
}

export type Settling = Partial<Pick<Kept, "state" | "ref" | "words" | "subject" | "attempts">>;
