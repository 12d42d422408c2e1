/** The meaning of Slack's refusals, for those who run the place. */
import { webApi } from "@slack/bolt";
import type { Miss } from "../../core/answering.ts";
import { Outage, type Posted, type Refused } from "../../core/platform.ts";
import { waits } from "./limits.ts";

/** Slack's code for an error, ours where it has none: safe to log, since it quotes nothing. */
export function codeOf(error: unknown): string {
  // The SDK gives a proxy's page as the code.
  if (error instanceof webApi.WebAPIPlatformError)
    return /^\w{1,60}$/.test(error.data.error) ? error.data.error : "no_json";
  if (error instanceof webApi.WebAPIRateLimitedError) return "ratelimited";
  if (error instanceof webApi.WebAPIHTTPError) return `http_${error.statusCode}`;
  if (error instanceof webApi.WebAPIRequestError) return causeOf(error.original);
  if (error instanceof ResponseError) return error.code;
  // `fetch` failed, before an answer or for want of one.
  if (error instanceof TypeError) return causeOf(error);
  return error instanceof Error ? error.name : "unknown";
}

function causeOf(original: Error): string {
  const cause: unknown = original.cause ?? original;
  if (typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string")
    return cause.code;
  return original.name;
}

/** Slack did not take what was sent to an address for answers. */
export class ResponseError extends Error {
  override readonly name = "ResponseError";
  /** Slack's own, or the HTTP status: "http_500". */
  readonly code: string;
  /** Milliseconds that Slack asks us to wait. */
  readonly retryAfter: number | undefined;
  constructor(code: string, retryAfter?: number) {
    super(`Slack answered ${code}`);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** Our token is worth nothing any more: nothing will work until someone mends it. */
export const lockedOut: Readonly<Record<string, string>> = {
  invalid_auth: "Slack does not know the bot token",
  not_authed: "there is no bot token",
  account_inactive: "the app was removed from the workspace",
  token_revoked: "the bot token was revoked",
  token_expired: "the bot token has expired",
  org_login_required: "the workspace is being moved",
  not_allowed_token_type: "that is not a bot token: it begins with xoxb-",
};

/** Slack refuses the whole app for now, whatever channel a call is about: an administrator can mend it. */
export const shut: Readonly<Record<string, string>> = {
  access_denied: "the app has no access to the workspace",
  ekm_access_denied: "the organisation has suspended its keys, and with them all messages",
  enterprise_is_restricted: "the organisation does not let the app call Slack",
  missing_scope: "the app lacks a permission: update it from the manifest and install it again",
  no_permission: "the app lacks a permission: update it from the manifest and install it again",
  team_access_not_granted: "the organisation has not let the app into this workspace",
  two_factor_setup_required: "two-factor authentication must be set up first",
};

const refusals: Readonly<Record<string, string>> = {
  ...lockedOut,
  ...shut,
  channel_not_found: "the channel is gone, or private and I am not in it: invite me",
  not_in_channel: "I am not in the channel: invite me",
  is_archived: "the channel is archived",
  restricted_action: "the workspace does not let me post there",
  restricted_action_read_only_channel: "the channel is for reading only",
  restricted_action_thread_only_channel: "the channel takes only replies",
  message_not_found: "the message was deleted",
  cant_update_message: "the message is not mine to edit",
  cant_delete_message: "the message is not mine to delete",
  edit_window_closed: "the message is too old to edit",
  user_not_found: "the person is gone",
};

/** Causes of refusals other than the place. */
const subjects: Readonly<Record<string, Refused>> = {
  message_not_found: "message",
  cant_update_message: "edit",
  cant_delete_message: "edit",
  edit_window_closed: "edit",
};

/** Codes for what we sent, in docs.slack.dev/reference/methods/chat.postMessage and chat.update. */
const malformed =
  /^(invalid_(blocks|arg|array_arg|attach|metadata|json|form|post|charset)|msg_|no_text|metadata_|too_many_|block_|blocks_|missing_post|json_not|markdown_)/;

function aboutOf(code: string): Refused {
  return subjects[code] ?? (malformed.test(code) ? "words" : "place");
}

/** Slack failed while it worked on the request: what it did is not known. */
const unknown = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
  "no_json",
]);
const haste = new Set(["ratelimited", "rate_limited", "message_limit_exceeded"]);
/** The request did not leave us. */
const unsent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/** Whether an error is about the app, and so about every channel alike. */
export const isAppWide = (error: unknown): boolean => codeOf(error) in lockedOut || codeOf(error) in shut;

export const whyOf = (code: string): string => `${refusals[code] ?? "Slack refused"} (${code})`;

/** Whether Slack asks us to slow down. */
export const isHaste = (error: unknown): boolean =>
  error instanceof webApi.WebAPIRateLimitedError || haste.has(codeOf(error));

/** Milliseconds that Slack asks us to wait, where it names them. */
export const namedWait = (error: unknown): number | undefined =>
  error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1_000 : undefined;

/** Codes of an address for answers that takes no more of them. */
const late = new Set(["expired_url", "used_url", "http_404", "http_410"]);

/** The setback between an answer and its asker. */
export function missOf(error: unknown): Miss {
  const code = codeOf(error);
  const after = error instanceof ResponseError ? error.retryAfter : namedWait(error);
  if (isHaste(error) || code === "http_429") return { setback: "haste", ...(after !== undefined && { after }) };
  if (unsent.has(code)) return { setback: "haste" };
  if (late.has(code)) return { setback: "late" };
  // Its address may answer where the app may not.
  if (isAppWide(error)) return { setback: "place" };
  const isAnswer = error instanceof webApi.WebAPIPlatformError || error instanceof ResponseError;
  if (!isAnswer || unknown.has(code) || code.startsWith("http_5")) return { setback: "unclear" };
  if (code === "http_400" || code === "http_413" || code === "invalid_payload") return { setback: "words" };
  return { setback: aboutOf(code) === "words" ? "words" : "place" };
}

/** The fate of a write that did not answer "ok". */
export function fateOf(error: unknown): Posted {
  const code = codeOf(error);
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: "later", after: error.retryAfter * 1_000 };
  if (haste.has(code) || unsent.has(code)) return { kind: "later", after: waits.haste };
  // Nothing is wrong with the place, and nothing was posted in it.
  if (isAppWide(error)) return { kind: "later", after: waits.lockedOut };
  if (error instanceof webApi.WebAPIPlatformError && !unknown.has(code))
    return { kind: "refused", about: aboutOf(code), why: whyOf(code) };
  return { kind: "unclear", why: code };
}

