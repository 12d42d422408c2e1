/** A script: a night as a feed would send it, message by message, with the moment of each. */
import type { PublishedResult } from "../../core/election.ts";
import type { Found, Said } from "./source.ts";

export interface Script {
  /** In the order in which they arrive. */
  readonly messages: readonly { readonly at: Date; readonly found: Found }[];
  /** Outages of the feed; `until` is the first moment at which it answers again. */
  readonly down: readonly { readonly from: Date; readonly until: Date }[];
}

/** The published results, each when it was recorded. */
export function scriptOf(results: readonly PublishedResult[]): Script {
  const messages = results.map(({ seat, recorded, votes, winner, rejected }, i) => {
    const said: Said = { seat, revision: 1, state: "result", votes, winner, rejected, recorded: new Date(recorded) };
    return { at: said.recorded, found: { kind: "declaration", said, where: `results.json, row ${i + 1}` } as const };
  });
  return { messages: inOrder(messages), down: [] };
}

/** Messages of one moment stay in the order in which they were given. */
export const inOrder = (messages: Script["messages"]): Script["messages"] =>
  messages.toSorted((a, b) => a.at.getTime() - b.at.getTime());

/** Every moment at which something may be new, in order. */
export function momentsOf({ messages, down }: Script): readonly Date[] {
  const all = [...messages.map(({ at }) => at), ...down.flatMap(({ from, until }) => [from, until])];
  return [...new Set(all.map((at) => at.getTime()))].toSorted((a, b) => a - b).map((at) => new Date(at));
}
