/** The words of messages, a pure function of a subject and a history, and the digests by which words are compared. */
import { createHash } from "node:crypto";
import type { History } from "../../core/news/history.ts";
import type { Item, Subject } from "../../core/news/message.ts";
import type { DeliveryId } from "../../core/place.ts";
import type { Platform } from "../../core/platform.ts";
import { rehearse } from "../../core/rehearsal.ts";
import type { Reply } from "../../core/reply.ts";
import type { Ledger } from "../../data/ledger.ts";
import type { Delivery, HeldPlace } from "../../data/store/delivery/index.ts";
import { toText } from "../../core/plain-text.ts";
import { text } from "../../views/answer.ts";
import { boardHeading, briefingHeading, fitting, newsReply, type NewsView } from "../../views/news/index.ts";
import { headingsOf } from "../../views/news/declaration.ts";
import { pictured } from "../../views/news/pictures.ts";
import { tell } from "../../views/news/telling.ts";
import type { Words } from "./options.ts";
import { historyOf } from "./visit.ts";

export interface WordsOptions {
  readonly ledger: Ledger;
  readonly delivery: Pick<Delivery, "message">;
  readonly platforms: () => readonly Platform[];
  /** Whether all news is a rehearsal's. */
  readonly rehearsal: boolean;
  readonly lines: NewsView["lines"];
  /** A notice's words, by its number; undefined for a notice without a post. */
  readonly notice: (id: number) => Promise<Reply | undefined>;
}

const gone: Reply = { summary: "A notice that is not there any more." };

export function createWords(options: WordsOptions): Words {
  const { ledger, rehearsal, lines, notice } = options;
  const once = createOnce();
  return {
    async reply(subject, place) {
      const [first] = subject.items;
      if (first?.kind === "notice") {
        const said = (await notice(first.notice)) ?? gone;
        return rehearsal ? rehearse(said) : said;
      }
      const view: NewsView = {
        history: historyOf(ledger, place, subject),
        rehearsal: rehearsal || subject.rehearsal === true,
        lines,
      };
      // An `anew` item links to the message that it replaces, and each place has its own.
      const { subscription } = place;
      if (!subject.items.some(({ kind }) => kind === "anew"))
        return pictured(once(subject, view), subject, subscription);
      const links = await linksOf(subject.items, place, options);
      const reply = newsReply(subject, { ...view, linkOf: (message) => links.get(message) });
      return pictured(reply, subject, subscription);
    },
    async marks(item, place) {
      const view = { history: historyOf(ledger, place, {}), rehearsal: false, lines: [] };
      const { title, line, contest } = tell(item, { shows: ledger.seq }, view);
      const inLine = toText(
        { summary: "", card: { title: "", blocks: [text(...line)] } },
        { width: 400, timeZone: "UTC" },
      );
      const { results } = view.history;
      const outcome = contest === undefined ? undefined : results.outcome(contest);
      return {
        some: [title, inLine, ...(outcome && item.kind === "declaration" ? headingsOf(outcome) : [])],
        besides: results.election.seats.flatMap(({ name }) =>
          outcome && name !== outcome.seat.name && name.startsWith(outcome.seat.name) ? [name] : [],
        ),
      };
    },
    headings: { board: boardHeading, briefing: briefingHeading },
    fitting: (items, place) => fitting(items, historyOf(ledger, place, {})),
    isSilent: async (id) => (await notice(id)) === undefined,
  };
}

/** Words for a screen that a night rolls past: each entry by itself, and a line for each thing that it brought. */
export const inBrief = (words: Words): Words => ({
  ...words,
  fitting: () => 1,
  async reply(subject, place) {
    const whole = await words.reply(subject, place);
    // A scoreboard's lines are its table.
    if (subject.kind !== "news" && subject.kind !== "notice") return whole;
    const lines = await Promise.all(subject.items.map((item) => words.reply({ ...subject, items: [item] }, place)));
    const [first = whole] = lines;
    return {
      summary: lines.map(({ summary }) => summary).join("\n"),
      ...(first.card && { card: { ...first.card, blocks: [], actions: [] } }),
    };
  },
});

/** Replies that are kept for a history: places share most of their messages. */
const mostKept = 500;

/** Puts a subject that many places share into words once. The replies are forgotten together with their history. */
function createOnce(): (subject: Subject, view: NewsView) => Reply {
  const kept = new WeakMap<History, Map<string, Reply>>();
  return (subject, view) => {
    const said = kept.get(view.history) ?? new Map<string, Reply>();
    kept.set(view.history, said);
    const key = JSON.stringify(subject);
    const reply = said.get(key) ?? newsReply(subject, view);
    if (said.size >= mostKept) said.clear();
    said.set(key, reply);
    return reply;
  };
}

/** Addresses of the messages that these items replace, where their platform has any. */
async function linksOf(
  items: readonly Item[],
  { place }: HeldPlace,
  { delivery, platforms }: WordsOptions,
): Promise<ReadonlyMap<DeliveryId, string>> {
  const links = new Map<DeliveryId, string>();
  const platform = platforms().find(({ name }) => name === place.platform);
  for (const item of items) {
    if (item.kind !== "anew" || item.replaces === undefined || !platform) continue;
    const message = await delivery.message(item.replaces);
    const href = message?.ref && (await platform.link?.({ place, id: message.ref }).catch(() => undefined));
    if (href) links.set(item.replaces, href);
  }
  return links;
}

/** Replies that go to many places at once are digested once. */
const digests = new WeakMap<Reply, string>();

/** Replies with the same digest are the same. A picture counts by its words: another way of drawing it is no correction. */
export function digestOf(reply: Reply): string {
  const words = (name: string, value: unknown): unknown => (name === "svg" ? undefined : value);
  const digest =
    digests.get(reply) ?? createHash("sha256").update(JSON.stringify(reply, words)).digest("base64url").slice(0, 22);
  digests.set(reply, digest);
  return digest;
}
