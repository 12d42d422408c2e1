/** Any item in words. */
import type { Item, Subject } from "../../core/news/message.ts";
import { listed } from "../../core/text.ts";
import type { Reply } from "../../core/reply.ts";
import { text } from "../answer.ts";
import { tellAnew } from "./anew.ts";
import { tellDeclaration } from "./declaration.ts";
import { tellMilestone } from "./milestone.ts";
import { weights, type NewsView, type Telling } from "./view.ts";

export function tell(item: Item, { shows }: Pick<Subject, "shows">, view: NewsView): Telling {
  // An item is part of the log by the time of its own entry.
  const upTo = "seq" in item ? Math.max(shows, item.seq) : shows;
  switch (item.kind) {
    case "declaration":
      return tellDeclaration(view.history, item.contest, item.seq, upTo);
    case "anew":
      return tellAnew(view, item.contest, item.seq, item.replaces);
    case "milestone":
      return tellMilestone(view.history, item.milestone, item.contest, item.seq, upTo);
    case "notice":
      return tellNotice(noticeReply(item.notice, view));
  }
}

export const noticeReply = (id: number, { notice }: NewsView): Reply =>
  notice?.(id) ?? { summary: "A notice of the desk that is no longer kept." };

function tellNotice({ summary, card }: Reply): Telling {
  const [action] = card?.actions ?? [];
  return {
    title: card?.title ?? "From the desk",
    summary,
    line: [summary],
    blocks: card?.blocks ?? [text(summary)],
    ...(card?.colour && { colour: card.colour }),
    ...(action && { action }),
    sources: [],
    weight: weights.notice,
  };
}

/** Publishers named under a message. */
const named = 4;

/** Publishers of a message's figures, each once; undefined where nothing stands. */
export function sourceWords(tellings: readonly Pick<Telling, "sources">[]): string | undefined {
  const all = [...new Set(tellings.flatMap(({ sources }) => sources))];
  if (all.length === 0) return undefined;
  return listed(all.length > named ? [...all.slice(0, named - 1), "others"] : all);
}
