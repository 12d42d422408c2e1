/** Words within a line as Slack has them, with the moments and links among them. */
import type { types } from "@slack/bolt";
import { clock } from "../../../core/plain-text.ts";
import type { Inline } from "../../../core/reply.ts";
import { limits } from "../limits.ts";
import { cut, isLink, literal } from "./text.ts";

export type Element = types.RichTextText | types.RichTextLink | types.RichTextDate;

export const text = (words: string): types.RichTextText => ({ type: "text", text: literal(words) });
export const bold = (words: string): types.RichTextText => ({ ...text(words), style: { bold: true } });

export function inline(part: Inline, timeZone: string): Element {
  if (typeof part === "string") return text(part);
  if ("bold" in part) return bold(part.bold);
  if ("time" in part) return dateOf(part.time, timeZone);
  return isLink(part.href) ? { type: "link", url: part.href, text: literal(part.link) } : text(part.link);
}

/** A moment by each reader's own clock, and by the voters' for whoever sees no more than text. */
const dateOf = (time: Date, timeZone: string): types.RichTextDate => ({
  type: "date",
  timestamp: Math.floor(time.getTime() / 1_000),
  format: dateFormat,
  fallback: clock(time, timeZone),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/date-element */
const dateFormat = "{time}, {date_long_full}";

/** The words of an element, as they are cut. */
export const wordsIn = (element: Element): string => (element.type === "date" ? "" : (element.text ?? ""));

/** Words that stand for an element where it cannot be one. */
export const spoken = (element: Element): string =>
  element.type === "date" ? (element.fallback ?? "") : wordsIn(element);

/**
 * Small words with moments in them: plain text, and between it Slack's own dates, which are markup without a word of anybody's.
 */
export function footOf(parts: readonly Inline[], timeZone: string): types.ContextBlock {
  const all = parts.map((part) => ("object" === typeof part && "time" in part ? part : inline(part, timeZone)));
  const elements: types.ContextBlock["elements"][number][] = [];
  let words = "";
  const flush = (): void => {
    // Slack sets elements apart: no stop or comma begins one.
    const said = words.trim().replace(/^[.,;] ?/, "");
    if (said !== "") elements.push({ type: "plain_text", text: cut(literal(said), limits.text), emoji: false });
    words = "";
  };
  for (const part of all) {
    if ("type" in part) {
      words += spoken(part);
      continue;
    }
    // A block holds few elements: the last of many moments are told in words.
    if (elements.length > mostElements - 3) {
      words += clock(part.time, timeZone);
      continue;
    }
    flush();
    const at = Math.floor(part.time.getTime() / 1_000);
    elements.push({ type: "mrkdwn", text: `<!date^${at}^${dateFormat}|${clock(part.time, timeZone)}>` });
  }
  flush();
  return { type: "context", elements };
}

/** https://docs.slack.dev/reference/block-kit/blocks/context-block */
const mostElements = 10;

/** Small blocks as one, while it holds them all. */
export function together(one: types.KnownBlock | undefined, foot: types.ContextBlock): types.ContextBlock | undefined {
  if (one?.type !== "context" || one.elements.length + foot.elements.length > mostElements) return undefined;
  return { type: "context", elements: [...one.elements, ...foot.elements] };
}
