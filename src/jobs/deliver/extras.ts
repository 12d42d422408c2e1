/** What a place gets beside the news: a scoreboard, a briefing, and, in the newsroom's own, the desk's notices. */
import type { Subject } from "../../core/news/message.ts";
import type { Platform, Posted } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { Held, Kept } from "../../data/store/delivery/index.ts";
import { briefingItems } from "../../views/news/index.ts";
import { digestOf } from "./digest-of.ts";
import type { DeliverOptions } from "./options.ts";
import { begin } from "./begin.ts";
import { attempt, type Next } from "./say.ts";
import { historyOf } from "./worlds.ts";
import { localTime, momentOf, day as wholeDay } from "../../lib/local-time.ts";

/** The desk's next notice. */
export async function notice(place: Held, platform: Platform, options: DeliverOptions): Promise<Next | undefined> {
  if (!place.staff || place.noticed >= (await options.notices())) return undefined;
  const next = place.noticed + 1;
  const moved = { noticed: next };
  const subject: Subject = { kind: "notice", items: [{ kind: "notice", notice: next }], shows: options.ledger.seq };
  if (await options.words.isSilent(next)) {
    await options.delivery.move(place, moved);
    return { kind: "go on", place: { ...place, ...moved } };
  }
  return begin(place, subject, { to: next, moved }, platform, options);
}

/** Of the last day, once its hour has come. */
export async function briefing(place: Held, platform: Platform, options: DeliverOptions): Promise<Next | undefined> {
  const { briefing: due, now, delivery, ledger } = options;
  if (!due || !place.subscription.briefing) return undefined;
  const { day, time } = localTime(now(), due.zone);
  const once = onceOf(day);
  if (time < due.at || (await delivery.hasOnce(place, once))) return undefined;
  const history = historyOf(ledger, place, {});
  const before = new Date(Date.parse(day) - wholeDay).toISOString().slice(0, 10);
  // From hour to hour, whenever it can be posted: what comes later is for the next day's.
  const [from, to] = [before, day].map((one) => momentOf(one, due.at, due.zone));
  const items = from && to ? briefingItems(history, from, to) : [];
  // A day on which nothing happened is no news.
  if (items.length === 0) return undefined;
  const subject: Subject = { kind: "briefing", items, shows: ledger.seq, day };
  return begin(place, subject, { once }, platform, options);
}

export const onceOf = (day: string): string => `briefing ${day}`;

/** One message, edited as results come, and begun anew before it is too old to be edited. */
export async function scoreboard(place: Held, platform: Platform, options: DeliverOptions): Promise<Next | undefined> {
  const { delivery, ledger, words, waits, real } = options;
  const history = historyOf(ledger, place, {});
  if (!place.subscription.scoreboard || history.countAt(ledger.seq).known === 0) return undefined;
  const subject: Subject = { kind: "scoreboard", items: [], shows: ledger.seq };
  const digest = digestOf(await words.reply(subject, place));
  const [board] = await delivery.newest(place, "scoreboard", 1);
  if (board?.words === digest && board.state === "sent") return undefined;
  // It may stand there: another at once would be a second.
  if (board?.state === "unclear" && real() - (board.lastAttempt ?? 0) < waits.boardAge) return undefined;
  // Whatever is not to be said is not to be drawn either.
  if (await delivery.frozen()) return { kind: "rest", place, wakeAt: real() + waits.look };
  const standing = board?.state === "sent" && board.ref !== undefined ? { ...board, ref: board.ref } : undefined;
  if (!standing) return begin(place, subject, {}, platform, options);
  const calm = (standing.settledAt ?? 0) + waits.board;
  if (real() < calm) return { kind: "rest", place, wakeAt: calm };
  if (real() - (standing.lastAttempt ?? 0) < waits.boardAge) return redraw(place, standing, digest, platform, options);
  const closed = await close(place, standing, platform, options);
  return closed ?? begin(place, subject, {}, platform, options);
}

async function redraw(
  place: Held,
  board: Kept & { readonly ref: string },
  digest: string,
  platform: Platform,
  { delivery, words, log, real, waits }: DeliverOptions,
): Promise<Next> {
  const reply = await words.reply(board.subject, place);
  const edit = (how: Reply): Promise<Posted> =>
    attempt(() => platform.edit({ place: place.place, id: board.ref }, how));
  let edited = await edit(reply);
  if (edited.kind === "refused" && edited.about === "words") {
    log.error("a platform does not take our words", { platform: platform.name });
    edited = await edit({ summary: reply.summary });
  }
  if (edited.kind === "sent") {
    await delivery.settle(place, board, { words: digest });
    return { kind: "go on", place };
  }
  // The next pass begins a new one. What is refused for its place or its words would be refused of a new one as well.
  if (edited.kind === "refused" && (edited.about === "message" || edited.about === "edit"))
    await delivery.settle(place, board, { state: edited.about === "edit" ? "fixed" : "gone" });
  const wait = edited.kind === "later" ? edited.after : edited.kind === "refused" ? waits.blocked : waits.board;
  return { kind: "rest", place, wakeAt: real() + Math.max(wait, waits.look) };
}

/** The old one says that there is a newer; where it cannot be told so, it stays as it is. @returns where it has to wait */
async function close(
  place: Held,
  board: Kept & { readonly ref: string },
  platform: Platform,
  { delivery, words, real }: DeliverOptions,
): Promise<Next | undefined> {
  const subject: Subject = { ...board.subject, closed: true };
  const reply = await words.reply(subject, place);
  const edited = await attempt(() => platform.edit({ place: place.place, id: board.ref }, reply));
  if (edited.kind === "later") return { kind: "rest", place, wakeAt: real() + edited.after };
  await delivery.settle(place, board, { state: "fixed", subject });
  return undefined;
}
