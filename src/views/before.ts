/** Words on the election that a change is measured against. */
import type { Election } from "../core/election.ts";
import type { Previous } from "../core/outcome.ts";
import { longDay } from "../core/story.ts";

type Facts = Pick<Election, "previous" | "seats">;

/** Whether anything is known of results before: without them there is no gain, no change and no swing. */
export const isMeasured = ({ previous, seats }: Facts): boolean =>
  previous !== undefined || seats.some((seat) => seat.previous);

/** "2019"; empty where there was no election before. */
export const yearBefore = ({ previous }: Pick<Facts, "previous">): string => previous?.date.slice(0, 4) ?? "";

/** "the 2019 notional result", "the 2024 general election"; by-elections may have several, "the last result in each seat" */
export function theBefore({ previous, seats }: Facts): string {
  const own = seats.find((seat) => seat.previous?.on)?.previous?.on;
  if (own) return seats.length > 1 ? "the last result in each seat" : `the ${own.name}`;
  return previous ? `the ${previous.name}` : "the last result";
}

/** "Last time, notionally", "In 2024", "At the by-election of 1 May 2025" */
export function lastTime({ on }: Previous): string {
  if (on?.kind === "notional") return "Last time, notionally";
  if (!on) return "Last time";
  return on.name.startsWith("by-election") ? `At the by-election of ${longDay(on.date)}` : `In ${on.date.slice(0, 4)}`;
}
