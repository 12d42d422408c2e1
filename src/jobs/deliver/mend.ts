/** What was said and is so no longer is put right where it stands: every copy, by editing it. */
import type { Item } from "../../core/news/message.ts";
import { isWithdrawn, shaken, touched } from "../../core/news/plan.ts";
import type { Platform, Posted } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { Held, Kept } from "../../data/store/delivery/index.ts";
import { digestOf } from "./digest-of.ts";
import type { DeliverOptions } from "./options.ts";
import { begin } from "./begin.ts";
import { attempt, type Next } from "./say.ts";
import { historyOf, worldsOf } from "./worlds.ts";

/** Messages of a place that an entry since may have overtaken, each looked at once. */
export async function mend(place: Held, platform: Platform, options: DeliverOptions): Promise<Next> {
  const { seq } = options.ledger;
  for (const message of await overtaken(place, options)) {
    // In order, and no more at once than the platform likes.
    // oxlint-disable-next-line no-await-in-loop
    const next = await mendOne(place, message, platform, options);
    if (next) return next;
  }
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
    // oxlint-disable-next-line no-await-in-loop -- in order
    const next = await mendOne(place, message, platform, options);
    if (next) return next;
  }
  return undefined;
}

/** @returns what comes next where the rest has to wait */
async function mendOne(
  place: Held,
  message: Kept,
  platform: Platform,
  options: DeliverOptions,
): Promise<Next | undefined> {
  const { ref, state, subject, words } = message;
  if (ref === undefined || (state !== "sent" && state !== "withdrawn") || subject.kind === "scoreboard")
    return undefined;
  const reply = await options.words.reply(subject, place);
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
): Promise<Next | undefined> {
  const { delivery, waits, real, log } = options;
  if (edited.kind === "later")
    return { kind: "rest", place, dueAt: real() + edited.after, wakeAt: real() + edited.after };
  // An edit can be made again: it says the same.
  if (edited.kind === "unclear")
    return { kind: "rest", place, dueAt: real() + waits.look, wakeAt: real() + waits.look };
  switch (edited.about) {
    case "message":
      await delivery.settle(place, message, { state: "gone" });
      return undefined;
    case "edit":
      await delivery.settle(place, message, { state: "fixed" });
      return sayAnew(place, message, platform, options);
    case "words": {
      log.error("a platform does not take our words", { platform: platform.name });
      const { summary } = reply;
      const plain = await attempt(() => platform.edit({ place: place.place, id: message.ref ?? "" }, { summary }));
      await delivery.settle(place, message, plain.kind === "sent" ? { words: digestOf(reply) } : { state: "fixed" });
      return plain.kind === "sent" ? undefined : sayAnew(place, message, platform, options);
    }
    case "place": {
      // Whether it can be posted to at all shows when there is something to post.
      const again = real() + waits.blocked;
      return { kind: "rest", place, dueAt: again, wakeAt: again };
    }
  }
}

/** Where an old message can be edited no more, what it has wrong is said once more. */
async function sayAnew(
  place: Held,
  message: Kept,
  platform: Platform,
  options: DeliverOptions,
): Promise<Next | undefined> {
  const { ledger } = options;
  const history = historyOf(ledger, place, message.subject);
  const contests = touched(history, message.subject.shows);
  const items = message.subject.items.flatMap((item): readonly Item[] => {
    if ((item.kind !== "declaration" && item.kind !== "anew") || !contests.has(item.contest)) return [];
    const seq = history.entries(item.contest).at(-1)?.seq ?? item.seq;
    return [{ kind: "anew", contest: item.contest, seq, replaces: message.id }];
  });
  if (items.length === 0) return undefined;
  const { rehearsal } = message.subject;
  const subject = { kind: "news", items, shows: ledger.seq, ...(rehearsal && { rehearsal }) } as const;
  return begin(place, subject, {}, platform, options);
}
