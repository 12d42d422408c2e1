/** Ways of an answer to a screen: in the acknowledgement where it is ready, later by the address that came with it. */
import { z } from "zod";
import type { Answer } from "../../core/dispatch.ts";
import type { Reply } from "../../core/reply.ts";
import { fromJson } from "../../lib/json.ts";
import { remembered } from "../../lib/remembered.ts";
import { waits } from "./limits.ts";
import { renderSlack, type RenderOptions, type SlackMessage } from "./render.ts";
import { ResponseError } from "./trouble.ts";

export interface Response extends Omit<SlackMessage, "blocks">, Partial<Pick<SlackMessage, "blocks">> {
  readonly response_type: "in_channel" | "ephemeral";
  readonly replace_original?: boolean;
  readonly thread_ts?: string;
}

/** Whether only the asker may see it: an error is nobody else's business. */
export const isPrivate = ({ audience, problem }: Answer): boolean => audience === "asker" || problem !== undefined;

/** A reply that many are given is drawn once. */
const drawnOnce = remembered((options: RenderOptions) => remembered((reply: Reply) => renderSlack(reply, options)));

/** A secret makes no file, and promises none; no notification has a word of it. */
export const drawAnswer = ({ reply, secret }: Answer, options: RenderOptions): SlackMessage =>
  secret ? renderSlack({ ...reply, discreet: true }, { ...options, follows: false }) : drawnOnce(options)(reply);

export const responseTo = (answer: Answer, options: RenderOptions): Response => ({
  ...drawAnswer(answer, options),
  response_type: isPrivate(answer) ? "ephemeral" : "in_channel",
});

/** Its result, if it has one while an acknowledgement can wait. */
export async function inTime<T>(promise: Promise<T>, most: number = waits.acknowledge): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(late.resolve, most, undefined);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const refusal = z.object({ ok: z.literal(false), error: z.string().regex(/^\w{1,60}$/) });

/** @param url good for five answers within half an hour @throws ResponseError, or what `fetch` throws */
export async function respond(url: string, response: Response): Promise<void> {
  const answered = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(response),
    signal: AbortSignal.timeout(waits.request),
  });
  const { ok, status, headers } = answered;
  const said = refusal.safeParse(fromJson((await answered.text()).slice(0, longestRefusal)));
  if (ok && !said.success) return;
  const after = Number(headers.get("retry-after") ?? Number.NaN);
  const code = said.success ? said.data.error : `http_${status}`;
  throw new ResponseError(code, Number.isFinite(after) ? after * 1_000 : undefined);
}

/** Characters of a body that are read. */
const longestRefusal = 2_000;
