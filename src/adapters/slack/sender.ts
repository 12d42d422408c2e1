/**
 * Whether somebody may ask what is secret: by their own workspace, whatever the bot's, and in no channel that people of
 * another organisation share. Whatever Slack does not say counts against it.
 */
import type { webApi } from "@slack/bolt";
import { z } from "zod";
import type { SecretReach } from "../../core/place.ts";

/** The little that Slack says of where somebody is from. */
export interface From {
  /** Their own workspace; undefined where Slack names none, or more than one. */
  readonly team: string | undefined;
  /** Whether the channel is shared outside, as envelopes of events say; commands and buttons say nothing of it. */
  readonly isShared?: boolean;
}

/** Malformed fields name an unknown workspace, so that the envelope's is not taken for the sender's. */
const inner = z
  .object({ user_team: z.string().nullish(), source_team: z.string().nullish(), team: z.string().nullish() })
  .catch({ user_team: "?", source_team: "?", team: "?" });

interface Envelope {
  readonly event: unknown;
  /** The workspace that the event is delivered for: theirs, where the event names no other. */
  readonly team_id?: string;
  readonly is_ext_shared_channel?: boolean;
}

export function fromEvent({ event, team_id: delivered, is_ext_shared_channel: shared }: Envelope): From {
  const { user_team: user, source_team: source, team: own } = inner.parse(event);
  const [team = delivered, ...others] = new Set([user, source, own].filter((one) => typeof one === "string"));
  return { team: others.length > 0 ? undefined : team, isShared: shared !== false };
}

export interface SenderOptions {
  /** Workspaces whose members may send tips. */
  readonly teams: readonly string[];
  /** Has little patience: a form's trigger does not wait. */
  readonly client: webApi.WebClient;
  readonly now: () => Date;
}

/** @param channel undefined in App Home, where nobody else is. Never rejects */
export type ReachOf = (from: From, channel: string | undefined) => Promise<SecretReach>;

/** Milliseconds for which a channel is taken to be what it was, and how many are remembered. */
const memory = { lasts: 30_000, most: 1_000 };

export function createReach(options: SenderOptions): ReachOf {
  const listed = new Set(options.teams);
  const isShared = createShared(options);
  return async ({ team, isShared: told }, channel) => {
    if (team === undefined || !listed.has(team)) return "nowhere";
    // An event tells of other organisations alone: not of an invitation, nor of workspaces within one.
    const shared = told === true || (channel !== undefined && (await isShared(channel)));
    return shared ? "nowhere" : "everywhere";
  };
}

/** @returns whether a channel is shared outside; what Slack does not say counts as yes. Never rejects */
export function createShared({ teams, client, now }: SenderOptions): (channel: string) => Promise<boolean> {
  const listed = new Set(teams);
  const known = new Map<string, { readonly isShared: boolean; readonly until: number }>();

  async function ask(channel: string): Promise<boolean> {
    const { channel: found } = await client.conversations.info({ channel });
    if (!found) return true;
    const isShared = isSharedOutside(found, listed);
    if (known.size >= memory.most) known.clear();
    known.set(channel, { isShared, until: now().getTime() + memory.lasts });
    return isShared;
  }

  return async (channel) => {
    const before = known.get(channel);
    if (before && before.until > now().getTime()) return before.isShared;
    // Slack refused, or was not to be reached: nobody knows.
    return ask(channel).catch(() => true);
  };
}

type Channel = NonNullable<webApi.ConversationsInfoResponse["channel"]>;

/** Inside an organisation a channel may be shared with workspaces of its own: each of them is then to be listed. */
export function isSharedOutside(channel: Channel, listed: ReadonlySet<string>): boolean {
  const { is_ext_shared: outside, is_pending_ext_shared: pending, is_org_shared: org, is_shared: anyhow } = channel;
  const {
    pending_shared: invited = [],
    pending_connected_team_ids: coming = [],
    connected_team_ids: connected = [],
  } = channel;
  if (outside === true || pending === true || channel.is_global_shared === true) return true;
  if (invited.length + coming.length + connected.length > 0) return true;
  // We see none but our own direct messages, with the asker and nobody else. Of these Slack says less.
  if (channel.is_im) return false;
  if (outside === undefined || pending === undefined || org === undefined || anyhow === undefined) return true;
  if (!org && !anyhow) return false;
  const { shared_team_ids: shared = [], internal_team_ids: own = [] } = channel;
  return !org || shared.length === 0 || ![...shared, ...own].every((team) => listed.has(team));
}
