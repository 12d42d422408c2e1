/** Trouble that the next call of a method meets. */
import type { ServerResponse } from "node:http";

export type Trouble =
  /** Refused, with Slack's code: of a method with status 200, of an address for answers with another. */
  | { readonly error: string; readonly code?: 400 | 403 | 404 | 410 }
  /** Too fast; without `after` there is no Retry-After. */
  | { readonly status: 429; readonly after?: number }
  /** The work is done, and then answered with a server error. */
  | { readonly status: 500; readonly done: boolean }
  /** The connection is cut. */
  | { readonly reset: true; readonly done: boolean }
  /** There is no answer, ever. */
  | { readonly stall: true; readonly done: boolean };

export const isDone = (trouble: Trouble): boolean => "done" in trouble && trouble.done;

/** Answers as the trouble has it. */
export function suffer(trouble: Trouble, response: ServerResponse): void {
  if ("error" in trouble) json(response, trouble.code ?? 200, { ok: false, error: trouble.error });
  else if ("reset" in trouble) response.socket?.resetAndDestroy();
  else if ("stall" in trouble) return;
  else if (trouble.status === 429)
    json(
      response,
      429,
      { ok: false, error: "ratelimited" },
      trouble.after === undefined ? {} : { "retry-after": `${trouble.after}` },
    );
  else json(response, 500, { ok: false });
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers })
    .end(JSON.stringify(body));
}
