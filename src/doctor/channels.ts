/** The newsroom's own channels: whether we may post there, and who else can read. */
import type { Config } from "../config.ts";
import type { Access, Joined } from "../core/kit.ts";
import { asPseudonym } from "../core/asker.ts";
import type { PlaceFacts, PlatformId } from "../core/place.ts";
import type { Finding } from "../lib/finding.ts";
import { silent } from "../lib/log.ts";

interface OwnChannel {
  readonly platform: string;
  readonly id: string;
  readonly name: string;
  /** The finding for a channel that others can read. */
  readonly open: Pick<Finding, "state" | "says">;
}

type ChannelLists = Pick<Config, "platforms" | "desk" | "tipLine">;

export async function checkChannels({ platforms, desk, tipLine }: ChannelLists): Promise<readonly Finding[]> {
  const channels: readonly OwnChannel[] = [
    ...tipLine.channels.map((place) => ({
      ...place,
      name: "tip line: channel",
      open: { state: "bad", says: "is not private, so tips wait and are not posted there" } as const,
    })),
    ...desk.map((place) => ({
      ...place,
      name: "desk: channel",
      open: { state: "poor", says: "can be read by others, who see what is not confirmed yet" } as const,
    })),
  ];
  const checked = platforms.map(async ({ kit: { name }, access }) => {
    const its = channels.filter(({ platform }) => platform === name);
    if (!access || its.length === 0) return [];
    const facts = await inspect(access, its);
    return its.map((channel, i) => channelFinding(channel, facts[i]));
  });
  return (await Promise.all(checked)).flat();
}

/** Places, of these, whose history their platform does not let us read. Those of platforms without a token are left out. */
export async function blindIn(
  { platforms }: Pick<Config, "platforms">,
  places: readonly PlatformId[],
): Promise<readonly PlatformId[]> {
  const checked = platforms.map(async ({ kit: { name }, access }) => {
    const its = places.filter(({ platform }) => platform === name);
    if (!access || its.length === 0) return [];
    const facts = await inspect(access, its);
    return its.filter((_, i) => facts[i]?.mayReadBack !== true);
  });
  return (await Promise.all(checked)).flat();
}

/** The doctor takes no questions, and so needs nobody's pseudonym. */
const doctors: Joined = {
  timeZone: "UTC",
  edge: { pseudonym: () => asPseudonym("nobody"), staff: () => undefined },
  log: silent,
  instances: () => 1,
  timeout: 10_000,
  once: async () => true,
};

/** @returns facts of each channel, in their order; undefined where the platform does not say */
async function inspect(access: Access, channels: readonly PlatformId[]): Promise<readonly (PlaceFacts | undefined)[]> {
  const platform = await access.create(doctors);
  try {
    return await Promise.all(
      channels.map(({ platform: name, id }) =>
        platform.inspect({ platform: name, id, kind: "channel" }).catch(() => undefined),
      ),
    );
  } finally {
    await platform.stop();
  }
}

function channelFinding({ platform, id, name: what, open }: OwnChannel, facts: PlaceFacts | undefined): Finding {
  const name = `${what} ${platform}:${id}`;
  if (!facts) return { name, state: "poor", says: "cannot be asked while the platform does not let us in" };
  const [want = "see whether it is there"] = facts.wants;
  if (!facts.mayPost) return { name, state: "bad", says: "cannot be posted to", mend: want };
  if (!facts.isPrivate) {
    const why = facts.openTo === undefined ? "" : ` (${facts.openTo})`;
    const mend = "make it private and share it with nobody else, or name another that is";
    return { name, state: open.state, says: `${open.says}${why}`, mend };
  }
  if (!facts.mayReadBack)
    return { name, state: "poor", says: "cannot be read back after an unclear answer", mend: want };
  return { name, state: "good", says: "is private, and can be posted to" };
}
