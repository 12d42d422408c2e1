/** A place that lets us in no more: it is kept, and tried again ever more seldom. */
import type { Visit } from "./visit.ts";

/**
 * Writes down that a place lets us in no more, and has the desk told the first time. The next post shows whether it does
 * again. @returns milliseconds until it is tried again
 */
export async function barred(visit: Visit, why: string): Promise<number> {
  const { waits, now, alarms, log, delivery } = visit.options;
  const { blockedAt, tries } = visit.place;
  const move = { tries: tries + 1, blocked: { at: (blockedAt ?? now()).getTime(), why } };
  await delivery.move(visit.place, move);
  visit.moved(move);
  if (!blockedAt) {
    log.warn("a place cannot be posted to; it is kept, and tried again sparingly", { platform: visit.platform.name });
    await alarms.blocked(visit.place, why);
  }
  return Math.min(waits.blockedMost, waits.blocked * 2 ** Math.min(tries, 20));
}
