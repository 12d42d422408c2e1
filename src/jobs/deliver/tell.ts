/** The next message of a place, if any: a notice of the desk's, news, a briefing, a scoreboard. */
import type { Contest } from "../../core/declaration.ts";
import type { History } from "../../core/news/history.ts";
import type { Item, Subject } from "../../core/news/message.ts";
import { maybeTold, milestoneTold, pending, seqOf, upToEntry, type Telling } from "../../core/news/plan.ts";
import { isQuiet } from "../../core/news/quiet.ts";
import { localTime, momentOf, day as wholeDay } from "../../lib/local-time.ts";
import { briefingItems } from "../../views/news/index.ts";
import { scoreboard } from "./board.ts";
import { agree, hushed, stands as standsThere, told } from "./recall.ts";
import { begin } from "./say.ts";
import type { PlaceMove, StoredMessage } from "../../data/store/delivery/index.ts";
import type { Next, Visit } from "./visit.ts";
import { digestOf } from "./words.ts";

/** Milliseconds of the election's clock by which instances may differ: a rehearsal's runs fast. */
const ahead = 10 * 60_000;

/** Up to this many items are told as news, however old. */
const few = 3;

export async function tell(visit: Visit): Promise<Next> {
  const { ledger, now, real, waits } = visit.options;
  const noticed = await notice(visit);
  if (noticed) return noticed;
  const { staff, subscription } = visit.place;
  // A replay may wind the election's clock to any moment, so a place that waits for a time is visited again and again.
  if (subscription.quiet && isQuiet(subscription.quiet, now())) return visit.look();
  const rest = await hushed(visit);
  if (rest) return rest;
  if (visit.place.cursor < ledger.seq) return (await news(visit)) ?? (await scoreboard(visit)) ?? visit.look();
  return (await briefing(visit)) ?? (await scoreboard(visit)) ?? (staff ? { wakeAt: real() + waits.look } : {});
}

/** The desk's next notice, in the newsroom's own places. */
async function notice(visit: Visit): Promise<Next | undefined> {
  const { notices, words, delivery, ledger } = visit.options;
  const { place } = visit;
  if (!place.staff || place.noticed >= (await notices())) return undefined;
  const number = place.noticed + 1;
  const move = { noticed: number };
  if (!(await words.isSilent(number)))
    return begin(visit, { kind: "notice", items: [{ kind: "notice", notice: number }], shows: ledger.seq }, { move });
  await delivery.move(place, move);
  visit.moved(move);
  return "go on";
}

/** @returns undefined where a digest is not due yet */
async function news(visit: Visit): Promise<Next | undefined> {
  const { ledger } = visit.options;
  const { seq } = ledger;
  const worlds = await Promise.all(
    visit.histories.map(async (history) => ({ history, items: await pendingIn(history, visit) })),
  );
  const [next, other] = worlds
    .filter(({ items }) => items.length > 0)
    .toSorted((a, b) => firstOf(a.items) - firstOf(b.items));
  if (!next) {
    visit.moved({ cursor: seq });
    return "go on";
  }
  // News and tests are told in their order, but never in one message.
  const end = other ? firstOf(other.items) : Infinity;
  const items = next.items.filter((item) => seqOf(item) < end);
  const message = messageOf(visit, items, next.history, Math.min(seq, end - 1));
  if (!message) return undefined;
  const rehearsal = next.history === ledger.rehearsal ? { rehearsal: true as const } : {};
  const part = await told(visit, message.subject.items);
  if (!("items" in part)) return part;
  const { items: said, stands } = part;
  const rest = message.subject.items[said.length];
  const cursor = rest ? seqOf(rest) - 1 : message.upTo;
  const before = stands === undefined ? undefined : await visit.options.delivery.postedAs(visit.place, stands);
  if (before) return tellMore(visit, { ...before, ref: stands ?? "" }, said, { cursor });
  return begin(
    visit,
    { ...message.subject, items: said, shows: seq, ...rehearsal },
    { move: { cursor }, ...(stands !== undefined && { stands }) },
  );
}

