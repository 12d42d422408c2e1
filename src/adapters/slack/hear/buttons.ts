/** Buttons: each is a question. In App Home and in modals the answer is a modal, elsewhere a message. */
import type { BlockAction, ButtonAction, types } from "@slack/bolt";
import { drawn } from "./drawn.ts";
import type { Answer, Begun } from "../../../core/dispatch.ts";
import { decodeAsk } from "../../../core/encode.ts";
import { BotError } from "../../../core/errors.ts";
import type { Ask } from "../../../core/reply.ts";
import { inTime } from "../answers.ts";
import { answerModal, channelOf, modalOf } from "../blocks/modal.ts";
import { paragraph } from "../blocks/body.ts";
import { acknowledge, follow, isSecret, leaving, openForm, show, sorryFor, type Ears, type Whereto } from "./ears.ts";

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
  if (ears.flights.closed) return show(ears, leaving, to);
  const begun = await begin(ears, action.value, user, channel?.id);
  if (begun.kind === "form") return openForm(ears, begun, trigger, to);
  const { answer, share } = begun;
  await show(ears, await answer, { ...to, replace: alone && !share });
}

async function answerInView(ears: Ears, action: ButtonAction, body: BlockAction<ButtonAction>): Promise<void> {
  const { view, trigger_id: trigger, user } = body;
  const channel = channelOf(view?.private_metadata);
  const ask = askedBy(ears, action.value) ?? { command: "", args: {} };
  const secret = isSecret(ears, ask.command);
  const { views } = secret ? ears.clients.hushed : ears.clients.once;
  const draw = (answer: Answer): types.ModalView => drawn(ears, answer, { ask, channel });
  const open = async (next: types.ModalView): Promise<string | undefined> => {
    if (view?.type !== "modal") return (await views.open({ trigger_id: trigger, view: next })).view?.id;
    await views.update({ view_id: view.id, view: next });
    return view.id;
  };
  const answered = async (): Promise<void> => {
    if (ears.flights.closed) return void (await open(draw(leaving)));
    const begun = await begin(ears, action.value, user, channel);
    if (begun.kind === "form") return void (await open(modalOf(begun.form, { channel }, ears.commands)));
    const ready = await inTime(begun.answer);
    // A trigger does not wait: what is not ready gets a modal to come into.
    const opened = await open(ready ? draw(ready) : answerModal(paragraph("One moment…").blocks));
    const answer = ready ?? (await begun.answer);
    if (!ready && opened) await views.update({ view_id: opened, view: draw(answer) });
    await follow(ears, answer, { user: user.id, channel: undefined });
  };
  // What is pressed stands as it was, to be pressed again.
  await (secret ? answered().catch(() => {}) : answered());
}

/** A button's question; undefined for one that is none any more. */
function askedBy({ commands }: Ears, code: string | undefined): Ask | undefined {
  try {
    const { command, args } = decodeAsk(code ?? "", commands);
    return { command, args };
  } catch (error) {
    if (error instanceof BotError) return undefined;
    throw error;
  }
}

type Pressed = Exclude<Begun, { kind: "answer" }> | { kind: "answer"; answer: Promise<Answer>; share: boolean };

async function begin(
  ears: Ears,
  code: string | undefined,
  { id: user, team_id: team }: BlockAction["user"],
  channel: string | undefined,
): Promise<Pressed> {
  try {
    const asked = decodeAsk(code ?? "", ears.commands);
    // Among others the answer is the presser's own, unless they share it; between two it stands where they both see it.
    const aside = !asked.share && channel?.startsWith("D") === false ? { aside: true as const } : {};
    const secret = isSecret(ears, asked.command);
    const asker = await ears.judged({ user, channel, forms: true, from: { team }, secret });
    const begun = ears.dispatch.call({ ...asked, ...aside, asker });
    return begun.kind === "form" ? begun : { kind: "answer", answer: begun.answer, share: asked.share === true };
  } catch (error) {
    return { kind: "answer", answer: Promise.resolve(sorryFor(error)), share: false };
  }
}
