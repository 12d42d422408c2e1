/** Sources of facts that stand beside the figures, each with its age and the words that its licence requires. */
import type { Context } from "../core/command.ts";
import type { Credit, Reply } from "../core/reply.ts";

/** A reply that also names other sources, each of them once. */
export function crediting(reply: Reply, ...credits: readonly (Credit | undefined)[]): Reply {
  const { besides: had = [] } = reply;
  const added = credits.filter((one) => one !== undefined && !had.some(({ of }) => of === one.of));
  return added.length > 0 ? { ...reply, besides: [...had, ...added] as readonly Credit[] } : reply;
}

export function byElectionsCredit({ results, now }: Context): Credit {
  const { name, revised } = results.election.byElectionsFrom;
  return { of: "by-elections", source: name, asOf: until(new Date(revised), now) };
}

/** Offices of politicians; undefined where the pack names no source of its own. */
export const officesCredit = (context: Context): Credit | undefined => other(context, "offices", "offices");

/** The last result on today's boundaries. */
export const previousCredit = (context: Context): Credit | undefined =>
  other(context, "previous", context.results.election.previous.name);

export const codesCredit = (context: Context): Credit | undefined => other(context, "codes", "names and codes");

export function exitPollCredit({ results }: Context): Credit {
  const { by, at } = results.election.exitPoll;
  return { of: "exit poll", source: by, asOf: new Date(at) };
}

/** An answer for an earlier moment is no newer than that. */
const until = (revised: Date, now: Date): Date => (revised < now ? revised : now);

function other({ results, now }: Context, key: "offices" | "previous" | "codes", of: string): Credit | undefined {
  const from = results.election.others?.[key];
  return from && { of, source: from.name, asOf: until(new Date(from.revised), now) };
}
