/** Figures and names as British readers write them. */
import type { Candidate, Party, Politician } from "../core/election.ts";
import type { Line, Outcome, Swing } from "../core/outcome.ts";
import { fullName } from "../core/story.ts";

/** "20,739" */
export const int = (n: number): string => n.toLocaleString("en-GB");

/** One decimal, without "-0.0". */
export const one = (n: number): string => (Math.abs(n) < 0.05 ? 0 : n).toFixed(1);

/** "40.6%" */
export const pc = (n: number): string => `${one(n)}%`;

/** "10.4 points" */
export const points = (n: number): string => `${one(n)} points`;

/** "+14.4", "−24.6" with a true minus, "0.0"; empty where there is no change to speak of. */
export const signed = (n: number | undefined, digits = 1): string => {
  if (n === undefined) return "";
  const size = Math.abs(n).toFixed(digits);
  return Number(size) === 0 ? size : `${n > 0 ? "+" : "−"}${size}`;
};

/** "1 seat", "7 seats", "1 by-election" */
export const many = (n: number, one: string, more = `${one}s`): string => `${int(n)} ${n === 1 ? one : more}`;

/** "Labour's", "Conservatives'": the short name, possessive. */
export const possessive = (name: string): string => (name.endsWith("s") ? `${name}’` : `${name}’s`);

/** As on the ballot paper: "Labour and Co-operative". */
export const printedParty = (candidate: Candidate, party: Party): string =>
  candidate.printed ?? party.printed[0] ?? party.short;

/** "Dan Norris (Labour)" */
export const withParty = (line: Line): string => `${fullName(line)} (${line.party.short})`;

/** "19.5 points, Conservative to Labour" */
export const swingWords = ({ from, to, points: size }: Swing): string =>
  `${points(size)}, ${from.short} to ${to.short}`;

/** "LAB GAIN FROM CON", "CON HOLD", "NOT YET DECLARED" */
export function headline({ result, state, tie }: Outcome): string {
  if (!result) return state === "declared" && tie ? "TIE" : "NOT YET DECLARED";
  const { kind, to, from } = result;
  return kind === "hold" ? `${to.abbreviation} HOLD` : `${to.abbreviation} GAIN FROM ${from.abbreviation}`;
}

/** The headline for a column of a table: "LAB from CON", "CON hold". */
export const changeOfHands = (outcome: Outcome): string =>
  headline(outcome).replace("GAIN FROM", "from").replace("HOLD", "hold");

/** The office that makes a politician senior: the one held at dissolution, else the highest held before. */
export function office({ offices }: Politician): string {
  const now = offices.filter((held) => held.to === undefined).toSorted(byCabinet);
  if (now.length > 0) return now[0]?.title ?? "";
  const best = offices.toSorted(byCabinet)[0];
  return best ? `former ${best.title}` : "";
}

const order = ["full", "shadow", "attends", "none"];
const byCabinet = (a: { cabinet: string }, b: { cabinet: string }): number =>
  order.indexOf(a.cabinet) - order.indexOf(b.cabinet);
