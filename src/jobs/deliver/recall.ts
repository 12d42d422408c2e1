/**
 * After a restore: what a place was told since the backup stands in its own history alone. Posts from between backup and
 * restore are read once, and a message that one of them tells already is written down as standing there.
 */
import { toText } from "../../core/plain-text.ts";
import type { Item, Subject } from "../../core/news/message.ts";
import { keyOf, seqOf } from "../../core/news/plan.ts";
import { attempt } from "../../core/fate.ts";
import type { OwnPost } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import { barred } from "./barred.ts";
import type { Marks, Recalled } from "./options.ts";
import { until, type Posting, type Rest, type Visit } from "./visit.ts";

/** Milliseconds after a restore for which what comes may have been told before it, and for which sources are waited for. */
const after = { look: 24 * 3_600_000, quiet: 120_000 } as const;
/** Milliseconds by which a platform's clock may differ from ours. */
const skew = 60_000;

/** The reason for which a place waits. */
export const unread = "I was restored from a backup, and may not read what I said here since";

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
  const posts = await recalled(visit);
  if (!isPosts(posts)) return posts;
  const { words, ledger } = visit.options;
  const sums = Object.values(words.headings ?? {});
  const telling = posts.filter(({ heading }) => !sums.some((one) => heading.includes(one)));
  if (telling.length === 0) return { items };
  const marksOf = async (item: Item): Promise<Marks> => {
    if (words.marks) return words.marks(item, visit.place);
    const { card, summary } = await words.reply({ kind: "news", items: [item], shows: ledger.seq }, visit.place);
    return { some: [card?.title ?? summary], besides: [] };
  };
  const by = await Promise.all(
    items.map(async (item) => {
      const tells = tellsBy(await marksOf(item));
      for (const { message, words: said } of telling)
        if (tells(said) && (await mayTell(visit, message.id, item))) return message.id;
      return undefined;
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

/** Whether words have one of the marks, as whole words, and not within the name of another contest. */
function tellsBy({ some, besides }: Marks): (words: string) => boolean {
  const marks = some.map(plain).filter((mark) => mark !== "");
  const others = besides.map(plain);
  return (words) => {
    const said = others.reduce((left, name) => left.replaceAll(` ${name} `, " … "), ` ${words} `);
    return marks.some((mark) => said.includes(` ${mark} `));
  };
}

/**
 * Whether a post may be what told an item before the restore. One that was made since is no such post, however soon
 * after; nor is one that tells of the item's contest in a message we know: what is news of it since wants a post of its own.
 */
async function mayTell({ options, place }: Visit, ref: string, item: Item): Promise<boolean> {
  const known = await options.delivery.postedAs(place, ref);
  if (!known) return true;
  return known.attempts === 0 && known.subject.items.every((one) => keyOf(one) !== keyOf(item));
}

/**
 * The newest post of a kind that stands there once, and that no message is known to be: a scoreboard, a day's briefing.
 * @param opening words of its heading alone
 */
export async function stands(visit: Visit, opening: string): Promise<string | Rest | undefined> {
  const posts = await recalled(visit);
  if (!isPosts(posts)) return posts;
  for (const { message, heading } of posts.toReversed())
    if (heading.includes(opening) && !(await visit.options.delivery.postedAs(visit.place, message.id)))
      return message.id;
  return undefined;
}

/**
 * Has a post that was found say what its message says by now: it may have been made before a correction, or with more in
 * it. A post of the same words, which landed late beside it, goes. @returns a rest where the platform is to be asked again
 */
export async function agree(
  visit: Visit,
  { id, ref }: Posting,
  { kind }: Subject,
  reply: Reply,
): Promise<Rest | undefined> {
  const posts = await recalled(visit);
  if (!isPosts(posts)) return posts;
  const post = posts.find(({ message }) => message.id === ref);
  if (!post) return undefined;
  const { delivery, waits, real } = visit.options;
  const twin = posts.find((one) => one !== post && kind !== "scoreboard" && one.words === post.words);
  if (twin && !(await delivery.postedAs(visit.place, twin.message.id)))
    await attempt(() => visit.platform.remove(twin.message));
  if (!post.isEdited && says(post.words, reply)) return undefined;
  const edited = await visit.edit({ id, ref }, reply);
  post.isEdited = true;
  if (edited.kind === "later") return until(real() + edited.after);
  if (edited.kind === "unclear") return until(real() + waits.look);
  if (edited.kind === "refused" && edited.about === "place") return until(real() + (await barred(visit, edited.why)));
  // A post that may be edited no more stays as it is; one that was deleted was told all the same.
  return undefined;
}

/** Posts from between backup and restore, the oldest first; none where there was no restore. */
async function recalled(visit: Visit): Promise<readonly Recalled[] | Rest> {
  const { restored, id, place } = visit.place;
  const { real, waits, recollections } = visit.options;
  if (restored?.how !== "look" || real() > restored.until + after.look) return [];
  const known = recollections?.get(id);
  if (known) return known;
  const found = (await visit.platform.ownPosts?.(place, new Date(restored.from)).catch(() => "not now" as const)) ?? [];
  if (found === "not now") return until(real() + waits.blocked);
  if (found === "cannot-look") return until(real() + (await barred(visit, unread)));
  const posts = found.filter(({ at }) => at.getTime() < restored.until + skew).map(recall);
  recollections?.set(id, posts);
  return posts;
}

const recall = ({ message, text }: OwnPost): Recalled => ({
  message,
  heading: text.trim().split("\n", 1)[0] ?? "",
  words: plain(text),
  isEdited: false,
});
const isPosts = (one: readonly Recalled[] | Rest): one is readonly Recalled[] => Array.isArray(one);

/**
 * Whether a post has each word and figure of a reply. Times are left out, since platforms write them in the reader's own way,
 * and so are buttons and pictures.
 */
function says(words: string, { summary, card }: Reply): boolean {
  const there = new Set(words.split(" "));
  const blocks = card?.blocks.filter(({ kind }) => kind !== "picture") ?? [];
  const whole = toText(
    { summary, ...(card && { card: { title: card.title, blocks } }) },
    { width: 400, timeZone: "UTC" },
  );
  return plain(whole.replaceAll(/\d{1,2}:\d{2}/g, ""))
    .split(" ")
    .every((word) => there.has(word));
}

/** Letters and digits alone: each platform marks words up in its own way. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
