/** Payloads: people's actions as Slack sends them to an app. */
import { self, type Json, type World } from "./world.ts";

interface Typed {
  readonly name: string;
  readonly user: string;
  readonly line: string;
  readonly channel: string;
  readonly trigger: string;
  readonly url: string;
}

export function slashOf({ name, user, line, channel, trigger, url }: Typed): Json {
  const [command = "", ...words] = line.split(" ");
  return {
    command,
    text: words.join(" "),
    user_id: user,
    user_name: name,
    channel_id: channel,
    channel_name: channel.startsWith("D") ? "directmessage" : "newsroom",
    team_id: self.team,
    team_domain: "test",
    api_app_id: "A1",
    token: "old",
    trigger_id: trigger,
    response_url: url,
  };
}

export const eventOf = (user: string, world: World, inner: Json): Json => ({
  type: "event_callback",
  token: "old",
  team_id: self.team,
  api_app_id: "A1",
  event_id: `Ev${world.next()}`,
  event_time: Math.floor(world.now() / 1_000),
  authorizations: [{ team_id: self.team, user_id: self.user, is_bot: true }],
  event: { ...inner, user, event_ts: world.stamp() },
});

/** Typed text as Slack's clients send it. */
export const typedAs = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
