/** Times as people type them on a command line. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UsageError } from "./verb.ts";

const local = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/;
const zoned = z.object({ timeZone: z.string() });

/**
 * @param text ISO 8601, with an offset or, without one, in the time zone of the election
 * @param pack folder of the election
 * @throws UsageError
 */
export function localInstant(text: string, pack: string): Date {
  const at = local.test(text) ? inZone(text, pack) : new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new UsageError(`“${text.slice(0, 40)}” is not a time: give one as 2024-07-05T02:00`);
  return at;
}

function inZone(text: string, pack: string): Date {
  const { timeZone } = zoned.parse(JSON.parse(readFileSync(join(pack, "election.json"), "utf8")));
  const guess = new Date(text.includes("T") ? `${text}Z` : `${text}T00:00Z`);
  if (Number.isNaN(guess.getTime())) return guess;
  return new Date(guess.getTime() - offset(guess, timeZone));
}

/** Milliseconds that a zone's clocks are ahead of UTC at a moment. */
function offset(at: Date, timeZone: string): number {
  const shown = at.toLocaleString("sv-SE", { timeZone });
  return Date.parse(`${shown.replace(" ", "T")}Z`) - Math.floor(at.getTime() / 1000) * 1000;
}
