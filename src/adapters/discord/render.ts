/**
 * Reply -> a message of components: one container in the party's colour, with title, blocks, buttons and source. A
 * message is always within Discord's limits; one that was cut says so.
 */
import {
  ComponentType,
  MessageFlags,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  type RawFile,
} from "discord.js";
import type { Command } from "../../core/command.ts";
import { undrawn, type Drawn } from "../../core/picture.ts";
import { sourceLine } from "../../core/plain-text.ts";
import type { Block, Card, Reply } from "../../core/reply.ts";
import { clean } from "../../core/text.ts";
import { rowsOf } from "./buttons.ts";
import { attached, filesOf, isFile, shownIn, type Shown } from "./files.ts";
import { fit, type Passage } from "./fit.ts";
import { message } from "./limits.ts";
import { mentioning, type Mentions } from "./mentions.ts";
import { tablePassage } from "./table.ts";
import { cut, cutMarked, escape, inCode, inlines, link } from "./words.ts";

export interface RenderOptions {
  /** Buttons carry their arguments in these commands' order. */
  readonly commands: readonly Command[];
  /** The election's time zone. */
  readonly timeZone: string;
  /** Ids of commands, where they can be pressed in words. */
  readonly mentions?: Mentions | undefined;
  /** The id of the one role that the message calls. */
  readonly calls?: string | undefined;
  /** Pictures as PNG; those that are not in it are said in words. */
  readonly drawn?: Drawn;
}

/** The body of a message as Discord takes it. */
export interface MessageBody {
  flags: number;
  components: APIMessageTopLevelComponent[];
  /** No mention of ours notifies anyone, but for the one role that a channel's managers chose. */
  allowed_mentions: { parse: []; roles?: [string] };
  attachments?: { id: string; filename: string }[];
}

export interface Rendered {
  readonly body: MessageBody;
  /** Sent beside the body, in the order of its attachments. */
  readonly files: readonly RawFile[];
}

/** For an edit, which leaves files where they are unless it names those that stay: an older picture goes. */
export const replacing = (body: MessageBody): MessageBody => ({ attachments: [], ...body });

const cutNote = "-# … cut to fit here: ask for less to see the rest";
/** Headings longer than this are no headings. */
const longestTitle = 400;

export function renderDiscord(reply: Reply, options: RenderOptions): Rendered {
  const blocks = reply.card?.blocks ?? [];
  const [whole, shown] = [filesOf(blocks), shownIn(blocks, options.drawn ?? undrawn)];
  const files = [...whole, ...shown.map(({ file }) => file)];
  const { calls } = options;
  const components = [
    ...(calls === undefined ? [] : [display(callOf(calls))]),
    ...(reply.card ? [container(reply, reply.card, whole, shown, options)] : plain(reply, options)),
  ];
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components,
      allowed_mentions: { parse: [], ...(calls !== undefined && { roles: [calls] }) },
      ...(files.length > 0 && { attachments: files.map(({ name }, id) => ({ id: String(id), filename: name })) }),
    },
    files,
  };
}

const callOf = (role: string): string => `<@&${role}>`;

/** Characters that a call takes up. */
const roomFor = (calls: string | undefined): number => (calls === undefined ? 0 : callOf(calls).length);

function plain(reply: Reply, { commands, timeZone, mentions, calls }: RenderOptions): APIMessageTopLevelComponent[] {
  const source = sourceOf(reply, timeZone);
  const { rows } = rowsOf(reply, commands);
  const passage = { lines: mentioning(escape(reply.summary), mentions).split("\n") };
  const { texts, isCut } = fit([passage], message.text - roomFor(calls) - lengthOf(source) - cutNote.length, 1);
  const words = [...(texts.length > 0 ? texts : ["…"]), ...(isCut ? [cutNote] : []), ...source];
  return [...words.map(display), ...rows];
}

function container(
  reply: Reply,
  card: Card,
  files: readonly RawFile[],
  pictures: readonly Shown[],
  { commands, timeZone, mentions, calls }: RenderOptions,
): APIMessageTopLevelComponent {
  const title = `### ${card.href ? link(headline(card), card.href) : escape(headline(card))}`;
  const source = sourceOf(reply, timeZone);
  const { rows, count, isCut: fewerButtons } = rowsOf(reply, commands);
  // A call, the container, its title, the line above the foot, and two texts there.
  const others = 6 + count + files.length + pictures.length;
  const drawn = new Set<Block>(pictures.map(({ picture }) => picture));
  const room = message.text - roomFor(calls) - title.length - lengthOf(source) - cutNote.length;
  const { texts, isCut } = fit(
    card.blocks.filter((block) => !drawn.has(block)).map((block) => pressable(block, mentions)),
    room,
    message.components - others,
  );
  const fewerFiles = files.length < card.blocks.filter(isFile).length;
  const foot = [...(isCut || fewerButtons || fewerFiles ? [cutNote] : []), ...source];
  const inside: APIComponentInContainer[] = [
    ...[title, ...texts].map(display),
    ...pictures.map(({ gallery }) => gallery),
    ...files.map(attached),
    ...(foot.length > 0 ? [{ type: ComponentType.Separator as const }] : []),
    ...foot.map(display),
    ...rows,
  ];
  const colour = card.colour && { accent_color: Number.parseInt(card.colour.base.slice(1), 16) };
  return { type: ComponentType.Container, ...colour, components: inside };
}

const headline = (card: Card): string => cut(clean(card.title).replaceAll(/\s+/g, " ").trim() || "…", longestTitle);

const sourceOf = (reply: Reply, timeZone: string): string[] => {
  const words = sourceLine(reply, timeZone);
  return words ? [`-# ${cutMarked(escape(words).replaceAll("\n", " "), longestTitle)}`] : [];
};

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0);

const display = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content });

/** A block's words, with the commands in them that can be pressed; nobody else's words are. */
function pressable(block: Block, mentions: Mentions | undefined): Passage {
  const passage = passageOf(block);
  const isOurs = (block.kind === "text" || block.kind === "note") && !block.quoted;
  if (!isOurs && block.kind !== "facts") return passage;
  return { ...passage, lines: passage.lines.map((line) => mentioning(line, mentions)) };
}

function passageOf(block: Block): Passage {
  switch (block.kind) {
    case "text":
      return { lines: inlines(block.text).split("\n") };
    case "note":
      return {
        lines: inlines(block.text)
          .split("\n")
          .map((line) => (line.trim() === "" ? "" : `-# ${line}`)),
      };
    case "facts":
      return {
        lines: block.facts.flatMap(({ label, value }) => `${inlines([{ bold: label }])} ${escape(value)}`.split("\n")),
      };
    case "picture":
      return {
        lines: block.said
          ? []
          : escape(block.alt)
              .split("\n")
              .map((line) => `-# ${line}`),
      };
    case "table":
      return tablePassage(block);
    case "code":
    case "file":
      return { lines: isFile(block) ? [] : block.text.split("\n").map(inCode), code: true };
  }
}
