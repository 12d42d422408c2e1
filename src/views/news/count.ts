/** The seats that were known when something was told, with what stands for them now. */
import type { History } from "../../core/news/history.ts";
import { recounted, type Count } from "../../core/news/milestone.ts";
import { partsOf } from "../../core/declaration.ts";

/** Corrections since are in it; seats that have come since are not. */
export function countNow(history: History, shows: number): Count {
  const late = new Set<string>();
  let count = history.countAt(shows);
  for (const { seq, contest, kind } of history.turns(shows)) {
    if (kind === "first") late.add(contest);
    if (late.has(contest) || partsOf(contest).byElection !== undefined) continue;
    count = recounted(count, history.outcomeAt(contest, seq - 1), history.outcomeAt(contest, seq));
  }
  return count;
}