/** A start that failed, in one line, and the time before which another is of no use. */
export const startOutage = (
  error: unknown,
  ...words: [host: string, tokens: (code: string) => string | undefined]
): Outage => new Outage(startTrouble(error, ...words), isAppWide(error) ? waits.shutOut : (namedWait(error) ?? 0));

/**
 * Why we could not start, in one line that says what to do.
 *
 * @param tokens what Slack says of a token, and which to look at; undefined where the code says nothing of it
 */
function startTrouble(error: unknown, host: string, tokens: (code: string) => string | undefined): string {
  return `Slack does not start: ${tokens(codeOf(error)) ?? causeOfTrouble(error, host)}.`;
}

function causeOfTrouble(error: unknown, host: string): string {
  const code = codeOf(error);
  if (error instanceof webApi.WebAPIRateLimitedError)
    return `Slack asks us to wait: start again in ${error.retryAfter} s (${code})`;
  if (haste.has(code)) return `Slack asks us to wait: start again in a minute (${code})`;
  if (error instanceof webApi.WebAPIRequestError || unsent.has(code) || code === "TypeError")
    return `Slack cannot be reached at ${host} (${code}): see whether this machine may, by its network and any proxy`;
  if (/^http_[1-4]/.test(code) || code === "no_json")
    return `what answers at ${host} is not Slack (${code}): see what stands between, a proxy perhaps`;
  if (code.startsWith("http_") || unknown.has(code))
    return `Slack is in trouble (${code}): start again later, and see status.slack.com`;
  return whyOf(code);
}

/** The fault of the bot token, where a code names one. */
export const botTokenTrouble = (code: string): string | undefined =>
  code in lockedOut ? `${whyOf(code)}. Check the bot token, SLACK_BOT_TOKEN` : undefined;

/** The fault of the app-level token or of its scopes, where a code names one. */
export const appTokenTrouble = (code: string): string | undefined =>
  code in lockedOut || code === "missing_scope"
    ? `Socket Mode refused (${code}). Check the app-level token, SLACK_APP_TOKEN: it begins with xapp- and needs connections:write`
    : undefined;
