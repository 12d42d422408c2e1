/** What every listener works with. */
import type { App } from "@slack/bolt";
import { BotError, type ErrorCode } from "../../../core/errors.ts";
import type { Command } from "../../../core/command.ts";
import type { Answer, Begun, Dispatch } from "../../../core/dispatch.ts";
import type { Ask } from "../../../core/reply.ts";
import { isPrivate, respond, responseTo, type Response } from "../answers.ts";
import type { Asking, Someone } from "../asker.ts";
import { modalOf, type Kept } from "../blocks/modal.ts";
import { sendFiles } from "../files.ts";
import type { IsNew } from "../events.ts";
import type { Flights } from "../flights.ts";
import type { Pace } from "../pace.ts";
import { renderSlack, type RenderOptions } from "../render.ts";
import { codeOf, fateOf, whyOf } from "../trouble.ts";
import type { Clients } from "../wire/client.ts";
import type { Asker } from "../../../core/asker.ts";

export interface Ears {
  readonly app: App;
  readonly dispatch: Dispatch;
  readonly commands: readonly Command[];
  readonly rendering: RenderOptions;
  readonly clients: Clients;
  readonly flights: Flights;
  readonly asker: (someone: Someone) => Asker;
  /** The same with their own workspace judged, for what may be secret. Never rejects. */
  readonly judged: (asking: Asking) => Promise<Asker>;
  /** Whether an event is new. */
  readonly isNew: IsNew;
  /** Answers count as posts do. */
  readonly pace: Pick<Pace, "count">;
  readonly complain: (event: string, error: unknown) => void;
  /** Questions whose answers App Home shows. */
  readonly home: readonly Ask[];
}

/** Where an answer goes that came too late to be the acknowledgement. */
export interface Whereto {
  readonly user: string;
  readonly channel: string | undefined;
  /** Good for half an hour. */
  readonly url: string;
  readonly thread?: string | undefined;
  /** The message whose button was pressed gives way to the answer. */
  readonly replace?: boolean;
}

/** Whether a question by a command's name is secret. */
export const isSecret = ({ commands }: Ears, name: string): boolean =>
  commands.some((command) => command.name === name && command.secret === true);

/** Whether a typed line may be one: by its first word, which no other command shares. */
export const maybeSecret = ({ commands }: Ears, line: string): boolean => {
  const [first = ""] = line.toLowerCase().match(/[\p{L}\p{N}_-]+/u) ?? [];
  return commands.some(({ name, secret }) => secret === true && name.split(" ", 1)[0] === first);
};

export const sorry = (summary: string, problem: ErrorCode = "internal"): Answer => ({
  reply: { summary },
  audience: "asker",
  problem,
});

export const leaving = sorry("I am being restarted. Please ask again in a moment.");

/** @throws what is not for people to read */
export function sorryFor(error: unknown): Answer {
  if (error instanceof BotError) return sorry(error.message, error.code);
  throw error;
}

/**
 * Tells Slack at once that we have it, while the work goes on. Where the connection is lost the asker sees a warning from
 * Slack, beside an answer that comes by its own address all the same.
 */
export const acknowledge = (ears: Ears, ack: () => Promise<void>, secret = false): Promise<void> =>
  ack().catch((error: unknown) => {
    if (!secret) ears.complain("an acknowledgement was lost", error);
  });

export async function show(ears: Ears, answer: Answer, to: Whereto): Promise<void> {
  await (answer.secret ? shown(ears, answer, to).catch(unheard) : shown(ears, answer, to));
}

/** Nobody is told that a secret answer was lost, nor when. */
const unheard = (): void => {};

async function shown(ears: Ears, answer: Answer, to: Whereto): Promise<void> {
  const replaces = to.replace === true && answer.problem === undefined;
  const response: Response = {
    ...responseTo(answer, ears.rendering),
    replace_original: replaces,
    // What replaces a message is where that was.
    ...(!replaces && to.thread !== undefined && { thread_ts: to.thread }),
  };
  await respond(to.url, response);
  await follow(ears, answer, to);
}

/** What is too long to show. Where it cannot be sent, the asker is told so. */
export async function follow(
  { clients, rendering, complain }: Ears,
  answer: Answer,
  to: Omit<Whereto, "url"> & { readonly url?: string },
): Promise<void> {
  // A secret makes no file.
  if (answer.secret) return;
  try {
    await sendFiles(clients, answer, to);
  } catch (error) {
    complain("a file could not be sent", error);
    const lost = sorry(
      fateOf(error).kind === "unclear"
        ? `Slack did not say whether it took the file (${codeOf(error)}). If it does not appear, please ask again.`
        : `The file could not be sent: ${whyOf(codeOf(error))}.`,
    );
    if (to.url !== undefined) await respond(to.url, responseTo(lost, rendering));
  }
}

/** Where there is no address for answers: in the place itself, or aside in it. */
export async function say(ears: Ears, answer: Answer, to: Omit<Whereto, "url">): Promise<void> {
  const { once, hushed } = ears.clients;
  const { user, channel = user, thread } = to;
  const { text, blocks, ...unfurling } = renderSlack(answer.reply, ears.rendering);
  const message = { channel, text, blocks, ...(thread !== undefined && { thread_ts: thread }) };
  // What is secret does not stay between the two either, and takes no other way.
  if (answer.secret) return void (await hushed.chat.postEphemeral({ ...message, user }).catch(unheard));
  // In a conversation between two everything is for the asker alone already.
  const aside = isPrivate(answer) && to.channel !== undefined && !channel.startsWith("D");
  // Nobody who asks waits for the news to be told, but the news that follows does.
  if (!aside) ears.pace.count("chat.postMessage", channel);
  await (aside ? once.chat.postEphemeral({ ...message, user }) : once.chat.postMessage({ ...message, ...unfurling }));
  await follow(ears, answer, to);
}

type Opening = Extract<Begun, { kind: "form" }>;

/** A trigger lives for three seconds: nothing may come before this. */
export async function openForm(ears: Ears, { form, secret }: Opening, trigger: string, to: Whereto): Promise<void> {
  const { channel, thread, url } = to;
  // The answer to a secret form is the form's own, and needs no address.
  const kept: Omit<Kept, "ask"> = secret ? { channel } : { url, channel, thread };
  const { once, hushed } = ears.clients;
  try {
    const view = modalOf(form, kept, ears.commands);
    await (secret ? hushed : once).views.open({ trigger_id: trigger, view });
  } catch (error) {
    if (!secret) ears.complain("a form could not be opened", error);
    const late = codeOf(error).includes("trigger");
    const lost = late ? "That took too long, and the form did not open. Please ask again." : "The form did not open.";
    await show(ears, { ...sorry(lost), ...(secret && { secret }) }, to);
  }
}
