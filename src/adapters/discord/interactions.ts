/** The one handler of interactions, whichever way they came. */
import { setTimeout } from "node:timers/promises";
import {
  InteractionResponseType,
  InteractionType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIInteraction,
  type APIInteractionResponse,
} from "discord.js";
import type { Command } from "../../core/command.ts";
import type { Answer, Begun, Dispatch } from "../../core/dispatch.ts";
import type { Pressed } from "../../core/encode.ts";
import { UserError } from "../../core/errors.ts";
import type { Draw } from "../../core/picture.ts";
import type { Log } from "../../lib/log.ts";
import type { REST } from "discord.js";
import { giveForm, giveReply, type Respond } from "./answers.ts";
import type { AnswerOptions } from "./elsewhere.ts";
import { filled, isReopening } from "./given.ts";
import { command as most } from "./limits.ts";
import { hasRadios, modalOf } from "./modal.ts";
import type { KnownMentions } from "./mentions.ts";
import { askerOf, codeIn, isDirect, platform, questionOf, typedOf, type Question } from "./read.ts";
import { createPresses } from "../../core/presses.ts";
import { codeOf } from "./trouble.ts";
import type { Asker, Edge } from "../../core/asker.ts";

export interface HandlerOptions {
  readonly commands: readonly Command[];
  readonly dispatch: Dispatch;
  readonly edge: Edge;
  readonly tipServers?: readonly string[] | undefined;
  readonly timeZone: string;
  readonly rest: REST;
  readonly mentions?: KnownMentions;
  readonly log: Log;
  readonly now?: () => Date;
  /** Takes a key that nobody has taken before, over all instances. */
  readonly once?: (key: string) => Promise<boolean>;
  /** Rests before an answer is tried again. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
  readonly draw?: Draw;
}

/** Answers one interaction. Never rejects. */
export type Handler = (interaction: APIInteraction, respond: Respond) => Promise<void>;

export interface Handling {
  readonly handle: Handler;
  /** Puts questions off kindly from here on. Resolves when those in flight are answered, or after a while. */
  drain(milliseconds: number): Promise<void>;
}

const leaving: Answer = {
  reply: { summary: "I am being restarted this minute. Please ask me again in the next." },
  audience: "asker",
  problem: "internal",
};

export function createHandler(options: HandlerOptions): Handling {
  const { commands, dispatch, edge, tipServers, log, once, now = () => new Date() } = options;
  const failed = (error: unknown): void =>
    log.warn("a press could not be counted once over all instances", { platform, code: codeOf(error) });
  const presses = createPresses({ now, failed, ...(once && { once }) });
  const missed = (error: unknown): void =>
    log.info("an answer met trouble on its way", { platform, code: codeOf(error) });
  const giving = (interaction: Question): AnswerOptions => ({
    ...options,
    missed,
    pause: options.pause ?? setTimeout,
    mentions: options.mentions?.in(interaction.guild_id),
  });
  const inFlight = new Set<Promise<void>>();
  let open = true;

  function begin(question: Pressed, asker: Asker): Begun {
    return open
      ? dispatch.call({ ...question, asker })
      : { kind: "answer", audience: "asker", answer: Promise.resolve(leaving) };
  }

  async function answer(interaction: Question, respond: Respond): Promise<void> {
    const asker = askerOf(interaction, edge, tipServers);
    const question = asker && read(interaction, commands);
    if (!asker || !question) return log.warn("an interaction of a kind that is not ours", { platform });
    const aloud = "share" in question && question.share;
    if ("problem" in question)
      return arrived(
        await giveReply(interaction, settled(question), { aloud, secret: false }, respond, giving(interaction)),
      );
    // Of a double click the second half is heard, and that is all.
    if (!(await isFirst(interaction, aloud))) return respond({ type: InteractionResponseType.DeferredMessageUpdate });
    const begun = begin(question, asker);
    const work = reply(interaction, begun, aloud, respond);
    // Nobody is told that a secret answer was lost, nor when.
    if (begun.secret) await work.catch(() => {});
    else arrived(await work);
  }

  function reply(interaction: Question, begun: Begun, aloud: boolean, respond: Respond): Promise<boolean> {
    const again = isReopening(interaction) ? interaction : undefined;
    const secret = begun.secret === true;
    // The setbacks of a secret answer leave no line of the log.
    const to = { ...giving(interaction), ...(secret && { missed: () => {} }) };
    if (begun.kind === "answer")
      return giveReply(interaction, begun, { aloud: aloud || again !== undefined, secret }, respond, to);
    const form = again ? filled(begun.form, again) : begun.form;
    const modal = modalOf(form, commands);
    const plainer = hasRadios(modal) ? modalOf(form, commands, false) : modal;
    return giveForm(interaction, [modal, plainer], secret, respond, to);
  }

  /** Whether a press is no repeat of one whose answer others see, or that stands in a conversation for good. */
  async function isFirst(interaction: Question, aloud: boolean): Promise<boolean> {
    if (interaction.type !== InteractionType.MessageComponent) return true;
    if (!aloud && !isDirect(interaction)) return true;
    const { message } = interaction;
    return presses({
      platform,
      message: `${message.channel_id} ${message.id}`,
      value: codeIn(interaction) ?? "",
      isPublic: aloud,
    });
  }

  function arrived(did: boolean): void {
    if (!did) log.warn("an answer did not reach Discord", { platform });
  }

  async function handle(interaction: APIInteraction, respond: Respond): Promise<void> {
    switch (interaction.type) {
      case InteractionType.Ping:
        return respond({ type: InteractionResponseType.Pong });
      case InteractionType.ApplicationCommandAutocomplete:
        return respond(suggest(interaction));
      case InteractionType.ApplicationCommand:
      case InteractionType.MessageComponent:
      case InteractionType.ModalSubmit:
        return answer(interaction, respond);
    }
  }

  function suggest(interaction: APIApplicationCommandAutocompleteInteraction): APIInteractionResponse {
    const asker = askerOf(interaction, edge, tipServers);
    const wanted = open && asker ? typedOf(interaction, commands, asker) : undefined;
    const names = asker && wanted ? dispatch.complete(wanted.kind, wanted.typed, asker, most.choices) : [];
    const choices = names.slice(0, most.choices).map((one) => one.slice(0, most.choice));
    return {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: choices.map((name) => ({ name, value: name })) },
    };
  }

  function told(error: unknown): void {
    log.warn("an answer did not reach Discord", { platform, code: codeOf(error) });
  }

  return {
    handle(interaction, respond) {
      const work = handle(interaction, respond).catch(told);
      inFlight.add(work);
      return work.finally(() => inFlight.delete(work));
    },
    async drain(milliseconds) {
      open = false;
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = globalThis.setTimeout(resolve, milliseconds);
      });
      await Promise.race([Promise.all(inFlight), enough]);
      clearTimeout(timer);
    },
  };
}

const settled = (answer: Answer) =>
  ({ kind: "answer", audience: answer.audience, answer: Promise.resolve(answer) }) as const;

function read(
  interaction: Question,
  commands: readonly Command[],
): Pressed | (Answer & { problem: UserError["code"] }) | undefined {
  try {
    return questionOf(interaction, commands);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { reply: { summary: error.message }, audience: "asker", problem: error.code };
  }
}
