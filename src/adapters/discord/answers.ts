/**
 * Answers, on their way to Discord. One that is ready within a second is the acknowledgement itself. Otherwise an
 * acknowledgement comes first, which fixes who sees the answer, and the answer follows. Where the interaction's own
 * address fails, the policy of answers knows other ways.
 */
import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type APIInteractionResponse,
  type APIModalInteractionResponseCallbackData,
} from "discord.js";
import { giveAnswer, type Dress, type Way } from "../../core/answering.ts";
import type { Answer, Begun } from "../../core/dispatch.ts";
import { drawnOf, picturesIn, undrawn } from "../../core/picture.ts";
import type { Reply } from "../../core/reply.ts";
import { remembered } from "../../lib/remembered.ts";
import { givenBack } from "./given.ts";
import { modalPatience, patience } from "./limits.ts";
import { waysElsewhere, type AnswerOptions } from "./elsewhere.ts";
import { missOf } from "./miss.ts";
import { renderDiscord, replacing, type Rendered, type RenderOptions } from "./render.ts";
import { isDirect, isVisitor, type Question } from "./read.ts";
import { codes, isApiError } from "./trouble.ts";
import { ephemeral, webhook } from "./webhook.ts";

/** Answers an interaction for the first time. @throws whatever the way to Discord throws */
export type Respond = (response: APIInteractionResponse) => Promise<void>;

/** A reply that many are given is drawn once, for all whose pictures are said in words. */
const drawnOnce = remembered((options: RenderOptions) => remembered((reply: Reply) => renderDiscord(reply, options)));

type Pending = Extract<Begun, { readonly kind: "answer" }>;

/** The knowledge of a question besides its interaction. */
export interface Manner {
  /** The answer was asked for the whole channel: it never replaces the presser's own message. */
  readonly aloud: boolean;
  /** The answer to a secret command goes by the interaction alone, and leaves no trace elsewhere. */
  readonly secret: boolean;
}

