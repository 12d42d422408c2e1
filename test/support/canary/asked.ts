/** Questions as they come from the platforms, before anything of ours has read them. */

/** The asker, as the platform tells it. */
export interface Asked {
  readonly platform: "slack" | "discord";
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  /** Their conversation with the bot, where a night has any. */
  readonly talk?: string;
  readonly server: string;
  /** The token, trigger or address of this one question. */
  readonly question: string;
  /** The kind of question. */
  readonly raw: string;
}

type Json = Readonly<Record<string, unknown>>;
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Json)[key] : undefined),
    value,
  );
const first = (...values: readonly unknown[]): string =>
  values.find((value): value is string => typeof value === "string") ?? "";

/** An id of a conversation with one person: Slack's begin with a D, Discord's are of no server. */
function talkIn(slack: unknown, discord: unknown): Pick<Asked, "talk"> {
  const here = first(at(slack, "channel_id"), at(slack, "channel", "id"), at(discord, "channel_id"));
  return here.startsWith("D") || (discord !== undefined && at(discord, "guild_id") === undefined) ? { talk: here } : {};
}

/** @param frame the same, parsed @returns undefined for a frame that nobody's question is in */
export function askedIn(raw: string, frame: unknown): (Asked & { readonly text?: string }) | undefined {
  const [slack, discord] = [at(frame, "payload"), at(frame, "d")];
  const who = slack ?? discord;
  const id = first(
    at(slack, "user_id"),
    at(slack, "user", "id"),
    at(discord, "member", "user", "id"),
    at(discord, "user", "id"),
  );
  if (id === "" || at(frame, "t") === "READY") return undefined;
  // The longest of what was typed.
  const typed = [...raw.matchAll(/"value":("(?:[^"\\]|\\.)*")/g)]
    .map(([, text = '""']) => String(JSON.parse(text)))
    .toSorted((a, b) => b.length - a.length)[0];
  const isForm = at(who, "type") === "view_submission" || at(who, "type") === 5;
  return {
    platform: slack === undefined ? "discord" : "slack",
    id,
    name: first(at(slack, "user_name"), at(slack, "user", "username"), at(discord, "member", "user", "username")),
    channel: first(at(slack, "channel_id"), at(slack, "channel", "id"), at(discord, "channel_id")),
    server: first(at(slack, "team_id"), at(slack, "user", "team_id"), at(discord, "guild_id")),
    ...talkIn(slack, discord),
    question: first(at(slack, "response_url"), at(slack, "trigger_id"), at(discord, "token")),
    raw,
    ...(isForm && typed !== undefined && typed.length > 90 && { text: typed }),
  };
}
