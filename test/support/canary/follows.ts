/**
 * People who follow something in a conversation of their own with the bot, some of whom are sources as well. Of all that is kept
 * `places` alone may name such a conversation, in a row of its own, from when its person has asked for it.
 */
import { userId } from "../edge.ts";
import type { Heard } from "../heard.ts";
import { direct } from "../fake-discord/state.ts";
import { nameOf } from "./lives.ts";
import type { CanaryStage } from "./stage.ts";
import { bytesOfValue, type Table, type Value } from "./tables.ts";

/** A conversation with one person, as the platform names it. */
export interface Conversation {
  readonly platform: "slack" | "discord";
  readonly id: string;
}

/** The first source at each platform follows something; the decoys are nobody's sources. */
const people = [
  ["slack", "decoy1"],
  ["discord", "decoy2"],
  ["slack", nameOf("slack", 0)],
  ["discord", nameOf("discord", 0)],
] as const;

const conversationOf = ({ slack }: CanaryStage, platform: Conversation["platform"], name: string): Conversation => ({
  platform,
  id: platform === "slack" ? slack.direct(userId(name)) : direct(name),
});

/** Conversations in which somebody has followed something. */
export const followed = (stage: CanaryStage): readonly Conversation[] =>
  people.map(([platform, name]) => conversationOf(stage, platform, name));

export const isFollowed = (id: string, stage: CanaryStage): boolean => followed(stage).some((one) => one.id === id);

/** Everybody follows a seat, or is told that they do. */
export async function follow(stage: CanaryStage): Promise<void> {
  for (const [platform, name] of people) {
    const { text } = await (platform === "slack"
      ? stage.slack.user(name).slash("/teller follow bath", conversationOf(stage, platform, name).id)
      : stage.discord.user(name, { direct: true }).slash("/follow bath"));
    if (!/I tell you here|You follow this already/.test(text)) throw new Error(`nothing is followed: ${text}`);
  }
}

/** Text to `places`, without the conversations that it may name: in bytes of pages and statements a few may stand in between. */
export function withoutFollowed(bytes: Buffer, all: readonly Conversation[]): Buffer {
  if (!all.some(({ id }) => bytes.includes(id))) return bytes;
  const text = all.reduce(
    (rest, { platform, id }) =>
      rest.replaceAll(new RegExp(String.raw`(${platform}[\0-\xff]{0,4})${id}`, "g"), (_, before: string) =>
        before.padEnd(before.length + id.length, "-"),
      ),
    bytes.toString("latin1"),
  );
  return Buffer.from(text, "latin1");
}

/** Tables without the conversations that `places` may name. */
export function tablesWithout(tables: readonly Table[], all: readonly Conversation[]): readonly Table[] {
  const ids = new Map(all.map(({ platform, id }) => [id, platform]));
  return tables.map((table) => {
    if (!/(?:^|[ ,])places$/.test(table.name)) return table;
    const [platform, place, is] = ["platform", "place", "direct"].map((name) => table.columns.lastIndexOf(name)) as [
      number,
      number,
      number,
    ];
    const text = (value: Value | undefined): string => bytesOfValue(value ?? null).toString();
    const may = (row: readonly Value[]): boolean =>
      text(row[is]) === "1" && ids.get(text(row[place])) === text(row[platform]);
    return { ...table, rows: table.rows.map((row) => (may(row) ? row.with(place, "-") : row)) };
  });
}

/** A message in a conversation in which somebody follows something, or a look for one. */
export const isToFollower = ({ to, what, body }: Heard, stage: CanaryStage): boolean =>
  followed(stage).some(({ platform, id }) =>
    platform !== to
      ? false
      : to === "slack"
        ? /\/api\/(?:chat\.(?:postMessage|update|delete)|conversations\.history)$/.test(what) &&
          new URLSearchParams(body.toString()).get("channel") === id
        : new RegExp(String.raw`^\w+ \S*/channels/${id}(?:/messages\S*)?$`).test(what),
  );

/** Words of an answer to somebody who follows, or of the news that they asked for. */
export const isOfFollowing = (words: string): boolean => followingWords.test(words);
const followingWords = /^(?:### Following\s+)?(?:I tell you here from now on|You follow this already): /;
