/** A workspace: its contents, and who sees each event. */
import { createHash, randomBytes } from "node:crypto";
import { attendedTime } from "../attended.ts";
import { userId } from "../edge.ts";

export type Json = Readonly<Record<string, unknown>>;

export interface Message {
  readonly ts: string;
  readonly channel: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata?: Json;
  readonly thread?: string;
  /** The one person who sees it; absent, everyone does. */
  readonly to?: string;
}

export interface View {
  readonly id: string;
  readonly user: string;
  readonly view: Json;
}

/** Something that came onto a screen. `user` caused it, where that is known. */
export type Sight =
  | { readonly kind: "message"; readonly message: Message; readonly user: string | undefined }
  | { readonly kind: "view"; readonly view: View; readonly user: string };

export interface Channel {
  readonly id: string;
  readonly is_member: boolean;
  readonly is_private: boolean;
  readonly is_archived: boolean;
  /** Whom it is shared with, as far as that is not nobody: flags and ids of workspaces. */
  readonly shared?: Json;
}

/** As Slack sends an unshared channel: docs.slack.dev/reference/objects/conversation-object. */
const unshared: Json = {
  name: "newsroom",
  name_normalized: "newsroom",
  is_channel: true,
  is_group: false,
  is_im: false,
  is_mpim: false,
  is_general: false,
  is_frozen: false,
  created: 1_449_252_889,
  unlinked: 0,
  parent_conversation: null,
  is_shared: false,
  is_org_shared: false,
  is_ext_shared: false,
  is_pending_ext_shared: false,
  pending_shared: [],
  pending_connected_team_ids: [],
};

export const channelJson = ({ shared, ...channel }: Channel): Json => ({
  ...unshared,
  context_team_id: self.team,
  shared_team_ids: [self.team],
  ...channel,
  ...shared,
});

/** An address for answers: five of them, within half an hour. */
interface Address {
  readonly user: string;
  readonly channel: string;
  readonly until: number;
  /** The message whose button was pressed. */
  readonly original?: Message;
  uses: number;
}

export const self = { user: "UTELLER", bot: "BTELLER", team: "TTEST", enterprise: "ETEST" };
export const usualChannel = "CNEWSROOM";

const halfAnHour = 30 * 60_000;
const triggerLife = 3_000;

export type World = ReturnType<typeof createWorld>;

