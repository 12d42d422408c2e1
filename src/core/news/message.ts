/** What Teller has said, or is about to say, in a place: one row of the permanent record. */
import type { Contest } from "../declaration.ts";
import type { DeliveryId, MessageRef } from "../place.ts";

/** One thing that a message tells. `seq` is the log's entry that made it news. */
export type Item =
  | { readonly kind: "declaration"; readonly contest: Contest; readonly seq: number }
  /** A changed winner, or a retraction, said once more; `replaces` is the message that told it otherwise. */
  | { readonly kind: "anew"; readonly contest: Contest; readonly seq: number; readonly replaces?: DeliveryId }
  | { readonly kind: "milestone"; readonly milestone: string; readonly contest: Contest; readonly seq: number }
  /** Of the desk's own notices, by number: for the newsroom's places alone. */
  | { readonly kind: "notice"; readonly notice: number };

export const messageKinds = ["news", "digest", "missed", "scoreboard", "briefing", "notice"] as const;
/**
 * `news`: one item, or several joined because they came at once. `digest`: what a place gathers, every so often. `missed`:
 * what came while it could not be told, or while it was quiet. `scoreboard`: edited as results come. `briefing`: of a day.
 * `notice`: the desk's.
 */
export type MessageKind = (typeof messageKinds)[number];

/**
 * `due`: not sent yet. `posting`: a post is under way, or its fate is not known yet. `sent`: it stands there. `withdrawn`:
 * it stands there, and says that it no longer holds. `refused`: the platform did not take it. `unclear`: it may stand there,
 * and nobody can look. `expired`: never sent; what it told is told by another. `gone`: it was deleted there. `fixed`: it
 * stands there, and the platform lets nobody edit it any more.
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

/** What a message is about, and what its words are made from beside the results. */
export interface Subject {
  readonly kind: MessageKind;
  /** In the order of the log. */
  readonly items: readonly Item[];
  /** The log's last entry that it showed when it was first said: what it is measured against when it is corrected. */
  readonly shows: number;
  /** Of a briefing: the day, ISO. */
  readonly day?: string;
  /** Of a scoreboard: a newer one stands below. */
  readonly closed?: true;
  /** Of what was missed: why it was not told when it came. */
  readonly because?: "quiet" | "away";
  /** A source's own test: no result. */
  readonly rehearsal?: true;
}

export interface Message extends Subject {
  readonly id: DeliveryId;
  readonly state: MessageState;
  /** Where it stands, once sent. */
  readonly ref?: MessageRef;
  readonly createdAt: Date;
}
