/** One message, from its first attempt until its fate is known. Repeated only where it is known not to stand there. */
import type { Subject } from "../../core/news/message.ts";
import type { Platform, Posted } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { Held, Kept, Moved } from "../../data/store/delivery/index.ts";
import { digestOf } from "./digest-of.ts";
import type { DeliverOptions } from "./options.ts";

/** What comes next in a place. Times are of this machine's clock. */
export type Next =
  | { readonly kind: "go on"; readonly place: Held }
  /** Nothing more for now. `dueAt`: not before; `wakeAt`: not later. */
  | { readonly kind: "rest"; readonly place: Held; readonly dueAt?: number; readonly wakeAt?: number }
  /** Another instance speaks there by now. */
  | { readonly kind: "lost" };

/** Nothing is done there before then, and then something is. */
export const until = (place: Held, at: number): Next => ({ kind: "rest", place, dueAt: at, wakeAt: at });

/** Posts a message whose attempt has been written down. @param reply the words of that attempt */
export async function say(
  place: Held,
  message: Kept,
  reply: Reply,
  platform: Platform,
  options: DeliverOptions,
): Promise<Next> {
  const { waits, real } = options;
  const posted = await attempt(() => platform.post(place.place, reply, message.id));
  switch (posted.kind) {
    case "sent":
      return sent(place, message, posted.message.id, options);
    case "unclear":
      return until(place, real() + waits.look);
    case "later":
      return later(place, message, posted.after, options);
    case "refused":
      return refused(place, message, posted, reply, platform, options);
  }
}

/** Nothing was posted, so this was no attempt. */
async function later(place: Held, message: Kept, after: number, { delivery, real }: DeliverOptions): Promise<Next> {
  const { attempts } = message;
  await delivery.settle(place, message, { state: attempts > 1 ? "posting" : "due", attempts: attempts - 1 });
  return until(place, real() + after);
}

/** A message that was begun earlier, perhaps by a process that is no more. */
export async function resume(place: Held, message: Kept, platform: Platform, options: DeliverOptions): Promise<Next> {
  const { delivery, waits, real, alarms, log } = options;
  if (message.state === "posting") {
    const found = await platform
      .find(place.place, message.id, new Date(message.firstAttempt ?? real()))
      .catch(() => "not now" as const);
    if (typeof found === "object") return sent(place, message, found.id, options);
    const since = real() - (message.lastAttempt ?? 0);
    // Its platform is in trouble: what is open there is no more lost than what comes next would be.
    if (found === "not now" && since < waits.search) {
      const again = real() + Math.min(waits.blocked, Math.max(waits.look, since));
      return until(place, again);
    }
    if (found !== "absent") {
      log.warn("a message may or may not stand there, and its history cannot be read", { platform: platform.name });
      await delivery.settle(place, message, { state: "unclear" });
      // A notice that tells of a notice's fate would have one of its own.
      if (message.subject.kind !== "notice") await alarms.unclear(place);
      return { kind: "go on", place };
    }
    // It may still land: only what is absent when that can be no more is repeated.
    const calm = (message.lastAttempt ?? 0) + waits.grace;
    if (real() < calm) return until(place, calm);
  }
  const subject = { ...message.subject, shows: options.ledger.seq };
  const reply = await wordsFor(subject, place, options);
  if (!reply) {
    await delivery.settle(place, message, { state: "refused" });
    return { kind: "go on", place };
  }
  const begun = await delivery.again(place, message, subject, digestOf(reply));
  if (begun === "lost") return { kind: "lost" };
  if (begun === "frozen") return { kind: "rest", place, wakeAt: real() + waits.look };
  const next: Kept = { ...message, subject, state: "posting", attempts: message.attempts + 1, lastAttempt: real() };
  return say(place, next, reply, platform, options);
}

async function sent(place: Held, message: Kept, ref: string, { delivery, alarms }: DeliverOptions): Promise<Next> {
  const wasBlocked = place.blockedAt !== undefined;
  // What was found again shows what was known at its attempt; all that has turned since is looked at once more.
  const corrected = Math.min(place.corrected, message.subject.shows);
  const moved = {
    corrected,
    ...(wasBlocked && { blocked: "no more" as const }),
    ...(place.tries > 0 && { tries: 0 }),
  };
  await delivery.settle(place, message, { state: "sent", ref }, moved);
  if (wasBlocked) await alarms.back(place);
  const { blockedAt: _, ...free } = place;
  return { kind: "go on", place: { ...free, corrected, tries: 0 } };
}

async function refused(
  place: Held,
  message: Kept,
  { why, about }: Extract<Posted, { kind: "refused" }>,
  { summary }: Reply,
  platform: Platform,
  options: DeliverOptions,
): Promise<Next> {
  const { delivery, waits, real, log } = options;
  if (about === "words") {
    // Ours to mend; meanwhile the words alone say what there is to say.
    log.error("a platform does not take our words", { platform: platform.name });
    const plain = await attempt(() => platform.post(place.place, { summary }, message.id));
    if (plain.kind === "sent") return sent(place, message, plain.message.id, options);
    if (plain.kind === "later") return later(place, message, plain.after, options);
    if (plain.kind === "refused" && plain.about === "place") return shut(place, message, plain.why, platform, options);
    await delivery.settle(place, message, { state: plain.kind === "unclear" ? "posting" : "refused" });
    return until(place, real() + waits.grace);
  }
  return shut(place, message, why, platform, options);
}

/** A place that cannot be posted to: it is kept, and so is what it was to be told. */
async function shut(
  place: Held,
  message: Kept,
  why: string,
  platform: Platform,
  { delivery, waits, real, now, alarms, log }: DeliverOptions,
): Promise<Next> {
  // Of attempts before this one it is known by now that they did not land.
  const back = backTo(message);
  const tries = place.tries + 1;
  const at = place.blockedAt?.getTime() ?? now().getTime();
  // What is said instead of an old message moved no cursor, and no other message would tell it.
  const isKept = message.subject.kind === "news" && message.from === message.to;
  const fate = isKept ? ({ state: "due", attempts: 0 } as const) : ({ state: "expired" } as const);
  await delivery.settle(place, message, fate, { ...back, tries, blocked: { at, why } });
  if (!place.blockedAt) {
    log.warn("a place cannot be posted to; it is kept, and tried again sparingly", { platform: platform.name });
    await alarms.blocked(place, why);
  }
  const again = real() + Math.min(waits.blockedMost, waits.blocked * 2 ** Math.min(tries - 1, 20));
  const blocked = { ...place, ...back, tries, blockedAt: new Date(at) };
  return until(blocked, again);
}

/** Where a place stood before a message that was never sent: what it told will be told by another. */
function backTo({ subject, from }: Kept): Moved {
  switch (subject.kind) {
    case "news":
    case "digest":
    case "missed":
      return { cursor: from };
    case "notice":
      return { noticed: from };
    case "briefing":
    case "scoreboard":
      return {};
  }
}

/** @returns undefined where there are none any more: it tells of what the election's pack has no longer */
export async function wordsFor(
  subject: Subject,
  place: Held,
  { words, log }: DeliverOptions,
): Promise<Reply | undefined> {
  try {
    return await words.reply(subject, place);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    log.error("a message has no words any more", { error });
    return undefined;
  }
}

/** An adapter that throws has told nothing of what became of it. */
export async function attempt(work: () => Promise<Posted>): Promise<Posted> {
  try {
    return await work();
  } catch {
    return { kind: "unclear", why: "the adapter failed" };
  }
}
