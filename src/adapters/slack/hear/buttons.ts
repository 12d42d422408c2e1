/** Buttons: each is a question. In App Home and in modals the answer is a modal, elsewhere a message. */
import type { BlockAction, ButtonAction, types } from "@slack/bolt";
import type { Answer, Begun } from "../../../core/dispatch.ts";
import { decodeAsk, type Pressed } from "../../../core/encode.ts";
import type { ErrorCode } from "../../../core/errors.ts";
import { inTime } from "../answers.ts";
import { answerModal, modalOf } from "../blocks/modal.ts";
import { paragraph } from "../blocks/body.ts";
import { blocksOf } from "../render.ts";
import { acknowledge, follow, isSecret, leaving, openForm, sorryFor, tell, type Ears, type Whereto } from "./ears.ts";

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
  const asked = read(ears, action.value);
  const secret = "command" in asked && isSecret(ears, asked.command);
  const to: Whereto = { user: user.id, channel: channel?.id, url, thread, replace: alone, secret };
  if (ears.flights.closed) return tell(ears, leaving, to);
  if ("problem" in asked) return tell(ears, asked, to);
  const isPublic = asked.share === true;
  // Between two a second answer stands below the first, and a share is for all: a double click brings one.
  if (!alone || isPublic) {
    const [at = "", value = ""] = [container["message_ts"] as string | undefined, action.value];
    const press = { platform: "slack", message: `${channel?.id ?? ""} ${at}`, value, isPublic };
    const isShown = isPublic || channel?.id.startsWith("D") === true;
    if (isShown && !secret && !(await ears.isFirst(press))) return;
  }
  const begun = await begin(ears, asked, user, { channel: channel?.id, thread });
  if (begun.kind === "form") return openForm(ears, begun.form, trigger, to);
  await tell(ears, await begun.answer, { ...to, replace: alone && !isPublic });
}

async function answerInView(ears: Ears, action: ButtonAction, body: BlockAction<ButtonAction>): Promise<void> {
  const { view, trigger_id: trigger, user } = body;
  const { views } = ears.clients.patient;
  const draw = (answer: Answer): types.ModalView => answerModal(blocksOf(answer.reply, ears.rendering));
  const open = async (drawn: types.ModalView): Promise<string | undefined> => {
    if (view?.type !== "modal") return (await views.open({ trigger_id: trigger, view: drawn })).view?.id;
    await views.update({ view_id: view.id, view: drawn });
    return view.id;
  };
  const asked = read(ears, action.value);
  const secret = "command" in asked && isSecret(ears, asked.command);
  const to: Whereto = { user: user.id, channel: undefined, secret };
  if (ears.flights.closed) return void (await open(draw(leaving)));
  const begun: Begun =
    "problem" in asked
      ? { kind: "answer", audience: "asker", answer: Promise.resolve(asked) }
      : await begin(ears, asked, user, { channel: undefined, thread: undefined });
  if (begun.kind === "form") {
    if (view?.type !== "modal") return openForm(ears, begun.form, trigger, to);
    return void (await open(modalOf(begun.form, {}, ears.commands)));
  }
  const ready = await inTime(begun.answer);
  try {
    // A trigger does not wait: an answer that is not ready gets a modal to come into.
    const opened = await open(ready ? draw(ready) : answerModal(paragraph("One moment…").blocks));
    const answer = ready ?? (await begun.answer);
    if (!ready && opened) await views.update({ view_id: opened, view: draw(answer) });
    await follow(ears, answer, to);
  } catch (error) {
    if (secret) throw error;
    ears.complain("an answer could not be shown in a modal", error);
    // A modal that opened unseen by us shows the same: better twice, to the one who asked alone, than not at all.
    await tell(ears, await begun.answer, to);
  }
}

/** The question of a button, or why it has none. @throws what is not for people to read */
function read({ commands }: Ears, code: string | undefined): Pressed | (Answer & { readonly problem: ErrorCode }) {
  try {
    return decodeAsk(code ?? "", commands);
  } catch (error) {
    return sorryFor(error);
  }
}

async function begin(
  ears: Ears,
  asked: Pressed,
  { id: user, team_id: team }: BlockAction["user"],
  { channel, thread }: Pick<Whereto, "channel" | "thread">,
): Promise<Begun> {
  // Among others the answer is the presser's own, unless they share it; between two it stands where they both see it.
  const aside = !asked.share && channel?.startsWith("D") === false ? { aside: true as const } : {};
  const secret = isSecret(ears, asked.command);
  const asker = await ears.judged({ user, channel, thread, forms: true, from: { team }, secret });
  return ears.dispatch.call({ ...asked, ...aside, asker });
}
