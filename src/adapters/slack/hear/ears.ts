/** What every listener works with. */
import type { App } from "@slack/bolt";
import { longestWait } from "../../../core/answering.ts";
import { BotError, type ErrorCode } from "../../../core/errors.ts";
import type { Command } from "../../../core/command.ts";
import type { Answer, Dispatch } from "../../../core/dispatch.ts";
import type { Form } from "../../../core/form.ts";
import type { Ask } from "../../../core/reply.ts";
import { isPrivate, respond, responseTo, type Response } from "../answers.ts";
import type { Asking, Someone } from "../asker.ts";
import { modalOf, type Kept } from "../blocks/modal.ts";
import { sendFiles } from "../files.ts";
import type { IsNew } from "../events.ts";
import type { Flights } from "../flights.ts";
import { give, type Giving, type Whereto } from "../giving.ts";
import { renderSlack } from "../render.ts";
import { codeOf, fateOf, namedWait, whyOf } from "../trouble.ts";
import type { Asker } from "../../../core/asker.ts";
import type { Press } from "../../../core/presses.ts";
import { usage } from "../../../core/parse.ts";

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
}

/** Whether a question by a command's name is secret. */
export const isSecret = ({ commands }: Ears, name: string): boolean =>
  commands.some((command) => command.name === name && command.secret === true);

/** Whether a typed line may be one: by its first word, which no other command shares. */
export const maybeSecret = ({ commands }: Ears, line: string): boolean => {
  const [first = ""] = line.toLowerCase().match(/[\p{L}\p{N}_-]+/u) ?? [];
  return commands.some(({ name, secret }) => secret === true && name.split(" ", 1)[0] === first);
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
export const acknowledge = (ears: Ears, ack: () => Promise<void>): Promise<void> =>
  ack().catch((error: unknown) => ears.complain("an acknowledgement was lost", error));

/** An answer, by every way that there is; one to a secret command by one way alone. */
export async function tell(ears: Ears, answer: Answer, to: Whereto): Promise<void> {
  if (to.secret === true)
    return to.url === undefined ? say(ears, answer, to) : show(ears, answer, { ...to, url: to.url });
  if (await give(ears, answer, to)) await follow(ears, answer, to);
}

/** The answer to a secret command, by the address that came with it. */
export async function show(ears: Ears, answer: Answer, to: Whereto & { readonly url: string }): Promise<void> {
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
export async function follow(ears: Ears, answer: Answer, to: Whereto): Promise<void> {
  const { clients, complain, rest } = ears;
  try {
    await patiently(() => sendFiles(clients, answer, to), rest);
  } catch (error) {
    complain("a file could not be sent", error);
    const lost = sorry(
      fateOf(error).kind === "unclear"
        ? `Slack did not say whether it took the file (${codeOf(error)}). If it does not appear, please ask again.`
        : `The file could not be sent: ${whyOf(codeOf(error))}.`,
    );
    if (to.secret !== true) await give(ears, lost, { ...to, replace: false });
    else if (to.url !== undefined) await respond(to.url, responseTo(lost, ears.rendering));
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

/** The answer to a secret command where there is no address for it: in the place itself, or aside in it. */
export async function say(ears: Ears, answer: Answer, to: Whereto): Promise<void> {
  const { once } = ears.clients;
  const { user, channel = user, thread } = to;
  const { text, blocks, ...unfurling } = renderSlack(answer.reply, ears.rendering);
  const message = { channel, text, blocks, ...(thread !== undefined && { thread_ts: thread }) };
  // In a conversation between two everything is for the asker alone already.
  const aside = isPrivate(answer) && to.channel !== undefined && !channel.startsWith("D");
  // Nobody who asks waits for the news to be told, but the news that follows does.
  if (!aside) ears.pace.count("chat.postMessage", channel);
  await (aside ? once.chat.postEphemeral({ ...message, user }) : once.chat.postMessage({ ...message, ...unfurling }));
  await follow(ears, answer, to);
}

/** A trigger lives for three seconds: nothing may come before this. */
export async function openForm(ears: Ears, form: Form, trigger: string, to: Whereto): Promise<void> {
  const { channel, thread, url } = to;
  const kept: Omit<Kept, "ask"> = { url, channel, thread };
  const view = modalOf(form, kept, ears.commands);
  try {
    await patiently(
      async () => void (await ears.clients.patient.views.open({ trigger_id: trigger, view })),
      ears.rest,
      2_000,
    );
  } catch (error) {
    ears.complain("a form could not be opened", error);
    await tell(ears, sorry(whyNoForm(ears, form, error)), to);
  }
}

/** Slack may open a form and not say so: whether it did is plain to see for the one who asked. */
function whyNoForm({ commands }: Ears, { ask }: Form, error: unknown): string {
  if (codeOf(error).includes("trigger")) return "That took too long, and the form did not open. Please ask again.";
  if (fateOf(error).kind === "unclear")
    return "Slack is slow just now, and has not said whether your form opened. If you do not see it, please ask again.";
  const command = commands.find(({ name }) => name === ask.command);
  if (!command || command.secret === true) return "The form did not open.";
  return `The form did not open. Without it you can type ${usage(command)}.`;
}
