/** Channels of the newsroom's own, asked how they are: whether we may post there, and who else can read. */
import type { Config } from "../config.ts";
import type { Check } from "../core/check.ts";
import type { PlaceFacts } from "../core/platform.ts";

interface Room {
  readonly platform: string;
  readonly id: string;
  readonly name: string;
  /** What it is where others can read it, and what that means. */
  readonly open: Pick<Check, "state" | "says">;
}

export async function checkRooms(config: Config): Promise<readonly Check[]> {
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
  const of = (platform: string): readonly Room[] => rooms.filter((room) => room.platform === platform);
  const { slack, discord } = config;
  const checked = await Promise.all([
    slack && of("slack").length > 0
      ? checksOf(of("slack"), async (ids) => (await import("../adapters/slack/doctor.ts")).inspectRooms(slack, ids))
      : [],
    discord && of("discord").length > 0
      ? checksOf(of("discord"), async (ids) =>
          (await import("../adapters/discord/doctor.ts")).inspectRooms(discord, ids),
        )
      : [],
  ]);
  return checked.flat();
}

async function checksOf(
  rooms: readonly Room[],
  inspect: (ids: readonly string[]) => Promise<readonly PlaceFacts[]>,
): Promise<readonly Check[]> {
  const facts = await inspect(rooms.map(({ id }) => id));
  return rooms.map((room, i) => checkOf(room, facts[i]));
}

function checkOf({ platform, id, name: what, open }: Room, facts: PlaceFacts | undefined): Check {
  const name = `${what} ${platform}:${id}`;
  if (!facts) return { name, state: "poor", says: "cannot be asked while the platform does not let us in" };
  const [want = "see whether it is there"] = facts.wants;
  if (!facts.mayPost) return { name, state: "bad", says: "cannot be posted to", mend: want };
  if (!facts.isPrivate) return { name, ...open, mend: "make it private, or name another that is" };
  if (!facts.mayReadBack)
    return { name, state: "poor", says: "cannot be read back after an unclear answer", mend: want };
  return { name, state: "good", says: "is private, and can be posted to" };
}
