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
      .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, "give a time as 03:12")
      .transform((typed) => typed.replace(".", ":"))
      .optional(),
    hint,
  );

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
