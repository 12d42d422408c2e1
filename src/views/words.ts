/** Figures and names as British readers write them. */
import type { Candidate, Party } from "../core/election.ts";
import type { Outcome, Swing, CandidateResult } from "../core/outcome.ts";
import { fullName } from "../core/story.ts";
import { upper } from "../core/text.ts";

/** "20,739" */
export const int = (n: number): string => n.toLocaleString("en-GB");

/** One decimal, with a true minus and without "−0.0"; as many as say something where one would not: "0.02". */
export function one(n: number): string {
  const size = Math.abs(n);
  const digits = size >= 0.05 || size < 0.0005 ? 1 : size < 0.005 ? 3 : 2;
  return (size < 0.0005 ? 0 : n).toFixed(digits).replace("-", "−");
}

/** A swing that is needed, rounded up, since less would not do: 0.13 is "0.2", and 0.018 "0.02". */
export function needed(points: number): string {
  const digits = points > 0 && points < 0.05 ? 2 : 1;
  return atLeast(points, digits).toFixed(digits).replace("-", "−");
}

/** Rounded up; figures that differ by less than arithmetic's own errors are the same. */
export const atLeast = (n: number, digits: number): number => Math.ceil(n * 10 ** digits - 1e-9) / 10 ** digits;

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

/** At the start of a sentence: "The Conservatives", "Labour". */
export const subject = ({ said }: Party): string => upper(said.subject);

export const has = ({ said }: Party): string => (said.plural ? "have" : "has");

/** "Labour’s", "the Conservatives’" */
export const possessive = ({ said }: Party): string => `${said.subject}${said.plural ? "’" : "’s"}`;

/** As on the ballot paper: "Labour and Co-operative". */
export const printedParty = (candidate: Candidate, party: Party): string =>
  candidate.printed ?? party.printed[0] ?? party.short;

/** "Dan Norris (Labour)" */
export const withParty = (line: CandidateResult): string => `${fullName(line)} (${line.party.short})`;

/** "19.5 points, Conservative to Labour" */
export const swingWords = ({ from, to, points: size }: Swing): string =>
  `${points(size)}, ${from.short} to ${to.short}`;

/** "LAB GAIN FROM CON", "CON HOLD", "LAB WIN" of a new seat, "NOT YET DECLARED" */
export function headline({ result, state, tie, winner }: Outcome): string {
  if (!result && winner) return `${winner.party.abbreviation} WIN`;
  if (!result) return state === "declared" && tie ? "TIE" : "NOT YET DECLARED";
  const { kind, to, from } = result;
  return kind === "hold" ? `${to.abbreviation} HOLD` : `${to.abbreviation} GAIN FROM ${from.abbreviation}`;
}

/** The headline for a column of a table: "LAB from CON", "CON hold". */
export const changeOfHands = (outcome: Outcome): string =>
  headline(outcome).replace("GAIN FROM", "from").replace("HOLD", "hold").replace(/ WIN$/, " win");

const rules = new Intl.PluralRules("en-GB", { type: "ordinal" });
const endings: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };

/** "1st", "22nd" */
export const ordinal = (n: number): string => `${n}${endings[rules.select(n)] ?? "th"}`;
