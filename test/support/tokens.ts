import type { FakeDiscord } from "./fake-discord/index.ts";
import type { FakeSlack } from "./fake-slack/index.ts";

/** Settings with which the program finds both fakes. */
export const tokensOf = (slack: FakeSlack, discord: FakeDiscord) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  DISCORD_TOKEN: discord.state.token,
  DISCORD_API_URL: discord.apiUrl,
});
