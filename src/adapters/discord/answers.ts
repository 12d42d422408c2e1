/**
 * Answers, on their way to Discord. One that is ready within a second is the acknowledgement itself. Otherwise an
 * acknowledgement comes first, which fixes who sees the answer, and the answer follows.
 */
import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  Routes,
  type APIInteractionResponse,
  type REST,
} from "discord.js";
import type { Answer, Begun } from "../../core/dispatch.ts";
import { givenBack } from "./given.ts";
import { modalPatience, patience } from "./limits.ts";
import { renderDiscord, type MessageBody, type Rendered, type RenderOptions } from "./render.ts";
import type { Question } from "./read.ts";
import { again, codes, isApiError } from "./trouble.ts";

/** Answers an interaction for the first time. @throws whatever the way to Discord throws */
export type Respond = (response: APIInteractionResponse) => Promise<void>;

type Pending = Extract<Begun, { readonly kind: "answer" }>;

export interface AnswerOptions extends RenderOptions {
  readonly rest: REST;
}

/** @param aloud whether the answer was asked for the whole channel: it never replaces the presser's own message */
export async function giveAnswer(
  interaction: Question,
  begun: Pending,
  aloud: boolean,
  respond: Respond,
  options: AnswerOptions,
): Promise<void> {
  const followed = webhook(interaction, options.rest);
  // In a conversation with one person nobody else is there, and an answer that is not ephemeral can be read again. What is
  // secret is not to be.
  const direct = interaction.guild_id === undefined;
  const hidden = (audience: Answer["audience"]): boolean => begun.secret === true || (audience === "asker" && !direct);
  const edits = !aloud && isOwn(interaction);
  const form = interaction.type === InteractionType.ModalSubmit ? interaction : undefined;
  const ready = await soon(begun.answer, begun.secret && form ? modalPatience : patience);
  const back = form && (ready ? ready.given : begun.secret && begun.given);
  if (form && back) {
    const data = givenBack(form, ready?.reply.summary ?? slow, back);
    return respond({ type: InteractionResponseType.ChannelMessageWithSource, data });
  }
  if (ready) {
    const { body, files } = renderDiscord(ready.reply, options);
    // An error does not replace the card that the button was on.
    if (edits && !ready.problem && files.length === 0)
      return respond({ type: InteractionResponseType.UpdateMessage, data: body });
    const data = hidden(ready.audience) ? ephemeral(body) : body;
    if (files.length === 0) return respond({ type: InteractionResponseType.ChannelMessageWithSource, data });
  }

  const audience = ready?.audience ?? begun.audience;
  await respond(
    edits
      ? { type: InteractionResponseType.DeferredMessageUpdate }
      : {
          type: InteractionResponseType.DeferredChannelMessageWithSource,
          ...(hidden(audience) && { data: { flags: MessageFlags.Ephemeral } }),
        },
  );
  const { reply, audience: whose, problem } = ready ?? (await begun.answer);
  const rendered = renderDiscord(reply, options);
  if (edits && problem) return followed.add(rendered);
  if (edits || hidden(audience) || !hidden(whose)) return followed.edit(rendered);
  // An answer that turned out to be for the asker alone: the acknowledgement that everyone has seen is removed first.
  await followed.remove().catch(unlessGone);
  await followed.add(rendered);
}

function unlessGone(error: unknown): void {
  if (!isApiError(error, codes.unknownMessage)) throw error;
}

const ephemeral = (body: MessageBody): MessageBody => ({ ...body, flags: body.flags | MessageFlags.Ephemeral });

/** A button on a message that the presser alone sees. */
function isOwn(interaction: Question): boolean {
  if (interaction.type !== InteractionType.MessageComponent) return false;
  return ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

/** Edits, additions and removals of an interaction's answer, by the interaction's own token. */
function webhook({ application_id: application, token }: Question, rest: REST) {
  const original = Routes.webhookMessage(application, token);
  const parts = ({ files }: Rendered) => ({ auth: false, ...(files.length > 0 && { files: [...files] }) });
  // Over HTTP we may be quicker here than Discord is in taking our acknowledgement in.
  const soon = codes.unknownWebhook;
  return {
    async edit(rendered: Rendered): Promise<void> {
      await again(() => rest.patch(original, { body: rendered.body, ...parts(rendered) }), soon);
    },
    async remove(): Promise<void> {
      await again(() => rest.delete(original, { auth: false }), soon);
    },
    /** Adds a message for the asker alone. Never repeated: it would be said twice. */
    async add(rendered: Rendered): Promise<void> {
      await rest.post(Routes.webhook(application, token), { body: ephemeral(rendered.body), ...parts(rendered) });
    },
  };
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
