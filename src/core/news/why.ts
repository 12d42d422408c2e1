/** The reasons why a place was told of a contest, or was not, in the order in which they are told. Pure. */
import type { Subscribed } from "./announcing.ts";
import type { Contest } from "../declaration.ts";
import { deciding } from "./deciding.ts";
import { wants, type Filter } from "../seats/filter.ts";
import type { History, Change } from "./history.ts";
import type { Message } from "./message.ts";
import { isQuiet } from "./quiet.ts";

export type Reason =
  /** The place never asked to be told, or does not any more. */
  | { readonly is: "unsubscribed" }
  | { readonly is: "stopped" }
  /** The time at which it asked. */
  | { readonly is: "since"; readonly at: Date }
  /** Nothing stands for the contest; `withdrawn` since then, where something did. */
  | { readonly is: "undeclared"; readonly withdrawn?: Date }
  /** The time at which it became news. */
  | { readonly is: "declared"; readonly at: Date }
  /** The filter's verdict now, and the terms that decide. */
  | { readonly is: "wanted" | "unwanted"; readonly terms: readonly Filter[] }
  /** A message told of it, or was to. */
  | { readonly is: "message"; readonly message: Message }
  /** The contest changed after the last message that told of it. */
  | { readonly is: "changed"; readonly kind: Change["kind"]; readonly at: Date }
  /** The news came before the place asked, or while it asked for something else. */
  | { readonly is: "earlier" }
  | { readonly is: "otherwise" }
  /** An obstacle that holds it up now. */
  | { readonly is: "paused" }
  | { readonly is: "blocked"; readonly since: Date; readonly why: string }
  | { readonly is: "frozen"; readonly since: Date }
  | { readonly is: "quiet"; readonly until: string; readonly zone: string }
  | { readonly is: "gathered"; readonly every: number }
  /** No obstacle: it comes next. */
  | { readonly is: "next" };

export interface Why {
  /**
   * `told`: a message said it here. `coming`: one will. `untold`: none did, and none will. `open`: nothing to tell yet.
   */
  readonly verdict: "told" | "coming" | "untold" | "open";
  readonly reasons: readonly Reason[];
}

export interface WhyAsked {
  readonly contest: Contest;
  readonly subscribed: Subscribed | undefined;
  /** The history that the place is told from. */
  readonly history: History;
  /** The place's messages about the contest, the newest first. */
  readonly messages: readonly Message[];
  /** The time since which every post is stopped, if they are. */
  readonly frozen: Date | undefined;
  readonly now: Date;
}

/** States of a message that stands in the place, or stood there, or may. */
const said: ReadonlySet<Message["state"]> = new Set(["sent", "fixed", "withdrawn", "gone", "unclear"]);

export function why(asked: WhyAsked): Why {
  const { contest, subscribed, history, messages } = asked;
  const newest = messages.find(({ state }) => said.has(state));
  const changes = history.changes(0).filter((change) => change.contest === contest);
  const change = newest && changes.findLast(({ seq }) => seq > newest.shows);
  const past: readonly Reason[] = [
    ...messages.map((message) => ({ is: "message", message }) as const),
    ...(change ? [{ is: "changed", kind: change.kind, at: change.at } as const] : []),
  ];
  if (!subscribed || subscribed.state === "stopped") {
    const reason = { is: subscribed ? "stopped" : "unsubscribed" } as const;
    return { verdict: newest ? "told" : "untold", reasons: [reason, ...past] };
  }
  const { lookup } = history.results;
  const outcome = history.results.outcome(contest);
  const begun: Reason = { is: "since", at: subscribed.since };
  if (!outcome.standing) {
    const withdrawn = changes.findLast(({ kind }) => kind === "withdrawn")?.at;
    const undeclared: Reason = { is: "undeclared", ...(withdrawn && { withdrawn }) };
    const reasons = [undeclared, begun, ...past, ...holdUps(asked, subscribed)];
    return { verdict: newest ? "told" : "open", reasons };
  }
  const isWanted = wants(subscribed.subscription.filter, { outcome }, lookup);
  const terms = deciding(subscribed.subscription.filter, { outcome }, lookup);
  const became = changes.findLast(({ kind }) => kind !== "corrected" && kind !== "withdrawn");
  const facts: readonly Reason[] = [
    begun,
    ...(became ? [{ is: "declared", at: became.at } as const] : []),
    { is: isWanted ? "wanted" : "unwanted", terms },
    ...past,
  ];
  if (newest) return { verdict: "told", reasons: facts };
  if (!isWanted) return { verdict: "untold", reasons: facts };
  // A message is under way, or its post waits for an edit.
  const isOpen = messages.some(({ state }) => state === "due" || state === "posting");
  if (isOpen || (became && became.seq > subscribed.cursor)) {
    const held = holdUps(asked, subscribed);
    return { verdict: "coming", reasons: [...facts, ...(held.length > 0 ? held : [{ is: "next" } as const])] };
  }
  if (messages.length > 0) return { verdict: "untold", reasons: facts };
  const isEarlier = became !== undefined && became.at <= subscribed.since;
  return { verdict: "untold", reasons: [...facts, { is: isEarlier ? "earlier" : "otherwise" }] };
}

/** The obstacles to a post now. */
function holdUps({ frozen, now }: WhyAsked, { state, blocked, subscription }: Subscribed): readonly Reason[] {
  const { quiet, every } = subscription;
  return [
    ...(frozen ? [{ is: "frozen", since: frozen } as const] : []),
    ...(state === "paused" ? [{ is: "paused" } as const] : []),
    ...(blocked ? [{ is: "blocked", ...blocked } as const] : []),
    ...(quiet && isQuiet(quiet, now) ? [{ is: "quiet", until: quiet.to, zone: quiet.zone } as const] : []),
    ...(every === undefined ? [] : [{ is: "gathered", every } as const]),
  ];
}
