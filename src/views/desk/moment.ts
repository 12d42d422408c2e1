/** When the returning officer declared, as an editor types it. */
import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { lastAt } from "../../core/desk/clock.ts";
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

/** @throws UserError for a time that nobody can have declared at; `given` is what they wrote besides */
export function declaredAt(clock: string, now: Date, closed: Date, zone: string, given: string): Date {
  const at = lastAt(clock, now, zone);
  if (at >= closed) return at;
  throw new UserError("usage", `${clock} is no time between the close of poll and now.`, [], given);
}
