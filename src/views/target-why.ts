/** The reason why a seat is on no list of a party's targets. */
import type { Party, Seat } from "../core/election.ts";
import { longDay } from "../core/story.ts";
import type { Results } from "../core/results.ts";
import { theBefore, yearBefore } from "./before.ts";
import { int, many, possessive } from "./words.ts";

/** Seats that a party stood in and had no share to measure from, and how many of those that it won are among them. */
export interface LeftOut {
  readonly stood: number;
  readonly without: number;
  readonly won: number;
  readonly wonWithout: number;
}

export function leftOut(party: Party, { election, lookup, all }: Results): LeftOut {
  const stood = new Set(election.candidates.filter((one) => one.party === party.id).map(({ seat }) => seat));
  const hasNoShare = (code: string): boolean => lookup.seat(code).previous?.votes[party.id] === undefined;
  const won = all.filter(({ winner }) => winner?.party === party).map(({ seat }) => seat.code);
  return {
    stood: stood.size,
    without: [...stood].filter(hasNoShare).length,
    won: won.length,
    wonWithout: won.filter(hasNoShare).length,
  };
}

/** "Reform UK stood in 609 seats; 288 of them are on no list, …"; nothing where it had a share in every seat. */
export function leftOutWords(party: Party, results: Results): readonly string[] {
  const { stood, without, won, wonWithout } = leftOut(party, results);
  if (without === 0) return [];
  const among = wonWithout > 0 ? `, among them ${wonWithout} of the ${won} it won` : "";
  return [
    `Of the ${many(stood, "seat")} that ${party.said.subject} stood in, ${int(without)} are on no list${among}: ${noShare(party, results)}.`,
  ];
}

function asMany(party: Party, results: Results): readonly string[] {
  const { stood, without, won, wonWithout } = leftOut(party, results);
  const among = wonWithout > 0 ? `, among them ${wonWithout} of the ${won} it won` : "";
  return [`So it is with ${int(without)} of the ${many(stood, "seat")} that ${party.said.subject} stood in${among}.`];
}

/** @returns a sentence that ends in a full stop */
export function whyNot(party: Party, seat: Seat, results: Results): string {
  const { lookup, election } = results;
  const winner = results.outcome(seat.code).previous?.winner;
  const head = `${seat.name} is not on ${possessive(party)} target list:`;
  if (lookup.targets(party.id).length === 0) return `${head} it has none.`;
  if (winner?.party === party) return `${head} ${party.said.subject} won it at ${theBefore(election)}.`;
  if (winner?.party.kind === "speaker") return `${head} it is the Speaker’s.`;
  if (!lookup.candidates(seat.code).some((one) => one.party === party.id))
    return `${head} ${party.said.subject} did not stand there.`;
  if (seat.previous?.votes[party.id] === undefined)
    return [`${head} ${noShare(party, results)}.`, ...asMany(party, results)].join(" ");
  const gained = seat.from
    .filter(({ kept }) => kept > 0.5)
    .map(({ code }) => lookup.memberOf(code))
    .find((member) => member?.byElection?.gainedFrom !== undefined && member.electedAs === party.id);
  if (gained)
    return `${head} ${party.said.subject} had gained ${gained.seat.name} at the by-election of ${longDay(gained.electedOn)}.`;
  return `${head} the rule leaves it out.`;
}

/** "there is no share of the Brexit Party’s in 2019 to measure a swing from" */
function noShare({ previously, said }: Party, { election }: Results): string {
  const whose = previously === undefined ? said.subject : `the ${previously}`;
  return `there is no share of ${whose} in ${yearBefore(election)} to measure a swing from`;
}
