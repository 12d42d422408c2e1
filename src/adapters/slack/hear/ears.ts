/** The parts that every listener works with. */
import type { App } from "@slack/bolt";
import { longestWait } from "../../../core/answering.ts";
import { BotError, type ErrorCode } from "../../../core/errors.ts";
import type { Command } from "../../../core/command.ts";
import type { Answer, Begun, Dispatch } from "../../../core/dispatch.ts";
import type { Draw } from "../../../core/picture.ts";
import type { Ask } from "../../../core/reply.ts";
import { drawAnswer, respond, responseTo, type Response } from "../answers.ts";
import type { Asking, Someone } from "../asker.ts";
import { modalOf, type Kept } from "../blocks/modal.ts";
import { sendFiles, sendPictures } from "../files.ts";
import type { IsNew } from "../events.ts";
import type { Flights } from "../flights.ts";
import { give, type Giving, type Whereto } from "../giving.ts";
import { codeOf, fateOf, namedWait, whyOf } from "../trouble.ts";
import type { Asker } from "../../../core/asker.ts";
import { secretWords, usage } from "../../../core/parse.ts";
import type { Press } from "../../../core/presses.ts";

export type { Whereto } from "../giving.ts";

export interface Ears extends Giving {
  readonly app: App;
  readonly dispatch: Dispatch;
  readonly commands: readonly Command[];
  readonly flights: Flights;
  readonly asker: (someone: Someone) => Asker;
  /** The same with their own workspace judged, for what may be secret. Never rejects. */
  readonly judged: (asking: Asking) => Promise<Asker>;
  /** Whether an event is new. */
  readonly isNew: IsNew;
  /** Whether a press of a button whose answer is for all is the first of its kind. Never rejects. */
  readonly isFirst: (press: Press) => Promise<boolean>;
  /** Our own account, as mentions name it. */
  readonly us: string;
  /** Questions whose answers App Home shows. */
  readonly home: readonly Ask[];
  readonly draw?: Draw | undefined;
}

/** Whether a question by a command's name is secret. */
export const isSecret = ({ commands }: Ears, name: string): boolean =>
  commands.some((command) => command.name === name && command.secret === true);

/** Whether a typed line may be one: by its first word, which no other command shares. */
export const maybeSecret = ({ commands }: Ears, line: string): boolean => {
  const [first = ""] = line.toLowerCase().match(/[\p{L}\p{N}_-]+/u) ?? [];
  return secretWords(commands).includes(first);
};

type Sorry = Answer & { readonly problem: ErrorCode };

export const sorry = (summary: string, problem: ErrorCode = "internal"): Sorry => ({
  reply: { summary },
  audience: "asker",
  problem,
});

export const leaving = sorry("I am being restarted. Please ask again in a moment.");

/** @throws what is not for people to read */
export function sorryFor(error: unknown): Sorry {
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

/** An answer, by every way that there is; a secret one by one way alone. */
export async function tell(ears: Ears, answer: Answer, to: Whereto): Promise<void> {
  if (answer.secret) return tellSecret(ears, answer, to);
  if (await give(ears, answer, to)) await follow(ears, answer, to);
}

/** Nobody is told that a secret answer was lost, nor when. */
const unheard = (): void => {};

/** By the address that came with it, or aside: it does not stay between the two either, and makes no file. */
async function tellSecret(ears: Ears, answer: Answer, to: Whereto): Promise<void> {
  const { user, channel = user, url, thread } = to;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  if (url === undefined) {
    const { text, blocks } = drawAnswer(answer, ears.rendering);
    const message = { channel, text, blocks, ...inThread, user };
    return void (await ears.clients.hushed.chat.postEphemeral(message).catch(unheard));
  }
  const replaces = to.replace === true && answer.problem === undefined;
  const response: Response = {
    ...responseTo(answer, ears.rendering),
    replace_original: replaces,
    // An answer that replaces a message is where that was.
    ...(!replaces && inThread),
  };
  await respond(url, response).catch(unheard);
}

/** Text too long to show, as a file. Where that cannot be sent, the asker is told so. */
export async function follow(ears: Ears, answer: Answer, to: Whereto): Promise<void> {
  // A secret makes no file.
  if (answer.secret) return;
  const { clients, complain, rest, draw } = ears;
  // The words stand, and say what it would: a picture that cannot be sent is nobody's trouble but ours.
  await patiently(() => sendPictures(clients, answer, to, draw), rest).catch((error: unknown) =>
    complain("a picture could not be sent", error),
  );
  try {
    await patiently(() => sendFiles(clients, answer, to), rest);
  } catch (error) {
    complain("a file could not be sent", error);
    const lost = sorry(
      fateOf(error).kind === "unclear"
        ? `Slack did not say whether it took the file (${codeOf(error)}). If it does not appear, please ask again.`
        : `The file could not be sent: ${whyOf(codeOf(error))}.`,
    );
    await give(ears, lost, { ...to, replace: false });
  }
}

/** Waits as long as Slack asks, where it may be waited, and tries again. @throws as the work does */
async function patiently(work: () => Promise<void>, rest: Ears["rest"], patience = longestWait): Promise<void> {
  try {
    return await work();
  } catch (error) {
    const named = namedWait(error);
    const long = named === undefined ? Infinity : Math.max(named, leastWait);
    if (long > patience) throw error;
    await rest(long);
    return patiently(work, rest, patience - long);
  }
}

/** Milliseconds that are waited where Slack asks for no time at all. */
const leastWait = 1_000;

type Opening = Extract<Begun, { kind: "form" }>;

/** A trigger lives for three seconds: nothing may come before this. */
export async function openForm(ears: Ears, { form, secret }: Opening, trigger: string, to: Whereto): Promise<void> {
  const { channel, thread, url } = to;
  // The answer to a secret form is the form's own, and needs no address.
  const kept: Omit<Kept, "ask"> = secret ? { channel } : { url, channel, thread };
  const { patient, hushed } = ears.clients;
  const { views } = secret ? hushed : patient;
  try {
    const view = modalOf(form, kept, ears.commands);
    const open = async (): Promise<void> => void (await views.open({ trigger_id: trigger, view }));
    await (secret ? open() : patiently(open, ears.rest, triggerLife));
  } catch (error) {
    if (!secret) ears.complain("a form could not be opened", error);
    await tell(ears, { ...sorry(whyNoForm(ears, form, error)), ...(secret && { secret }) }, to);
  }
}

/** Milliseconds that a trigger may still live, once we have it. */
const triggerLife = 2_000;

/** Slack may open a form and not say so: whether it did is plain to see for the one who asked. */
function whyNoForm({ commands }: Ears, { ask }: Opening["form"], error: unknown): string {
  if (codeOf(error).includes("trigger")) return "That took too long, and the form did not open. Please ask again.";
  if (fateOf(error).kind === "unclear")
    return "Slack is slow just now, and has not said whether your form opened. If you do not see it, please ask again.";
  const command = commands.find(({ name }) => name === ask.command);
  if (!command || command.secret === true) return "The form did not open.";
  return `The form did not open. Without it you can type ${usage(command)}.`;
}
