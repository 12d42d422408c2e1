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

/** "about 2am (a guess from 2019, early by about an hour)" */
export function expected(seat: Seat, election: ElectionFacts): string | undefined {
  const said = roughHour(seat, election);
  return (
    said && `about ${said} (a guess${election.previous ? ` from ${yearBefore(election)}` : ""}${earlyWords(election)})`
  );
}

/** ", early by about an hour": how far off guesses were found to be. */
export function earlyWords({ times }: ElectionFacts): string {
  if (!times || times.guessedEarly < 10) return "";
  const hours = Math.round(times.guessedEarly / 60);
  const by = hours === 0 ? `${times.guessedEarly} minutes` : hours === 1 ? "an hour" : `${hours} hours`;
  return `, early by about ${by}`;
}

/** "after the declaration by a median of 26 minutes and a mean of 46" */
export const lateWords = ({ recordedLate }: NonNullable<ElectionFacts["times"]>): string =>
  `after the declaration (of all seats: median ${recordedLate.median} minutes, mean ${recordedLate.mean})`;
