/** The count of seats at the time of a message, as corrected since. */
import { partsOf, type Contest } from "../../core/declaration.ts";
import type { History } from "../../core/news/history.ts";
import { recounted, type Count } from "../../core/news/milestone.ts";
import type { Telling } from "./view.ts";
import { stateLine } from "./words.ts";

const isSeat = (contest: Contest): boolean => partsOf(contest).byElection === undefined;

/** The count over all seats that were known then: later corrections are in it, later seats are not. */
export function countNow(history: History, shows: number): Count {
  let count = history.countAt(shows);
  for (const { seq, contest } of history.changes(shows)) {
    if (isSeat(contest) && history.outcomeAt(contest, shows).standing)
      count = recounted(count, history.outcomeAt(contest, seq - 1), history.outcomeAt(contest, seq));
  }
  return count;
}

/**
 * The state of the parties as it was with the last seat of a message. Only corrections of the message's own seats are
 * in it: otherwise one correction would change every message after it.
 */
export function stateOf(tellings: readonly Telling[], history: History): string | undefined {
  const { results } = history;
  const seq = tellings.findLast(({ counted }) => counted !== undefined)?.counted;
  if (seq === undefined) return undefined;
  const contests = new Set(
    tellings.flatMap(({ contest }) => (contest !== undefined && isSeat(contest) ? [contest] : [])),
  );
  const count = [...contests].reduce((so, contest) => {
    const then = history.outcomeAt(contest, seq);
    return then.standing ? recounted(so, then, results.outcome(contest)) : so;
  }, history.countAt(seq));
  return stateLine(count, results.lookup);
}
