/** A reply as both platforms would draw it: parts of it that are refused, cut, too wide for a phone, or not read aloud. */
import { renderDiscord } from "../../src/adapters/discord/index.ts";
import { inCode } from "../../src/adapters/discord/words.ts";
import { renderSlack } from "../../src/adapters/slack/render.ts";
import type { Command } from "../../src/core/command.ts";
import { picturesIn } from "../../src/core/picture.ts";
import { asDeliveryId } from "../../src/core/place.ts";
import type { Reply } from "../../src/core/reply.ts";
import { widthOf } from "../../src/core/text.ts";
import { faultsOf, messageFaults } from "./fake-discord/check.ts";
import { checkMessage } from "./fake-slack/check.ts";
import { wordsOf } from "./fake-slack/screen.ts";
import * as discord from "./strict/discord.ts";
import * as slack from "./strict/slack.ts";

interface Options {
  readonly commands: readonly Command[];
  readonly timeZone: string;
}

/** @returns faults; empty where the reply is whole on both, with its pictures and without them */
export function faultsDrawn(reply: Reply, commands: readonly Command[], timeZone = "Europe/London"): string[] {
  const options = { commands, timeZone };
  return [...faultsOnDiscord(reply, options), ...faultsOnSlack(reply, options)];
}

/** Columns that letters of one width may take: on a phone the lines break beyond. */
const phone = 28;

/** A picture's bytes, which nobody looks at here. */
const drawn = Uint8Array.of(0);

function faultsOnDiscord(reply: Reply, options: Options): string[] {
  // Lines that are to be copied to the letter are as long as they are.
  const copied = new Set(
    (reply.card?.blocks ?? []).flatMap((block) => (block.kind === "code" ? inCode(block.text).split("\n") : [])),
  );
  const pictures = new Map(picturesIn(reply).map((picture) => [picture, drawn] as const));
  return [pictures, new Map()].slice(pictures.size > 0 ? 0 : 1).flatMap((shown) => {
    const { body, files } = renderDiscord(reply, { ...options, drawn: shown });
    const json = body as unknown as Readonly<Record<string, unknown>>;
    const names = files.map(({ name }) => name);
    const words = discord.textsOf(json).join("\n");
    return [
      ...discord.messageFaults(json, names).map((fault) => `Discord: ${fault}`),
      ...faultsOf("MessageCreate", body, () => messageFaults(body, names)),
      ...(words.includes("cut to fit") || /…(?!\w)/.test(words.replaceAll(/“[^”]*”/g, ""))
        ? [`cut on Discord: ${words.length} letters`]
        : []),
      ...discord
        .monospaced(json)
        .filter((line) => widthOf(line) > phone && !copied.has(line))
        .map((line) => `Discord: ${widthOf(line)} columns: ${line}`),
    ];
  });
}

function faultsOnSlack(reply: Reply, options: Options): string[] {
  const pictures = new Map(picturesIn(reply).map((picture, i) => [picture, `F${i}`] as const));
  return [pictures, new Map()].slice(pictures.size > 0 ? 0 : 1).flatMap((shown) => {
    const message = renderSlack(reply, { ...options, shown }, asDeliveryId("d1"));
    const json = { ...message };
    const words = wordsOf(message.blocks);
    const refused = checkMessage(json);
    const unheard = reply.discreet ? [] : unheardIn(message.text, slack.shownWords(message.blocks));
    return [
      ...slack.messageFaults(json).map((fault) => `Slack: ${fault}`),
      ...(refused ? [`refused by Slack: ${refused.why}`] : []),
      ...(words.includes("this is cut") || words.includes("…") || message.text.includes("…")
        ? [`cut on Slack: ${JSON.stringify(message.blocks).length} letters, ${message.blocks.length} blocks`]
        : []),
      ...(unheard.length > 0 ? [`Slack: figures that are not read aloud: ${unheard.join(", ")}`] : []),
    ];
  });
}

/** Figures of a message's blocks that a screen reader, which is given its text, would not hear. */
function unheardIn(text: string, shown: string): readonly string[] {
  const heard = new Set(text.match(figure));
  return [...new Set(shown.match(figure))].filter((one) => !heard.has(one));
}
const figure = /\d+(?:[.,]\d+)*/g;
