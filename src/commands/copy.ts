import { z } from "zod";
import { hinted } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { answer, text } from "../views/answer.ts";
import { chooseSeat } from "../views/choose.ts";
import { saying } from "../views/said.ts";
import { asHtml, asTabs, seatCopy, stateCopy, type Copy } from "../views/copy.ts";

export default defineCommand({
  name: "copy",
  summary: "Headline, intro, table and HTML of a result, in this publisher’s style",
  examples: ["/copy nuneaton", "/copy"],
  args: z.object({
    place: hinted(z.string().trim().min(1).max(200, "that is too long to be a name").optional(), {
      label: "place",
      about: "a constituency; without one, the state of the parties",
      complete: "seat",
    }),
  }),
  audience: "asker",
  role: "editor",
  run({ place }, context) {
    if (place === undefined) return card(stateCopy(context.results, context.style));
    const chosen = chooseSeat(context, place, (name) => ({ command: "copy", args: { place: name } }));
    if ("reply" in chosen) return chosen.reply;
    const outcome = context.results.outcome(chosen.is.code);
    if (!outcome.winner)
      throw new UserError("too-early", `${chosen.is.name} has not declared.`, [`/seat ${chosen.is.name}`]);
    return saying(card(seatCopy(outcome, context.style)), chosen.note);

    function card(copy: Copy) {
      return answer(
        context,
        `${copy.headline}. ${copy.intro}`,
        {
          title: copy.headline,
          blocks: [
            text(copy.intro),
            ...(copy.rows.length > 0 ? [{ kind: "code" as const, text: asTabs(copy) }] : []),
            { kind: "code", text: asHtml(copy) },
          ],
        },
        { ...copy, html: asHtml(copy) },
      );
    }
  },
});
