/** The program's clock: it goes fast, and began long ago. */
import type { Run } from "./times.ts";

/** Milliseconds that a run takes at the most. */
const longest = 1_800_000;

/**
 * It does not catch up with the platforms' clocks before the end: their histories are searched by time.
 * @param since the beginning, by the real clock
 */
export const clockOf = (since: number, speed: number): Pick<Run, "wound" | "real"> => ({
  wound: (at) => since + (at - since - longest) * speed,
  real: (wound) => (wound - since) / speed + since + longest,
});
