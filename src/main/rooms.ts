/** Channels of the newsroom's own, asked how they are: whether we may post there, and who else can read. */
import type { Config } from "../config.ts";
import type { Finding } from "../lib/finding.ts";
import type { PlaceFacts } from "../core/place.ts";

interface Room {
  readonly platform: string;
  readonly id: string;
  readonly name: string;
  /** What it is where others can read it, and what that means. */
  readonly open: Pick<Finding, "state" | "says">;
}

export async function checkRooms(config: Config): Promise<readonly Finding[]> {
  const rooms: readonly Room[] = [
    ...config.tipLine.channels.map((place) => ({
      ...place,
      name: "tip line: channel",
      open: { state: "bad", says: "is not private, so tips wait and are not posted there" } as const,
    })),
    ...config.desk.map((place) => ({
      ...place,
      name: "desk: channel",
      open: { state: "poor", says: "can be read by others, who see what is not confirmed yet" } as const,
    })),
  ];
  const checked = Object.entries(inspectors(config)).map(async ([platform, inspect]) => {
    const its = rooms.filter((room) => room.platform === platform);
    if (its.length === 0) return [];
    const facts = await inspect(its.map(({ id }) => id));
    return its.map((room, i) => checkOf(room, facts[i]));
  });
  return (await Promise.all(checked)).flat();
}

type Inspect = (ids: readonly string[]) => Promise<readonly PlaceFacts[]>;

/** By platform, where it has a token. */
const inspectors = ({ slack, discord }: Config): Readonly<Record<string, Inspect>> => ({
  ...(slack && { slack: async (ids) => (await import("../adapters/slack/doctor.ts")).inspectRooms(slack, ids) }),
  ...(discord && {
    discord: async (ids) => (await import("../adapters/discord/doctor.ts")).inspectRooms(discord, ids),
  }),
});

function checkOf({ platform, id, name: what, open }: Room, facts: PlaceFacts | undefined): Finding {
  const name = `${what} ${platform}:${id}`;
  if (!facts) return { name, state: "poor", says: "cannot be asked while the platform does not let us in" };
  const [want = "see whether it is there"] = facts.wants;
  if (!facts.mayPost) return { name, state: "bad", says: "cannot be posted to", mend: want };
  if (!facts.isPrivate) return { name, ...open, mend: "make it private, or name another that is" };
  if (!facts.mayReadBack)
    return { name, state: "poor", says: "cannot be read back after an unclear answer", mend: want };
  return { name, state: "good", says: "is private, and can be posted to" };
}
