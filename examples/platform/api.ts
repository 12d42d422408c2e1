/** Requests to Pigeon's server, and their fate. */
import { z } from "zod";
import type { Posted } from "../../src/core/platform.ts";

export interface ApiOptions {
  /** Begins with coo-. */
  readonly token: string;
  readonly url: string;
  /** Milliseconds until a request counts as unanswered. */
  readonly timeout?: number;
}

export const shapes = {
  self: z.object({ name: z.string() }),
  room: z.object({ private: z.boolean(), mayPost: z.boolean() }),
  made: z.object({ id: z.string() }),
  messages: z.array(z.object({ id: z.string(), mark: z.string().optional() })),
  done: z.unknown(),
};

/** The server said no. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  constructor(status: number) {
    super(`Pigeon refuses it (HTTP ${status})`);
    this.status = status;
  }
}

export interface Answer<T> {
  readonly said: T;
  readonly headers: Headers;
}

export type Api = <T>(method: string, path: string, shape: z.ZodType<T>, body?: object) => Promise<Answer<T>>;

/** @returns asks once. @throws Refusal, and where there is no answer of Pigeon's, any other Error */
export function createApi({ token, url, timeout = 10_000 }: ApiOptions): Api {
  return async (method, path, shape, body) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(timeout),
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Refusal(response.status);
    return { said: shape.parse(await response.json()), headers: response.headers };
  };
}

/** Statuses that refuse, each something; any other tells nothing of a message's fate. */
const subjects = { 403: "place", 404: "place", 409: "edit", 410: "message", 422: "words" } as const;

const isSubject = (status: number): status is keyof typeof subjects => status in subjects;

/** The fate of a message whose writing met an error. */
export function fateOf(error: unknown): Exclude<Posted, { readonly kind: "sent" }> {
  if (!(error instanceof Refusal)) {
    const isUnsent = error instanceof TypeError && /ECONNREFUSED|ENOTFOUND/.test(String(error.cause));
    return isUnsent ? { kind: "later", after: 5_000 } : { kind: "unclear", why: "no answer from Pigeon" };
  }
  const { status, message: why } = error;
  if (isSubject(status)) return { kind: "refused", about: subjects[status], why };
  // Nothing is wrong with the place, and nothing was posted in it.
  if (status === 401 || status === 429) return { kind: "later", after: 60_000 };
  return { kind: "unclear", why };
}
