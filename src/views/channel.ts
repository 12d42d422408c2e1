/** The settings of a channel, in words. */
import type { Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import type { Reply } from "../core/reply.ts";
import { listed } from "../core/text.ts";
import { button, text } from "./answer.ts";
import { answerModes, type AnswerMode, type PlaceSettings } from "../core/place-settings.ts";
import type { Place } from "../core/place.ts";

const modes: Readonly<Record<AnswerMode, string>> = {
  public:
    "Answers are for everyone here. After six in ten minutes the next are for the asker alone, with a Share button.",
  private: "Answers are for the asker alone, with a Share button.",
  off: "I do not answer here, but for those who run this channel.",
};

/** @throws UserError in a conversation with one person, which has no settings */
export function channelOf({ asker }: Context): Place {
  if (asker.place.kind === "channel") return asker.place;
  throw new UserError("usage", "This is a conversation of ours alone. Ask me in the channel that you want to set.");
}

/** The channel whose settings hold in a place: a thread has those of its channel. @throws as `channelOf` does */
export const ruleOf = (context: Context): Place => context.asker.ruledBy ?? channelOf(context);

export function settingsReply({ answers, off }: PlaceSettings): Reply {
  const switched =
    off.length > 0 ? `Switched off here: ${listed(off.map((name) => `/${name}`))}.` : "Every command is on.";
  return {
    summary: `${modes[answers]} ${switched}`,
    card: {
      title: "In this channel",
      blocks: [text(modes[answers]), text(switched)],
      actions: answerModes
        .filter((mode) => mode !== answers)
        .map((mode) => button(`Answers ${mode}`, "channel answers", { mode })),
    },
    data: { answers, off },
  };
}
