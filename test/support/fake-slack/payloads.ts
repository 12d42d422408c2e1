/** Payloads: people's actions as Slack sends them to an app. */
import { channelJson, self, type Json, type World } from "./world.ts";

interface Typed {
  readonly name: string;
  readonly user: string;
  readonly line: string;
  readonly channel: string;
  readonly trigger: string;
  readonly url: string;
}

/** Someone's workspace, as far as Slack says; of an app of a whole organisation it names no single workspace. */
export function whoOf(name: string, user: string, { teamOf, organisation }: World): Json {
  const team = teamOf(user);
  return {
    user: { id: user, username: name, ...(team !== undefined && { team_id: team }) },
    ...(organisation.wide
      ? { team: null, enterprise: { id: self.enterprise, name: "Test" }, is_enterprise_install: true }
      : { team: { id: self.team, domain: "test" }, enterprise: null, is_enterprise_install: false }),
  };
}

export function slashOf({ name, user, line, channel, trigger, url }: Typed, { teamOf, organisation }: World): Json {
  const team = teamOf(user);
  const [command = "", ...words] = line.split(" ");
  return {
    command,
    text: words.join(" "),
    user_id: user,
    user_name: name,
    channel_id: channel,
    channel_name: channel.startsWith("D") ? "directmessage" : "newsroom",
    ...(team !== undefined && { team_id: team }),
    team_domain: "test",
    is_enterprise_install: String(organisation.wide),
    ...(organisation.wide && { enterprise_id: self.enterprise, enterprise_name: "Test" }),
    api_app_id: "A1",
    token: "old",
    trigger_id: trigger,
    response_url: url,
  };
}

export function eventOf(user: string, world: World, inner: Json): Json {
  const team = world.teamOf(user);
  const channel = world.channels.get(String(inner["channel"]));
  const foreign = team !== undefined && team !== self.team;
  return {
    type: "event_callback",
    token: "old",
    // The app's own, whoever wrote.
    team_id: self.team,
    context_team_id: self.team,
    api_app_id: "A1",
    event_id: `Ev${world.next()}`,
    event_time: Math.floor(world.now() / 1_000),
    authorizations: [
      world.organisation.wide
        ? {
            enterprise_id: self.enterprise,
            team_id: null,
            user_id: self.user,
            is_bot: true,
            is_enterprise_install: true,
          }
        : { enterprise_id: null, team_id: self.team, user_id: self.user, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: channel ? channelJson(channel)["is_ext_shared"] === true : false,
    event: {
      ...inner,
      user,
      ...(team !== undefined && { team }),
      ...(foreign && { user_team: team, source_team: team }),
      event_ts: world.stamp(),
    },
  };
}

/** Typed text as Slack's clients send it. */
export const typedAs = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