export function createWorld(url: () => string) {
  const channels = new Map<string, Channel>();
  const messages: Message[] = [];
  const views = new Map<string, View>();
  const homes = new Map<string, Json>();
  const triggers = new Map<string, { readonly user: string; readonly until: number }>();
  const addresses = new Map<string, Address>();
  const directs = new Set<string>();
  /** Workspaces of people who are not of the app's own; undefined where Slack does not say. */
  const teams = new Map<string, string | undefined>();
  const watchers = new Set<(sight: Sight) => void>();
  /** Files that were uploaded: looks that are left until Slack knows their type; below zero it does. */
  const uploads = new Map<string, number>();
  const filing = { looks: 1 };
  /** Cards that the app showed below links of others' messages. */
  const unfurls: {
    readonly channel: string;
    readonly ts: string;
    readonly unfurls: Readonly<Record<string, { readonly blocks: readonly Json[] }>>;
  }[] = [];
  const files: { name: string; text: string; channel: string; thread?: string }[] = [];
  let count = 0;
  const next = (): number => (count += 1);
  const clock = { ahead: 0 };
  const now = (): number => Date.now() + clock.ahead;
  const attended = (): number => attendedTime() + clock.ahead;
  const see = (sight: Sight): void => watchers.forEach((watcher) => watcher(sight));
  /** The position of each message in the list, the messages of each channel, and each one's words before its edits. */
  const places = new Map<string, number>();
  const rooms = new Map<string, string[]>();
  const was = new Map<string, Message[]>();
  const found = (ts: string): Message | undefined => messages[places.get(ts) ?? -1];
  const put = (message: Message): void => {
    const { ts, channel } = message;
    const at = places.get(ts);
    if (at !== undefined) {
      was.set(ts, [...(was.get(ts) ?? []), ...messages.slice(at, at + 1)]);
      messages[at] = message;
      return;
    }
    places.set(ts, messages.push(message) - 1);
    const room = rooms.get(channel) ?? [];
    room.push(ts);
    rooms.set(channel, room);
  };
  channels.set(usualChannel, { id: usualChannel, is_member: true, is_private: false, is_archived: false });

  return {
    channels,
    messages,
    found,
    was: (ts: string): readonly Message[] => was.get(ts) ?? [],
    /** Messages of a channel that everyone sees, oldest first. */
    in: (channel: string): readonly Message[] =>
      (rooms.get(channel) ?? []).flatMap((ts) => found(ts) ?? []).filter(({ to }) => to === undefined),
    remove(ts: string): void {
      const at = places.get(ts);
      const message = found(ts);
      if (at === undefined || !message) throw new TypeError(`there is no message ${ts}`);
      messages.splice(at, 1);
      places.delete(ts);
      for (const [other, index] of places) if (index > at) places.set(other, index - 1);
      rooms.set(
        message.channel,
        (rooms.get(message.channel) ?? []).filter((one) => one !== ts),
      );
    },
    /** Whether malformed calls are refused. */
    judges: { on: true },
    views,
    homes,
    files,
    unfurls,
    uploads,
    filing,
    clock,
    next,
    now,
    see,
    put,
    /** Scopes of the token, as the app was installed. */
    scopes: new Set<string>(),
    /** Channels whose history nobody may read. */
    unread: new Set<string>(),
    /** Slack's clock: whole microseconds, each used once. */
    stamp: (): string => `${Math.floor(now() / 1_000)}.${String(next()).padStart(6, "0")}`,
    /** An id of its own, as in Slack: it does not tell whose it is. */
    direct(user: string): string {
      const id = `D${createHash("sha256").update(user).digest("hex").slice(0, 10).toUpperCase()}`;
      directs.add(id);
      return id;
    },
    directs,
    triggers,
    addresses,
    teams,
    teamOf: (user: string): string | undefined => (teams.has(user) ? teams.get(user) : self.team),
    /** Installed for a whole organisation: no single workspace is the app's. */
    organisation: { wide: false },
    post(message: Omit<Message, "ts">, ts: string, user?: string): Message {
      const whole = { ...message, ts };
      put(whole);
      see({ kind: "message", message: whole, user });
      return whole;
    },
    show(view: Json, user: string, id = `V${next()}`): View {
      const shown = { id, user, view };
      views.set(id, shown);
      see({ kind: "view", view: shown, user });
      return shown;
    },
    trigger(user: string): string {
      const id = `${next()}.${randomBytes(16).toString("hex")}`;
      triggers.set(id, { user, until: attended() + triggerLife });
      return id;
    },
    /** The owner of a trigger; each opens one view. */
    pull(id: string): { user: string } | "expired_trigger_id" | "invalid_trigger_id" {
      const trigger = triggers.get(id);
      if (!trigger) return "invalid_trigger_id";
      triggers.delete(id);
      return trigger.until < attended() ? "expired_trigger_id" : trigger;
    },
    address(user: string, channel: string, original?: Message): string {
      const id = `${next()}-${randomBytes(12).toString("base64url")}`;
      addresses.set(id, { user, channel, uses: 0, until: now() + halfAnHour, ...(original && { original }) });
      return `${url()}/respond/${id}`;
    },
    /** One use of an address, or Slack's code where it has none left. */
    use(id: string): Address | "expired_url" | "used_url" {
      const address = addresses.get(id);
      if (!address || address.until < now()) return "expired_url";
      if (address.uses >= 5) return "used_url";
      address.uses += 1;
      return address;
    },
    watch(watcher: (sight: Sight) => void): () => void {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

export { userId };
