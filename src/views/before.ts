/** Words on the election that a change is measured against. */
import type { Election } from "../core/election.ts";
import type { Previous } from "../core/outcome.ts";
import { longDay } from "../core/story.ts";

type Facts = Pick<Election, "previous">;

/** "2019"; empty where there was no election before. */
export const yearBefore = ({ previous }: Facts): string => previous?.date.slice(0, 4) ?? "";

/** "the 2019 notional result", "the 2024 general election" */
export const theBefore = ({ previous }: Facts): string => (previous ? `the ${previous.name}` : "the last result");

/** "Last time, notionally", "In 2024", "At the by-election of 1 May 2025" */
export function lastTime({ on }: Previous): string {
  if (on?.kind === "notional") return "Last time, notionally";
  if (!on) return "Last time";
  return on.name.startsWith("by-election") ? `At the by-election of ${longDay(on.date)}` : `In ${on.date.slice(0, 4)}`;
}
