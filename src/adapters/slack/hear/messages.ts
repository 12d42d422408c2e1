/** `@teller seat bath` in a channel, and what people write to us directly. */
import { UserError } from "../../../core/errors.ts";
import { startsWithCommand } from "../../../core/parse.ts";
import { typed } from "../blocks/text.ts";
import { fromEvent, type From } from "../sender.ts";
import { lineOf } from "./commands.ts";
import { leaving, maybeSecret, sorryFor, tell, type Ears } from "./ears.ts";

interface Said {
  readonly user: string;
  readonly channel: string;
  /** As people would have typed it to us alone. */
  readonly text: string;
  readonly thread: string | undefined;
  readonly hasFiles: boolean;
  readonly from: From;
}

/** Messages that a person wrote; others are joins, edits, and whatever Slack itself says. */
const written: ReadonlySet<string | undefined> = new Set([
  undefined,
  "file_share",
  "me_message",
  // "Also sent to the channel", of an answer in a thread.
  "thread_broadcast",
]);

export function hearMessages(ears: Ears): void {
  const { app, flights, us, commands } = ears;
  app.event("app_mention", async ({ event, body, context }) => {
    if (!event.user || event.bot_id) return;
    const { user, channel, thread_ts: thread } = event;
    const text = wordsTo(us, event.text, (line) => startsWithCommand(line, commands));
    if (!(await ears.isNew(body.event_id, context.retryNum, maybeSecret(ears, lineIn(text, ears))))) return;
    await hear({ user, channel, text, thread, hasFiles: filesOf(event) > 0, from: fromEvent(body) });
  });
  app.event("message", async ({ event, body, context }) => {
    if (event.channel_type !== "im" || !written.has(event.subtype) || "bot_id" in event) return;
    if (!("user" in event) || typeof event.user !== "string") return;
    // Sources write here, and codenames come by mistake.
    if (!(await ears.isNew(body.event_id, context.retryNum, true))) return;
    const { user, channel } = event;
    const thread = "thread_ts" in event ? event.thread_ts : undefined;
    const text = wordsTo(us, "text" in event ? (event.text ?? "") : "", (line) => startsWithCommand(line, commands));
    await hear({ user, channel, text, thread, hasFiles: filesOf(event) > 0, from: fromEvent(body) });
  });

  async function hear({ text, from, hasFiles, ...where }: Said): Promise<void> {
    await flights.take(async () => {
      // Slack has its acknowledgement and will not ask again.
      if (flights.closed) return tell(ears, leaving, where);
      if (text === "" && hasFiles) return tell(ears, sorryFor(noFiles), where);
      const line = lineIn(text, ears);
      const secret = maybeSecret(ears, line);
      const asker = await ears.judged({ ...where, forms: false, from, secret });
      const begun = ears.dispatch.line(line, asker);
      if (begun.kind === "answer") await tell(ears, await begun.answer, where);
    });
  }
}

const noFiles = new UserError("usage", "I read words and no files, and have not opened yours. Ask me in words.", [
  "/help",
]);

const filesOf = (event: object): number => ("files" in event && Array.isArray(event.files) ? event.files.length : 0);

/**
 * The question among other words: "Morning all, @teller seat bath". Words after the mention are the question;
 * those before it are where nothing follows, or where only they begin with a command.
 */
export function wordsTo(us: string, text: string, isQuestion: (line: string) => boolean): string {
  const [before = "", ...rest] = text.split(new RegExp(`<@${us}(?:\\|[^<>]*)?>`));
  if (rest.length === 0) return typed(text);
  const [earlier, after] = [bare(before), bare(rest.join(" "))];
  // "What about Bath, @teller?"
  if (!/[\p{L}\p{N}]/u.test(after)) return earlier;
  return !isQuestion(after) && isQuestion(earlier) ? earlier : after;
}

/** Words without the marks that set them off from a mention. */
const bare = (words: string): string => typed(words).replaceAll(/^[\s,:;.!–—-]+|[\s,:;]+$/gu, "");

/** The question, also where it was pasted as it is typed elsewhere: "/teller seat bath", "/tip-send". */
function lineIn(text: string, ears: Ears): string {
  if (text === "") return "/help";
  const [, name, words = ""] = /^(\/[\p{L}\p{N}_-]+)(?:\s+([^]*))?$/u.exec(text) ?? [];
  return name === undefined ? text : lineOf(name.toLowerCase(), words, ears);
}
