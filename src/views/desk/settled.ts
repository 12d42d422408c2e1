/** The answer to confirming or refusing a draft. */
import { hinted, wholeNumber } from "../../core/args.ts";
import type { Draft, Settled } from "../../core/desk/desk.ts";
import { UserError } from "../../core/errors.ts";
import type { History } from "../../core/news/history.ts";
import type { Reply } from "../../core/reply.ts";
import { draftReply } from "./draft.ts";

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
    case "settled":
      throw new UserError("not-found", settled.draft ? whatBecame(settled.draft) : "There is no such draft.", [
        "/desk",
      ]);
  }
}

function whatBecame({ id, state, settledBy }: Draft): string {
  if (state === "outdated") return `Draft ${id} is outdated: it is to be entered anew.`;
  return `Draft ${id} has been ${state} by ${settledBy} already.`;
}
