/** Answers as views: what one shows, and how it goes on from there. */
import type { types } from "@slack/bolt";
import type { Answer } from "../../../core/dispatch.ts";
import { answerModal, type Kept } from "../blocks/modal.ts";
import { contextOf } from "../blocks/body.ts";
import { blocksOf } from "../render.ts";
import type { Ears } from "./ears.ts";

/**
 * @param kept the question that it answers, without what was typed: a secret answer's buttons are judged by its channel,
 *   and the step that follows is the view's own button
 */
export function drawn({ rendering }: Pick<Ears, "rendering">, { reply, secret }: Answer, kept: Kept): types.ModalView {
  if (!secret) return answerModal(blocksOf(reply, rendering));
  const { ask, channel } = kept;
  const actions = reply.card?.actions ?? [];
  const next = actions.find((action) => "submit" in action && action.submit !== undefined);
  const others = actions.filter((action) => action !== next);
  const shown = reply.card ? { ...reply, card: { ...reply.card, actions: others } } : reply;
  const isNext = next !== undefined && "ask" in next;
  return answerModal(blocksOf(shown, { ...rendering, follows: false }), {
    kept: { ask: isNext ? next.ask : ask, channel },
    ...(isNext && { submit: next.submit }),
  });
}

/** A view as it stood, with a word about it: nothing that it shows is lost. */
export function stillThere(view: Standing, words: string): types.ModalView {
  const { title, close, submit, callback_id, private_metadata, blocks } = view;
  const note = contextOf(words).blocks.map((block) => ({ ...block, block_id: noteId }));
  return {
    type: "modal",
    title,
    ...(close && { close }),
    ...(submit && { submit }),
    callback_id,
    private_metadata,
    blocks: [...note, ...blocks.filter(({ block_id: id }) => id !== noteId)],
  };
}

const noteId = "note";

type Standing = Required<Pick<types.ModalView, "title" | "callback_id" | "private_metadata">> & {
  readonly close: types.PlainTextElement | null;
  readonly submit: types.PlainTextElement | null;
  readonly blocks: readonly types.AnyBlock[];
};
