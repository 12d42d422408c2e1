/** A seat's name -> the contest that is meant: the election itself, or a by-election in the seat. */
import { z } from "zod";
import { hinted } from "../../core/args.ts";
import type { Context } from "../../core/command.ts";
import type { Contest } from "../../core/declaration.ts";
import { UserError } from "../../core/errors.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { Ask, Reply } from "../../core/reply.ts";
import { upcomingContest } from "../../core/results.ts";
import { listed } from "../../core/text.ts";
import { button, text } from "../answer.ts";
import { chooseSeat } from "../choose.ts";
import { closeOfPoll, contestName, type AtDesk } from "./at-desk.ts";

const whiches = ["election", "by-election"] as const;

export const whichArg = () =>
  hinted(z.enum(whiches).optional(), { label: "which", about: "election or by-election, where the seat has both" });

export interface Wanted {
  readonly place: string;
  readonly which?: (typeof whiches)[number] | undefined;
}

export type ChosenContest =
  | { readonly is: Contest; readonly name: string; readonly seat: string }
  | { readonly reply: Reply };

/**
 * The contest of a seat that fits. Where several do, the reply asks back; where none does, it is the latest.
 * @param fits whether the command could be about a contest
 * @throws UserError where no seat fits, or it has no by-election
 */
export function chooseContest(
  context: Context,
  { desk }: AtDesk,
  command: string,
  { place, which }: Wanted,
  fits: (outcome: Outcome, isClosed: boolean) => boolean,
): ChosenContest {
  const { results } = desk.history();
  const again = (name: string): Ask => ({ command, args: { place: name, ...(which && { which }) } });
  const chosen = chooseSeat(context, place, again);
  if ("reply" in chosen) return chosen;
  const { code, name: seat } = chosen.is;
  // Nothing is entered for a seat that was guessed.
  if (chosen.note !== undefined)
    return {
      reply: {
        summary: `${chosen.note} Is ${seat} the seat that you mean?`,
        card: { title: `${seat}?`, blocks: [text(chosen.note)], actions: [{ label: seat, ask: again(seat) }] },
      },
    };
  const coming = (results.election.upcoming ?? []).filter((one) => one.seat === code).map(upcomingContest);
  if (which === "by-election" && coming.length === 0)
    throw new UserError("not-found", `No by-election is to come in ${seat}.`, [`/${command} ${seat}`]);
  const all = which === "by-election" ? coming : which === "election" ? [code] : [code, ...coming];
  const now = (contest: Contest): boolean => context.now >= closeOfPoll(results, contest);
  const fitting = all.filter((contest) => fits(results.outcome(contest), now(contest)));
  const election = fitting.includes(code);
  if (election && fitting.length > 1)
    return {
      reply: whichOf(
        seat,
        command,
        fitting.map((one) => contestName(results, one)),
      ),
    };
  const is = fitting[0] ?? all.at(-1) ?? code;
  return { is, name: contestName(results, is), seat };
}

function whichOf(seat: string, command: string, names: readonly string[]): Reply {
  const title = `${seat} has two contests. Which do you mean?`;
  return {
    summary: `${title} ${listed(names, "or")}.`,
    card: {
      title,
      blocks: names.map((name, i) => text(i === 0 ? `${name}, at the election itself` : name)),
      actions: whiches.map((which) => button(`The ${which}`, command, { place: seat, which })),
    },
    data: { choices: whiches },
  };
}