/** A post that was found after a restore tells more than the message that is known of it: an edit must not leave that out. */
async function tellMore(
  visit: Visit,
  message: StoredMessage & { readonly ref: string },
  more: readonly Item[],
  move: PlaceMove,
): Promise<Next> {
  const items = [...message.subject.items, ...more].toSorted((a, b) => seqOf(a) - seqOf(b));
  const subject = { ...message.subject, items, shows: visit.options.ledger.seq };
  const reply = await visit.reply(subject);
  const rest = reply && (await agree(visit, message, subject, reply));
  if (rest) return rest;
  const extended = await visit.options.delivery.extend(visit.place, message, subject, reply && digestOf(reply), move);
  if (extended === "lost") return extended;
  if (extended === "frozen") return visit.look();
  visit.moved(move);
  return "go on";
}

const firstOf = ([first]: readonly Item[]): number => (first ? seqOf(first) : Infinity);

async function pendingIn(history: History, { place, options }: Visit): Promise<readonly Item[]> {
  const told = new Map<Contest, Telling>();
  const reached = new Set<string>();
  const contests = maybeTold(history, place.cursor);
  for (const { id, subject, state } of await options.delivery.about(place, contests))
    for (const item of subject.items) {
      // A briefing sums up: what it tells was told, or will be, in its own message.
      if (item.kind === "milestone" && state !== "gone" && subject.kind !== "briefing")
        reached.add(milestoneTold(item));
      if (item.kind === "declaration" || item.kind === "anew") told.set(item.contest, { id, shows: subject.shows });
    }
  return pending({ history, after: place.cursor, filter: place.subscription.filter, told, reached });
}

interface Shaped {
  readonly subject: Omit<Subject, "shows">;
  /** The number of the last entry that the message tells of. */
  readonly upTo: number;
}

/** News as it comes, joined, gathered, or missed. @returns undefined where a digest is not due yet */
function messageOf(visit: Visit, items: readonly Item[], history: History, upTo: number): Shaped | undefined {
  const { words, now, waits } = visit.options;
  const { subscription, blockedAt } = visit.place;
  const { every, quiet } = subscription;
  const since = timeOf(history, items);
  const age = now().getTime() - since.getTime();
  if (age >= waits.stale && items.length > few && (every === undefined || blockedAt)) {
    const because = quiet && isQuiet(quiet, since) ? "quiet" : "away";
    return { subject: { kind: "missed", items, because }, upTo };
  }
  // News from far ahead was dated by a clock that was set back since: nobody knows how long it has waited.
  const isWaited = every !== undefined && (age >= every * 60_000 || age < -ahead);
  if (every !== undefined) return !isWaited ? undefined : { subject: { kind: "digest", items }, upTo };
  const some = upToEntry(items, Math.max(1, words.fitting(items, visit.place)));
  const rest = items[some.length];
  return { subject: { kind: "news", items: some }, upTo: rest ? seqOf(rest) - 1 : upTo };
}

/** The moment at which the first of these items became news. */
function timeOf(history: History, items: readonly Item[]): Date {
  const seq = firstOf(items);
  const [change] = history.changes(seq - 1, seq);
  return change?.at ?? new Date(0);
}

/** The briefing of the last day, once its hour has come. */
async function briefing(visit: Visit): Promise<Next | undefined> {
  const { briefing: due, now, delivery, ledger } = visit.options;
  if (!due || !visit.place.subscription.briefing) return undefined;
  const { day, time } = localTime(now(), due.zone);
  const once = onceOf(day);
  if (time < due.at || (await delivery.hasOnce(visit.place, once))) return undefined;
  const before = new Date(Date.parse(day) - wholeDay).toISOString().slice(0, 10);
  // A day runs from hour to hour, whenever its briefing can be posted: later news is for the next day's.
  const [from, to] = [before, day].map((one) => momentOf(one, due.at, due.zone));
  const items = from && to ? briefingItems(visit.historyOf({}), from, to) : [];
  // A day on which nothing happened is no news.
  if (items.length === 0) return undefined;
  const subject = { kind: "briefing", items, shows: ledger.seq, day } as const;
  const heading = (await visit.reply(subject))?.card?.title;
  const stands = heading === undefined ? undefined : await standsThere(visit, heading);
  if (typeof stands === "object") return stands;
  return begin(visit, subject, { once, ...(stands !== undefined && { stands }) });
}

/** The key of a day's briefing, which makes it unique in a place. */
export const onceOf = (day: string): string => `briefing ${day}`;
