/** The ways in which Discord does not let us in, or shuts us out, each in one line that says what to do. */
import { DiscordAPIError, GatewayCloseCodes, RateLimitError } from "discord.js";
import { Outage } from "../../core/platform.ts";
import { HeldBack } from "./breaker.ts";
import { codeOf, isEdgePage, isLostToken } from "./trouble.ts";

/** Reasons why the gateway shuts us out for good, by its close codes (topics/opcodes-and-status-codes#gateway). */
const shutOut: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: "the bot token is no longer accepted. Put a new one into DISCORD_TOKEN.",
  [GatewayCloseCodes.InvalidShard]: "it says that our count of shards is wrong. Start Teller again.",
  [GatewayCloseCodes.ShardingRequired]:
    "the bot is in more servers than one connection may carry. Start Teller again: it then opens as many as Discord asks for.",
  [GatewayCloseCodes.InvalidAPIVersion]:
    "this version of its gateway is no longer served. Install a newer version of Teller.",
  [GatewayCloseCodes.InvalidIntents]: "it does not know the intents asked for. Install a newer version of Teller.",
  [GatewayCloseCodes.DisallowedIntents]:
    "it does not allow this application the intents asked for. Switch them on in the developer portal, Bot.",
};

/** Whether the gateway, closing with this code, shuts us out for good. */
export const isShutOut = (code: number): boolean => code in shutOut;

/** @param code with which the gateway closed; a token that the API refuses counts as one that the gateway refuses */
export const whyShutOut = (code: number): Error =>
  new Error(`Discord has shut us out: ${shutOut[code] ?? `its gateway closed with code ${code}. Start Teller again.`}`);

/** The SDK's errors where the gateway never lets us in, and the close codes that they stand for. */
const refusals: ReadonlyMap<string, GatewayCloseCodes> = new Map([
  ["Invalid shard", GatewayCloseCodes.InvalidShard],
  ["Sharding is required", GatewayCloseCodes.ShardingRequired],
  ["Used an invalid API version", GatewayCloseCodes.InvalidAPIVersion],
  ["Used invalid intents", GatewayCloseCodes.InvalidIntents],
]);

/** A fault at the start, in one line that says what to do: without the token, and without a stack. */
export function plainly(error: unknown): Error {
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : "";
  if (words.startsWith("Discord")) return new Error(words);
  const isToken = code === "TokenInvalid" || words === "Authentication failed";
  if (isToken || isLostToken(error))
    return new Error(
      "Discord does not accept the bot token: copy a new one from the developer portal (Bot, Reset Token) into DISCORD_TOKEN.",
    );
  if (words === "Used disallowed intents")
    return new Error(
      "Discord does not allow this application the intents asked for: switch them on in the developer portal, Bot.",
    );
  const refusal = refusals.get(words);
  if (refusal !== undefined) return whyShutOut(refusal);
  if (error instanceof RateLimitError || error instanceof HeldBack) {
    const wait = error instanceof HeldBack ? error.after : error.retryAfter;
    return new Outage(`Discord asks us to wait ${Math.ceil(wait / 1000)} seconds before we start.`, wait);
  }
  if (words.startsWith("Not enough sessions"))
    return new Error(
      "Discord lets us open no more connections today: too many were opened. Leave Teller stopped a while.",
    );
  if (isEdgePage(error))
    return new Error(
      "What answers is not Discord's API but a page from before it: the address of this machine may be shut out for a while, or DISCORD_API_URL or a proxy leads elsewhere.",
    );
  if (error instanceof DiscordAPIError)
    return new Error(`Discord refuses to start us (HTTP ${error.status}, code ${code}).`);
  return new Error(`Discord cannot be reached (${code}): check the network and DISCORD_API_URL.`);
}
