/** The words of somebody's message, for reading: its text, its embeds and its components, without Discord's own marks. */
import type { APIEmbed, APIMessage } from "discord.js";

/** Characters that are looked at, of a message and its embeds together: marks are taken out of them. */
const most = 10_000;

/** @returns a line for each piece */
export function wordsIn({ content, embeds, components }: Partial<APIMessage>): string {
  const lines = [content, ...(embeds ?? []).flatMap(inEmbed), ...inComponents(components ?? [], 0)];
  return plainly(
    lines
      .filter((line): line is string => typeof line === "string" && line !== "")
      .join("\n")
      .slice(0, most),
  );
}

const inEmbed = ({ title, description, fields = [] }: APIEmbed): readonly (string | undefined)[] => [
  title,
  description,
  ...fields.flatMap(({ name, value }) => [name, value]),
];

/** A container, a row of it, a text: no message is deeper. */
const deepest = 4;

function inComponents(components: readonly object[], depth: number): readonly string[] {
  if (depth > deepest) return [];
  return components.flatMap((one) => [
    ...("content" in one && typeof one.content === "string" ? [one.content] : []),
    ...("components" in one && Array.isArray(one.components) ? inComponents(one.components, depth + 1) : []),
  ]);
}

/** Mentions, emoji, times and addresses name nothing; a link's words do. */
const plainly = (text: string): string =>
  text
    .replaceAll(/<[@#:/!&at][^<>\s]{0,80}(?: [^<>\s]{0,80})?>/g, " ")
    .replaceAll(/\[([^[\]\n]{0,300})\]\([^()\s]{0,600}\)/g, "$1")
    .replaceAll(/<?https?:\/\/\S{0,2000}/g, " ")
    .replaceAll(/[*_~`|\\]/g, "");
