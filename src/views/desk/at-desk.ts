/** The editor who works at the desk, and the contests there. */
import type { Context } from "../../core/command.ts";
import { partsOf, type Contest } from "../../core/declaration.ts";
import type { Desk } from "../../core/desk/desk.ts";
import { exitPollContest } from "../../core/exit-poll.ts";
import { UserError } from "../../core/errors.ts";
import { upcomingContest, type Results } from "../../core/results.ts";
import { longDay } from "../../core/story.ts";

export interface AtDesk {
  readonly desk: Desk;
  /** The editor's staff name. */
  readonly me: string;
}

/** @throws UserError for anyone who is not on the newsroom's list */
export function atDesk(desk: Desk, { asker }: Context): AtDesk {
  if (asker.staff === undefined)
    throw new UserError(
      "forbidden",
      "The desk is for those whom the newsroom’s list names: that is not settled by who runs a channel.",
    );
  return { desk, me: asker.staff };
}

/** "Bath", "the Runcorn and Helsby by-election of 1 May 2025" */
export function contestName({ lookup }: Results, contest: Contest): string {
  if (contest === exitPollContest) return "the exit poll";
  const { seat, byElection } = partsOf(contest);
  const { name } = lookup.seat(seat);
  return byElection === undefined ? name : `the ${name} by-election of ${longDay(byElection)}`;
}

export function closeOfPoll({ election }: Results, contest: Contest): Date {
  const coming = election.upcoming?.find((one) => upcomingContest(one) === contest);
  return new Date((coming ?? election).pollsClose);
}

/** @throws UserError while the contest's polls are open: until they close nothing is said of how people voted */
export function refuseBefore({ now }: Context, results: Results, contest: Contest): void {
  if (now < closeOfPoll(results, contest))
    throw new UserError(
      "too-early",
      `Polls are open for ${contestName(results, contest)}: until they close, nothing about how people voted is entered.`,
    );
}
