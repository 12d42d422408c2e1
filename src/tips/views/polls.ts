/** Whether a count may be told of: not while anybody can still vote. */
import type { Context } from "../../core/command.ts";

export function mayCount({ now, results }: Pick<Context, "now" | "results">): boolean {
  const { pollsClose, upcoming = [] } = results.election;
  const isVoting = upcoming.some((one) => new Date(one.date) <= now && now < new Date(one.pollsClose));
  return now >= new Date(pollsClose) && !isVoting;
}
