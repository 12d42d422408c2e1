/** The words of a night that is played again, for whoever watches it: those of the posts, a line for each thing that came. */
import type { History, Change } from "../core/news/history.ts";
import type { Item } from "../core/news/message.ts";
import { clock } from "../core/plain-text.ts";
import { rehearse } from "../core/rehearsal.ts";
import type { Colour, Fact, Reply } from "../core/reply.ts";
import { tally } from "../core/tally.ts";
import { text } from "./answer.ts";
import { newsReply } from "./news/index.ts";
import { inWords, knownWords, lineWords, stateTable } from "./state.ts";
import type { MilestoneChange } from "../core/news/milestone.ts";

/** Something to be told, and the moment of the night. */
export type Saying = { readonly at: Date } & (
  | { readonly kind: "change"; readonly change: Change; readonly history: History }
  | { readonly kind: "milestone"; readonly milestone: MilestoneChange; readonly history: History }
  /** What the feed said fits nothing. */
  | { readonly kind: "aside"; readonly why: string }
  /** The feed does not answer; it does again. */
  | { readonly kind: "down" | "back" }
  /** A long time in which nothing happened is passed over. */
  | { readonly kind: "leap"; readonly to: Date }
  /** How the parties stand. */
  | { readonly kind: "board" | "end"; readonly history: History }
);

/** One line of the night. */
export interface Line {
  readonly head: string;
  /** After the head, with the sign that parts them. */
  readonly words: string;
  readonly colour?: Colour;
}

/** @param timeZone of the election */
export function lineOf(saying: Exclude<Saying, { kind: "board" | "end" }>, timeZone: string): Line {
  switch (saying.kind) {
    case "change":
      return newsLine(...itemOf(saying.change, saying.history), saying.history);
    case "milestone":
      return newsLine(...reachedBy(saying.milestone, saying.history), saying.history);
    case "aside":
      return { head: "Set aside", words: `: ${saying.why}.` };
    case "down":
      return { head: "The feed", words: " does not answer." };
    case "back":
      return { head: "The feed", words: " answers again." };
    case "leap":
      return { head: "Quiet", words: `: nothing was recorded. On to ${clock(saying.to, timeZone)}.` };
  }
}

/** @param shows the log's entry at which it is said */
function newsLine(item: Item, shows: number, history: History): Line {
  const { summary, card } = newsReply({ kind: "news", items: [item], shows }, { history, rehearsal: false, lines: [] });
  const title = card && summary.startsWith(card.title) ? card.title : (/^[^:]+/.exec(summary)?.[0] ?? "");
  return { head: title, words: summary.slice(title.length), ...(card?.colour && { colour: card.colour }) };
}

/** What is corrected is told as a post is that was made before, and says now what it said then. */
function itemOf({ contest, seq, kind }: Change, history: History): readonly [Item, number] {
  switch (kind) {
    case "first":
    case "filled":
    case "again":
      return [{ kind: "declaration", contest, seq }, seq];
    case "corrected": {
      const before = history.changes(0, seq - 1).findLast((change) => change.contest === contest);
      return [{ kind: "declaration", contest, seq: before?.seq ?? seq }, seq - 1];
    }
    case "winner":
    case "withdrawn":
      return [{ kind: "anew", contest, seq }, seq];
  }
}

/** What was undone is told as the post that told of it is, once it says so. */
function reachedBy(change: MilestoneChange, history: History): readonly [Item, number] {
  const { milestone, seq } = change;
  const reached = change.undone
    ? history.milestones(0, seq).findLast((one) => one.milestone === milestone && !one.undone)
    : change;
  const by = reached ?? change;
  return [{ kind: "milestone", milestone, contest: by.contest, seq: by.seq }, by.seq];
}

/** The state of the parties at a moment. @param more what else there is to say of it */
export function boardReply(at: Date, history: History, heading: string, more: readonly Fact[] = []): Reply {
  const { results } = history;
  const counted = tally(results.all);
  const known = knownWords(counted);
  return rehearse({
    summary: `${known}. ${inWords(counted)}`,
    card: {
      title: `${heading}, ${clock(at, results.election.timeZone)}. ${known}`,
      blocks: [
        stateTable(counted),
        text(lineWords(counted, results.lookup)),
        ...(more.length > 0 ? [{ kind: "facts", facts: more } as const] : []),
      ],
    },
  });
}
