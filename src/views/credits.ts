/** Sources of facts that stand beside the figures, each with its age and the words that its licence requires. */
import type { Context } from "../core/command.ts";
import type { Credit, Reply } from "../core/reply.ts";

/** A reply that also names other sources, each of them once. */
export function crediting(reply: Reply, ...credits: readonly (Credit | undefined)[]): Reply {
  const { besides: had = [] } = reply;
  const added = credits.flatMap((one) => (one && !had.some(({ of }) => of === one.of) ? [one] : []));
  return added.length > 0 ? { ...reply, besides: [...had, ...added] } : reply;
}

export function byElectionsCredit({ results, now }: Context): Credit | undefined {
  const { byElectionsFrom: from } = results.election;
  return from && { of: "by-elections", source: from.name, asOf: until(new Date(from.revised), now) };
}

/** Offices of politicians; undefined where the pack names no source of its own. */
export const officesCredit = (context: Context): Credit | undefined => other(context, "offices", "offices");

/** The last result on today's boundaries. */
export const previousCredit = (context: Context): Credit | undefined =>
  other(context, "previous", context.results.election.previous?.name ?? "the last result");

export const codesCredit = (context: Context): Credit | undefined => other(context, "codes", "names and codes");

/** The exit poll, once it is published. */
export function exitPollCredit({ results, now }: Context): Credit | undefined {
  const { exitPoll } = results.election;
  if (!exitPoll || now < new Date(exitPoll.at)) return undefined;
  return { of: "exit poll", source: exitPoll.by, asOf: new Date(exitPoll.at) };
}

/** An answer for an earlier moment is no newer than that. */
const until = (revised: Date, now: Date): Date => (revised < now ? revised : now);

function other({ results, now }: Context, key: "offices" | "previous" | "codes", of: string): Credit | undefined {
  const from = results.election.others?.[key];
  return from && { of, source: from.name, asOf: until(new Date(from.revised), now) };
}
