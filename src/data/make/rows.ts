/** The rows of a file of candidates that an election is made of: its kind, its seats, its day. */
import { MakeError } from "./candidates-file.ts";
import type { Kind, MakeOptions } from "./options.ts";
import { order } from "./targets.ts";

/** Ballots of each kind in Democracy Club's ids. */
const ballots: Readonly<Record<Kind, RegExp>> = {
  general: /^parl\./,
  "by-election": /^parl\./,
  mayor: /^mayor\./,
  other: /./,
};

export function chosen({ kind, candidates, date: given, seats: named }: MakeOptions, said: string[]) {
  const ofKind = candidates.rows.filter(({ election }) => election === "" || ballots[kind].test(election));
  const others = candidates.rows.length - ofKind.length;
  if (others > 0) said.push(`Rows of other elections, left out: ${others}.`);
  const ofSeats = named
    ? ofKind.filter(({ seat, code }) =>
        named.some((one) => one.toLowerCase() === seat.toLowerCase() || one.toUpperCase() === code),
      )
    : ofKind;
  const ofDay = given === undefined ? ofSeats : ofSeats.filter(({ date }) => date === "" || date === given);
  const cancelled = ofDay.filter(({ isCancelled }) => isCancelled);
  const off = [...new Set(cancelled.map(({ seat }) => seat))];
  if (off.length > 0) said.push(`The poll was cancelled, and is left out: ${off.join(", ")}.`);
  const rows = ofDay.filter(({ isCancelled }) => !isCancelled);
  if (rows.length === 0)
    throw new MakeError(
      [...said, "No candidate is left: look at --kind, --date and --seat, and at the file's own columns."].join(" "),
    );
  const days = [...new Set(rows.map(({ date }) => date).filter((day) => day !== ""))].toSorted(order);
  if (given === undefined && days.length > 1)
    throw new MakeError(
      `The file has elections of several days (${days.slice(0, 6).join(", ")}): choose one by --date.`,
    );
  const date = given ?? days[0];
  if (date === undefined)
    throw new MakeError([...said, "The file does not say when the election is: say --date YYYY-MM-DD."].join(" "));
  return { rows, date };
}
