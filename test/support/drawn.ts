/** A reply as both platforms would draw it: parts of it that are refused or cut. */
import { renderDiscord } from "../../src/adapters/discord/index.ts";
import { renderSlack } from "../../src/adapters/slack/render.ts";
import type { Command } from "../../src/core/command.ts";
import type { Reply } from "../../src/core/reply.ts";
import { faultsOf, messageFaults } from "./fake-discord/check.ts";
import { textOf } from "./fake-discord/state.ts";
import { checkMessage } from "./fake-slack/check.ts";
import { wordsOf } from "./fake-slack/screen.ts";
import { asDeliveryId } from "../../src/core/place.ts";

/** @returns faults; empty where the reply is whole on both */
export function faultsDrawn(reply: Reply, commands: readonly Command[], timeZone = "Europe/London"): string[] {
  const { body } = renderDiscord(reply, { commands, timeZone });
  const discord = textOf({ content: "", components: body.components });
  const message = renderSlack(reply, { commands, timeZone }, asDeliveryId("d1"));
  const slack = wordsOf(message.blocks);
  const refused = checkMessage({ ...message });
  return [
    ...faultsOf("MessageCreate", body, () => messageFaults(body)),
    ...(discord.includes("cut to fit") || discord.includes("…") ? [`cut on Discord: ${discord.length} letters`] : []),
    ...(refused ? [`refused by Slack: ${refused.why}`] : []),
    ...(slack.includes("this is cut") || slack.includes("…") || message.text.includes("…")
      ? [`cut on Slack: ${JSON.stringify(message.blocks).length} letters, ${message.blocks.length} blocks`]
      : []),
  ];
}
