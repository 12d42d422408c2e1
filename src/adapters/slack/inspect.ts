/**
 * A channel, as Slack describes it: whether we may post there, and who could read it. Nothing of its history is read for that:
 * reads are few, and for posts whose fate is unclear.
 */
import type { webApi } from "@slack/bolt";
import { isSharedOutside } from "./sender.ts";
import { codeOf, whyOf } from "./trouble.ts";
import type { Place, PlaceFacts } from "../../core/place.ts";

/**
 * Asks for the channel besides the list of scopes: a scope is worth nothing in a channel that we are not in.
 *
 * @param listed workspaces that are the newsroom's own, which may share a channel within their organisation
 */
export async function inspect(
  client: webApi.WebClient,
  place: Place,
  listed: ReadonlySet<string>,
): Promise<PlaceFacts> {
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
  // Every answer of Slack's names the token's scopes.
  const answer = mayPost ? (info ?? (await tried(client.auth.test()))) : undefined;
  const scope = direct ? "im:history" : channel?.is_private === true ? "groups:history" : "channels:history";
  const scopes = answer?.response_metadata?.scopes;
  const mayReadBack = answer !== undefined && (scopes === undefined || scopes.includes(scope));
  if (answer && !mayReadBack) wants.push(`In this channel ${whyOf("missing_scope")}: ${scope}.`);
  const openTo = direct ? undefined : readersOf(channel, listed);
  return {
    mayPost,
    mayReadBack,
    isPrivate: openTo === undefined,
    ...(openTo !== undefined && { openTo }),
    wants,
  };
}

type Channel = NonNullable<webApi.ConversationsInfoResponse["channel"]>;

/** Flags of every channel that Slack describes. @see docs.slack.dev/reference/objects/conversation-object */
const told = ["is_private", "is_shared", "is_ext_shared", "is_org_shared", "is_pending_ext_shared"] as const;

/** Readers besides those who were let in, now or to come, in words; undefined for nobody. */
function readersOf(channel: Channel | undefined, listed: ReadonlySet<string>): string | undefined {
  // A conversation that is no channel may be with somebody of another organisation, and Slack says less of it.
  if (!channel || channel.is_im) return "Slack does not say who can read there";
  if (channel.is_private === false) return "everyone in the workspace could read there";
  if (told.some((flag) => typeof channel[flag] !== "boolean") || !Array.isArray(channel.pending_shared))
    return "Slack does not say whether it is shared";
  return isSharedOutside(channel, listed)
    ? "it is shared, or about to be, with another organisation or with workspaces that TIPS_SLACK_TEAMS does not list"
    : undefined;
}
