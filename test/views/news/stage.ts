/** Views and subjects for tests of what is posted. */
import type { Declaration } from "../../../src/core/declaration.ts";
import type { History } from "../../../src/core/news/history.ts";
import type { Item, Subject } from "../../../src/core/news/message.ts";
import { toText } from "../../../src/core/plain-text.ts";
import type { Reply } from "../../../src/core/reply.ts";
import { newsReply, type NewsView } from "../../../src/views/news/index.ts";
import { historyOf } from "../../support/night.ts";
import { asDeliveryId } from "../../../src/core/place.ts";

export const viewOf = (history: History, over: Partial<NewsView> = {}): NewsView => ({
  history,
  rehearsal: false,
  lines: [],
  ...over,
});

export const news = (items: readonly Item[], shows: number): Subject => ({ kind: "news", items, shows });

/** What came in a stretch of the log, as a place that wants everything is told it. */
export function itemsOf(history: History, after: number, upTo: number): Item[] {
  const declared = history.changes(after, upTo).map(({ contest, seq }): Item & { seq: number } => ({
    kind: "declaration",
    contest,
    seq,
  }));
  const reached = history
    .milestones(after, upTo)
    .filter(({ undone }) => !undone)
    .map(({ milestone, contest, seq }): Item & { seq: number } => ({ kind: "milestone", milestone, contest, seq }));
  return [...declared, ...reached].toSorted((a, b) => a.seq - b.seq);
}

/** The first entry of a log as a message that was posted at once, after all that came. */
export const told = (...log: readonly [Declaration, ...Declaration[]]): Reply => {
  const [{ seat }] = log;
  return newsReply(news([{ kind: "declaration", contest: seat, seq: 1 }], 1), viewOf(historyOf(log)));
};

/** The second entry of a log, which changed the first, as news of its own. */
export const toldAnew = (...log: readonly [Declaration, ...Declaration[]]): Reply => {
  const [{ seat }] = log;
  const replaces = asDeliveryId("m1");
  const view = viewOf(historyOf(log), { linkOf: (id) => (id === replaces ? "https://example.org/m1" : undefined) });
  return newsReply(news([{ kind: "anew", contest: seat, seq: 2, replaces }], 2), view);
};

/** All of its words, in one line. */
export const wordsOf = (reply: Reply): string =>
  `${reply.summary}\n${toText(reply, { width: 100_000, timeZone: "Europe/London" })}`.replaceAll(/\s+/g, " ");
