/** Messages: news that Teller has told, or is about to tell, in a place. One row each, kept for good. */
import type { Contest } from "../declaration.ts";
import type { DeliveryId, MessageRef } from "../place.ts";

/** One thing that a message tells. `seq` is the log's entry that made it news. */
export type Item =
  | { readonly kind: "declaration"; readonly contest: Contest; readonly seq: number }
  /** A changed winner, or a retraction, said once more; `replaces` is the message that told it otherwise. */
  | { readonly kind: "anew"; readonly contest: Contest; readonly seq: number; readonly replaces?: DeliveryId }
  | { readonly kind: "milestone"; readonly milestone: string; readonly contest: Contest; readonly seq: number }
  /** One of the desk's own notices, by number: for the newsroom's places alone. */
  | { readonly kind: "notice"; readonly notice: number };

export const messageKinds = ["news", "digest", "missed", "scoreboard", "briefing", "notice"] as const;
/**
 * `news`: one item, or several that came at once. `digest`: the items that a place gathers, every so often. `missed`:
 * items that came while the place could not be told, or was quiet. `scoreboard`: edited as results come. `briefing`: a
 * day's. `notice`: the desk's.
 */
export type MessageKind = (typeof messageKinds)[number];

/**
 * `due`: not sent yet. `posting`: a post is under way, or its fate is not known yet. `sent`: it stands there.
 * `withdrawn`: it stands there, and says that it no longer holds. `refused`: the platform did not take it. `unclear`:
 * it may stand there, and nobody can look. `expired`: never sent; another message tells its items. `gone`: it was
 * deleted there. `fixed`: it stands there, and the platform lets nobody edit it any more.
 */
export const messageStates = [
  "due",
  "posting",
  "sent",
  "withdrawn",
  "refused",
  "unclear",
  "expired",
  "gone",
  "fixed",
] as const;
export type MessageState = (typeof messageStates)[number];

/** The subject of a message: its words are a pure function of this and the history. */
export interface Subject {
  readonly kind: MessageKind;
  /** In the order of the log. */
  readonly items: readonly Item[];
  /** The log's last entry when the message was first said: its words are corrected against the results of that time. */
  readonly shows: number;
  /** A briefing's day, ISO. */
  readonly day?: string;
  /** Marks a scoreboard below which a newer one stands. */
  readonly closed?: true;
  /** The reason why missed items were not told when they came. */
  readonly because?: "quiet" | "away";
  /** Marks a source's own test, which is no result. */
  readonly rehearsal?: true;
}

export interface Message extends Subject {
  readonly id: DeliveryId;
  readonly state: MessageState;
  /** The post, once sent. */
  readonly ref?: MessageRef;
  readonly createdAt: Date;
}
