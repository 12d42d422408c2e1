/** The role that a post notifies, where a channel's managers chose one: for what is news now, and for nothing that is said again. */
import type { Subject } from "../../core/news/message.ts";
import { seqOf } from "../../core/news/plan.ts";
import type { Subscription } from "../../core/news/subscription.ts";
import type { Reply } from "../../core/reply.ts";
import { note } from "../../views/answer.ts";
import type { Visit } from "./visit.ts";

/** Progress in the log that a message makes; one without any says something once more. */
interface Step {
  readonly from: number;
  readonly to: number;
}

/**
 * News as it comes, and a digest that a channel's managers asked for. What was missed is told without a call, as are briefings,
 * scoreboards, corrections, tests of a source and rehearsals: each was news before, or is none.
 */
export function roleToCall(visit: Visit, subject: Subject, { from, to }: Step): Subscription["mention"] {
  const { mention, every = 0 } = visit.place.subscription;
  const { kind, items, rehearsal } = subject;
  if (mention === undefined || visit.options.rehearsal === true || rehearsal === true || from === to) return undefined;
  if (kind !== "news" && kind !== "digest") return undefined;
  // A milestone that a correction brought comes with the correction.
  const again = new Set(items.flatMap((item) => (item.kind === "anew" ? [item.seq] : [])));
  const fresh = items.findLast((item) => item.kind !== "notice" && !again.has(item.seq));
  if (!fresh) return undefined;
  const seq = seqOf(fresh);
  const [change] = visit.historyOf(subject).changes(seq - 1, seq);
  const age = visit.options.now().getTime() - (change?.at.getTime() ?? 0);
  return age < visit.options.waits.stale + every * 60_000 ? mention : undefined;
}

const gone = "The role that news here called is gone: nobody is called any more. /announce change can name another.";

/** The news itself, and with it that its role is no more. */
export const roleGone = (reply: Reply): Reply => ({
  ...reply,
  summary: `${reply.summary} ${gone}`,
  ...(reply.card && { card: { ...reply.card, blocks: [...reply.card.blocks, note(gone)] } }),
});
