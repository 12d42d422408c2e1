/** Mending: a message that no longer holds is put right where it stands, by an edit, in every place. */
import type { Contest } from "../../core/declaration.ts";
import type { History } from "../../core/news/history.ts";
import type { Item } from "../../core/news/message.ts";
import { isWithdrawn, keyOf, reachedWith, shaken, touched } from "../../core/news/plan.ts";
import type { Posted } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { StoredMessage } from "../../data/store/delivery/index.ts";
import { barred } from "./barred.ts";
import { begin } from "./say.ts";
import type { Next, Visit } from "./visit.ts";
import { digestOf } from "./words.ts";

/** An edit that could not be made, and the time of the next try. */
interface Owed {
  readonly kind: "owed";
  readonly at: number;
}

/** Messages of a place that an entry since may have overtaken, each looked at once. */
export async function mend(visit: Visit): Promise<Next> {
  const { seq } = visit.options.ledger;
  let at = visit.restsEditsUntil;
  // Asked again before its time, a platform would only say the same.
  if (at !== undefined) return owe(visit, seq, at);
  for (const message of await overtaken(visit)) {
    // There may be many edits, and each may have to wait for its platform: the next instance makes them.
    if (visit.isLeaving) return {};
    const next = await mendOne(visit, message);
    if (isOwed(next)) at = Math.max(at ?? 0, next.at);
    else if (next) return next;
    if (visit.restsEditsUntil !== undefined) break;
  }
  // One message that cannot be edited now holds up neither the others nor the news.
  if (at !== undefined) return owe(visit, seq, at);
  visit.moved({ corrected: seq });
  return "go on";
}

function owe(visit: Visit, upTo: number, at: number): Next {
  visit.owed = { upTo, at };
  return "go on";
}

/** The words of a notice change with what editors do about it, whatever the log says. */
export async function mendNotices(visit: Visit): Promise<Next> {
  if (visit.restsEditsUntil !== undefined) return "go on";
  for (const message of await visit.options.delivery.newest(visit.place, "notice", 50)) {
    const next = await mendOne(visit, message);
    // An owed edit of a notice is tried again with the next visit.
    if (next && !isOwed(next)) return next;
    if (visit.restsEditsUntil !== undefined) break;
  }
  return "go on";
}

const isOwed = (next: Next | Owed | undefined): next is Owed => typeof next === "object" && "kind" in next;

/** A briefing tells of many seats: the newest few are looked at whatever was touched. */
const briefings = 3;

async function overtaken({ histories, place, options }: Visit): Promise<readonly StoredMessage[]> {
  const { delivery } = options;
  const contests = histories.flatMap((history) => {
    const again = touched(history, place.corrected);
    return again.size === 0 ? [] : [...again, ...shaken(history, place.corrected)];
  });
  // Most often every new entry is the first word on its contest, and no message need be looked up.
  if (contests.length === 0) return [];
  const about = await delivery.about(place, [...new Set(contests)]);
  const others = await delivery.newest(place, "briefing", briefings);
  return [...new Map([...about, ...others].map((message) => [message.id, message])).values()];
}

/** @returns undefined where the message is as it should be by now */
async function mendOne(visit: Visit, message: StoredMessage): Promise<Next | Owed | undefined> {
  const { ref, state, subject, words } = message;
  if (ref === undefined || (state !== "sent" && state !== "withdrawn") || subject.kind === "scoreboard")
    return undefined;
  const reply = await visit.reply(subject);
  if (!reply) return undefined;
  const digest = digestOf(reply);
  if (digest === words) return undefined;
  const edited = await visit.edit({ id: message.id, ref }, reply);
  if (edited.kind !== "sent") return unmended(visit, { ...message, ref }, reply, edited);
  const history = visit.historyOf(subject);
  const isGone = subject.items.length > 0 && subject.items.every((item) => isWithdrawn(item, history));
  await visit.edited({ id: message.id, ref }, { words: digest, state: isGone ? "withdrawn" : "sent" });
  return undefined;
}

async function unmended(
  visit: Visit,
  message: StoredMessage & { readonly ref: string },
  reply: Reply,
  edited: Exclude<Posted, { kind: "sent" }>,
): Promise<Next | Owed | undefined> {
  const { waits, real, log } = visit.options;
  const owed = (wait: number): Owed => ({ kind: "owed", at: real() + wait });
  // The limit is one of edits: the place goes on being told.
  if (edited.kind === "later") return { kind: "owed", at: visit.restEdits(edited.after) };
  // An edit may be repeated: it says the same.
  if (edited.kind === "unclear") return owed(waits.look);
  switch (edited.about) {
    case "message":
      await visit.settle(message, { state: "gone" });
      return undefined;
    case "edit":
      return sayAnew(visit, message);
    case "words": {
      log.error("a platform does not take our words", { platform: visit.platform.name });
      const plain = await visit.edit(message, { summary: reply.summary });
      if (plain.kind === "refused") return sayAnew(visit, message);
      if (plain.kind !== "sent") return owed(waits.look);
      await visit.edited(message, { words: digestOf(reply) });
      return undefined;
    }
    case "place":
      return { kind: "owed", at: visit.restEdits(await barred(visit, edited.why)) };
  }
}

/**
 * An old message that nobody can edit any more stays as it is, and its wrong items are said once more. The old one is
 * settled and the new one begun together, or neither is.
 */
async function sayAnew(visit: Visit, message: StoredMessage): Promise<Next | undefined> {
  const items = await wrongIn(visit, message);
  // A place that wants nothing more is sent nothing more.
  if (items.length === 0 || visit.place.state !== "on") {
    await visit.settle(message, { state: "fixed" });
    return undefined;
  }
  const { rehearsal } = message.subject;
  const subject = { kind: "news", items, shows: visit.options.ledger.seq, ...(rehearsal && { rehearsal }) } as const;
  return begin(visit, subject, { instead: message.id });
}

/** The wrong items of a message, but for those that a later one tells, which is put right or said anew in its turn. */
async function wrongIn(visit: Visit, { id, n, subject }: StoredMessage): Promise<readonly Item[]> {
  const history = visit.historyOf(subject);
  const again = touched(history, subject.shows);
  const wrong = subject.items.flatMap((item): readonly Item[] => {
    if (item.kind === "milestone") return isWithdrawn(item, history) ? [item] : [];
    if (item.kind === "notice" || !again.has(item.contest)) return [];
    const seq = history.entries(item.contest).at(-1)?.seq ?? item.seq;
    return [{ kind: "anew", contest: item.contest, seq, replaces: id }];
  });
  const contests = wrong.flatMap((item) => contestsOf(item, history));
  const about = await visit.options.delivery.about(visit.place, [...new Set(contests)]);
  const later = about.filter(
    (one) => one.n > n && one.subject.kind !== "briefing" && (one.state === "sent" || one.state === "withdrawn"),
  );
  const told = new Set(later.flatMap((one) => one.subject.items.map(keyOf)));
  return wrong.filter((item) => !told.has(keyOf(item)));
}

/**
 * The contests of all messages that may tell the same item: a milestone may have been reached again with another
 * contest.
 */
function contestsOf(item: Item, history: History): readonly Contest[] {
  if (item.kind === "notice") return [];
  return item.kind === "milestone"
    ? [item.contest, ...reachedWith(history, (milestone) => milestone === item.milestone)]
    : [item.contest];
}
