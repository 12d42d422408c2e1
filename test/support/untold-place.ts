/** A place's row, but for its name and its subscription: on, and told nothing of a log that has just begun. */
import { idlePlace } from "../../src/data/store/places.ts";

export const untoldPlace = {
  state: "on",
  staff: 0,
  cursor: 0,
  corrected: 0,
  noticed: 0,
  ...idlePlace,
  since: 0,
} as const;
