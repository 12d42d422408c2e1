/** The platforms that are configured, each with what it is given. */
import type { Config } from "../config.ts";
import type { Log } from "../lib/log.ts";
import type { Adapter } from "../ops/supervise.ts";
import type { Edge } from "../core/asker.ts";
import type { LeaseKeeper } from "../lib/lease.ts";

/** What every adapter is given. */
export interface Joined {
  readonly timeZone: string;
  readonly edge: Edge;
  readonly log: Log;
  readonly instances: number;
  /** Milliseconds until a post counts as unanswered. */
  readonly timeout: number;
  /** Takes a key that nobody has taken before, over all instances. */
  readonly once: (key: string) => Promise<boolean>;
  /** Of several instances one has a gateway at a time. */
  readonly turn?: LeaseKeeper;
}

/** What App Home shows. */
const home = ["results", "latest", "help"].map((command) => ({ command, args: {} }));

/** An SDK is loaded where its platform is configured. A line a platform. */
export function platforms(
  { slack, discord, slackPace: pace, tipLine: { teams: tipTeams } }: Config,
  joined: Joined,
): readonly (readonly [string, () => Promise<Adapter>])[] {
  return [
    ...(slack ? [["slack", () => joinSlack({ ...slack, ...joined, pace, tipTeams })] as const] : []),
    ...(discord ? [["discord", () => joinDiscord({ ...discord, ...joined })] as const] : []),
  ];
}

async function joinSlack(
  options: NonNullable<Config["slack"]> & Joined & { readonly pace: number; readonly tipTeams: readonly string[] },
): Promise<Adapter> {
  const { createSlack } = await import("../adapters/slack/index.ts");
  return untilLost((lost) => createSlack({ ...options, home, lost }));
}

async function joinDiscord(options: NonNullable<Config["discord"]> & Joined): Promise<Adapter> {
  const { createDiscord } = await import("../adapters/discord/index.ts");
  return untilLost((lost) => createDiscord({ ...options, lost }));
}

/** Ends when its platform has shut us out. */
function untilLost(create: (lost: (why: Error) => void) => Adapter): Adapter {
  const { promise, reject } = Promise.withResolvers<never>();
  // It may be lost before anyone listens, while it starts.
  promise.catch(() => {});
  return Object.assign(create(reject), { ended: promise });
}
