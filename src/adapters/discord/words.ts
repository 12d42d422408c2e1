/** Other people's text in Discord's markdown: it must look as it was written, and do nothing. */
import { clean, letters } from "../../core/text.ts";
import type { Inline } from "../../core/reply.ts";

/** Any sign that could be markup; most words have none. */
const signs = /[\\*_~`|[<@#>+-]|:\/\/|\d[.)]\s/;

/** Markup, mentions, links and time stamps lose their power; a backslash before punctuation is not shown. */
export function escape(text: string): string {
  const cleaned = clean(text);
  if (!signs.test(cleaned)) return cleaned;
  return cleaned
    .replaceAll(/[\\*_~`|[<@]/g, "\\$&")
    .replaceAll("://", "\\://")
    .replaceAll(/^(\s*)(?=#{1,3}\s|>|[-+]\s|-#)/gm, "$1\\")
    .replaceAll(/^(\s*\d+)(?=[.)]\s)/gm, "$1\\");
}

/** In a code block a backslash would be shown, so a mark that could end the block is broken by a space of no width. */
export const inCode = (line: string): string => clean(line).replaceAll("```", "`\u200B`\u200B`");

/** The same for a cell of a table, where nothing should even look like a call to someone. */
export const inCell = (line: string): string =>
  inCode(line.replaceAll("`", "\u02CB").replaceAll(/<(?=[!@#&])|@(?=everyone|here)/g, "$&\u200B"));

/** Addresses that a browser opens, without characters that could end a link early. */
export function address(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const { protocol, href: whole } = new URL(href);
  if (protocol !== "https:" && protocol !== "http:") return undefined;
  return whole.replaceAll(/[()<>\\\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

export function link(label: string, href: string): string {
  const to = address(href);
  return to ? `[${escape(label).replaceAll("]", "\\]")}](<${to}>)` : escape(label);
}

export function inlines(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return escape(part);
      // Bold ends at a line's end, and around nothing it is not bold.
      if ("bold" in part) return escape(part.bold).replaceAll(/\S(?:.*\S)?/g, "**$&**");
      // Discord shows a time by the reader's own clock.
      if ("time" in part) return `<t:${Math.floor(part.time.getTime() / 1000)}:f>`;
      return link(part.link, part.href);
    })
    .join("");
}

/** Cut at a whole letter, with an ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = letters(text.slice(0, most));
  // The last letter may have been cut in two.
  do kept.pop();
  while (kept.join("").length > most - 1);
  return `${kept.join("").trimEnd()}…`;
}

/** `cut` for a line with markup, which is closed or left out. */
export function cutMarked(line: string, most: number): string {
  if (line.length <= most) return line;
  let kept = cut(line, most).slice(0, -1);
  if (/(?<!\\)(?:\\\\)*\\$/.test(kept)) kept = kept.slice(0, -1);
  // A command or a time that was begun; a mark of others' has a backslash before it.
  kept = kept.replace(/(?<!\\)<[^>]*$/, "");
  const opened = kept.search(/(?<!\\)\[(?!.*\)>?\))[^[]*$/s);
  if (opened >= 0 && !/\]\(<[^>]*>\)/.test(kept.slice(opened))) kept = kept.slice(0, opened);
  if (((kept.match(/(?<!\\)\*\*/g)?.length ?? 0) & 1) === 1) kept = kept.slice(0, kept.lastIndexOf("**"));
  return `${kept.trimEnd()}…`;
}
