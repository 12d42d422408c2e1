/** Words as Slack takes them. */
import type { types } from "@slack/bolt";
import { clean, letters } from "../../../core/text.ts";
import { limits } from "../limits.ts";

/**
 * Words for where Slack reads no markup: plain text and rich text. Nothing in them formats, links or mentions; the
 * words that would call a channel if they were copied into a message are broken by a space of no width.
 */
export const literal = (words: string): string => clean(words).replaceAll(/@(?=channel|everyone|here)/gi, "@\u{200B}");

/** Words for where Slack reads markup: its three control characters are escaped, so nothing links or mentions. */
export const escaped = (words: string): string =>
  literal(words).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** At most so long as Slack counts, cut between letters, with an ellipsis. */
export function cut(words: string, most: number, length = (text: string): number => text.length): string {
  if (length(words) <= most) return words;
  const kept: string[] = [];
  let room = most - 1;
  for (const letter of letters(words.slice(0, most))) {
    room -= length(letter);
    if (room < 0) break;
    kept.push(letter);
  }
  return `${kept.join("").trimEnd()}…`;
}

/** A title, a label: one line, and never empty, which Slack refuses. */
export const plain = (words: string, most: number): types.PlainTextElement => ({
  type: "plain_text",
  text: cut(literal(words).replaceAll(/\s+/gu, " ").trim() || "…", most),
  emoji: false,
});

/** Whether Slack takes it for an address. */
export const isLink = (href: string): boolean =>
  /^https?:\/\//.test(href) && href.length <= limits.address && URL.canParse(href);

/** Escaped words, at most so long, an entity not cut in two. */
export function cutEscaped(words: string, most: number): string {
  const whole = escaped(words).trim() || "…";
  if (whole.length <= most) return whole;
  // Neither a mark nor a letter of two halves is cut through.
  return `${whole.slice(0, most - 1).replace(/&[a-z]*$|[\uD800-\uDBFF]$/, "")}…`;
}

/** Typed words, from the form that Slack gives them: escapes undone, links as they read, mentions' ids left out. */
export function typed(text: string): string {
  return text
    .replaceAll(/<(?:[^<>|]*\|)?([^<>|]*)>/g, (_, label: string) => (/^[@#!]/.test(label) ? " " : label))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}
