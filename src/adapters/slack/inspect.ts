/** What we may do in a channel. Nothing of its history is read for that: reads are few, and for posts whose fate is unclear. */
import type { webApi } from "@slack/bolt";
import type { Place, PlaceFacts } from "../../core/place.ts";
import { codeOf, whyOf } from "./trouble.ts";

/** A scope is worth nothing in a channel that we are not in: both are asked. */
export async function inspect(client: webApi.WebClient, place: Place): Promise<PlaceFacts> {
  const direct = place.kind === "direct";
  const wants: string[] = [];
  const tried = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      wants.push(`In this channel ${whyOf(codeOf(error))}.`);
      return undefined;
    }
  };
  const info = direct ? undefined : await tried(client.conversations.info({ channel: place.id }));
  const channel = info?.channel;
  if (channel?.is_archived) wants.push("The channel is archived.");
  if (channel && !channel.is_member) wants.push("I am not in the channel: invite me with /invite.");
  const mayPost = direct || (channel?.is_member === true && channel.is_archived !== true);
  const isPrivate = direct || channel?.is_private === true;
  if (!mayPost) return { mayPost, mayReadBack: false, isPrivate, wants };
  // Every answer of Slack's names the token's scopes.
  const answer = info ?? (await tried(client.auth.test()));
  const scope = direct ? "im:history" : isPrivate ? "groups:history" : "channels:history";
  const scopes = answer?.response_metadata?.scopes;
  const mayReadBack = answer !== undefined && (scopes === undefined || scopes.includes(scope));
  if (answer && !mayReadBack) wants.push(`In this channel ${whyOf("missing_scope")}: ${scope}.`);
  return { mayPost, mayReadBack, isPrivate, wants };
}
