/** Hours in which nothing is posted, where the place has them. */
import { localTime } from "../../lib/local-time.ts";
import type { Subscription } from "./subscription.ts";

type Quiet = NonNullable<Subscription["quiet"]>;

/** Whether a moment is within quiet hours, which may go over midnight. From and to the same: never. */
export function isQuiet({ from, to, zone }: Quiet, now: Date): boolean {
  const { time } = localTime(now, zone);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}
