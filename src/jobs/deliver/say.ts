/** One message's life: begun together with its place's move, posted, searched for where its fate is unclear, and settled. */
import { fateOf, type FatePolicy } from "../../core/fate.ts";
import type { Subject } from "../../core/news/message.ts";
import type { Calls } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import { newId, skew, type NewMessage, type PlaceMove, type StoredMessage } from "../../data/store/delivery/index.ts";
import { barred } from "./barred.ts";
import { roleGone, roleToCall } from "./calls.ts";
import { agree, unread } from "./recall.ts";
import type { Waits } from "./options.ts";
import { until, type Next, type Visit } from "./visit.ts";
import { digestOf } from "./words.ts";

/** The policy for news: a post whose fate nobody can find out is never repeated, and the desk is told of it. */
const policyOf = ({ grace, search, look, blocked }: Waits): FatePolicy => ({
  grace,
  patience: search,
  pause: [look, blocked],
  unreadable: { giveUpAfter: 0 },
});

/** Milliseconds for which a history is searched where nobody knows how long ago a post was made. */
const lookBack = 3_600_000;

interface Beginning extends Pick<NewMessage, "id" | "once" | "instead" | "stands"> {
  /** The place's progress with this message, in the log or in the notices. */
  readonly move?: PlaceMove;
}

/** A new message: written down with its place's move, and then posted. */
export async function begin(visit: Visit, subject: Subject, beginning: Beginning = {}): Promise<Next> {
  const { move = {}, once, instead, stands, id = newId() } = beginning;
  const { delivery, words, now } = visit.options;
  const { place } = visit;
  const reply = await words.reply(subject, place);
  const { cursor, noticed } = { ...place, ...move };
  const [from, to] = subject.kind === "notice" ? [place.noticed, noticed] : [place.cursor, cursor];
  if (stands !== undefined) {
    const rest = await agree(visit, { id, ref: stands }, subject, reply);
    if (rest) return rest;
  }
  const message = {
    id,
    subject,
    from,
    to,
    words: digestOf(reply),
    ...(once !== undefined && { once }),
    ...(instead && { instead }),
    ...(stands !== undefined && { stands }),
  };
  const begun = await delivery.begin(place, message, move, now());
  if (begun === "lost") {
    if (stands !== undefined) await visit.doubt(stands);
    return begun;
  }
  if (begun === "frozen") return visit.look();
  visit.moved(move);
  return stands === undefined ? post(visit, begun, reply) : "go on";
}

/** A message that was begun earlier, perhaps by a process that is no more. */
export async function resume(visit: Visit, message: StoredMessage): Promise<Next> {
  const next = message.state === "posting" ? await seek(visit, message) : await seekDue(visit, message);
  return next === "repeat" ? repeat(visit, message) : next;
}

/** A backup may be older than an attempt at what was due by then. */
async function seekDue(visit: Visit, message: StoredMessage): Promise<Next | "repeat"> {
  const { restored } = visit.place;
  if (restored?.how !== "look" || (message.firstAttempt ?? 0) > restored.until) return "repeat";
  const tried = { ...message, firstAttempt: restored.from, lastAttempt: restored.until };
  return seek(visit, tried, () => barred(visit, unread));
}

/** @param blind in place of giving it up, where nobody can look @returns milliseconds until it is looked for again */
async function seek(visit: Visit, message: StoredMessage, blind?: () => Promise<number>): Promise<Next | "repeat"> {
  const { waits, real, alarms, log, calm = () => Infinity, earliest = real, delivery } = visit.options;
  const now = real();
  const isAhead = Math.max(message.firstAttempt ?? 0, message.lastAttempt ?? 0) > now + skew;
  const { firstAttempt: first = now, lastAttempt: last = 0 } = isAhead
    ? await delivery.redate(visit.place, message)
    : message;
  // The platform dates its posts by a clock of its own, which was not moved with ours.
  const since = isAhead ? lookBack : Math.max(0, now - first);
  const found = await visit.find(message.id, new Date(Math.min(first, earliest() - since)));
  const fate = fateOf(found, { first, last }, real(), policyOf(waits));
  // Nobody knows how long ago the last attempt was, once the clock has been moved.
  if (fate.kind === "repeat" && calm() < waits.grace) return until(real() + waits.grace - calm());
  switch (fate.kind) {
    case "found":
      return sent(visit, message, fate.message.id);
    case "wait":
      return until(fate.until);
    case "repeat":
      return "repeat";
    case "give up":
      if (blind) return until(real() + (await blind()));
      log.warn("a message may or may not stand there, and its history cannot be read", {
        platform: visit.platform.name,
      });
      await visit.settle(message, { state: "unclear" });
      // A notice of unclear fate is not reported: the report would be a notice as well.
      if (message.subject.kind !== "notice") await alarms.unclear(visit.place);
      return "go on";
  }
}

