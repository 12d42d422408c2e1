/** The answer to confirming or refusing a draft. */
import { hinted, wholeNumber } from "../../core/args.ts";
import type { Draft, Settled } from "../../core/desk/desk.ts";
import { UserError } from "../../core/errors.ts";
import type { History } from "../../core/news/history.ts";
import type { Reply } from "../../core/reply.ts";
import { button, note, text } from "../answer.ts";
import { draftReply } from "./draft.ts";

/** An editor's word after another look at an old draft. */
export const looked = "looked";

/** The number of a draft or of something quarantined, as an argument. */
export const numberArg = (label: string) =>
  hinted(wholeNumber(999_999), { label, about: `the ${label}’s number, from /desk` });

/** @throws UserError where the draft was not settled */
export function settledReply(settled: Settled, history: History): Reply {
  switch (settled.kind) {
    case "done":
      return draftReply(settled.draft, history, false);
    case "own":
      throw new UserError("forbidden", "You entered that yourself: somebody else has to look at it and confirm it.", [
        `/refuse ${settled.draft.id}`,
      ]);
    case "outdated":
      return draftReply(settled.draft, history, false);
    case "old":
      return oldReply(settled.draft, history);
    case "settled":
      throw new UserError("not-found", settled.draft ? whatBecame(settled.draft) : "There is no such draft.", [
        "/desk",
      ]);
  }
}

/** The draft once more, with a button that says that its editor has looked. */
function oldReply(draft: Draft, history: History): Reply {
  const reply = draftReply(draft, history, false);
  const words = "This was entered a while ago, and is not confirmed yet. Look whether it is still right.";
  const confirmIt = button("Confirm it as it is", "confirm", { draft: String(draft.id), looked });
  const { card } = reply;
  return {
    ...reply,
    summary: `${words} ${reply.summary} To confirm it: /confirm ${draft.id} ${looked}`,
    ...(card && {
      card: {
        ...card,
        blocks: [text({ bold: words }), ...card.blocks, note(`To confirm it: /confirm ${draft.id} ${looked}`)],
        actions: [confirmIt, ...(card.actions ?? [])],
      },
    }),
  };
}

function whatBecame({ id, state, settledBy }: Draft): string {
  if (state === "outdated") return `Draft ${id} is outdated: it is to be entered anew.`;
  return `Draft ${id} has been ${state} by ${settledBy} already.`;
}
