/** The words of messages, from what a place may know. */
import type { History } from "../../core/news/history.ts";
import type { Item, Subject } from "../../core/news/message.ts";
import type { Platform } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { Ledger } from "../../data/ledger.ts";
import type { Delivery, Held } from "../../data/store/delivery/index.ts";
import { fitting, newsReply, type NewsView } from "../../views/news/index.ts";
import type { Words } from "./options.ts";
import { historyOf } from "./worlds.ts";
import type { DeliveryId } from "../../core/place.ts";

export interface WordsOptions {
  readonly ledger: Ledger;
  readonly delivery: Pick<Delivery, "message">;
  readonly platforms: () => readonly Platform[];
  /** Everything is a rehearsal. */
  readonly rehearsal: boolean;
  readonly lines: NewsView["lines"];
  /** The desk's notices, by number; undefined for one that is not posted. */
  readonly notice: (id: number) => Promise<Reply | undefined>;
}

const gone: Reply = { summary: "A notice that is not there any more." };

export function createWords(options: WordsOptions): Words {
  const { ledger, rehearsal, lines, notice } = options;
  const once = createOnce();
  return {
    async reply(subject, place) {
      const [first] = subject.items;
      if (first?.kind === "notice") return (await notice(first.notice)) ?? gone;
      const view: NewsView = {
        history: historyOf(ledger, place, subject),
        rehearsal: rehearsal || subject.rehearsal === true,
        lines,
      };
      // What is said anew is said with a link to what stands in that place.
      if (!subject.items.some(({ kind }) => kind === "anew")) return once(subject, view);
      const links = await linksOf(subject.items, place, options);
      return newsReply(subject, { ...view, linkOf: (message) => links.get(message) });
    },
    fitting: (items, place) => fitting(items, historyOf(ledger, place, {})),
    isSilent: async (id) => (await notice(id)) === undefined,
  };
}

/** Subjects that are kept with a history: a declaration for a thousand places is one, and so are most stretches of a log. */
const mostKept = 500;

/** What is said of the same in every place is put into words once. With a history all is forgotten that was said from it. */
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

/** Where the messages stand that are said otherwise by these. */
async function linksOf(
  items: readonly Item[],
  { place }: Held,
  { delivery, platforms }: WordsOptions,
): Promise<ReadonlyMap<DeliveryId, string>> {
  const links = new Map<DeliveryId, string>();
  const platform = platforms().find(({ name }) => name === place.platform);
  for (const item of items) {
    if (item.kind !== "anew" || item.replaces === undefined || !platform) continue;
    // Few, and most often one.
    const message = await delivery.message(item.replaces);
    const href = message?.ref && (await platform.link?.({ place, id: message.ref }).catch(() => undefined));
    if (href) links.set(item.replaces, href);
  }
  return links;
}
