/** Times as people type them on a command line. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UsageError } from "./usage-error.ts";
import { day as wholeDay } from "../lib/local-time.ts";

const form = /^(?<day>\d{4}-\d{2}-\d{2})(?:[T ](?<time>\d{2}:\d{2}(?::\d{2})?)(?<offset>Z|[+-]\d{2}:\d{2})?)?$/;
const polled = z.object({ date: z.iso.date(), pollsClose: z.iso.datetime({ offset: true }) });
const zoned = z.object({ timeZone: z.string() });

/**
 * @param text a day, or a day and a time, with an offset or, without one, in the time zone of the election
 * @param pack folder of the election
 * @throws UsageError
 */
export function localInstant(text: string, pack: string): Date {
  const { day, time = "00:00", offset } = form.exec(text.trim())?.groups ?? {};
  const clock = new Date(`${day}T${time}Z`);
  // A day that no month has, such as 31 February, would be taken for another.
  if (day === undefined || Number.isNaN(clock.getTime()) || !clock.toISOString().startsWith(day))
    throw new UsageError(`“${text.slice(0, 40)}” is not a time: give one as 2024-07-05T02:00`);
  if (offset !== undefined) return new Date(`${day}T${time}${offset}`);
  const { timeZone } = zoned.parse(JSON.parse(readFileSync(join(pack, "election.json"), "utf8")));
  return new Date(clock.getTime() - ahead(clock, timeZone));
}

/**
 * @param text as for `localInstant`, or a time alone: the first after the polls closed
 * @throws UsageError
 */
export function nightInstant(text: string, pack: string): Date {
  const time = text.trim();
  if (!/^\d{1,2}:\d{2}$/.test(time)) return localInstant(text, pack);
  const { date, pollsClose } = polled.parse(JSON.parse(readFileSync(join(pack, "election.json"), "utf8")));
  const at = localInstant(`${date}T${time.padStart(5, "0")}`, pack);
  return at < new Date(pollsClose) ? new Date(at.getTime() + wholeDay) : at;
}

/** Milliseconds that a zone's clocks are ahead of UTC at a moment. */
function ahead(at: Date, timeZone: string): number {
  const shown = at.toLocaleString("sv-SE", { timeZone });
  return Date.parse(`${shown.replace(" ", "T")}Z`) - Math.floor(at.getTime() / 1000) * 1000;
}
