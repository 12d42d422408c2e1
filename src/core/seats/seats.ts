/** The seats of the election that a filter asks for. */
import type { Outcome } from "../outcome.ts";
import type { Results } from "../results.ts";
import { wants, type Filter } from "./filter.ts";

export const seatsOf = (filter: Filter, { all, lookup }: Results): readonly Outcome[] =>
  all.filter((outcome) => wants(filter, { outcome }, lookup));
