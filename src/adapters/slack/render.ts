/** A reply -> a message of Slack's, whole: what is posted, answered or printed. */
import type { types } from "@slack/bolt";
import type { Command } from "../../core/command.ts";
import { encodeAsk } from "../../core/encode.ts";
import { sourceParts, toText } from "../../core/plain-text.ts";
import type { Action, Card, Picture, Reply } from "../../core/reply.ts";
import { contextOf, drawBlock, isShown, paragraph, spelt } from "./blocks/body.ts";
import { footOf, together } from "./blocks/inline.ts";
import { signOf } from "./blocks/sign.ts";
import { cutEscaped, escaped, isLink, plain } from "./blocks/text.ts";
import { typableReply } from "./entrance.ts";
import { limits } from "./limits.ts";
import { postType } from "./names.ts";
import type { Shown } from "./uploads.ts";
import type { DeliveryId } from "../../core/place.ts";

export interface RenderOptions {
  /** Of the election: clock times are its voters' own. */
  readonly timeZone: string;
  /** The commands that buttons can ask, and that words tell people to type. */
  readonly commands: readonly Command[];
  /** Unless it is false, files that are too long to be shown are sent after the message. */
  readonly follows?: boolean;
  /** Whether the first table is Slack's own, which messages alone have. */
  readonly native?: boolean;
  /** Slack's ids of pictures that it has; the others are said in words. */
  readonly shown?: Shown;
}

export interface SlackMessage {
  /** For notifications and screen readers: Slack shows the blocks. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
  readonly metadata?: types.MessageMetadata;
}

/** @param delivery rides on the message, so that it can be found again */
export function renderSlack(said: Reply, options: RenderOptions, delivery?: DeliveryId): SlackMessage {
  const reply = typableReply(said, options.commands);
  return {
    // Notifications, which stand on screens that are locked, show it.
    text: reply.discreet ? cutEscaped(reply.summary, limits.summary) : wordsOf(reply, options),
    blocks: blocksFrom(reply, { ...options, native: true }),
    unfurl_links: false,
    unfurl_media: false,
    ...(delivery && { metadata: { event_type: postType, event_payload: { delivery } } }),
  };
}

/** The same words without blocks and buttons, where Slack refuses those. */
export const plainSlack = (reply: Reply, options: RenderOptions): Pick<SlackMessage, "text"> => ({
  text: wordsOf(typableReply(reply, options.commands), options),
});

/** All that a message says, its figures too: a screen reader is given this, and not the blocks. */
function wordsOf({ card, ...reply }: Reply, { timeZone, follows = true, shown }: RenderOptions): string {
  const { actions: _, blocks, ...title } = card ?? { title: "", blocks: [] };
  const words = { ...title, blocks: blocks.map((block) => (isShown(block, follows) ? spelt(block) : block)) };
  // Lines break where the reader's screen ends.
  const text = toText({ ...reply, ...(card && { card: words }) }, { width: limits.summary, timeZone });
  const pictures = blocks.filter((block) => block.kind === "picture").filter((block) => shown?.has(block));
  return cutEscaped([text, ...altsBeside(text, pictures)].join("\n\n"), limits.summary);
}

/** Words of pictures that show a figure which nothing beside them says, where there is room for them whole. */
function altsBeside(text: string, pictures: readonly Picture[]): readonly string[] {
  const said = figuresIn(text);
  let room = limits.summary - escaped(text).length;
  return pictures
    .filter(({ alt }) => [...figuresIn(alt)].some((figure) => !said.has(figure)))
    .map(({ alt }) => alt)
    .filter((alt) => (room -= escaped(alt).length + 2) >= 0);
}

const figuresIn = (words: string): ReadonlySet<string> => new Set(words.match(/\d+(?:[.,]\d+)*/g));

/**
 * Title, body, source and buttons within what one message holds. The body gives way, and says so. A card's colour is
 * a sign in its heading: only legacy attachments have a bar of one, and they fold their blocks behind "Show more".
 */
export const blocksOf = (reply: Reply, options: RenderOptions): types.KnownBlock[] =>
  blocksFrom(typableReply(reply, options.commands), options);

/** @param reply whose commands can be typed as they stand */
function blocksFrom(
  reply: Reply,
  { timeZone, commands, follows = true, native = false, shown }: RenderOptions,
): types.KnownBlock[] {
  const { card } = reply;
  const source = sourceParts(reply);
  const head = card ? titleOf(card) : [];
  const foot = source && footOf(source, timeZone);
  const buttons = rowOf(card?.actions ?? [], commands);
  const tail = [...(foot ? [foot] : []), ...buttons];
  const most = limits.blocks.message - head.length - tail.length - 1;
  let room = limits.message - sizeOf([...head, ...tail, ...cutNote]);
  if (!card) return [...paragraph(reply.summary, room).blocks, ...tail];
  const body: types.KnownBlock[] = [];
  let short = (card.actions ?? []).length > limits.button.row;
  for (const block of card.blocks) {
    const drawn = drawBlock(block, room, {
      timeZone,
      follows,
      native: native && !body.some(({ type }) => type === "table"),
      ...(shown && { shown }),
    });
    if (!drawn || body.length + drawn.blocks.length > most) {
      short = true;
      break;
    }
    short ||= drawn.cut;
    body.push(...drawn.blocks);
    room -= sizeOf(drawn.blocks);
  }
  const whole = foot && !short ? together(body.at(-1), foot) : undefined;
  if (whole) return [...head, ...body.slice(0, -1), whole, ...buttons];
  return [...head, ...body, ...(short ? cutNote : []), ...tail];
}

const cutNote = contextOf("There is more than Slack shows at once: this is cut. Ask for less at a time.").blocks;

const sizeOf = (blocks: readonly types.KnownBlock[]): number => JSON.stringify(blocks).length;

function titleOf({ title, href = "", colour }: Card): types.KnownBlock[] {
  const marked = colour ? `${signOf(colour)} ${title}` : title;
  const header: types.HeaderBlock = { type: "header", text: plain(marked, limits.header) };
  if (!isLink(href)) return [header];
  return [
    header,
    { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "link", url: href }] }] },
  ];
}

/** A button that asks has the action id "ask:…", and one that leads away "link:…". */
function rowOf(actions: readonly Action[], commands: readonly Command[]): types.KnownBlock[] {
  const sound = actions.filter((action) => "ask" in action || isLink(action.href));
  if (sound.length === 0) return [];
  const elements = sound.slice(0, limits.button.row).map((action, i): types.Button => {
    const text = plain(action.label, limits.button.label);
    if ("href" in action) return { type: "button", action_id: `link:${i}`, text, url: action.href };
    const asked = { ...action.ask, ...(action.share && { share: action.share }) };
    return { type: "button", action_id: `ask:${i}`, text, value: encodeAsk(asked, commands) };
  });
  return [{ type: "actions", elements }];
}
