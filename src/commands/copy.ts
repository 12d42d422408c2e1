import { z } from "zod";
import { hinted } from "../core/args.ts";
import { defineCommand, type Provenance } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { sourceLine } from "../core/plain-text.ts";
import { provenanceFor } from "../core/provenance.ts";
import type { Credit } from "../core/reply.ts";
import { answer, text } from "../views/answer.ts";
import { lastSince } from "../views/by-election.ts";
import { chooseSeat } from "../views/choose.ts";
import { byElectionsCredit, crediting } from "../views/credits.ts";
import { saying } from "../views/said.ts";
import { asHtml, asTabs, seatCopy, stateCopy, type Copy } from "../views/copy.ts";

export default defineCommand({
  name: "copy",
  summary: "Headline, intro, table and HTML of a result, in this publisher’s style",
  examples: ["/copy nuneaton", "/copy"],
  asks: { title: "Text to paste", submit: "Show" },
  args: z.object({
    place: hinted(z.string().trim().min(1).max(200, "that is too long to be a name").optional(), {
      label: "place",
      about: "a constituency; without one, how it stands",
      complete: "seat",
    }),
  }),
  audience: "asker",
  role: "editor",
  run({ place }, context) {
    const { election, lookup } = context.results;
    if (place === undefined) return card(stateCopy(context.results, context.style, credit(context.provenance)));
    const chosen = chooseSeat(context, place, (name) => ({ command: "copy", args: { place: name } }));
    if ("reply" in chosen) return chosen.reply;
    const outcome = context.results.outcome(chosen.is.code);
    const since = lastSince(chosen.is.code, context.results);
    const from = provenanceFor(outcome, context);
    if (!outcome.winner)
      throw new UserError("too-early", `${chosen.is.name} has not declared.`, [`/seat ${chosen.is.name}`]);
    const others = since && byElectionsCredit(context);
    const copy = seatCopy(outcome, lookup, context.style, credit(from, others));
    return crediting(
      saying(card(since ? { ...copy, intro: `${copy.intro} ${since.words}.` } : copy, from), chosen.note),
      others,
    );

    /** The first credit is that of the results. */
    function credit(from: Provenance, others?: Credit): string {
      const required = from.source === election.publisher.name ? [election.credits[0]] : [];
      return (
        [sourceLine({ ...from, besides: others ? [others] : [] }, election.timeZone), ...required]
          .filter(Boolean)
          .join(". ") + "."
      );
    }

    function card(copy: Copy, from = context.provenance) {
      const reply = answer(
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
      return { ...reply, ...from };
    }
  },
});