/** @returns whether it arrived */
export async function giveReply(
  interaction: Question,
  begun: Pending,
  { aloud, secret }: Manner,
  respond: Respond,
  options: AnswerOptions,
): Promise<boolean> {
  const { rest, missed, pause } = options;
  const followed = webhook(interaction, rest);
  // In a conversation with one person nobody else is there, and an answer that is not ephemeral can be read again. What is
  // secret is not to be.
  const direct = isDirect(interaction);
  // Others there have not asked for Teller.
  const visits = isVisitor(interaction);
  const hidden = (audience: Answer["audience"]): boolean =>
    begun.secret === true || visits || (audience === "asker" && !direct);
  const edits = !aloud && isOwn(interaction);
  let drawn = undrawn;
  const draw = ({ reply }: Answer, dress: Dress): Rendered => {
    if (dress === "whole" && drawn === undrawn && !secret) return drawnOnce(options)(reply);
    return renderDiscord(dress === "whole" ? reply : plain(reply), { ...options, drawn });
  };
  /** Pictures are left out where they may be why an answer is refused; words alone come after that. */
  const send = async (answer: Answer, dress: Dress, give: (rendered: Rendered) => Promise<void>): Promise<void> => {
    try {
      await give(draw(answer, dress));
    } catch (error) {
      const { setback } = missOf(error);
      if (drawn.size === 0 || (setback !== "words" && setback !== "place")) throw error;
      missed(error);
      drawn = undrawn;
      await give(draw(answer, dress));
    }
  };

  const form = interaction.type === InteractionType.ModalSubmit ? interaction : undefined;
  const ready = await soon(begun.answer, begun.secret && form ? modalPatience : patience);
  const back = form && (ready ? ready.given : begun.secret && begun.given);
  if (form && back) {
    const data = givenBack(form, ready?.reply.summary ?? slow, back);
    await respond({ type: InteractionResponseType.ChannelMessageWithSource, data });
    return true;
  }
  // An acknowledgement carries no files, and a picture takes a moment.
  const fits =
    ready !== undefined &&
    draw(ready, "whole").files.length === 0 &&
    (!options.draw || picturesIn(ready.reply).length === 0);
  const promised = ready?.audience ?? begun.audience;
  let isLate = false;
  if (!fits)
    await respond(
      edits
        ? { type: InteractionResponseType.DeferredMessageUpdate }
        : {
            type: InteractionResponseType.DeferredChannelMessageWithSource,
            ...(hidden(promised) && { data: { flags: MessageFlags.Ephemeral } }),
          },
    ).catch((error: unknown) => {
      // The answer itself tries its own ways, and may find the promise heard.
      missed(error);
      isLate = missOf(error).setback === "late";
    });
  const answer = ready ?? (await begun.answer);
  const { audience: whose, problem } = answer;
  drawn = await drawnOf(answer.reply, secret ? undefined : options.draw);
  // An error does not replace the card that the button was on.
  const replaces = edits && !problem;
  const alone = direct || hidden(whose) || replaces;

  const atOnce: Way = {
    name: "at once",
    alone,
    addressed: true,
    async send(dress) {
      const { body } = draw(answer, dress);
      await respond(
        replaces
          ? { type: InteractionResponseType.UpdateMessage, data: replacing(body) }
          : {
              type: InteractionResponseType.ChannelMessageWithSource,
              data: hidden(whose) ? ephemeral(body) : body,
            },
      );
    },
    stands: async () => (edits ? undefined : followed.stands()),
  };
  const afterwards: Way = {
    name: "afterwards",
    alone,
    addressed: true,
    send: (dress) =>
      send(answer, dress, async (rendered) => {
        if (edits && problem) return followed.add(rendered);
        if (edits || hidden(promised) || !hidden(whose)) return followed.edit(rendered);
        // An answer that turned out to be for the asker alone: the acknowledgement that everyone has seen is removed first.
        await followed.remove().catch(unlessGone);
        await followed.add(rendered);
      }),
    stands: async () => (edits ? undefined : followed.stands()),
  };
  const aside: Way = {
    name: "aside",
    alone: true,
    addressed: true,
    send: (dress) => send(answer, dress, (rendered) => followed.add(rendered)),
  };
  const addressed = [...(fits ? [atOnce] : []), afterwards, ...(direct ? [] : [aside])];
  const elsewhere = secret || visits ? [] : waysElsewhere(interaction, options, alone, (dress) => draw(answer, dress));
  const ways = [...(isLate ? [] : addressed), ...elsewhere];
  return (await giveAnswer({ ways, missOf, missed: (_, error) => missed(error), pause })) !== undefined;
}

const unopened: Reply = { summary: "The form could not be opened in time. Please ask me again." };

/**
 * Opens a form; where it does not open, the asker is told.
 * @param data as it is to be, and as every Discord takes it
 * @returns whether either arrived
 */
export async function giveForm(
  interaction: Question,
  data: readonly [APIModalInteractionResponseCallbackData, APIModalInteractionResponseCallbackData],
  secret: boolean,
  respond: Respond,
  options: AnswerOptions,
): Promise<boolean> {
  const { missed, pause } = options;
  const words = renderDiscord(unopened, options);
  const [whole, plainer] = data;
  const form: Way = {
    name: "form",
    alone: true,
    addressed: true,
    send: (dress) => respond({ type: InteractionResponseType.Modal, data: dress === "plain" ? plainer : whole }),
  };
  const apology: Way = {
    name: "at once",
    alone: true,
    addressed: true,
    send: () =>
      respond({
        type: InteractionResponseType.ChannelMessageWithSource,
        data: isDirect(interaction) ? words.body : ephemeral(words.body),
      }),
  };
  const ways = [
    form,
    apology,
    ...(secret || isVisitor(interaction) ? [] : waysElsewhere(interaction, options, true, () => words)),
  ];
  return (await giveAnswer({ ways, missOf, missed: (_, error) => missed(error), pause })) !== undefined;
}

/** Words alone, where a card is refused. */
const plain = ({ summary }: Reply): Reply => ({ summary });

function unlessGone(error: unknown): void {
  if (!isApiError(error, codes.unknownMessage)) throw error;
}

/** A button on a message that the presser alone sees. */
function isOwn(interaction: Question): boolean {
  if (interaction.type !== InteractionType.MessageComponent) return false;
  return ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

const slow = "That takes longer than usual, and nothing is lost: open the form again in a moment, and send.";

async function soon(answer: Promise<Answer>, most: number): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, most, undefined);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
