/**
 * After a restore: what a place was told since the backup stands in its own history alone. Posts from between backup and
 * restore are read once, and a message that one of them tells already is written down as standing there.
 */
import type { Item } from "../../core/news/message.ts";
import { seqOf } from "../../core/news/plan.ts";
import { barred } from "./say.ts";
import { until, type Rest, type Visit } from "./visit.ts";

/** Milliseconds after a restore for which what comes may have been told before it, and for which sources are waited for. */
const after = { look: 24 * 3_600_000, quiet: 120_000 } as const;
/** Milliseconds by which a platform's clock may differ from ours. */
const skew = 60_000;

export interface Part {
  readonly items: readonly Item[];
  /** The post that tells them; absent where none does. */
  readonly stands?: string;
}

/** Whether the place waits until what was known at the restore is known again, and is then not told of it. */
export async function hushed(visit: Visit): Promise<Rest | undefined> {
  const { restored } = visit.place;
  const { real, heardSince, ledger } = visit.options;
  if (restored?.how !== "quiet") return undefined;
  const isWaiting = real() < restored.until + after.quiet && !((await heardSince?.(restored.until)) ?? true);
  if (isWaiting) return visit.look();
  await visit.hush(ledger.seq);
  return undefined;
}

/** The first items that one post tells, or that none does; all of them where there was no restore. */
export async function told(visit: Visit, items: readonly Item[]): Promise<Part | Rest> {
  const { restored, id, place } = visit.place;
  const { real, words, waits, recollections, ledger } = visit.options;
  if (restored?.how !== "look" || real() > restored.until + after.look) return { items };
  let posts = recollections?.get(id);
  if (!posts) {
    const found =
      (await visit.platform.ownPosts?.(place, new Date(restored.from)).catch(() => "not now" as const)) ?? [];
    if (found === "not now") return until(real() + waits.blocked);
    if (found === "cannot-look")
      return until(
        real() + (await barred(visit, "I was restored from a backup, and may not read what I said here since")),
      );
    posts = found.filter(({ at }) => at.getTime() < restored.until + skew);
    recollections?.set(id, posts);
  }
  if (posts.length === 0) return { items };
  const marksOf = async (item: Item): Promise<readonly string[]> => {
    if (words.marks) return words.marks(item, visit.place);
    const { card, summary } = await words.reply({ kind: "news", items: [item], shows: ledger.seq }, visit.place);
    return [card?.title ?? summary];
  };
  const plainly = posts.map(({ message, text }) => ({ ref: message.id, text: plain(text) }));
  const by = await Promise.all(
    items.map(async (item) => {
      const marks = (await marksOf(item)).map(plain).filter((mark) => mark !== "");
      return plainly.find(({ text }) => marks.some((mark) => text.includes(mark)))?.ref;
    }),
  );
  const [first] = by;
  const part = items.filter((item, i) => {
    // Items of one entry go together.
    const begins = items.findIndex((one) => seqOf(one) === seqOf(item));
    return i >= begins && by.slice(0, begins + 1).every((ref) => ref === first);
  });
  return { items: part, ...(first !== undefined && { stands: first }) };
}

/** Letters and digits alone: each platform marks words up in its own way. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
