/** The terms of a filter that decide whether a contest is wanted. */
import type { Lookup } from "../lookup.ts";
import { wants, type Filter, type Tellable } from "../seats/filter.ts";

/**
 * The fewest that settle it: of "and" the first that fails, of "or" the first that holds, otherwise all of them.
 * @param told a contest, without a milestone
 */
export function deciding(filter: Filter, told: Tellable, lookup: Lookup): readonly Filter[] {
  if (filter.is === "not") return deciding(filter.of, told, lookup);
  if (filter.is !== "and" && filter.is !== "or") return [filter];
  const settles = filter.of.find((one) => wants(one, told, lookup) === (filter.is === "or"));
  return settles ? deciding(settles, told, lookup) : filter.of.flatMap((one) => deciding(one, told, lookup));
}
