/** Words in HTML. The template library escapes every one of them; nothing here or elsewhere does so by hand. */
import { html, raw } from "hono/html";
import { clean } from "../../core/text.ts";

export { html, raw };

/** Markup whose words are escaped already. */
export type Html = ReturnType<typeof html>;

/** @throws TypeError for a template with a promise in it */
export function textOf(markup: Html): string {
  if (markup instanceof Promise) throw new TypeError("a template waits for something");
  return String(markup);
}

/** Other people's words: without control characters, and without a call to everybody, should they be copied elsewhere. */
export const words = (text: string): string => clean(text).replaceAll(/@(?=channel|everyone|here)/gi, "@\u{200B}");

/** An address that a browser may be led to. */
export function linkTo(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const { protocol, href: whole } = new URL(href);
  return protocol === "https:" || protocol === "http:" ? whole : undefined;
}
