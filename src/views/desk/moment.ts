/** The time of a declaration, as an editor types it. */
import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { UserError } from "../../core/errors.ts";
import type { Field } from "../../core/form.ts";

const hint = { label: "time", about: "when it was declared, where that is known: 03:12" };

export const timeArg = () =>
  hinted(
    z
      .string()
      .trim()
      .transform((typed, wrong) => {
        const clock = clockOf(typed);
        if (clock === undefined) wrong.addIssue({ code: "custom", message: "give a time as 03:12" });
        return clock ?? z.NEVER;
      })
      .optional(),
    hint,
  );

const written =
  /^(?:at |about |around |@ ?)?(?<hours>\d{1,2})(?:\s*[:.;h]\s*(?<minutes>\d{2})(?::\d{2})?|(?<joined>\d{2}))?\s*(?:hrs|hours|h|o[’']?clock)?\s*(?<half>[ap]\.?m\.?|in the morning|at night)?(?:\s*(?:bst|gmt|utc|uk time))?$/i;

/** "4:35am", "0435", "4.35 a.m.", "04:35 BST", "4am", "noon" -> "04:35"; undefined for any other words. */
export function clockOf(typed: string): string | undefined {
  const plain = typed.trim().replaceAll(/\s+/gu, " ");
  if (/^midnight$/i.test(plain)) return "00:00";
  if (/^(?:noon|midday)$/i.test(plain)) return "12:00";
  const groups = written.exec(plain)?.groups;
  if (!groups) return undefined;
  const { hours = "", joined, half } = groups;
  const minutes = groups["minutes"] ?? joined;
  // A bare number is no time, and three figures are one only without a doubt: "435" is 4:35.
  if (minutes === undefined && half === undefined) return undefined;
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  if (minute > 59 || hour > 23) return undefined;
  if (half === undefined) return two(hour, minute);
  const isAfternoon = /^p|night/i.test(half);
  // "16:35pm" says the same twice; "16:35am" says two things.
  if (hour > 12) return isAfternoon ? two(hour, minute) : undefined;
  if (hour === 0) return isAfternoon ? undefined : two(0, minute);
  return two((hour % 12) + (isAfternoon ? 12 : 0), minute);
}

const two = (hour: number, minute: number): string =>
  [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");

export const timeField = (value: string | undefined): Field => ({
  name: "time",
  ...hint,
  label: "Time of declaration",
  required: false,
  ...(value !== undefined && { value }),
});

/** @throws UserError for a time at which nobody can have declared; `given` is the rest of the editor's text */
export function declaredAt(clock: string, now: Date, closed: Date, zone: string, given: string): Date {
  const at = lastAt(clock, now, zone);
  if (at >= closed) return at;
  throw new UserError("usage", `${clock} is no time between the close of poll and now.`, [], given);
}

const minute = 60_000;
const day = 24 * 60;

/**
 * A clock time as people say it in the night: the last moment at or before `now` when clocks showed it.
 * @param clock "03:12"
 * @param zone of the election
 */
export function lastAt(clock: string, now: Date, zone: string): Date {
  const shown = (at: Date): number => minutesOf(at.toLocaleTimeString("en-GB", { timeZone: zone }));
  const sought = minutesOf(clock);
  const whole = Math.floor(now.getTime() / minute) * minute;
  const back = (from: number): number => (((shown(new Date(from)) - sought) % day) + day) % day;
  const found = whole - back(whole) * minute;
  // A change of the clocks in between shifts the moment by as much.
  const off = back(found);
  return new Date(off === 0 ? found : found - (off > day / 2 ? off - day : off) * minute);
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
