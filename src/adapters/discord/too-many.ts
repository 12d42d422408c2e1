/**
 * A refusal of Discord's, read before the SDK's limiter sees it. A 429 may be a refused edit, may name its time in the body
 * alone, may name none, or may be a page from before Discord's API.
 */
import type { ResponseLike } from "discord.js";
import { fromJson, isObject } from "../../lib/json.ts";
import type { Told } from "./breaker.ts";
import { codes, edgeWords } from "./trouble.ts";

/** Statuses that count towards being shut out. */
const counted: ReadonlySet<number> = new Set([401, 403, 429]);

/** @param note takes in what was told, and says how many milliseconds there are to wait after a 429 */
export async function readAnswer(response: ResponseLike, note: (told: Told) => number): Promise<ResponseLike> {
  const { status, headers } = response;
  if (!counted.has(status)) {
    note({ status, wait: 0, reach: "route" });
    return response;
  }
  const text = await response.text();
  const found = fromJson(text);
  const body = isObject(found) ? found : undefined;
  const wait = 1_000 * Math.max(seconds(headers.get("retry-after")), seconds(body?.["retry_after"]));
  const isBot = headers.has("x-ratelimit-global") || body?.["global"] === true;
  const isRefusal = status === 429 && body?.["code"] === codes.oldEdits;
  const told: Told = {
    status,
    wait,
    reach: body ? (isBot ? "bot" : "route") : "edge",
    isShared: headers.get("x-ratelimit-scope") === "shared",
    isRefusal,
  };
  const after = note(told);
  // One message cannot be edited, and nothing else has to wait: the headers that would rest its channel are left out.
  if (isRefusal) return new Response(text, { status: 400, headers: json });
  if (status !== 429) return again(text, body, response);
  const kept = new Headers({ ...json, "retry-after": String(after / 1_000) });
  for (const [name, value] of headers)
    if (name.startsWith("x-ratelimit-") && name !== "x-ratelimit-global") kept.set(name, value);
  return new Response(text, { status, headers: kept });
}

const json = { "content-type": "application/json" };

/** The SDK expects JSON of what is refused, and drops its token after a 401, even after a page of somebody else's. */
const again = (text: string, body: object | undefined, { status, headers }: ResponseLike): Response =>
  new Response(body ? text : JSON.stringify({ message: edgeWords, code: 0 }), {
    status: body ? status : 403,
    headers: body ? [...headers] : json,
  });

function seconds(value: unknown): number {
  const number = Number(value ?? 0);
  return Number.isFinite(number) && number > 0 ? number : 0;
}
