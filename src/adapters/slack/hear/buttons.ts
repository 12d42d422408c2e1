/** Buttons: each is a question. In App Home and in modals the answer is a modal, elsewhere a message. */
import type { BlockAction, ButtonAction, types } from "@slack/bolt";
import type { Answer, Begun } from "../../../core/dispatch.ts";
import { decodeAsk } from "../../../core/encode.ts";
import { inTime } from "../answers.ts";
import { answerModal, modalOf } from "../blocks/modal.ts";
import { paragraph } from "../blocks/body.ts";
import { blocksOf } from "../render.ts";
import { acknowledge, follow, isSecret, leaving, openForm, show, sorryFor, type Ears, type Whereto } from "./ears.ts";

export function hearButtons(ears: Ears): void {
  const { app, flights } = ears;
  // A link leads away by itself, but wants to be acknowledged.
  app.action(/^link:/, ({ ack }) => flights.take(() => ack()));
  app.action<BlockAction<ButtonAction>>(/^ask:/, ({ action, body, ack }) =>
    flights.take(async () => {
      const acknowledged = acknowledge(ears, ack);
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
  if (begun.kind === "form") return openForm(ears, begun.form, trigger, to);
  const { answer, share } = begun;
  await show(ears, await answer, { ...to, replace: alone && !share });
}

async function answerInView(ears: Ears, action: ButtonAction, body: BlockAction<ButtonAction>): Promise<void> {
  const { views } = ears.clients.once;
  const { view, trigger_id: trigger, user } = body;
  const draw = (answer: Answer): types.ModalView => answerModal(blocksOf(answer.reply, ears.rendering));
  const open = async (drawn: types.ModalView): Promise<string | undefined> => {
    if (view?.type !== "modal") return (await views.open({ trigger_id: trigger, view: drawn })).view?.id;
    await views.update({ view_id: view.id, view: drawn });
    return view.id;
  };
  if (ears.flights.closed) return void (await open(draw(leaving)));
  const begun = await begin(ears, action.value, user, undefined);
  if (begun.kind === "form") return void (await open(modalOf(begun.form, {}, ears.commands)));
  const ready = await inTime(begun.answer);
  // A trigger does not wait: what is not ready gets a modal to come into.
  const opened = await open(ready ? draw(ready) : answerModal(paragraph("One moment…").blocks));
  const answer = ready ?? (await begun.answer);
  if (!ready && opened) await views.update({ view_id: opened, view: draw(answer) });
  await follow(ears, answer, { user: user.id, channel: undefined });
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
