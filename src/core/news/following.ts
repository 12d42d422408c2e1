/**
 * News that one person follows: the branches of one filter, each asked for by itself, and left by itself. A
 * conversation is a place like any other, with the filter that they make together.
 */
import type { Context } from "../command.ts";
import { filterWords, readFilter } from "../seats/read-filter.ts";
import { joined } from "../seats/read-filter/join.ts";
import type { Filter } from "../seats/filter.ts";

/** Branches of one person, and people in all: what a platform lets one bot say to people one by one. */
export const most = { branches: 20, people: 2_000 } as const;

/** A list of seats is followed seat by seat, and a choice branch by branch. */
export function branchesOf(filter: Filter): readonly Filter[] {
  if (filter.is === "or") return filter.of.flatMap(branchesOf);
  if (filter.is === "seats") return filter.seats.map((code) => ({ is: "seats", seats: [code] }));
  return [filter];
}

/** @param branches at least one */
export function joinedBranches(branches: readonly Filter[]): Filter {
  const filter = joined("or", branches);
  if (!filter) throw new RangeError("nobody follows nothing");
  return filter;
}

const key = (filter: Filter): string => JSON.stringify(filter);

export const without = (branches: readonly Filter[], gone: readonly Filter[]): readonly Filter[] => {
  const keys = new Set(gone.map(key));
  return branches.filter((one) => !keys.has(key(one)));
};

export interface Wanted {
  readonly branches: readonly Filter[];
  /** The way to the one seat from words that are not its name: “Keynsham: a town in North East Somerset and Hanham”. */
  readonly because?: string;
}

/** @throws UserError as the filter's reader does: what is only like a name is asked about */
export function readWanted(words: string, context: Context, asked: string): Wanted {
  const branches = branchesOf(readFilter(words, context, asked));
  const [only] = branches;
  if (branches.length > 1 || only?.is !== "seats") return { branches };
  const found = context.seats.find(words);
  if (found.kind !== "one" || found.match.by === "name" || found.match.code !== only.seats[0]) return { branches };
  return { branches, because: `${found.match.read}: ${found.match.why}` };
}

export const branchWords = (branches: readonly Filter[], { results }: Context): readonly string[] =>
  branches.map((branch) => filterWords(branch, results.lookup));
