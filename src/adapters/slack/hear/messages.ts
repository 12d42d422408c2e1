/** `@teller seat bath` in a channel, and what people write to us directly. */
import { typed } from "../blocks/text.ts";
import { fromEvent, type From } from "../sender.ts";
import { leaving, maybeSecret, say, type Ears } from "./ears.ts";

interface Said {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  readonly thread: string | undefined;
  readonly from: From;
}

export function hearMessages(ears: Ears): void {
  const { app, flights } = ears;
  app.event("app_mention", async ({ event, body, context }) => {
    if (!event.user || event.bot_id || !(await ears.isNew(body.event_id, context.retryNum))) return;
    const said = { user: event.user, channel: event.channel, text: typed(event.text), thread: event.thread_ts };
    await hear({ ...said, from: fromEvent(body) });
  });
  app.event("message", async ({ event, body, context }) => {
    // Only what a person wrote: no edits, no joins, no words of ours.
    if (event.channel_type !== "im" || event.subtype !== undefined || event.bot_id) return;
    if (!(await ears.isNew(body.event_id, context.retryNum))) return;
    const { user, channel, text = "", thread_ts: thread } = event;
    await hear({ user, channel, text: typed(text), thread, from: fromEvent(body) });
  });

  async function hear({ text, from, ...where }: Said): Promise<void> {
    await flights.take(async () => {
      // Slack has its acknowledgement and will not ask again.
      if (flights.closed) return say(ears, leaving, where);
      const line = text === "" ? "/help" : text;
      const asker = await ears.judged({ ...where, forms: false, from, secret: maybeSecret(ears, line) });
      const begun = ears.dispatch.line(line, asker);
      if (begun.kind === "answer") await say(ears, await begun.answer, where);
    });
  }
}
