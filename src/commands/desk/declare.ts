import { z } from "zod";
import { seatArg } from "../../core/args.ts";
import { defineCommand, type Context } from "../../core/command.ts";
import { ballotOf, type Ballot } from "../../core/desk/ballot.ts";
import { deskWord, isWhole } from "../../core/desk/desk.ts";
import { prefill } from "../../core/desk/figures.ts";
import { UserError } from "../../core/errors.ts";
import type { Reply } from "../../core/reply.ts";
import { atDesk, closeOfPoll, refuseBefore, type AtDesk } from "../../views/desk/at-desk.ts";
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
import { declaredAt, timeArg, timeField } from "../../views/desk/moment.ts";
import { propose } from "../../views/desk/propose.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "declare",
    summary: "Enters a declaration by hand, for a second editor to confirm",
    examples: ["/declare bath", "/declare bath officer = Wera Hobhouse: won"],
    args: z.object({
      place: seatArg(),
      which: whichArg(),
      known: optionalKnown(),
      time: timeArg(),
      figures: figuresArg(),
    }),
    audience: "asker",
    role: "editor",
    form({ place, which, known, time, figures }, context) {
      if (place === undefined) return placeForm("declare");
      if (figures !== undefined) return undefined;
      const wanted = whichArg().safeParse(which);
      const ready = prepare(context, atDesk(desk, context), { place, which: wanted.data });
      return "reply" in ready ? undefined : figuresForm({ ...ready.form, known, more: [timeField(time)] });
    },
    async run({ place, which, known, time, figures: typed }, context) {
      const at = atDesk(desk, context);
      const ready = prepare(context, at, { place, which });
      if ("reply" in ready) return ready.reply;
      const { ballot, closed, form } = ready;
      if (typed === undefined) return howTo(form);
      const { figures, how } = takeFigures(typed, known, ballot);
      const zone = context.results.election.timeZone;
      const declared = time === undefined ? {} : { declared: declaredAt(time, context.now, closed, zone, typed) };
      return propose(context, at, "declare", { contest: ballot.contest, ...figures, ...declared, how });
    },
  });

interface Ready {
  readonly ballot: Ballot;
  /** The close of poll. */
  readonly closed: Date;
  readonly form: FiguresForm;
}

/** @throws UserError where nothing may be declared, or the desk has done so */
function prepare(context: Context, at: AtDesk, wanted: Wanted): Ready | { readonly reply: Reply } {
  const isOpen = (state: string, isClosed: boolean): boolean => isClosed && state !== "declared";
  const chosen = chooseContest(context, at, "declare", wanted, ({ state }, isClosed) => isOpen(state, isClosed));
  if ("reply" in chosen) return chosen;
  const { is, name, seat } = chosen;
  const history = at.desk.history();
  refuseBefore(context, history.results, is);
  const word = deskWord(history.entries(is));
  if (word && isWhole(word))
    throw new UserError("usage", `The desk has declared ${name} already. To change what it said, correct it.`, [
      `/correct ${seat}`,
    ]);
  const ballot = ballotOf(history.results, is);
  const ask = { command: "declare", args: { place: seat, ...(wanted.which && { which: wanted.which }) } };
  const form = {
    title: `Declare ${name}`,
    submit: "Declare",
    ask,
    name,
    text: prefill(ballot, { ...(word?.winner && { winner: word.winner }) }),
  };
  return { ballot, closed: closeOfPoll(history.results, is), form };
}
