import { z } from "zod";
import { hinted, seatArg } from "../../core/args.ts";
import { defineCommand, type Context } from "../../core/command.ts";
import { ballotOf, type Ballot } from "../../core/desk/ballot.ts";
import { prefill, type Figures } from "../../core/desk/figures.ts";
import { UserError } from "../../core/errors.ts";
import type { Reply } from "../../core/reply.ts";
import { atDesk, type AtDesk } from "../../views/desk/at-desk.ts";
import { chooseContest, whichArg, type Wanted } from "../../views/desk/contest.ts";
import {
  figuresArg,
  figuresForm,
  howTo,
  placeForm,
  takeFigures,
  type FiguresForm,
} from "../../views/desk/figures-form.ts";
import { optionalKnown } from "../../views/desk/known.ts";
import { propose } from "../../views/desk/propose.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "correct",
    summary: "Corrects what stands for a constituency, above every source, once a second editor confirms",
    examples: ["/correct richmond park", "/correct bath officer = Wera Hobhouse: won"],
    args: z.object({
      place: seatArg(),
      which: whichArg(),
      seen: hinted(
        z
          .string()
          .regex(/^\d{1,9}$/)
          .optional(),
        {
          label: "seen",
          about: "the log’s entry that the form was filled in from",
          carried: true,
        },
      ),
      known: optionalKnown(),
      figures: figuresArg(),
    }),
    audience: "asker",
    role: "editor",
    form({ place, which, known, figures }, context) {
      if (place === undefined) return placeForm("correct");
      if (figures !== undefined) return undefined;
      const wanted = whichArg().safeParse(which);
      const ready = prepare(context, atDesk(desk, context), { place, which: wanted.data });
      if ("reply" in ready) return undefined;
      const { ask } = ready.form;
      return figuresForm({ ...ready.form, known, ask: { ...ask, args: { ...ask.args, seen: String(ready.seq) } } });
    },
    async run({ place, which, seen, known, figures: typed }, context) {
      const at = atDesk(desk, context);
      const ready = prepare(context, at, { place, which });
      if ("reply" in ready) return ready.reply;
      const { ballot, form, stands, seq } = ready;
      if (typed === undefined) return howTo(form);
      // Figures that were filled in would undo an entry that came meanwhile, unseen.
      if (seen !== undefined && Number(seen) !== seq)
        throw new UserError(
          "usage",
          `${form.name} has changed since you opened the form. Please open it anew.`,
          [],
          typed,
        );
      const { figures, how } = takeFigures(typed, known, ballot);
      if (prefill(ballot, figures) === prefill(ballot, stands))
        throw new UserError("usage", "Those are the figures that stand: nothing would be corrected.", [], typed);
      return propose(context, at, "correct", { contest: ballot.contest, ...figures, how });
    },
  });

interface Ready {
  readonly ballot: Ballot;
  readonly form: FiguresForm;
  readonly stands: Figures;
  /** The contest's last entry. */
  readonly seq: number;
}

/** @throws UserError where nothing stands that could be corrected */
function prepare(context: Context, at: AtDesk, wanted: Wanted): Ready | { readonly reply: Reply } {
  const chosen = chooseContest(context, at, "correct", wanted, ({ standing }) => standing !== undefined);
  if ("reply" in chosen) return chosen;
  const { is, name, seat } = chosen;
  const history = at.desk.history();
  const stands = history.results.outcome(is).standing?.declaration;
  if (!stands) throw new UserError("too-early", `Nothing stands for ${name} yet.`, [`/declare ${seat}`]);
  const ballot = ballotOf(history.results, is);
  const ask = { command: "correct", args: { place: seat, ...(wanted.which && { which: wanted.which }) } };
  const form = { title: `Correct ${name}`, submit: "Correct", ask, name, text: prefill(ballot, stands) };
  return { ballot, form, stands, seq: history.entries(is).at(-1)?.seq ?? 0 };
}
