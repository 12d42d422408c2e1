/** The one handler of interactions, whichever way they came. */
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
import type { Log } from "../../lib/log.ts";
import type { REST } from "discord.js";
import { giveAnswer, type Respond } from "./answers.ts";
import { filled, isReopening } from "./given.ts";
import { command as most } from "./limits.ts";
import { modalOf } from "./modal.ts";
import { askerOf, platform, questionOf, typedOf, type Question } from "./read.ts";
import { codeOf, codes, isApiError } from "./trouble.ts";
import type { Asker, Edge } from "../../core/asker.ts";

export interface HandlerOptions {
  readonly commands: readonly Command[];
  readonly dispatch: Dispatch;
  readonly edge: Edge;
  readonly tipServers?: readonly string[] | undefined;
  readonly timeZone: string;
  readonly rest: REST;
  readonly log: Log;
}

/** Answers one interaction. Never rejects. */
export type Handler = (interaction: APIInteraction, respond: Respond) => Promise<void>;

export interface Handling {
  readonly handle: Handler;
  /** Puts questions off kindly from here on. Resolves when those in flight are answered, or after a while. */
  drain(milliseconds: number): Promise<void>;
}

const gone = [codes.unknownInteraction, codes.unknownWebhook, codes.invalidWebhookToken, codes.alreadyAcknowledged];

const leaving: Answer = {
  reply: { summary: "I am being restarted this minute. Please ask me again in the next." },
  audience: "asker",
  problem: "internal",
};

export function createHandler(options: HandlerOptions): Handling {
  const { commands, dispatch, edge, tipServers, log } = options;
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
    if ("problem" in question) return giveAnswer(interaction, settled(question), false, respond, options);
    const begun = begin(question, asker);
    const work = reply(interaction, begun, question, respond);
    // Nobody is told that a secret answer was lost, nor when.
    await (begun.secret ? work.catch(() => {}) : work);
  }

  async function reply(interaction: Question, begun: Begun, question: Pressed, respond: Respond): Promise<void> {
    const again = isReopening(interaction) ? interaction : undefined;
    if (begun.kind === "answer")
      return giveAnswer(interaction, begun, question.share === true || again !== undefined, respond, options);
    const form = again ? filled(begun.form, again) : begun.form;
    return respond({ type: InteractionResponseType.Modal, data: modalOf(form, commands) });
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
    const wanted = open && asker ? typedOf(interaction, commands) : undefined;
    const names = asker && wanted ? dispatch.complete(wanted.kind, wanted.typed, asker, most.choices) : [];
    const choices = names.slice(0, most.choices).map((one) => one.slice(0, most.choice));
    return {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: choices.map((name) => ({ name, value: name })) },
    };
  }

  function told(error: unknown): void {
    const code = codeOf(error);
    // The interaction waited too long, its channel is gone, or another instance was first: nobody is there to tell.
    if (isApiError(error, ...gone)) log.info("an interaction was over before its answer", { platform, code });
    else log.warn("an answer did not reach Discord", { platform, code });
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
        timer = setTimeout(resolve, milliseconds);
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
