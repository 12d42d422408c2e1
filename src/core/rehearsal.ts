/** Marks on a rehearsal, so that nobody takes a part of one for the night itself. */
import type { Reply } from "./reply.ts";

const mark = "REHEARSAL: ";

/** The same reply, with every heading marked; once, however often. */
export function rehearse(reply: Reply): Reply {
  const { summary, card } = reply;
  return { ...reply, summary: marked(summary), ...(card && { card: { ...card, title: marked(card.title) } }) };
}

const marked = (words: string): string => (words.startsWith(mark) ? words : `${mark}${words}`);
