/** The words of posts: short, since a phone shows them. */
import type { Lookup } from "../../core/lookup.ts";
import type { Count } from "../../core/news/milestone.ts";
import type { Outcome, CandidateResult } from "../../core/outcome.ts";
import type { Inline } from "../../core/reply.ts";
import { fullName } from "../../core/story.ts";
import { headlined } from "../copy.ts";
import { headline, int, one, withParty } from "../words.ts";

/** "19.5 pts" */
export const pts = (n: number): string => `${one(n)} pts`;

/** "Runcorn and Helsby", "Runcorn and Helsby by-election" */
export const contestName = ({ seat, byElection }: Outcome): string =>
  byElection === undefined ? seat.name : `${seat.name} by-election`;

/** An outcome within a sentence: "LD hold", "LAB gain from CON", "a tie". */
export function inBrief(outcome: Outcome): string {
  if (!outcome.result && !outcome.winner) return outcome.tie ? "a tie" : "nothing of it";
  return headline(outcome).replace("GAIN FROM", "gain from").replace("HOLD", "hold").replace(/ WIN$/, " win");
}

/** "Labour gain Nuneaton", "Independent Jeremy Corbyn gains Islington North"; of a tie only its name. */
export function takes(outcome: Outcome): string {
  const { winner, result } = outcome;
  if (!winner) return contestName(outcome);
  const { who, plural } = headlined(winner);
  return `${who} ${result?.kind ?? "win"}${plural ? "" : "s"} ${contestName(outcome)}`;
}

/** "Labour gain Nuneaton from the Conservatives" */
export const takesFrom = (outcome: Outcome): string =>
  `${takes(outcome)}${outcome.result?.kind === "gain" ? ` from ${outcome.result.from.said.subject}` : ""}`;

/** "LAB GAIN FROM CON: Nuneaton"; of a call "Labour gain Nuneaton, votes to follow". */
export const heading = (outcome: Outcome): string =>
  outcome.state === "called" ? `${takes(outcome)}, votes to follow` : `${headline(outcome)}: ${contestName(outcome)}`;

/** "Dan Norris beats Jacob Rees-Mogg by 5,319; swing 19.5 pts." @param name of a candidate */
export function beats(outcome: Outcome, name: (line: CandidateResult) => string = fullName): string {
  const { winner, second, majority, swing, tie, state, lines } = outcome;
  const level = int(lines[0]?.votes ?? 0);
  if (!winner) return `${lines.slice(0, 2).map(name).join(" and ")} have ${level} votes each; the lot decides.`;
  if (state === "called") return `${name(winner)} wins; votes to follow.`;
  const swung = swing ? `; swing ${pts(swing.points)}` : "";
  if (!second || !majority) return `${name(winner)} is elected.`;
  const by = tie ? `by lot, with ${level} votes each` : `by ${int(majority.votes)}`;
  return `${name(winner)} beats ${name(second)} ${by}${swung}.`;
}

export const beatsWithParties = (outcome: Outcome): string => beats(outcome, withParty);

/** ", by 5,319"; nothing where there are no votes. */
export const margin = ({ winner, majority, tie }: Outcome): string =>
  winner && majority ? (tie ? ", by lot" : `, by ${int(majority.votes)}`) : "";

/** Parties named in a line of them. */
const named = 6;

/** "Labour 120, Conservative 30, …, others 4" */
export function seatsInWords({ seats }: Pick<Count, "seats">, lookup: Lookup): string {
  const held = [...seats]
    .filter(([, n]) => n > 0)
    .map(([id, n]) => ({ party: lookup.party(id), n }))
    .toSorted((a, b) => b.n - a.n);
  const ranked = [
    ...held.filter(({ party }) => party.kind !== "speaker"),
    ...held.filter(({ party }) => party.kind === "speaker"),
  ];
  const shown = ranked.length > named ? ranked.slice(0, named - 1) : ranked;
  const rest = ranked.slice(shown.length).reduce((sum, { n }) => sum + n, 0);
  return [
    ...shown.map(({ party, n }) => `${party.short} ${int(n)}`),
    ...(rest > 0 ? [`others ${int(rest)}`] : []),
  ].join(", ");
}

/** "After 160 of 650: Labour 120, Conservative 30, …"; undefined while nobody has a seat. */
export function stateLine(count: Count, lookup: Lookup): string | undefined {
  // Seats of a by-election add up to nothing.
  if (!lookup.isHouse) return undefined;
  const seats = seatsInWords(count, lookup);
  return seats && `After ${int(count.known)} of ${int(lookup.election.seats.length)}: ${seats}.`;
}

/** A line without its forms. */
export const plainly = (line: readonly Inline[]): string =>
  line
    .map((part) => {
      if (typeof part === "string") return part;
      return "bold" in part ? part.bold : "link" in part ? part.link : "";
    })
    .join("");

// Made once each: making one takes far longer than using it.
const formats = new Map<string, Intl.DateTimeFormat>();

/** "2:15am" where the voters are; with the day "Fri 2:15am". */
export function hourOf(time: Date, timeZone: string, withDay = false): string {
  const key = `${timeZone} ${withDay}`;
  const options = { hour: "numeric", minute: "2-digit", hour12: true, timeZone } as const;
  const made =
    formats.get(key) ?? new Intl.DateTimeFormat("en-GB", withDay ? { ...options, weekday: "short" } : options);
  formats.set(key, made);
  return made
    .format(time)
    .replace(",", "")
    .replace(/\s(?=[ap]m)/u, "")
    .replace(/\b0:/, "12:");
}
