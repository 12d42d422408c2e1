/** The log followed: places are told of new entries, and the desk of contradictions and of clocks that were moved. */
import type { Tell } from "../core/news/notice.ts";
import type { Ledger } from "../data/ledger.ts";
import type { Store } from "../data/store/index.ts";
import type { Deliverer } from "../jobs/deliver/index.ts";
import type { Log } from "../lib/log.ts";
import { watchClock, type Clocks } from "../lib/shared-clock.ts";
import { clockAlarm, tellDisagreements } from "./alarms.ts";

interface Following {
  readonly ledger: Ledger;
  readonly deliverer: Deliverer;
  readonly store: Store;
  readonly clocks: Pick<Clocks, "wall" | "steady">;
  readonly tell: Tell;
  readonly log: Log;
}

/** @returns a look at what is new, to be made each second. It rejects where the database does not answer */
export function following({ ledger, deliverer, store, clocks, tell, log }: Following): () => Promise<void> {
  /**
   * The last entry for which contradictions were looked for. From the log's beginning, as an earlier process may have
   * died over it.
   */
  let compared = 0;
  const moved = clockAlarm(tell, log);
  const watch = watchClock(clocks);

  async function lookAtClocks(): Promise<void> {
    const database = await store.clock.follow();
    const machine = watch.look();
    if (machine !== 0) await moved("machine", machine);
    else if (database !== 0 && store.isServed) await moved("database", database);
  }

  return async () => {
    await Promise.all([ledger.catchUp(), lookAtClocks()]);
    await deliverer.look();
    const { seq } = ledger;
    if (compared >= seq) return;
    await tellDisagreements(ledger, compared, tell);
    compared = Math.max(compared, seq);
  };
}
