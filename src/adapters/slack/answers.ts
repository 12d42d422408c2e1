/** How an answer reaches a screen: in the acknowledgement where it is ready, later by the address that came with it. */
import type { Answer } from "../../core/dispatch.ts";
import { waits } from "./limits.ts";
import { renderSlack, type RenderOptions, type SlackMessage } from "./render.ts";

export interface Response extends SlackMessage {
  readonly response_type: "in_channel" | "ephemeral";
  readonly replace_original?: boolean;
  readonly thread_ts?: string;
}

/** Whether only the asker may see it: an error is nobody else's business. */
export const isPrivate = ({ audience, problem }: Answer): boolean => audience === "asker" || problem !== undefined;

export const responseTo = (answer: Answer, options: RenderOptions): Response => ({
  ...renderSlack(answer.reply, options),
  response_type: isPrivate(answer) ? "ephemeral" : "in_channel",
});

/** What it resolves to, if it does so while an acknowledgement can wait. */
export async function inTime<T>(promise: Promise<T>, most: number = waits.acknowledge): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(late.resolve, most, undefined);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Slack did not take what we answered. */
export class ResponseError extends Error {
  override readonly name = "ResponseError";
}

/** @param url good for five answers within half an hour @throws ResponseError, or what `fetch` throws */
export async function respond(url: string, response: Response): Promise<void> {
  const { ok, status, body } = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(response),
    signal: AbortSignal.timeout(waits.request),
  });
  await body?.cancel();
  if (!ok) throw new ResponseError(`Slack answered ${status}`);
}
