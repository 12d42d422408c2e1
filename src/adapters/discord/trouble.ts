/** The meaning of an error from Discord's API for a post. */
import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import type { Posted, Refused } from "../../core/platform.ts";
import { HeldBack } from "./breaker.ts";

export type Trouble = Exclude<Posted, { readonly kind: "sent" }>;

/** Error codes of Discord (topics/opcodes-and-status-codes#json) that we know by name. */
export const codes = {
  unknownChannel: 10_003,
  unknownMember: 10_007,
  unknownMessage: 10_008,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  oldEdits: 30_046,
  sendingIsOff: 40_004,
  forum: 40_058,
  alreadyAcknowledged: 40_060,
  missingAccess: 50_001,
  notOurs: 50_005,
  cannotMessage: 50_007,
  notText: 50_008,
  missingPermissions: 50_013,
  wrongKind: 50_024,
  invalidWebhookToken: 50_027,
  archived: 50_083,
  overloaded: 130_000,
  locked: 160_005,
} as const;

const reasons: Readonly<Record<number, string>> = {
  [codes.unknownChannel]: "the channel is gone",
  [codes.unknownMessage]: "the message is gone",
  [codes.oldEdits]: "messages older than an hour can be edited only so often, and this one was",
  [codes.missingAccess]: "I cannot see the channel any more",
  [codes.notOurs]: "the message is not mine to edit",
  [codes.cannotMessage]: "they do not take messages from me",
  [codes.missingPermissions]: "I may not post in the channel",
  [codes.forum]: "a forum takes no messages but in its posts",
  [codes.notText]: "the channel is of a kind that takes no messages",
  [codes.wrongKind]: "the channel is of a kind that takes no messages",
  [codes.archived]: "the thread is archived",
  [codes.locked]: "the thread is locked",
};

/** Causes of refusals that differ from their status. */
const subjects: Readonly<Record<number, Refused>> = {
  [codes.unknownMessage]: "message",
  [codes.oldEdits]: "edit",
  [codes.notOurs]: "edit",
  [codes.cannotMessage]: "place",
  [codes.forum]: "place",
  [codes.notText]: "place",
  [codes.wrongKind]: "place",
  [codes.archived]: "place",
  [codes.locked]: "place",
};

/** Discord itself cannot just now. */
const passing: ReadonlySet<number> = new Set([codes.sendingIsOff, codes.overloaded]);

/** Milliseconds to wait where Discord does not say. */
const usualWait = 5_000;
/** The message that we give an answer which is no answer of Discord's API: a page of whatever stands before it. */
export const edgeWords = "a page from before Discord's API";

export const isEdgePage = (error: unknown): boolean =>
  error instanceof DiscordAPIError && "message" in error.rawError && error.rawError.message === edgeWords;

const dropped = "Expected token to be set";
/** Nothing was sent: the other side was not there. */
const unreached = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT/;

export const isLostToken = (error: unknown): boolean =>
  (error instanceof DiscordAPIError && error.status === 401 && !isEdgePage(error)) ||
  (error instanceof Error && error.message.startsWith(dropped));

export function troubleOf(error: unknown): Trouble {
  if (error instanceof HeldBack) return { kind: "later", after: error.after };
  if (error instanceof RateLimitError)
    return { kind: "later", after: Math.max(error.retryAfter, error.timeToReset, 0) || usualWait };
  // The token is lost: nothing is wrong with the place, and nothing was posted in it.
  if (isLostToken(error)) return { kind: "later", after: 60_000 };
  if (error instanceof DiscordAPIError) {
    const { code, status } = error;
    // Something on the way said no, and not Discord's API of this place.
    if (!(Number(code) > 0) || passing.has(Number(code))) return { kind: "later", after: 60_000 };
    // 400 is for a message that is malformed, or caught by a server's filter of words; 404 and 403 are for a place that
    // is gone or shut.
    const about = subjects[Number(code)] ?? (status === 400 || status === 413 ? "words" : "place");
    return {
      kind: "refused",
      about,
      why: reasons[Number(code)] ?? `Discord refuses it (HTTP ${status}, code ${code})`,
    };
  }
  if (error instanceof HTTPError)
    return { kind: "unclear", why: `Discord had an error of its own (HTTP ${error.status})` };
  const code = codeOf(error);
  return unreached.test(code)
    ? { kind: "later", after: usualWait }
    : { kind: "unclear", why: `no answer from Discord (${code})` };
}

/** An error's short name, without anything that the error quotes. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  // A DOMException's codes are numbers of another list.
  if (error instanceof DOMException) return error.name;
  const { cause } = error;
  return "code" in error
    ? String(error.code)
    : cause instanceof Error && "code" in cause
      ? String(cause.code)
      : error.name;
}

export const isApiError = (error: unknown, ...known: readonly number[]): boolean =>
  error instanceof DiscordAPIError && known.includes(Number(error.code));

/** Milliseconds that an error asks us to wait; 0 where it says nothing of that. */
function waitOf(error: unknown): number {
  if (error instanceof HeldBack) return error.after;
  return error instanceof RateLimitError ? error.retryAfter : 0;
}

/** Pauses, in milliseconds, before an attempt is repeated. */
const pauses = [200, 1_000];

/**
 * Repeats a request that does no harm twice: reading, editing, deleting, acknowledging.
 * @param soon refusals that may pass in a moment
 */
export async function again<T>(send: () => Promise<T>, ...soon: readonly number[]): Promise<T> {
  for (const pause of pauses) {
    try {
      return await send();
    } catch (error) {
      const trouble = troubleOf(error);
      if ((trouble.kind === "refused" && !isApiError(error, ...soon)) || isLostToken(error)) throw error;
      const wait = Math.max(pause, waitOf(error));
      if (wait > usualWait) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return send();
}
