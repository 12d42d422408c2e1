/** Sentences on what was read, what could not be, and what is missing. */
import type { Candidate, PublishedResult, Seat } from "../../core/election.ts";
import type { Kind } from "./options.ts";

interface ToTell {
  readonly said: string[];
  readonly seats: readonly Seat[];
  readonly candidates: readonly Candidate[];
  readonly results: readonly PublishedResult[];
  readonly unknown: readonly string[];
  readonly kind: Kind;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

export function tell({ said, seats, candidates, results, unknown, kind }: ToTell): void {
  const names = (of: readonly Seat[]): string =>
    of.length > 6 ? `${of.length} seats` : of.map(({ name }) => name).join("; ");
  said.unshift(`Read: ${count(seats.length, "seat")}, ${count(candidates.length, "candidate")}.`);
  if (results.length > 0)
    said.push(
      `Results in the file: ${results.length} of ${seats.length}; their times are not known, and noon of the next day (UTC) was put.`,
    );
  const isNew = seats.filter(({ previous }) => !previous);
  if (isNew.length > 0)
    said.push(
      `Missing: the last result in ${names(isNew)}. Give it by --previous, or do without gain, change and swing.`,
    );
  const unmeasured = seats.filter(({ electorate }) => electorate === undefined);
  if (unmeasured.length > 0) said.push(`Missing: the electorate of ${names(unmeasured)}. There will be no turnout.`);
  if (unknown.length > 0)
    said.push(
      `Parties that the register does not know, in a neutral colour: ${unknown.slice(0, 12).join("; ")}${unknown.length > 12 ? ` and ${unknown.length - 12} more` : ""}.`,
    );
  const alone = seats.filter(({ code }) => candidates.filter((one) => one.seat === code).length < 2);
  if (alone.length > 0) said.push(`Only one candidate stands in ${names(alone)}.`);
  if (kind === "general") said.push("Missing, and to be entered on the night: the exit poll (/exitpoll set).");
}
