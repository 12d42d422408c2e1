/** A place's scoreboard: one message, edited as results come, and begun anew before it is too old to be edited. */
import type { Subject } from "../../core/news/message.ts";
import type { StoredMessage } from "../../data/store/delivery/index.ts";
import { stands } from "./recall.ts";
import { begin } from "./say.ts";
import type { Next, Rest, Visit } from "./visit.ts";
import { digestOf } from "./words.ts";

type Standing = StoredMessage & { readonly ref: string };

/** @returns undefined where the scoreboard is as it should be */
export async function scoreboard(visit: Visit): Promise<Next | undefined> {
  const { delivery, ledger, words, waits, real } = visit.options;
  const { place } = visit;
  if (!place.subscription.scoreboard || visit.historyOf({}).countAt(ledger.seq).known === 0) return undefined;
  const subject: Subject = { kind: "scoreboard", items: [], shows: ledger.seq };
  const digest = digestOf(await words.reply(subject, place));
  const [board] = await delivery.newest(place, "scoreboard", 1);
  if (board?.words === digest && board.state === "sent") return undefined;
  const age = real() - (board?.lastAttempt ?? 0);
  // A board of unclear fate may stand there: another at once would be a second.
  if (board?.state === "unclear" && age < waits.boardAge) return undefined;
  // A freeze stops edits as well.
  if (await delivery.frozen()) return visit.look();
  const later = words.headings && (await stands(visit, words.headings.board));
  if (typeof later === "object") return later;
  if (later !== undefined) {
    // A board from after the backup took the place of the one that it knows of.
    if (board?.state === "sent")
      await visit.settle(board, { state: "fixed", subject: { ...board.subject, closed: true } });
    return begin(visit, subject, { stands: later });
  }
  if (board?.state !== "sent" || board.ref === undefined) return begin(visit, subject);
  const standing = { ...board, ref: board.ref };
  // An edit that lies ahead was dated by a clock that was set back since.
  const settled = board.settledAt ?? 0;
  const calm = settled > real() ? 0 : settled + waits.board;
  if (real() < calm) return { wakeAt: calm };
  if (age < waits.boardAge) return redraw(visit, standing, digest);
  return (await close(visit, standing)) ?? begin(visit, subject);
}

async function redraw(visit: Visit, board: Standing, digest: string): Promise<Next> {
  const { words, log, real, waits } = visit.options;
  const reply = await words.reply(board.subject, visit.place);
  let edited = await visit.edit(board, reply);
  if (edited.kind === "refused" && edited.about === "words") {
    log.error("a platform does not take our words", { platform: visit.platform.name });
    edited = await visit.edit(board, { summary: reply.summary });
  }
  if (edited.kind === "sent") {
    await visit.edited(board, { words: digest });
    return "go on";
  }
  // The next visit begins a new board, but not where the place or the words are refused: a new one would be refused as well.
  if (edited.kind === "refused" && (edited.about === "message" || edited.about === "edit"))
    await visit.settle(board, { state: edited.about === "edit" ? "fixed" : "gone" });
  const wait = edited.kind === "later" ? edited.after : edited.kind === "refused" ? waits.blocked : waits.board;
  return { wakeAt: real() + Math.max(wait, waits.look) };
}

/** The old board says that there is a newer; where it cannot be edited, it stays as it is. @returns a rest where it has to wait */
async function close(visit: Visit, board: Standing): Promise<Rest | undefined> {
  const { words, real } = visit.options;
  const subject: Subject = { ...board.subject, closed: true };
  const edited = await visit.edit(board, await words.reply(subject, visit.place));
  if (edited.kind === "later") return { wakeAt: real() + edited.after };
  await visit.settle(board, { state: "fixed", subject });
  return undefined;
}
