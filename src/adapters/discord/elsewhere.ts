/** Ways for an answer whose interaction is over, or never was ours to answer. */
import { Routes, type REST } from "discord.js";
import type { Dress, Way } from "../../core/answering.ts";
import type { Draw } from "../../core/picture.ts";
import type { Reply } from "../../core/reply.ts";
import { renderDiscord, type Rendered, type RenderOptions } from "./render.ts";
import { isDirect, type Question } from "./read.ts";
import { channel as channelShape, message as messageShape } from "./shapes.ts";
import { again } from "./trouble.ts";

export interface AnswerOptions extends RenderOptions {
  readonly rest: REST;
  /** Told of each setback. */
  readonly missed: (error: unknown) => void;
  /** Rests before another try. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
  readonly draw?: Draw | undefined;
}

const undelivered: Reply = {
  summary:
    "An answer for one of you alone did not arrive in time, and direct messages from me are not taken. Please ask me again.",
};

/** Ways that need nothing of the interaction: its channel, where everyone may see the answer, and a direct message. */
export function waysElsewhere(
  interaction: Question,
  { rest, ...rendering }: AnswerOptions,
  alone: boolean,
  draw: (dress: Dress) => Rendered,
): readonly Way[] {
  const direct = isDirect(interaction);
  const { member, user, channel } = interaction;
  const person = (member?.user ?? user)?.id;
  const send = async (to: string, { body, files }: Rendered): Promise<void> => {
    await rest.post(Routes.channelMessages(to), { body, files: [...files] });
  };
  const there = channel?.id;
  const inPlace: Way = { name: "in its place", alone: direct, send: (dress) => send(there ?? "", draw(dress)) };
  const message: Way = {
    name: "a direct message",
    alone: true,
    async send(dress) {
      const opened = await again(() => rest.post(Routes.userChannels(), { body: { recipient_id: person } }));
      await send(channelShape.extend({ id: messageShape.shape.id }).parse(opened).id, draw(dress));
    },
  };
  // It says that somebody asked, and nothing else.
  const note: Way = {
    name: "a note",
    alone: false,
    send: () => send(there ?? "", renderDiscord(undelivered, rendering)),
  };
  return [
    ...(there !== undefined && (direct || !alone) ? [inPlace] : []),
    ...(person === undefined || direct ? [] : [message]),
    ...(there !== undefined && alone && !direct ? [note] : []),
  ];
}
