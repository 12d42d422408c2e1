/** Somebody as Slack describes them -> what a command may know: their id stops here. */
import type { Asker, Edge } from "../../core/asker.ts";
import type { From, ReachOf } from "./sender.ts";

export interface Someone {
  readonly user: string;
  /** Undefined in App Home, which is no channel. */
  readonly channel: string | undefined;
  /** Set in a thread. Its settings are the channel's, and news is told in the channel itself. */
  readonly thread?: string | undefined;
  /** Whether a form can be opened: they pressed or typed something that carries a trigger. */
  readonly forms: boolean;
}

/** Someone who asks, and how their workspace is judged where what they ask is secret. */
export interface Asking extends Someone {
  readonly from: From;
  readonly secret: boolean;
}

/** Slack's ids of conversations between two begin with a D. */
const isDirect = (channel: string | undefined): boolean => channel === undefined || channel.startsWith("D");

export const askerOf =
  ({ pseudonym, staff }: Edge) =>
  ({ user, channel, thread, forms }: Someone): Asker => {
    const known = staff("slack", user);
    return {
      place: { platform: "slack", id: channel ?? "home", kind: isDirect(channel) ? "direct" : "channel" },
      caller: pseudonym("slack", user),
      role: known?.role ?? "anyone",
      ...(known && { staff: known.name, listed: known.role }),
      forms,
      ...(thread !== undefined && { inThread: true as const }),
    };
  };

/** Nothing is asked of Slack about a question that is not secret. */
export const judgedBy =
  (asker: (someone: Someone) => Asker, { pseudonym }: Edge, reach: ReachOf) =>
  async ({ from, secret, ...someone }: Asking): Promise<Asker> => ({
    ...asker(someone),
    ...(secret && { secrets: await reach(from, someone.channel) }),
    origin: pseudonym("slack", `workspace ${from.team ?? "unknown"}`),
  });
