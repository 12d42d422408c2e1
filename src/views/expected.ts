/** A rough hour for a declaration: a guess from last time, said to be one. */
import { yearBefore } from "./before.ts";
import type { ElectionFacts, Seat } from "../core/election.ts";

const hour = 3_600_000;

/** "2am", to the nearest hour; undefined where nothing is known. */
export function roughHour(seat: Seat, election: ElectionFacts): string | undefined {
  if (seat.guess === undefined) return undefined;
  // A clock time is cut to its hour, so half an hour is added to round it.
  const at = new Date(Date.parse(election.pollsClose) + seat.guess * 60_000 + hour / 2);
  const said = at.toLocaleTimeString("en-GB", { hour: "numeric", hour12: true, timeZone: election.timeZone });
  const short = said.replace(/\s/u, "").replace(/^0/, "12");
  return short === "12am" ? "midnight" : short === "12pm" ? "noon" : short;
}

/** "about 2am (a guess from 2019)" */
export function expected(seat: Seat, election: ElectionFacts): string | undefined {
  const said = roughHour(seat, election);
  return said && `about ${said} (a guess${election.previous ? ` from ${yearBefore(election)}` : ""})`;
}
