/** Plain questions in Slack: the mention may stand anywhere in them. */
import { expect, test } from "vitest";
import { openBot } from "../support/bot.ts";
import { usualChannel } from "../support/fake-slack/index.ts";
import { openSlack } from "../support/slack-stage.ts";

const { house } = await openBot();

test.each([
  ["<@UTELLER> what about bath?", "Wera Hobhouse"],
  ["hey <@UTELLER> what about bath?", "Wera Hobhouse"],
  ["what about bath, <@UTELLER>?", "Wera Hobhouse"],
  ["thanks <@UTELLER>", "welcome"],
])("%s", async (text, says) => {
  const { slack, stop } = await openSlack({ ask: house.dispatch });
  const event = { type: "app_mention", user: "U1", text, ts: "1.1", channel: usualChannel };
  const payload = { type: "event_callback", team_id: "TTEST", event_id: "Ev1", event, authorizations: [] };
  await slack.deliver("events_api", payload, 0);
  await expect.poll(() => JSON.stringify(slack.messages())).toContain(says);
  await stop();
});
