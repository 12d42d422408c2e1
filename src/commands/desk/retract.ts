import { z } from "zod";
import { hinted, seatArg } from "../../core/args.ts";
import { defineCommand, type Context } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { atDesk, type AtDesk } from "../../views/desk/at-desk.ts";
import { chooseContest, whichArg, type Wanted } from "../../views/desk/contest.ts";
import { placeForm } from "../../views/desk/figures-form.ts";
import { propose } from "../../views/desk/propose.ts";
import type { Desk } from "../../core/desk/desk.ts";

const reason = { label: "reason", about: "why what was said does not stand: the log and the desk keep it" };

export default (desk: Desk) =>
  defineCommand({
    name: "retract",
    summary: "Takes back what was said of a constituency, by every source, once a second editor confirms",
    examples: ["/retract bath because the wrong seat was read out"],
    args: z.object({
      place: seatArg(),
      which: whichArg(),
      reason: hinted(z.string().trim().min(3, "say why").max(300, "say it in a sentence").optional(), {
        ...reason,
        long: true,
        after: "because",
      }),
    }),
    audience: "asker",
    role: "editor",
    form({ place, which, reason: why }, context) {
      if (place === undefined) return placeForm("retract");
      if (why !== undefined) return undefined;
      const wanted = { place, which: whichArg().safeParse(which).data };
      const chosen = choose(context, atDesk(desk, context), wanted);
      if ("reply" in chosen) return undefined;
      const args = { place: chosen.seat, ...(wanted.which && { which: wanted.which }) };
      return {
        title: `Retract ${chosen.name}`,
        submit: "Retract",
        ask: { command: "retract", args },
        fields: [{ name: "reason", ...reason, label: "Reason", required: true, long: true }],
      };
    },
    async run({ place, which, reason: why }, context) {
      const at = atDesk(desk, context);
      const chosen = choose(context, at, { place, which });
      if ("reply" in chosen) return chosen.reply;
      if (why === undefined)
        throw new UserError("usage", "Say why: it is kept with what you take back.", [
          `/retract ${chosen.seat} because the wrong seat was read out`,
        ]);
      return propose(context, at, "retract", { contest: chosen.is, how: why });
    },
  });

/** @throws UserError where nothing stands */
function choose(context: Context, at: AtDesk, wanted: Wanted): ReturnType<typeof chooseContest> {
  const chosen = chooseContest(context, at, "retract", wanted, ({ standing }) => standing !== undefined);
  if ("is" in chosen && !at.desk.history().results.outcome(chosen.is).standing)
    throw new UserError("too-early", `Nothing stands for ${chosen.name}: there is nothing to take back.`);
  return chosen;
}