/** Another attempt, in the words as they are now. */
async function repeat(visit: Visit, message: StoredMessage): Promise<Next> {
  const { delivery, ledger, real } = visit.options;
  const subject = { ...message.subject, shows: ledger.seq };
  const reply = await visit.reply(subject);
  if (!reply) {
    await visit.settle(message, { state: "refused" });
    return "go on";
  }
  const begun = await delivery.again(visit.place, message, subject, digestOf(reply));
  if (begun === "lost") return begun;
  if (begun === "frozen") return visit.look();
  const attempts = message.attempts + 1;
  return post(visit, { ...message, subject, state: "posting", attempts, lastAttempt: real() }, reply);
}

/** @param message whose attempt has been written down @param reply the words of that attempt */
async function post(visit: Visit, message: StoredMessage, reply: Reply): Promise<Next> {
  const { waits, real } = visit.options;
  const role = roleToCall(visit, message.subject, message);
  const isGone = role !== undefined && (await visit.platform.role?.(visit.place.place, role.id)) === "none";
  const calls = role && !isGone ? { role: role.id } : undefined;
  const posted = await visit.post(isGone ? roleGone(reply) : reply, message.id, calls);
  switch (posted.kind) {
    case "sent":
      // Said once: it stands there, and a process that dies before the next line says it once more.
      if (isGone) await visit.forgetRole(role.id);
      return sent(visit, message, posted.message.id);
    case "unclear":
      return until(real() + waits.look);
    case "later":
      return later(visit, message, posted.after);
    case "refused":
      return posted.about === "words" ? postPlain(visit, message, reply, calls) : block(visit, message, posted.why);
  }
}

/** Posts the words alone where a platform refuses the card: the fault is ours, and the news must not wait for it. */
async function postPlain(visit: Visit, message: StoredMessage, { summary }: Reply, calls?: Calls): Promise<Next> {
  const { waits, real, log } = visit.options;
  log.error("a platform does not take our words", { platform: visit.platform.name });
  const plain = await visit.post({ summary }, message.id, calls);
  if (plain.kind === "sent") return sent(visit, message, plain.message.id);
  if (plain.kind === "later") return later(visit, message, plain.after);
  if (plain.kind === "refused" && plain.about === "place") return block(visit, message, plain.why);
  await visit.settle(message, { state: plain.kind === "unclear" ? "posting" : "refused" });
  return until(real() + waits.grace);
}

/** The platform posted nothing, so this was no attempt. */
async function later(visit: Visit, message: StoredMessage, after: number): Promise<Next> {
  const { attempts } = message;
  await visit.settle(message, { state: attempts > 1 ? "posting" : "due", attempts: attempts - 1 });
  return until(visit.options.real() + after);
}

async function sent(visit: Visit, message: StoredMessage, ref: string): Promise<Next> {
  const { blockedAt, corrected } = visit.place;
  // A post that was found has the words of its attempt. Contests that have changed since are looked at once more.
  const shown = Math.min(corrected, message.subject.shows);
  await visit.settle(message, { state: "sent", ref }, { corrected: shown, blocked: "no more", tries: 0 });
  if (blockedAt) await visit.options.alarms.back(visit.place);
  // News is told without it: nothing waits for followers elsewhere, and nothing is tried again for them.
  if (visit.place.subscription.publish && isOfNote(message.subject))
    void visit.platform.publish?.({ place: visit.place.place, id: ref });
  return "go on";
}

/** Few enough for platforms that pass on so many an hour. */
const isOfNote = ({ kind, items }: Subject): boolean =>
  kind === "briefing" || items.some((item) => item.kind === "milestone");

/** A place that takes no posts is kept, and so is the news for it. */
async function block(visit: Visit, message: StoredMessage, why: string): Promise<Next> {
  const { real } = visit.options;
  // An `anew` message moved no cursor, so no later message would tell its items: it is kept.
  const isKept = message.subject.kind === "news" && message.from === message.to;
  const fate = isKept ? ({ state: "due", attempts: 0 } as const) : ({ state: "expired" } as const);
  // Earlier attempts did not land, or this one would not have been made.
  await visit.settle(message, fate, moveBefore(message));
  return until(real() + (await barred(visit, why)));
}

/** The place's move back to before a message that was never sent: another message will tell the same items. */
function moveBefore({ subject, from }: StoredMessage): PlaceMove {
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
