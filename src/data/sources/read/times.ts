/** Days and times as publishers write them. */
import type { Election } from "../../../core/election.ts";
import { day as wholeDay } from "../../../lib/local-time.ts";

type Zone = Pick<Election, "timeZone" | "pollsClose">;

/** @returns the day in ISO of "2025-05-01" or "01/05/2025"; undefined for any other text */
export function dayOf(text: string): string | undefined {
  const [, d = "", m = "", y = ""] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text.trim()) ?? [];
  const day = y === "" ? text.trim() : `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  return isDay(day) ? day : undefined;
}

function isDay(day: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00Z`) : undefined;
  // A day that no month has, such as 31 February, would be taken for another.
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

const written = /^(?<day>\S+?)[T ]+(?<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s*(?<offset>Z|[+-]\d{2}:?\d{2})?$/;

/**
 * @param text a day and a time, with an offset or, without one, in the election's time zone; or a time alone, of the
 *   night and day after the close of poll
 * @param polled the day of the vote, ISO
 * @returns undefined for text that is no time
 */
export function instantOf(text: string, polled: string, zone: Zone): Date | undefined {
  const alone = /^\d{1,2}:\d{2}(:\d{2})?$/.test(text.trim());
  const {
    day: given = "",
    time = "",
    offset,
  } = written.exec(alone ? `${polled} ${text.trim()}` : text.trim())?.groups ?? {};
  const day = dayOf(given);
  const clock = new Date(`${day}T${time.padStart(time.length > 5 ? 8 : 5, "0")}Z`);
  if (day === undefined || Number.isNaN(clock.getTime())) return undefined;
  if (offset !== undefined) return new Date(clock.getTime() - minutesOf(offset) * 60_000);
  const local = new Date(clock.getTime() - ahead(clock, zone.timeZone));
  return alone && clockOf(local, zone) < clockOf(new Date(zone.pollsClose), zone)
    ? new Date(local.getTime() + wholeDay)
    : local;
}

function minutesOf(offset: string): number {
  if (offset === "Z") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith("-") ? -minutes : minutes;
}

const clockOf = (at: Date, { timeZone }: Zone): string => at.toLocaleTimeString("sv-SE", { timeZone });

/** Milliseconds that a zone's clocks are ahead of UTC at a moment. */
function ahead(at: Date, timeZone: string): number {
  const shown = at.toLocaleString("sv-SE", { timeZone });
  return Date.parse(`${shown.replace(" ", "T")}Z`) - Math.floor(at.getTime() / 1000) * 1000;
}
