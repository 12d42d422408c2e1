/** An editor's entry -> a draft, and the reply that shows it to them. */
import type { Context } from "../../core/command.ts";
import { partsOf, type Contest } from "../../core/declaration.ts";
import { stateOf, type Entered, type Proposal } from "../../core/desk/desk.ts";
import type { Figures } from "../../core/desk/figures.ts";
import type { Reply } from "../../core/reply.ts";
import { note } from "../answer.ts";
import type { AtDesk } from "./at-desk.ts";
import { draftReply } from "./draft.ts";

type What = Exclude<Proposal["what"], "unfreeze">;

export interface Given extends Figures {
  readonly contest: Contest;
  readonly how: string;
  readonly declared?: Date;
}

export async function propose(context: Context, { desk, me }: AtDesk, what: What, given: Given): Promise<Reply> {
  const { contest, ...figures } = given;
  const isCall = what === "declare" && figures.votes === undefined;
  const declaration: Entered = {
    ...partsOf(contest),
    ...figures,
    state: stateOf(what, isCall),
    recorded: context.now,
  };
  const others = (await desk.waiting()).filter((draft) => draft.contest === contest);
  const draft = await desk.propose({ what, declaration }, me, context.now);
  const reply = draftReply(draft, desk.history(), (await desk.solo()) !== undefined);
  const { card } = reply;
  if (!card || others.length === 0) return reply;
  const also = others.map((other) => note(`Draft ${other.id} by ${other.by} waits for the same: see /desk.`));
  return { ...reply, card: { ...card, blocks: [...card.blocks, ...also] } };
}
