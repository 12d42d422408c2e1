/** What was said and is so no longer is put right where it stands: every copy, by editing it. */
import type { History } from "../../core/news/history.ts";
import type { Item } from "../../core/news/message.ts";
import { isWithdrawn, shaken, touched } from "../../core/news/plan.ts";
import type { Platform, Posted } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { Held, Kept } from "../../data/store/delivery/index.ts";
import { digestOf } from "./digest-of.ts";
import type { DeliverOptions } from "./options.ts";
import { begin } from "./begin.ts";
import { attempt, until, wordsFor, type Next } from "./say.ts";
import { historyOf, worldsOf } from "./worlds.ts";

/** Messages of a place that an entry since may have overtaken, each looked at once. */
export async function mend(
  place: Held,
  platform: Platform,
  options: DeliverOptions,
  leaving: () => boolean,
): Promise<Next> {
  const { seq } = options.ledger;
  let at: number | undefined;
  for (const message of await overtaken(place, options)) {
    // There may be many, and each may have to wait for its platform: whoever comes next makes them.
    if (leaving()) return { kind: "rest", place };
    // In order, and no more at once than the platform likes.
    const next = await mendOne(place, message, platform, options);
    if (next?.kind === "owed") at = Math.max(at ?? 0, next.at);
    else if (next) return next;
  }
  // One message that cannot be edited now holds up neither the others nor the news.
  if (at !== undefined) return { kind: "go on", place: { ...place, owed: { upTo: seq, at } } };
  return { kind: "go on", place: { ...place, corrected: seq } };
}

/** A briefing tells of many seats: the newest few are looked at whatever was touched. */
const briefings = 3;

async function overtaken(place: Held, { delivery, ledger }: DeliverOptions): Promise<readonly Kept[]> {
  const keys = worldsOf(ledger, place).flatMap((history) => {
    const contests = touched(history, place.corrected);
    return contests.size === 0 ? [] : [...contests, ...shaken(history, place.corrected)];
  });
  // Most often the log has only what is new, and nothing need be looked up.
  if (keys.length === 0) return [];
  const about = await delivery.about(place, [...new Set(keys)]);
  const others = await delivery.newest(place, "briefing", briefings);
  return [...new Map([...about, ...others].map((message) => [message.id, message])).values()];
}

/** The desk's notices change with what became of them, whatever the log says. */
export async function mendNotices(place: Held, platform: Platform, options: DeliverOptions): Promise<Next | undefined> {
  for (const message of await options.delivery.newest(place, "notice", 50)) {
    const next = await mendOne(place, message, platform, options);
    // What is owed of them is looked at with every visit.
    if (next && next.kind !== "owed") return next;
  }
  return undefined;
}

/** It is not as it should be, and another attempt is made then. */
interface Owed {
  readonly kind: "owed";
  readonly at: number;
}

/** @returns what comes next where the rest has to wait */
async function mendOne(
  place: Held,
  message: Kept,
  platform: Platform,
  options: DeliverOptions,
): Promise<Next | Owed | undefined> {
  const { ref, state, subject, words } = message;
  if (ref === undefined || (state !== "sent" && state !== "withdrawn") || subject.kind === "scoreboard")
    return undefined;
  const reply = await wordsFor(subject, place, options);
  if (!reply) return undefined;
  const digest = digestOf(reply);
  if (digest === words) return undefined;
  const edited = await attempt(() => platform.edit({ place: place.place, id: ref }, reply));
  if (edited.kind !== "sent") return unmended(place, message, reply, edited, platform, options);
  const history = historyOf(options.ledger, place, subject);
  const gone = subject.items.length > 0 && subject.items.every((item) => isWithdrawn(item, history));
  await options.delivery.settle(place, message, { words: digest, state: gone ? "withdrawn" : "sent" });
  return undefined;
}

async function unmended(
  place: Held,
  message: Kept,
  reply: Reply,
  edited: Exclude<Posted, { kind: "sent" }>,
  platform: Platform,
  options: DeliverOptions,
): Promise<Next | Owed | undefined> {
  const { delivery, waits, real, log } = options;
  if (edited.kind === "later") return until(place, real() + edited.after);
  // An edit can be made again: it says the same.
  if (edited.kind === "unclear") return { kind: "owed", at: real() + waits.look };
  switch (edited.about) {
    case "message":
      await delivery.settle(place, message, { state: "gone" });
      return undefined;
    case "edit":
      return sayAnew(place, message, platform, options);
    case "words": {
      log.error("a platform does not take our words", { platform: platform.name });
      const { summary } = reply;
      const plain = await attempt(() => platform.edit({ place: place.place, id: message.ref ?? "" }, { summary }));
      if (plain.kind === "refused") return sayAnew(place, message, platform, options);
      if (plain.kind !== "sent") return { kind: "owed", at: real() + waits.look };
      await delivery.settle(place, message, { words: digestOf(reply) });
      return undefined;
    }
    case "place":
      // Whether it can be posted to at all shows when there is something to post.
      return { kind: "owed", at: real() + waits.blocked };
  }
}

/**
 * Where an old message can be edited no more, what it has wrong is said once more: the one is left as it is and the other
 * begun together, or neither is.
 */
async function sayAnew(
  place: Held,
  message: Kept,
  platform: Platform,
  options: DeliverOptions,
): Promise<Next | undefined> {
  const { ledger, delivery } = options;
  const history = historyOf(ledger, place, message.subject);
  const items = await wrongIn(place, message, history, options);
  // A place that wants nothing more is sent nothing more.
  if (items.length === 0 || place.state !== "on") {
    await delivery.settle(place, message, { state: "fixed" });
    return undefined;
  }
  const { rehearsal } = message.subject;
  const subject = { kind: "news", items, shows: ledger.seq, ...(rehearsal && { rehearsal }) } as const;
  return begin(place, subject, { instead: message.id }, platform, options);
}

/** What a message has wrong, but for what a later one tells, which is put right or said anew in its change. */
async function wrongIn(
  place: Held,
  { id, n, subject }: Kept,
  history: History,
  { delivery }: DeliverOptions,
): Promise<readonly Item[]> {
  const contests = touched(history, subject.shows);
  const wrong = subject.items.flatMap((item): readonly Item[] => {
    if (item.kind === "milestone") return isWithdrawn(item, history) ? [item] : [];
    if (item.kind === "notice" || !contests.has(item.contest)) return [];
    const seq = history.entries(item.contest).at(-1)?.seq ?? item.seq;
    return [{ kind: "anew", contest: item.contest, seq, replaces: id }];
  });
  const about = await delivery.about(place, [...new Set(wrong.map(keyOf))]);
  const later = about.filter(
    (one) => one.n > n && one.subject.kind !== "briefing" && (one.state === "sent" || one.state === "withdrawn"),
  );
  const told = new Set(later.flatMap((one) => one.subject.items.map(keyOf)));
  return wrong.filter((item) => !told.has(keyOf(item)));
}

/** What tells of the same has the same. */
function keyOf(item: Item): string {
  switch (item.kind) {
    case "declaration":
    case "anew":
      return item.contest;
    case "milestone":
      return item.milestone;
    case "notice":
      return String(item.notice);
  }
}
