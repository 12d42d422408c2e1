/** Buttons: each is a question. In App Home and in modals the answer is a modal, elsewhere a message. */
import type { BlockAction, ButtonAction, types } from "@slack/bolt";
import { drawn } from "./drawn.ts";
import type { Answer, Begun } from "../../../core/dispatch.ts";
import { decodeAsk, type Pressed } from "../../../core/encode.ts";
import { BotError } from "../../../core/errors.ts";
import { inTime } from "../answers.ts";
import { answerModal, channelOf, modalOf } from "../blocks/modal.ts";
import { paragraph } from "../blocks/body.ts";
import { acknowledge, follow, isSecret, leaving, openForm, sorryFor, tell, type Ears, type Whereto } from "./ears.ts";

export function hearButtons(ears: Ears): void {
  const { app, flights } = ears;
  // A link leads away by itself, but wants to be acknowledged.
  app.action(/^link:/, ({ ack }) => flights.take(() => ack()));
  app.action<BlockAction<ButtonAction>>(/^ask:/, ({ action, body, ack }) =>
    flights.take(async () => {
      const acknowledged = acknowledge(ears, ack, isSecret(ears, askedBy(ears, action.value)?.command ?? ""));
      await (body.view ? answerInView(ears, action, body) : answerInMessage(ears, action, body));
      await acknowledged;
    }),
  );
}

async function answerInMessage(ears: Ears, action: ButtonAction, body: BlockAction<ButtonAction>): Promise<void> {
  const { container, channel, message, response_url: url, trigger_id: trigger, user } = body;
  const alone: boolean = container["is_ephemeral"] === true;
  const thread: string | undefined = message?.["thread_ts"] ?? container["thread_ts"];
  const to: Whereto = { user: user.id, channel: channel?.id, url, thread, replace: alone };
  if (ears.flights.closed) return tell(ears, leaving, to);
  if (await isRepeat(ears, action.value, { channel: channel?.id, message: container["message_ts"], alone })) return;
  const begun = await begin(ears, action.value, user, { channel: channel?.id, thread });
  if (begun.kind === "form") return openForm(ears, begun, trigger, to);
  const { answer, share } = begun;
  await tell(ears, await answer, { ...to, replace: alone && !share });
}

interface Where {
  readonly channel: string | undefined;
  readonly message: unknown;
  /** Whether the presser alone sees the message. */
  readonly alone: boolean;
}

/** A second click where the first one's answer is for all, or stands between two. What is secret is counted nowhere. */
async function isRepeat(
  ears: Ears,
  code: string | undefined,
  { channel = "", message, alone }: Where,
): Promise<boolean> {
  const asked = askedBy(ears, code);
  if (!asked || isSecret(ears, asked.command)) return false;
  const isPublic = asked.share === true;
  if (!isPublic && (alone || !channel.startsWith("D"))) return false;
  const press = { platform: "slack", message: `${channel} ${String(message)}`, value: code ?? "", isPublic };
  return !(await ears.isFirst(press));
}

async function answerInView(ears: Ears, action: ButtonAction, body: BlockAction<ButtonAction>): Promise<void> {
  const { view, trigger_id: trigger, user } = body;
  const channel = channelOf(view?.private_metadata);
  const { command, args } = askedBy(ears, action.value) ?? { command: "", args: {} };
  const ask = { command, args };
  const secret = isSecret(ears, ask.command);
  const { views } = secret ? ears.clients.hushed : ears.clients.patient;
  const draw = (answer: Answer): types.ModalView => drawn(ears, answer, { ask, channel });
  const open = async (next: types.ModalView): Promise<string | undefined> => {
    if (view?.type !== "modal") return (await views.open({ trigger_id: trigger, view: next })).view?.id;
    await views.update({ view_id: view.id, view: next });
    return view.id;
  };
  const answered = async (): Promise<void> => {
    if (ears.flights.closed) return void (await open(draw(leaving)));
    const begun = await begin(ears, action.value, user, { channel, thread: undefined });
    const to: Whereto = { user: user.id, channel: undefined };
    if (begun.kind === "form") {
      if (view?.type === "modal" || secret) return void (await open(modalOf(begun.form, { channel }, ears.commands)));
      return openForm(ears, begun, trigger, to);
    }
    try {
      const ready = await inTime(begun.answer);
      // A trigger does not wait: what is not ready gets a modal to come into.
      const opened = await open(ready ? draw(ready) : answerModal(paragraph("One moment…").blocks));
      if (!ready && opened) await views.update({ view_id: opened, view: draw(await begun.answer) });
    } catch (error) {
      if (secret) throw error;
      ears.complain("an answer could not be shown in a modal", error);
      // A modal that opened unseen by us shows the same: better twice, to the one who asked alone, than not at all.
      return tell(ears, await begun.answer, to);
    }
    await follow(ears, await begun.answer, to);
  };
  // The pressed message stands as it was, to be pressed again.
  await (secret ? answered().catch(() => {}) : answered());
}

/** A button's question; undefined for one that is none any more. */
function askedBy({ commands }: Ears, code: string | undefined): Pressed | undefined {
  try {
    return decodeAsk(code ?? "", commands);
  } catch (error) {
    if (error instanceof BotError) return undefined;
    throw error;
  }
}

type Going = Exclude<Begun, { kind: "answer" }> | { kind: "answer"; answer: Promise<Answer>; share: boolean };

async function begin(
  ears: Ears,
  code: string | undefined,
  { id: user, team_id: team }: BlockAction["user"],
  { channel, thread }: Pick<Whereto, "channel" | "thread">,
): Promise<Going> {
  try {
    const asked = decodeAsk(code ?? "", ears.commands);
    // Among others the answer is the presser's own, unless they share it; between two it stands where they both see it.
    const aside = !asked.share && channel?.startsWith("D") === false ? { aside: true as const } : {};
    const secret = isSecret(ears, asked.command);
    const asker = await ears.judged({ user, channel, thread, forms: true, from: { team }, secret });
    const begun = ears.dispatch.call({ ...asked, ...aside, asker });
    return begun.kind === "form" ? begun : { kind: "answer", answer: begun.answer, share: asked.share === true };
  } catch (error) {
    return { kind: "answer", answer: Promise.resolve(sorryFor(error)), share: false };
  }
}
