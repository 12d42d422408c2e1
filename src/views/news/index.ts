/**
 * A message's words: a pure function of its subject and the history. A message whose words are no longer those that
 * were posted is edited. Time alone changes no words, and other declarations change only a scoreboard's.
 */
import type { Subject } from "../../core/news/message.ts";
import { rehearse } from "../../core/rehearsal.ts";
import type { Reply } from "../../core/reply.ts";
import { note } from "../answer.ts";
import { briefingReply } from "./briefing.ts";
import { stateOf } from "./count.ts";
import { digestReply } from "./digest.ts";
import { joinedReply } from "./joined.ts";
import { scoreboardReply } from "./scoreboard.ts";
import { noticeReply, sourceWords, tell } from "./telling.ts";
import type { NewsView } from "./view.ts";

export { briefingHeading, briefingItems } from "./briefing.ts";
export { fitting } from "./joined.ts";
export { boardHeading } from "./scoreboard.ts";
export type { NewsView } from "./view.ts";

/** @throws RangeError for news or a notice without an item */
export function newsReply(subject: Subject, view: NewsView): Reply {
  const reply = replyOf(subject, view);
  return view.rehearsal ? rehearse(reply) : reply;
}

function replyOf(subject: Subject, view: NewsView): Reply {
  switch (subject.kind) {
    case "news":
    case "notice":
      return subject.items.length > 1 ? joinedReply(subject, view) : single(subject, view);
    case "digest":
    case "missed":
      return digestReply(subject, view);
    case "scoreboard":
      return scoreboardReply(subject, view);
    case "briefing":
      return briefingReply(subject, view);
  }
}

function single(subject: Subject, view: NewsView): Reply {
  const [item] = subject.items;
  if (!item) throw new RangeError(`a message of ${subject.kind} about nothing`);
  if (item.kind === "notice") return noticeReply(item.notice, view);
  const telling = tell(item, subject, view);
  const { title, summary, blocks, colour, action } = telling;
  const state = stateOf([telling], view.history);
  const source = sourceWords([telling]);
  return {
    summary,
    card: {
      title,
      ...(colour && { colour }),
      blocks: [...blocks, ...(state ? [note(state)] : [])],
      ...(action && { actions: [action] }),
    },
    ...(source && { source }),
  };
}
